extension NamedDraw {
  /// The stratum of each path in the leading of its 32 bits, and random bits below it, between −2⁶³ and 2⁶³.
  func strataNumbers(
    _ philox: borrowing Philox, seed: UInt64, batch: Int, place: ReplicatePlace
  ) -> BatchLanes {
    let key = seed.key(for: digest).key(for: UInt64(yearWord)).key(for: place.replicate)
    let strata = StratumPermutation(bitCount: place.bitCount, key: key)
    let shift = UInt64(32 - place.bitCount)
    let below = (1 << shift) - 1 as UInt64
    @inline(__always)
    func number(_ vector: Int, _ word: BitLanes) -> Lanes {
      let path = UInt64(place.firstPath + 8 * vector) &+ BitLanes(0, 1, 2, 3, 4, 5, 6, 7)
      return centred((strata.apply(to: path) &<< shift) | (word & below))
    }
    let (early, late) = randomWords(philox, BatchBlocks(batch: batch))
    return BatchLanes(
      early: LaneQuad(
        number(0, early.first), number(1, early.second), number(2, early.third), number(3, early.fourth)),
      late: LaneQuad(number(4, late.first), number(5, late.second), number(6, late.third), number(7, late.fourth)))
  }
}

/// A keyed pseudo-random permutation of 0 ..< 2ᵇ without a table: rounds of addition, odd multiplication and shift,
/// each a bijection modulo 2ᵇ.
///
/// Permutations under different keys are unrelated, unlike nested scrambles, which keep the order of blocks and would
/// correlate one dimension of a Latin hypercube with another. The paths of a replicate cost O(1) each.
package struct StratumPermutation: Sendable {
  private let mask: UInt64
  private let shift: UInt64
  private let rounds: InlineArray<8, Round>

  private struct Round: Sendable {
    let addend: UInt64
    let factor: UInt64
  }

  /// - Parameter bitCount: at most 32.
  package init(bitCount: Int, key: UInt64) {
    mask = (1 << UInt64(bitCount)) - 1
    shift = UInt64((bitCount + 1) / 2)
    // Eight rounds: from six on, pairs of paths and pairs of keys pass every test tried here; two are kept in reserve.
    rounds = InlineArray { index in
      let word = key.key(for: index)
      return Round(addend: word >> 32, factor: (word & 0xFFFF_FFFF) | 1)
    }
  }

  /// The images of eight numbers below 2ᵇ.
  @inline(__always)
  package func apply(to numbers: BitLanes) -> BitLanes {
    var x = numbers
    for index in 0..<8 {
      // Both factors below 2³², so that one instruction multiplies.
      x = (((x &+ rounds[index].addend) & 0xFFFF_FFFF) &* (rounds[index].factor & 0xFFFF_FFFF)) & mask
      x ^= x &>> shift
    }
    return x
  }
}
