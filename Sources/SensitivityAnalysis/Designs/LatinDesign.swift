import Randomness

/// A Latin hypercube: each input visits each of `count` equal strata once, somewhere inside it.
///
/// McKay, Beckman and Conover, "A comparison of three methods for selecting values of input variables", Technometrics 21
/// (1979) 239–245. The strata are permuted without a table: a keyed bijection of the next power of two is repeated until
/// it lands inside ("cycle walking", Black and Rogaway, CT-RSA 2002), on average fewer than two times.
/// Each point costs O(dimensions) and the design O(dimensions) memory.
public struct LatinDesign: Design {
  public let dimensions: Int
  public let count: Int
  public let seed: UInt64
  private let permutations: [StratumPermutation]
  private let philox: Philox

  /// - Precondition: 1 ≤ count ≤ 2³².
  public init(dimensions: Int, count: Int, seed: UInt64) {
    precondition(count > 0 && count <= 1 << 32, "a Latin hypercube has between 1 and 2³² points")
    self.dimensions = dimensions
    self.count = count
    self.seed = seed
    philox = Philox(seed: seed)
    let bitCount = Int.bitWidth - (count - 1).leadingZeroBitCount
    permutations = (0..<dimensions).map { input in
      var stream = RandomStream(seed: seed, purpose: .latinStrata, number: input)
      let key = UInt64(stream.word()) << 32 | UInt64(stream.word())
      return StratumPermutation(bitCount: bitCount, key: key)
    }
  }

  public func points(_ range: Range<Int>) -> Sample {
    var sample = Sample(columns: dimensions, count: range.count)
    for (input, permutation) in permutations.enumerated() {
      for index in range {
        let place = Double(stratum(of: index, permutation)) + place(of: index, input: input)
        sample[index - range.lowerBound, input] = place / Double(count)
      }
    }
    return sample
  }

  private func stratum(of index: Int, _ permutation: StratumPermutation) -> UInt64 {
    var number = UInt64(index)
    repeat { number = permutation.apply(to: BitLanes(repeating: number))[0] } while number >= UInt64(count)
    return number
  }

  /// Where inside its stratum, strictly between 0 and 1.
  private func place(of index: Int, input: Int) -> Double {
    let index = UInt64(index)
    let words = philox.block(
      SIMD4(
        UInt32(truncatingIfNeeded: index), UInt32(truncatingIfNeeded: index >> 32),
        RandomStream.Purpose.latinPlaces.rawValue, UInt32(truncatingIfNeeded: input)))
    return (Double(words.x) + 0.5) * 0x1p-32
  }
}
