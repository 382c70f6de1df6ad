/// The counter-based generator Philox4×32-10: a keyed bijection of 128-bit counters.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.
/// There is no state: any block can be computed alone, in any order.
package struct Philox: Sendable, Equatable {
  /// The two key words, low word first.
  package let key: SIMD2<UInt32>

  package init(seed: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// The four output words of one counter.
  package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    let lanes = blocks(
      SIMD4(repeating: UInt64(counter.x)), UInt64(counter.y), UInt64(counter.z), UInt64(counter.w))
    return SIMD4(
      UInt32(truncatingIfNeeded: lanes.first[0]), UInt32(truncatingIfNeeded: lanes.first[0] >> 32),
      UInt32(truncatingIfNeeded: lanes.second[0]), UInt32(truncatingIfNeeded: lanes.second[0] >> 32))
  }

  /// Four blocks that differ in the first counter word only, as two 64-bit words each; all arguments below 2³².
  @inline(__always)
  func blocks(
    _ first: SIMD4<UInt64>, _ second: UInt64, _ third: UInt64, _ fourth: UInt64
  ) -> (first: SIMD4<UInt64>, second: SIMD4<UInt64>) {
    let low: UInt64 = 0xFFFF_FFFF
    var c0 = first
    var c1 = SIMD4<UInt64>(repeating: second)
    var c2 = SIMD4<UInt64>(repeating: third)
    var c3 = SIMD4<UInt64>(repeating: fourth)
    var k0 = key.x
    var k1 = key.y
    for _ in 0..<10 {
      let p0 = (c0 & low) &* 0xD251_1F53
      let p1 = (c2 & low) &* 0xCD9E_8D57
      c0 = (p1 &>> 32) ^ c1 ^ UInt64(k0)
      c1 = p1 & low
      c2 = (p0 &>> 32) ^ c3 ^ UInt64(k1)
      c3 = p0 & low
      // The key schedule adds the golden ratio and √3 − 1, each times 2³².
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0 | (c1 &<< 32), c2 | (c3 &<< 32))
  }
}
