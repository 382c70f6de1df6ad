/// A smooth increasing function of the normal score, tabulated as polynomials of degree 7.
///
/// The axis is cut into cells of equal width; a cell in which one polynomial is not exact enough between its nodes of
/// interpolation is halved again and again, which forms a small binary tree. The nodes are Chebyshev–Lobatto points,
/// which include both ends, so that neighbouring pieces meet. Higher order instead of more knots keeps the usual table
/// within 5 kilobytes. A value costs O(1) in the usual case, O(depth) where the function is steep.
struct ScoreTable: Sendable {
  /// Scores beyond are taken for the nearest bound: no uniform number of 52 bits reaches 8.3.
  static let reach = 8.5
  static let cellWidth = 0.25

  private let origin: Double
  private let cells: [Int]
  private let branches: [Branch]
  private let pieces: [SIMD8<Double>]

  /// What a half of a cell, or a cell, is: the index of its piece, the one's complement of the index of its branch, or
  /// `direct`.
  private struct Branch: Sendable {
    var left: Int
    var right: Int
  }

  /// No piece is exact enough: the function itself is asked.
  private static let direct = Int.max

  /// - Parameters:
  ///   - knot: a point where a derivative may jump, which is made the border of two cells.
  ///   - accuracy: the error allowed at a value.
  ///   - function: the function of the score; the flag tells whether the point belongs to the cells left of the knot.
  init(
    knot: Double, accuracy: @escaping (Double) -> Double, function: (_ score: Double, _ left: Bool) -> Double
  ) {
    let start = knot - ((knot + Self.reach) / Self.cellWidth).rounded(.up) * Self.cellWidth
    let count = Int(((Self.reach - start) / Self.cellWidth).rounded(.up))
    var growth = Growth(accuracy: accuracy)
    cells = (0..<count).map { index in
      let low = start + Double(index) * Self.cellWidth
      let isLeft = low + 0.5 * Self.cellWidth < knot
      return growth.grow(from: low, width: Self.cellWidth, depth: 0) { function($0, isLeft) }
    }
    origin = start
    branches = growth.branches
    pieces = growth.pieces
  }

  /// The value at a score; nil where the table is not exact enough.
  @inline(__always)
  func value(at score: Double) -> Double? {
    // A score that is not a number is taken for the lower bound rather than for a trap.
    let bounded = score > -Self.reach ? Swift.min(score, Self.reach) : -Self.reach
    let place = (bounded - origin) * (1 / Self.cellWidth)
    let index = Swift.min(Int(place), cells.count - 1)
    var inner = place - Double(index)
    var node = cells[index]
    while node < 0 {
      inner *= 2
      let branch = branches[~node]
      node = inner < 1 ? branch.left : branch.right
      inner -= inner < 1 ? 0 : 1
    }
    guard node != Self.direct else { return nil }
    let s = 2 * inner - 1
    let c = pieces[node]
    let low = (c[0] + c[1] * s) + (c[2] + c[3] * s) * (s * s)
    let high = (c[4] + c[5] * s) + (c[6] + c[7] * s) * (s * s)
    return low + high * ((s * s) * (s * s))
  }

  /// The trees while they are being built.
  private struct Growth {
    let accuracy: (Double) -> Double
    var branches: [Branch] = []
    var pieces: [SIMD8<Double>] = []

    /// A function that is still not smooth after this many halvings, 10⁻⁶ of a cell, has a step.
    static let deepest = 20
    /// Halvings beyond which a table no longer pays: where rounding hides the tolerance, every half fails.
    static let most = 400

    mutating func grow(from: Double, width: Double, depth: Int, function: (Double) -> Double) -> Int {
      let piece = Interpolation.piece(from: from, width: width, of: function)
      let error = Interpolation.error(of: piece, from: from, width: width, of: function, accuracy: accuracy)
      // Outside six standard deviations, one draw in 10⁹, a table that is nearly right will do.
      let isOutside = from >= 6 || from + width <= -6
      if error <= 1 || (isOutside && depth >= 2 && error.isFinite) {
        pieces.append(piece)
        return pieces.count - 1
      }
      guard depth < (isOutside ? 3 : Self.deepest) && branches.count < Self.most else { return ScoreTable.direct }
      let index = branches.count
      branches.append(Branch(left: ScoreTable.direct, right: ScoreTable.direct))
      let left = grow(from: from, width: 0.5 * width, depth: depth + 1, function: function)
      let right = grow(from: from + 0.5 * width, width: 0.5 * width, depth: depth + 1, function: function)
      branches[index] = Branch(left: left, right: right)
      return ~index
    }
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
