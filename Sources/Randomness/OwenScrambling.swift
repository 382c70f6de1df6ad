import CLanes

extension NamedDraw {
  /// The scrambled Sobol' points of a batch in one dimension.
  @inline(__always)
  func points(_ tables: SobolTables, _ batch: borrowing SobolBatch) -> ScrambledPoints {
    ScrambledPoints(
      scrambling: OwenScrambling(key: scrambleKey.key(forMixed: batch.mixedReplicate)),
      commonPart: tables.commonPart(of: index, batch), starts: tables.starts(of: index))
  }
}

/// The points of a batch in one dimension, made half by half.
struct ScrambledPoints {
  fileprivate let scrambling: OwenScrambling
  fileprivate let commonPart: UInt32
  fileprivate let starts: Slot<SIMD16<UInt32>>

  @inline(__always)
  func half(_ half: BatchHalf) -> SobolPoints {
    let from = half.rawValue / 2
    return SobolPoints(
      first: scrambling.apply(toReversed: starts[from] ^ commonPart),
      second: scrambling.apply(toReversed: starts[from &+ 1] ^ commonPart))
  }
}

/// A nested uniform scrambling of 32-bit digits: each digit is flipped or not depending on the key and all digits above.
///
/// Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences" (1995), by hashing the reversed digits as in Laine and
/// Karras (2011) and Burley, "Practical hash-based Owen scrambling", JCGT 9(4), 2020, with Vegdahl's constants.
package struct OwenScrambling: Sendable {
  private let addend: UInt32
  private let factor: UInt32

  package init(key: UInt64) {
    addend = UInt32(truncatingIfNeeded: key)
    factor = UInt32(truncatingIfNeeded: key >> 32) | 1
  }

  /// Scrambles numbers whose most significant digit is bit 0. Every step lets a bit depend on lower bits only.
  @inline(__always)
  package func apply(toReversed digits: SIMD16<UInt32>) -> SIMD16<UInt32> {
    var x = digits
    x ^= x &* 0x3D20_ADEA
    x = x &+ addend
    x = x &* factor
    x ^= x &* 0x0552_6C56
    x ^= x &* 0x53A2_2864
    return x
  }
}

/// The 32 bits of each lane in opposite order.
@inline(__always)
package func bitReversed(_ words: SIMD16<UInt32>) -> SIMD16<UInt32> { lanes16_reversed(words) }
