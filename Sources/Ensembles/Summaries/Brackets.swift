import CLanes

/// The ranges of codes in which wanted order statistics may lie; the values inside them are kept, the others counted.
///
/// Between and around n brackets are n + 1 gaps: gap k lies below bracket k, the last above them all.
struct Brackets: Sendable {
  /// As many as leave eight gaps, which is what kernels count.
  static let most = 7

  /// From the code `lower` up to, but without, `upper`.
  struct Bracket: Sendable, Equatable {
    var lower: Int
    var upper: Int
  }

  let coding: ValueCoding
  let count: Int
  /// In place, because brackets are handed about with every narrowing; beyond `count` they are empty.
  private let all: InlineArray<7, Bracket>
  /// For the kernels.
  let edges: lanes_brackets

  /// - Parameters:
  ///   - all: at most seven, ascending and apart.
  ///   - share: which share of the values to come lies inside them, about; no result hangs on it.
  init(_ all: [Bracket], on coding: ValueCoding, share: Double = 0) {
    precondition(all.count <= Self.most, "there are at most seven brackets")
    precondition(
      all.allSatisfy { ValueCoding.least <= $0.lower && $0.lower <= $0.upper && $0.upper <= ValueCoding.end },
      "edges are codes")
    let filled = InlineArray<7, Bracket> { index in
      index < all.count ? all[index] : Bracket(lower: ValueCoding.end, upper: ValueCoding.end)
    }
    (self.coding, self.all, count) = (coding, filled, all.count)
    var edges = lanes_make_brackets(coding.scale, coding.offset)
    for (index, bracket) in all.enumerated() {
      edges = lanes_with_edge(edges, Int32(2 * index), Int32(bracket.lower))
      edges = lanes_with_edge(edges, Int32(2 * index + 1), Int32(bracket.upper))
    }
    self.edges = Self.expecting(share, edges)
  }

  /// Edges for kernels that sift values of which about this share lies inside: they count on a standard deviation more than
  /// the mean of how many of 32 values that are (binomial law).
  static func expecting(_ share: Double, _ edges: lanes_brackets) -> lanes_brackets {
    let share = min(1, max(0, share))
    return lanes_expecting(edges, Int32(32 * share + (32 * share * (1 - share)).squareRoot()))
  }

  /// One bracket that holds every number.
  static func everything(on coding: ValueCoding) -> Brackets {
    Brackets([Bracket(lower: ValueCoding.least, upper: ValueCoding.end)], on: coding)
  }

  subscript(index: Int) -> Bracket { all[index] }

  var indices: Range<Int> { 0..<count }

  /// Whether the brackets are the same codes.
  func hasSameEdges(as other: Brackets) -> Bool {
    count == other.count && indices.allSatisfy { all[$0] == other.all[$0] }
  }

  /// The bracket in which a value lies; nil where it lies in a gap.
  func bracket(of value: Double) -> Int? {
    let code = coding.code(of: value)
    return indices.first { all[$0].lower <= code && code < all[$0].upper }
  }

  /// The gap in which a value lies, or which lies below its bracket.
  func gap(of value: Double) -> Int {
    let code = coding.code(of: value)
    return indices.first { code < all[$0].upper } ?? count
  }

  /// The gap in which the values below a bracket of these lie, seen from brackets inside them.
  func gap(below bracket: Int, in narrower: Brackets) -> Int {
    let edge = bracket < count ? all[bracket].lower : ValueCoding.end
    return narrower.indices.first { narrower.all[$0].lower >= edge } ?? narrower.count
  }
}
