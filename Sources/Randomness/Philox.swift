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
  @inline(__always)
  func octet(_ first: BitLanes, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) -> Octet {
    octets([first], second, third, fourth)[0]
  }

  /// Several octets at once, whose rounds do not wait for each other.
  ///
  /// A product takes the lower halves of its factors alone, so that no round needs to clear the upper ones.
  @inline(__always)
  func octets<let count: Int>(
    _ first: InlineArray<count, BitLanes>, _ second: UInt64, _ third: UInt64, _ fourth: UInt64
  ) -> InlineArray<count, Octet> {
    let low: UInt64 = 0xFFFF_FFFF
    let keys = roundKeys.span
    // Known once, so that the rounds are free of bounds checks.
    precondition(keys.count == 2 * Self.rounds, "every round has its keys")
    var counters = InlineArray<count, Octet> {
      (first[$0], BitLanes(repeating: second), BitLanes(repeating: third), BitLanes(repeating: fourth))
    }
    for round in 0..<Self.rounds {
      for index in 0..<count {
        let c = counters[index]
        let p0 = (c.first & low) &* 0xD251_1F53
        let p1 = (c.third & low) &* 0xCD9E_8D57
        counters[index] = (
          (p1 &>> 32) ^ c.second ^ keys[2 * round], p1, (p0 &>> 32) ^ c.fourth ^ keys[2 * round + 1], p0
        )
      }
    }
    return counters
  }
}
