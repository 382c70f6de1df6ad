import CLanes

/// How many values lie in each gap.
struct GapCounts: Sendable {
  /// Of the last groups of values only.
  var bytes = lanes_gap_counts()
  private var groups = 0
  private var sums = InlineArray<8, Int>(repeating: 0)

  /// Groups of 32 values whose counts fit into a byte.
  static let mostGroups = 255

  mutating func clear() { self = GapCounts() }

  /// Makes room in the bytes for at most `mostGroups` more groups.
  @inline(__always)
  mutating func makeRoom(forGroups more: Int) {
    if groups + more > Self.mostGroups { settle() }
    groups += more
  }

  /// Counts a single value.
  mutating func add(to gap: Int) { sums[gap] += 1 }

  /// Adds the bytes to the sums.
  private mutating func settle() {
    for gap in 0..<8 { sums[gap] += unsafe lanes_gap_count(&bytes, Int32(gap)) }
    (bytes, groups) = (lanes_gap_counts(), 0)
  }

  /// Values per gap, at most eight.
  mutating func total() -> InlineArray<8, Int> {
    settle()
    return sums
  }
}
