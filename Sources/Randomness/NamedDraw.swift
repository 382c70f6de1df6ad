/// One draw of a source with everything about it that does not depend on the path.
struct NamedDraw: Sendable {
  let digest: UInt64
  let yearWord: UInt32
  /// The place among the names, which under `sobol` is the dimension.
  let index: Int
  /// For the scrambling of its dimension, without the replicate.
  let scrambleKey: UInt64

  init(name: DrawName, index: Int, seed: UInt64) {
    scrambleKey = seed.key(for: 0x536F_626F_6C).key(for: index)
    digest = name.digest
    yearWord = name.yearWord
    self.index = index
  }

  /// Writes the Philox words of a batch: path p takes block (p / 32)·8 + p mod 8, word (p / 8) mod 4, so that 32 paths
  /// are eight whole blocks and neighbouring lanes are neighbouring counters.
  @inline(__always)
  func writeRandomWords(_ philox: borrowing Philox, batch: Int, to words: Slot<Lanes>) {
    let start = UInt64(truncatingIfNeeded: batch) &* 16
    let steps = BitLanes(0, 1, 2, 3, 4, 5, 6, 7)
    let octets = philox.octets(
      [steps &+ start, steps &+ (start &+ 8)], UInt64(yearWord), digest & 0xFFFF_FFFF, digest >> 32)
    for half in 0..<2 {
      words[4 &* half] = doubles(from: octets[half].first)
      words[4 &* half &+ 1] = doubles(from: octets[half].second)
      words[4 &* half &+ 2] = doubles(from: octets[half].third)
      words[4 &* half &+ 3] = doubles(from: octets[half].fourth)
    }
  }
}
