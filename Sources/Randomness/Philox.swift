/// The counter-based generator Philox4×32-10: a keyed bijection of 128-bit counters.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.
/// There is no state: any block can be computed alone, in any order.
package struct Philox: Sendable, Equatable {
  static let rounds = 10
  /// Both key words of every round, one after the other; each round adds the golden ratio and √3 − 1, times 2³².
  private let roundKeys: [UInt64]

  package init(seed: UInt64) {
    var keys: [UInt64] = []
    var first = UInt32(truncatingIfNeeded: seed)
    var second = UInt32(truncatingIfNeeded: seed >> 32)
    for _ in 0..<Self.rounds {
      keys += [UInt64(first), UInt64(second)]
      first &+= 0x9E37_79B9
      second &+= 0xBB67_AE85
    }
    roundKeys = keys
  }

  /// The four output words of one counter.
  package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let words = octet(
      BitLanes(repeating: UInt64(counter.x)), UInt64(counter.y), UInt64(counter.z), UInt64(counter.w))
    return SIMD4(
      UInt32(truncatingIfNeeded: words.first[0]), UInt32(truncatingIfNeeded: words.second[0]),
      UInt32(truncatingIfNeeded: words.third[0]), UInt32(truncatingIfNeeded: words.fourth[0]))
  }

  /// The words of eight blocks in the lower halves of their lanes; what stands in the upper halves has no meaning.
  typealias Octet = (first: BitLanes, second: BitLanes, third: BitLanes, fourth: BitLanes)

  /// Eight blocks that differ in the first counter word only; all arguments below 2³².
  ///
  /// A product takes the lower halves of its factors alone, so that no round needs to clear the upper ones.
  @inline(__always)
  func octet(_ first: BitLanes, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> Octet {
    let low: UInt64 = 0xFFFF_FFFF
    let keys = roundKeys.span
    // Known once, so that the rounds are free of bounds checks.
    precondition(keys.count == 2 * Self.rounds, "every round has its keys")
    var c0 = first
    var c1 = BitLanes(repeating: second)
    var c2 = BitLanes(repeating: third)
    var c3 = BitLanes(repeating: fourth)
    for round in 0..<Self.rounds {
      let p0 = (c0 & low) &* 0xD251_1F53
      let p1 = (c2 & low) &* 0xCD9E_8D57
      c0 = (p1 &>> 32) ^ c1 ^ keys[2 * round]
      c1 = p1
      c2 = (p0 &>> 32) ^ c3 ^ keys[2 * round + 1]
      c3 = p0
    }
    return (c0, c1, c2, c3)
  }
}
