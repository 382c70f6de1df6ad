/// A function on an interval as polynomials of degree 8, in cells of equal width of which those that are not smooth
/// enough are halved again and again. A value costs O(1) in the usual case, O(depth) where the function is steep.
struct PieceTree: Sendable {
  private let origin: Double
  private let width: Double
  private let cells: [Int]
  private let branches: [Branch]
  private let pieces: [Interpolation.Piece]

  /// What a half of a cell, or a cell, is: the index of its piece, the one's complement of the index of its branch, or
  /// `direct`.
  private struct Branch: Sendable {
    var left: Int
    var right: Int
  }

  /// No piece is exact enough: the function itself is asked.
  private static let direct = Int.max

  /// The cells cover from … to; the last may reach beyond.
  init(
    from: Double, to: Double, width: Double, accuracy: @escaping (Double) -> Double, function: (Double) -> Double
  ) {
    var growth = Growth(accuracy: accuracy)
    let count = Int(((to - from) / width).rounded(.up))
    cells = (0..<count).map { growth.grow(from: from + Double($0) * width, width: width, depth: 0, function: function) }
    origin = from
    self.width = width
    branches = growth.branches
    pieces = growth.pieces
  }

  /// The value at a point of the interval; nil where no piece is exact enough.
  func value(at point: Double) -> Double? {
    let place = (point - origin) / width
    let index = max(0, min(Int(place), cells.count - 1))
    var inner = place - Double(index)
    var node = cells[index]
    while node < 0 {
      inner *= 2
      let branch = branches[~node]
      node = inner < 1 ? branch.left : branch.right
      inner -= inner < 1 ? 0 : 1
    }
    guard node != Self.direct else { return nil }
    return pieces[node].value(at: inner - 0.5)
  }

  /// The pieces while they are being found.
  private struct Growth {
    let accuracy: (Double) -> Double
    var branches: [Branch] = []
    var pieces: [Interpolation.Piece] = []

    /// A function that is still not smooth after this many halvings, 10⁻⁶ of a cell, has a step.
    static let deepest = 20
    /// Halvings beyond which a table no longer pays: where rounding hides the tolerance, every half fails.
    static let most = 400

    mutating func grow(from: Double, width: Double, depth: Int, function: (Double) -> Double) -> Int {
      let piece = Interpolation(degree: 8).piece(from: from, width: width, of: function)
      let error = piece.error(accuracy: accuracy, of: function)
      // Outside five and a quarter standard deviations, three draws in 20 million, a piece that is nearly right will do.
      let isOutside = from >= 5.25 || from + width <= -5.25
      if error <= 1 || (isOutside && depth >= 2 && error.isFinite) {
        pieces.append(piece)
        return pieces.count - 1
      }
      guard depth < (isOutside ? 3 : Self.deepest) && branches.count < Self.most else { return PieceTree.direct }
      let index = branches.count
      branches.append(Branch(left: PieceTree.direct, right: PieceTree.direct))
      let left = grow(from: from, width: 0.5 * width, depth: depth + 1, function: function)
      let right = grow(from: from + 0.5 * width, width: 0.5 * width, depth: depth + 1, function: function)
      branches[index] = Branch(left: left, right: right)
      return ~index
    }
  }
}
