/// A smooth increasing function of the normal score, tabulated as polynomials of degree 7.
///
/// The axis is cut into cells of equal width, each cell into a power of two of equal pieces, as few as reach the
/// tolerance at points between the nodes of interpolation. The nodes are Chebyshev–Lobatto points, which include both
/// ends, so that neighbouring pieces meet. Higher order instead of more knots keeps the usual table within 8 kilobytes.
struct ScoreTable: Sendable {
  private struct Cell: Sendable {
    let first: Int
    let pieces: Double
    /// Whether the pieces are exact enough; otherwise the function itself is asked.
    let isExact: Bool
  }

  /// Scores beyond are taken for the nearest bound: no uniform number of 52 bits reaches 8.3.
  static let reach = 8.5
  static let cellWidth = 0.5
  /// A cell is split into at most 2¹⁰ pieces.
  private static let deepest = 10

  private let origin: Double
  private let cells: [Cell]
  private var pieces: [SIMD8<Double>]

  /// - Parameters:
  ///   - knot: a point where a derivative may jump, which is made the border of two cells.
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score; the flag tells whether the point belongs to the cells left of the knot.
  init(
    knot: Double, accuracy: (Double) -> Double, function: (_ score: Double, _ left: Bool) -> Double
  ) {
    let start = knot - ((knot + Self.reach) / Self.cellWidth).rounded(.up) * Self.cellWidth
    let count = Int(((Self.reach - start) / Self.cellWidth).rounded(.up))
    var cells: [Cell] = []
    var pieces: [SIMD8<Double>] = []
    for index in 0..<count {
      let low = start + Double(index) * Self.cellWidth
      let isLeft = low + 0.5 * Self.cellWidth < knot
      let (found, isExact) = Self.interpolate(from: low, accuracy: accuracy) { function($0, isLeft) }
      cells.append(Cell(first: pieces.count, pieces: Double(found.count), isExact: isExact))
      pieces += found
    }
    origin = start
    self.cells = cells
    self.pieces = pieces
  }

  /// The value at a score; nil where the table is not exact enough.
  @inline(__always)
  func value(at score: Double) -> Double? {
    let bounded = Swift.min(Swift.max(score, -Self.reach), Self.reach)
    let place = (bounded - origin) * (1 / Self.cellWidth)
    let index = Swift.min(Int(place), cells.count - 1)
    let cell = cells[index]
    guard cell.isExact else { return nil }
    let inner = (place - Double(index)) * cell.pieces
    let piece = Swift.min(Int(inner), Int(cell.pieces) - 1)
    let s = 2 * (inner - Double(piece)) - 1
    let c = pieces[cell.first + piece]
    let low = (c[0] + c[1] * s) + (c[2] + c[3] * s) * (s * s)
    let high = (c[4] + c[5] * s) + (c[6] + c[7] * s) * (s * s)
    return low + high * ((s * s) * (s * s))
  }

  /// The pieces of one cell, doubled in number until all are exact.
  private static func interpolate(
    from low: Double, accuracy: (Double) -> Double, function: (Double) -> Double
  ) -> (pieces: [SIMD8<Double>], isExact: Bool) {
    // Outside six standard deviations, one draw in 10⁹, a table that is nearly right will do.
    let matters = low < 6 && low + cellWidth > -6
    for depth in 0...(matters ? deepest : 3) {
      let count = 1 << depth
      let width = cellWidth / Double(count)
      var found: [SIMD8<Double>] = []
      for index in 0..<count {
        let from = low + Double(index) * width
        let piece = Interpolation.piece(from: from, width: width, of: function)
        let isExact = Interpolation.error(of: piece, from: from, width: width, of: function, accuracy: accuracy) <= 1
        if !isExact && (matters || depth < 3) { break }
        found.append(piece)
      }
      if found.count == count { return (found, true) }
    }
    return ([SIMD8(repeating: 0)], false)
  }
}

/// Polynomial interpolation at the eight Chebyshev–Lobatto points.
private enum Interpolation {
  /// −cos(πk/7).
  static let nodes: [Double] = [
    -1, -0.9009688679024191, -0.6234898018587336, -0.2225209339563144, 0.2225209339563144, 0.6234898018587336,
    0.9009688679024191, 1,
  ]

  /// Ascending coefficients in s from −1 to 1 over the piece, by divided differences.
  static func piece(from: Double, width: Double, of function: (Double) -> Double) -> SIMD8<Double> {
    var differences = nodes.map { function(from + 0.5 * width * (1 + $0)) }
    for order in 1..<8 {
      for k in stride(from: 7, through: order, by: -1) {
        differences[k] = (differences[k] - differences[k - 1]) / (nodes[k] - nodes[k - order])
      }
    }
    var coefficients = SIMD8<Double>(repeating: 0)
    for k in stride(from: 7, through: 0, by: -1) {
      for power in stride(from: 7, through: 1, by: -1) {
        coefficients[power] = coefficients[power - 1] - nodes[k] * coefficients[power]
      }
      coefficients[0] = differences[k] - nodes[k] * coefficients[0]
    }
    return coefficients
  }

  /// The largest error between the nodes as a multiple of what is allowed.
  static func error(
    of piece: SIMD8<Double>, from: Double, width: Double, of function: (Double) -> Double, accuracy: (Double) -> Double
  ) -> Double {
    [0, 2, 3, 6].reduce(0) { worst, k in
      let s = 0.5 * (nodes[k] + nodes[k + 1])
      let value = function(from + 0.5 * width * (1 + s))
      let approximation = (0..<8).reversed().reduce(0) { $0 * s + piece[$1] }
      let error = abs(approximation - value) / accuracy(value)
      return error.isNaN ? .infinity : Swift.max(worst, error)
    }
  }
}
