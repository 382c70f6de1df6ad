extension NamedDraw {
  /// Writes the scrambled Sobol' points of a batch in one dimension as 32-bit fractions.
  @inline(__always)
  func writeScrambled(
    _ dimension: borrowing SobolDimension, seed: UInt64, place: ReplicatePlace, to words: Slot<Lanes>
  ) {
    let key = seed.key(for: 0x536F_626F_6C).key(for: index).key(for: place.replicate)
    let scrambling = OwenScrambling(key: key)
    let common = dimension.commonPart(firstPath: place.firstPath)
    for pair in 0..<PathBatch.vectors / 2 {
      let digits = bitReversed(scrambling.apply(toReversed: dimension.start(pair: pair) ^ common))
      words[2 * pair] = doubles(from: BitLanes(truncatingIfNeeded: digits.lowHalf))
      words[2 * pair + 1] = doubles(from: BitLanes(truncatingIfNeeded: digits.highHalf))
    }
  }
}

/// A nested uniform scrambling of 32-bit digits: each digit is flipped or not depending on the key and all digits above.
///
/// Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995), by hashing the reversed digits as in Laine and
/// Karras (2011) and Burley, "Practical hash-based Owen scrambling", JCGT 9(4), 2020, with Vegdahl's constants; two
/// passes with separate keys.
package struct OwenScrambling: Sendable {
  private let first: UInt32
  private let second: UInt32

  package init(key: UInt64) {
    first = UInt32(truncatingIfNeeded: key)
    second = UInt32(truncatingIfNeeded: key >> 32)
  }

  /// Scrambles numbers whose most significant digit is bit 0. Every step lets a bit depend on lower bits only.
  @inline(__always)
  package func apply(toReversed digits: SIMD16<UInt32>) -> SIMD16<UInt32> {
    pass(pass(digits, key: first), key: second)
  }

  @inline(__always)
  private func pass(_ digits: SIMD16<UInt32>, key: UInt32) -> SIMD16<UInt32> {
    var x = digits
    x ^= x &* 0x3D20_ADEA
    x = x &+ key
    x = x &* ((key >> 16) | 1)
    x ^= x &* 0x0552_6C56
    x ^= x &* 0x53A2_2864
    return x
  }
}

/// The 32 bits of each lane in opposite order.
@inline(__always)
package func bitReversed(_ words: SIMD16<UInt32>) -> SIMD16<UInt32> {
  var x = words
  x = ((x &>> 1) & 0x5555_5555) | ((x & 0x5555_5555) &<< 1)
  x = ((x &>> 2) & 0x3333_3333) | ((x & 0x3333_3333) &<< 2)
  x = ((x &>> 4) & 0x0F0F_0F0F) | ((x & 0x0F0F_0F0F) &<< 4)
  x = ((x &>> 8) & 0x00FF_00FF) | ((x & 0x00FF_00FF) &<< 8)
  return (x &>> 16) | (x &<< 16)
}
