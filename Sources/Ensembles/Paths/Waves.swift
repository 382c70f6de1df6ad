/// How an ensemble grows: block ranges of increasing size, each computed on all threads and then joined.
///
/// The first wave shows where the values lie; later ones multiply what is known until a wave holds `most` blocks, which
/// bounds the memory. The sizes change no exact result, and depend on nothing but the precision and the numbers of blocks and
/// sampled outputs.
package struct Waves: Sequence, IteratorProtocol {
  /// Blocks of the first wave.
  private let least: Int
  private let most: Int
  private var first: Int
  private let end: Int

  /// Blocks of a wave where outputs are few.
  package static let mostOfFewOutputs = 256

  package init(from first: Int, to end: Int, for precision: QuantilePrecision, most: Int = mostOfFewOutputs) {
    // Bins are set by the first block, whatever the number of threads; brackets wait for two, and for six where outputs are so
    // many that waves are short: there an early look at all of them costs more than it saves.
    least = precision == .histogram ? 1 : most < Self.mostOfFewOutputs ? 6 : 2
    self.most = most
    self.first = first
    self.end = end
  }

  package mutating func next() -> Range<Int>? {
    guard first < end else { return nil }
    // Four times as many from the first wave on, because few blocks busy few threads.
    let size = Swift.min(most, first < least ? least - first : first < 64 ? 3 * first : first)
    let wave = first..<Swift.min(first + size, end)
    first = wave.upperBound
    return wave
  }
}
