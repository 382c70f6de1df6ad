/// One draw of a source with everything about it that does not depend on the path.
struct NamedDraw: Sendable {
  let digest: UInt64
  let yearWord: UInt32
  /// The place among the names, which under `sobol` is the dimension.
  let index: Int

  init(name: DrawName, index: Int) {
    digest = name.digest
    yearWord = name.yearWord
    self.index = index
  }

  /// Philox words: path p takes block (p / 32)·8 + p mod 8, word (p / 8) mod 4, so that 32 paths are eight whole blocks
  /// and neighbouring lanes are neighbouring counters.
  @inline(__always)
  func randomWords(_ philox: borrowing Philox, batch: Int) -> BatchWords {
    let start = UInt64(truncatingIfNeeded: batch) &* 16
    let steps = BitLanes(0, 1, 2, 3, 4, 5, 6, 7)
    var words = BatchWords(repeating: .zero)
    for half in 0..<2 {
      let blocks = steps &+ (start &+ UInt64(8 * half))
      let octet = philox.octet(blocks, UInt64(yearWord), digest & 0xFFFF_FFFF, digest >> 32)
      words[4 * half] = octet.first
      words[4 * half + 1] = octet.second
      words[4 * half + 2] = octet.third
      words[4 * half + 3] = octet.fourth
    }
    return words
  }
}
