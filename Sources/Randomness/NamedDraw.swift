/// One draw of a source with everything about it that does not depend on the path.
struct NamedDraw: Sendable {
  let digest: UInt64
  let yearWord: UInt32
  /// The place among the names, which under `sobol` is the dimension.
  let index: Int
  /// Its Sobol' dimension; nil beyond the table and for the other samplings.
  let dimension: SobolDimension?

  init(name: DrawName, index: Int, dimension: SobolDimension?) {
    digest = name.digest
    yearWord = name.yearWord
    self.index = index
    self.dimension = dimension
  }

  /// Philox words: path p uses block (p / 64)·32 + p mod 32, word (p / 32) mod 2, so that a batch is 32 whole blocks
  /// and neighbouring lanes are neighbouring counters.
  func randomWords(seed: UInt64, batch: Int) -> BatchWords {
    let philox = Philox(seed: seed)
    let year = UInt64(yearWord)
    let low = digest & 0xFFFF_FFFF
    let high = digest >> 32
    let start = UInt64(truncatingIfNeeded: batch) &* 32
    let steps = SIMD4<UInt64>(0, 1, 2, 3)
    var words = BatchWords(repeating: .zero)
    for vector in 0..<4 {
      let block = steps &+ (start &+ UInt64(8 * vector))
      let left = philox.blocks(block, year, low, high)
      let right = philox.blocks(block &+ 4, year, low, high)
      words[vector] = BitLanes(lowHalf: left.first, highHalf: right.first)
      words[vector + 4] = BitLanes(lowHalf: left.second, highHalf: right.second)
    }
    return words
  }
}
