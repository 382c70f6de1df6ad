extension NamedDraw {
  /// The stratum of each path in the leading of its 32 bits, and random bits below it, as numbers between −2⁶³ and 2⁶³,
  /// one half of the batch after the other.
  @inline(__always)
  func forEachStrataHalf(
    _ philox: borrowing Philox, seed: UInt64, batch: Int, place: ReplicatePlace,
    _ body: (_ half: BatchHalf, LaneQuad) -> Void
  ) {
    let key = seed.key(for: digest).key(for: UInt64(yearWord)).key(for: place.replicate)
    let strata = Strata(permutation: StratumPermutation(bitCount: place.bitCount, key: key), bitCount: place.bitCount)
    let (early, late) = randomWords(philox, BatchBlocks(batch: batch))
    let paths = UInt64(truncatingIfNeeded: place.firstPath) &+ BitLanes(0, 1, 2, 3, 4, 5, 6, 7)
    body(.early, strata.numbers(paths, early))
    body(.late, strata.numbers(paths &+ 32, late))
  }
}

/// The strata of a replicate of 2ᵇ paths.
private struct Strata {
  let permutation: StratumPermutation
  let bitCount: Int

  /// The numbers of 32 paths, of which the first eight are given.
  @inline(__always)
  func numbers(_ paths: BitLanes, _ words: PhiloxOctet) -> LaneQuad {
    let shift = UInt64(truncatingIfNeeded: 32 &- bitCount)
    let below = (1 &<< shift) &- 1 as UInt64
    let strata = permutation.apply(to: [paths, paths &+ 8, paths &+ 16, paths &+ 24])
    @inline(__always)
    func number(_ stratum: BitLanes, _ word: BitLanes) -> Lanes { centred((stratum &<< shift) | (word & below)) }
    return LaneQuad(
      number(strata[0], words.first), number(strata[1], words.second), number(strata[2], words.third),
      number(strata[3], words.fourth))
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

  /// The images of numbers below 2ᵇ; several vectors side by side, because the rounds of one wait for each other.
  @inline(__always)
  package func apply<let count: Int>(to numbers: InlineArray<count, BitLanes>) -> InlineArray<count, BitLanes> {
    var x = numbers
    // The subscript of the array itself would copy it for every round.
    let rounds = rounds.span
    for index in 0..<8 {
      let round = rounds[index]
      x = InlineArray { image(of: x[$0], round) }
    }
    return x
  }

  /// The images of eight numbers below 2ᵇ.
  package func apply(to numbers: BitLanes) -> BitLanes { apply(to: [numbers])[0] }

  @inline(__always)
  private func image(of numbers: BitLanes, _ round: Round) -> BitLanes {
    // Both factors below 2³², so that one instruction multiplies.
    let x = (((numbers &+ round.addend) & 0xFFFF_FFFF) &* (round.factor & 0xFFFF_FFFF)) & mask
    return x ^ (x &>> shift)
  }
}
