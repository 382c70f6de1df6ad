import CLanes
import Randomness

/// How many values lie in each gap.
struct GapCounts: Sendable {
  private var sums = InlineArray<8, Int>(repeating: 0)
  /// Of the last values only; a `lanes_gap_counts`.
  var counts = Self.none
  /// Groups of 32 values that are counted in half-bytes, and in bytes.
  private var groups = 0
  private var spread = 0

  /// Bytes at the beginning of the memory that are only touched once in many groups: the sums, and the bytes of the counts.
  /// Nothing but speed hangs on where fields stand.
  static let seldomTouched = MemoryLayout<InlineArray<8, Int>>.size + 4 * MemoryLayout<Lanes>.size

  /// Groups of 32 values that a kernel may count at a time.
  static let mostGroups = lanes_most_groups

  private static let none = InlineArray<6, Lanes>(repeating: .zero)

  mutating func clear() { self = GapCounts() }

  /// Makes room in the half-bytes for at most `mostGroups` more groups.
  @inline(__always)
  mutating func makeRoom(forGroups more: Int) {
    if groups + more > Self.mostGroups { spreadOut() }
    groups += more
  }

  /// Counts a single value.
  mutating func add(to gap: Int) { sums[gap] += 1 }

  /// Takes back what was counted in gap 0 but is not a number.
  mutating func missing(_ number: Int) { sums[0] -= number }

  /// Adds the half-bytes to the bytes, and these to the sums where they might overflow.
  private mutating func spreadOut() {
    unsafe lanes_spread(&counts)
    spread += groups
    groups = 0
    if spread + Self.mostGroups > Int(UInt8.max) { settle() }
  }

  private mutating func settle() {
    for gap in 0..<8 { sums[gap] += unsafe lanes_gap_count(&counts, Int32(gap)) }
    (counts, spread) = (Self.none, 0)
  }

  /// Values per gap, at most eight.
  mutating func total() -> InlineArray<8, Int> {
    spreadOut()
    settle()
    return sums
  }
}
