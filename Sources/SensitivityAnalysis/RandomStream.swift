import Randomness

/// Random numbers one after the other: Philox words of one seed and stream, the same on every machine.
struct RandomStream: Sendable {
  private let philox: Philox
  private let stream: (UInt32, UInt32)
  private var position: UInt64 = 0
  private var words = SIMD4<UInt32>()

  /// Streams of one seed with different numbers have nothing to do with each other.
  init(seed: UInt64, purpose: Purpose, number: Int = 0) {
    philox = Philox(seed: seed)
    stream = (purpose.rawValue, UInt32(truncatingIfNeeded: number))
  }

  /// What a stream is for, so that no two uses of one seed share numbers.
  enum Purpose: UInt32, Sendable {
    case latinStrata = 0x4C61_7469
    case latinPlaces
    case bootstrap
    case trajectories
    case dummyInput
    case permutations
    case neighbours = 0x4C61_7470
    case halves
    case coalitions
  }

  /// 32 random bits.
  mutating func word() -> UInt32 {
    let lane = Int(position & 3)
    if lane == 0 {
      let block = position >> 2
      words = philox.block(
        SIMD4(UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32), stream.0, stream.1))
    }
    position += 1
    return words[lane]
  }

  /// A whole number of 0 ..< bound; the probabilities differ by less than bound·2⁻⁶⁴.
  mutating func integer(below bound: Int) -> Int {
    let random = UInt64(word()) << 32 | UInt64(word())
    return Int(random.multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Strictly between 0 and 1.
  mutating func uniform() -> Double { (Double(word()) + 0.5) * 0x1p-32 }

  mutating func normal() -> Double { normalQuantile(uniform()) }

  /// Eight standard normal numbers.
  mutating func normals() -> Lanes {
    var uniforms = Lanes()
    for lane in 0..<8 { uniforms[lane] = uniform() }
    return normalQuantile(uniforms)
  }

  /// 0 ..< count in random order (Fisher and Yates).
  mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) { order.swapAt(index, integer(below: index + 1)) }
    return order
  }
}
