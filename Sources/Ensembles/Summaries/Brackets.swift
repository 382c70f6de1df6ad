import CLanes

/// The parts of the scale in which wanted order statistics may lie; the values inside them are kept, the others counted.
///
/// Between and around n brackets are n + 1 gaps: gap k lies below bracket k, the last above them all.
struct Brackets: Sendable {
  /// As many as vectors of edges have room for.
  static let most = 7

  /// From `lower` up to, but without, `upper`; −∞ and +∞ where there is no edge.
  struct Bracket: Sendable, Equatable {
    var lower: Float
    var upper: Float
  }

  let scale: ValueScale
  let all: [Bracket]
  /// For the kernels.
  let edges: lanes_brackets

  /// - Parameter all: at most seven, ascending and apart; only the last may be without an upper edge.
  init(_ all: [Bracket], on scale: ValueScale) {
    precondition(all.count <= Self.most, "there are at most seven brackets")
    self.all = all
    self.scale = scale
    // Nothing is compared with an edge that is not there: an infinite value would lie beyond it.
    let numbers = all.flatMap { [$0.lower, $0.upper == .infinity ? .nan : $0.upper] }
    edges = unsafe lanes_make_brackets(scale.scale, scale.offset, numbers, numbers.count)
  }

  /// One bracket that holds every number.
  static func everything(on scale: ValueScale) -> Brackets {
    Brackets([Bracket(lower: -.infinity, upper: .infinity)], on: scale)
  }

  var count: Int { all.count }

  /// Where a value lies.
  enum Place: Equatable {
    case gap(Int)
    case bracket(Int)
  }

  func place(of value: Double) -> Place {
    let number = scale.place(of: value)
    for (index, bracket) in all.enumerated() {
      if !(number >= bracket.lower) { return .gap(index) }
      if bracket.upper == .infinity || number < bracket.upper { return .bracket(index) }
    }
    return .gap(count)
  }

  /// The gap in which the values below a bracket of these lie, seen from brackets inside them.
  func gap(below bracket: Int, in narrower: Brackets) -> Int {
    let edge = bracket < count ? all[bracket].lower : .infinity
    return narrower.all.firstIndex { $0.lower >= edge } ?? narrower.count
  }
}
