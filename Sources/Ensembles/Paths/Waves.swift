/// How an ensemble grows: block ranges of increasing size, each computed on all threads and then joined.
///
/// The first wave is one block, which shows where the values lie; later ones double what is known until a wave holds
/// `most` blocks, which bounds the memory. The sizes change no result.
struct Waves: Sequence, IteratorProtocol {
  static let most = 256
  private var first: Int
  private let end: Int

  init(from first: Int, to end: Int) {
    self.first = first
    self.end = end
  }

  mutating func next() -> Range<Int>? {
    guard first < end else { return nil }
    // Four times as many at first, because few blocks busy few threads.
    let size = first < 64 ? Swift.max(1, 3 * first) : Swift.min(first, Self.most)
    let wave = first..<Swift.min(first + size, end)
    first = wave.upperBound
    return wave
  }
}
