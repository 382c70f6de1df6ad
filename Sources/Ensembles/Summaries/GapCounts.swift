import CLanes

/// How many values lie in each gap.
struct GapCounts: Sendable {
  /// Of the last vectors only.
  var bytes = lanes_gap_counts()
  private var pairs = 0
  private var sums = InlineArray<8, Int>(repeating: 0)

  /// Pairs of vectors whose counts fit into a byte.
  static let mostPairs = 255

  mutating func clear() { self = GapCounts() }

  mutating func makeRoom(forVectors vectors: Int) {
    let more = (vectors + 1) / 2
    if pairs + more > Self.mostPairs { settle() }
    pairs += more
  }

  /// A vector that is missing from a pair was counted as eight values that are not numbers.
  mutating func padded(_ vectors: Int) { missing(vectors % 2 == 0 ? 0 : 8) }

  /// Takes back what was counted in gap 0 but is not a number.
  mutating func missing(_ number: Int) { sums[0] -= number }

  /// Adds the bytes to the sums.
  private mutating func settle() {
    for gap in 0..<8 { sums[gap] += unsafe lanes_gap_count(&bytes, Int32(gap)) }
    (bytes, pairs) = (lanes_gap_counts(), 0)
  }

  /// Values per gap, at most eight.
  mutating func total() -> InlineArray<8, Int> {
    settle()
    return sums
  }
}
