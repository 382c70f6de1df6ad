import CLanes

/// The counter-based generator Philox4×32-10: a keyed bijection of 128-bit counters.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11, section 4.
/// There is no state: any block can be computed alone, in any order.
package struct Philox: Sendable, Equatable {
  static let rounds = 10
  /// How many octets of blocks go through the rounds side by side: as many as the registers hold.
  @inline(__always)
  static var octetsTogether: Int { Int(lanes8_octets) }
  fileprivate static let firstFactor: UInt64 = 0xD251_1F53
  fileprivate static let secondFactor: UInt64 = 0xCD9E_8D57
  /// Both key words of every round, one after the other; each round adds the golden ratio and √3 − 1, times 2³².
  fileprivate let roundKeys: [UInt64]

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
    let stream = PhiloxStream(self, UInt64(counter.y), UInt64(counter.z), UInt64(counter.w))
    let counters = PhiloxCounters(BitLanes(repeating: UInt64(counter.x)))
    let words = lastProducts([stream.thirdProducts(counters)])[0].words(lastKeys)
    return SIMD4(
      UInt32(truncatingIfNeeded: words.first[0]), UInt32(truncatingIfNeeded: words.second[0]),
      UInt32(truncatingIfNeeded: words.third[0]), UInt32(truncatingIfNeeded: words.fourth[0]))
  }

  /// The key words of the last round.
  var lastKeys: PhiloxKeys { PhiloxKeys(first: roundKeys[18], second: roundKeys[19]) }

  /// Octets in the middle of the third round taken to the last one; their rounds do not wait for each other.
  @inline(__always)
  func lastProducts<let count: Int>(
    _ thirdProducts: InlineArray<count, PhiloxProducts>
  ) -> InlineArray<count, PhiloxProducts> {
    let keys = roundKeys.span
    // Known once, so that the rounds are free of bounds checks.
    precondition(keys.count == 2 * Self.rounds, "every round has its keys")
    if Self.octetsTogether > 1 {
      var products = thirdProducts
      for round in 2..<Self.rounds - 1 { products = nextProducts(products, keys, round: round) }
      return products
    }
    // With few registers not a loop, which would copy all of them once a round.
    let fourth = nextProducts(thirdProducts, keys, round: 2)
    let fifth = nextProducts(fourth, keys, round: 3)
    let sixth = nextProducts(fifth, keys, round: 4)
    let seventh = nextProducts(sixth, keys, round: 5)
    let eighth = nextProducts(seventh, keys, round: 6)
    let ninth = nextProducts(eighth, keys, round: 7)
    return nextProducts(ninth, keys, round: 8)
  }

  /// A round (the first is round 0) finished and the next one begun.
  @inline(__always)
  private func nextProducts<let count: Int>(
    _ products: InlineArray<count, PhiloxProducts>, _ keys: Span<UInt64>, round: Int
  ) -> InlineArray<count, PhiloxProducts> {
    let keys = PhiloxKeys(first: keys[2 * round], second: keys[2 * round + 1])
    return InlineArray { PhiloxProducts(products[$0].words(keys)) }
  }
}

/// The factors of every round.
private let firstFactor: UInt64 = 0xD251_1F53
private let secondFactor: UInt64 = 0xCD9E_8D57

/// A product of lower halves alone, so that no round needs to clear the upper ones.
@inline(__always)
private func product(_ words: BitLanes, _ factor: UInt64) -> BitLanes { (words & 0xFFFF_FFFF) &* factor }

/// Both key words of a round.
struct PhiloxKeys {
  let first: UInt64
  let second: UInt64
}

/// The words of eight blocks in the lower halves of their lanes; what stands in the upper halves has no meaning.
struct PhiloxOctet {
  let first: BitLanes
  let second: BitLanes
  let third: BitLanes
  let fourth: BitLanes
}

/// Eight blocks in the middle of a round: both products are formed.
struct PhiloxProducts {
  let first: BitLanes
  let second: BitLanes
  let secondWord: BitLanes
  let fourthWord: BitLanes

  @inline(__always)
  init(first: BitLanes, second: BitLanes, secondWord: BitLanes, fourthWord: BitLanes) {
    self.first = first
    self.second = second
    self.secondWord = secondWord
    self.fourthWord = fourthWord
  }

  /// The products that begin the round after one that ended with these words.
  @inline(__always)
  init(_ octet: PhiloxOctet) {
    self.init(
      first: product(octet.first, firstFactor), second: product(octet.third, secondFactor), secondWord: octet.second,
      fourthWord: octet.fourth)
  }

  /// The words that the round ends with.
  @inline(__always)
  func words(_ keys: PhiloxKeys) -> PhiloxOctet {
    PhiloxOctet(
      first: (second &>> 32) ^ secondWord ^ keys.first, second: second,
      third: (first &>> 32) ^ fourthWord ^ keys.second, fourth: first)
  }
}

/// The first counter words of eight blocks, multiplied for the first round, whatever the others are.
struct PhiloxCounters {
  let product: BitLanes
  let upperHalf: BitLanes

  /// - Parameter words: below 2³².
  @inline(__always)
  init(_ words: BitLanes) {
    product = Randomness.product(words, firstFactor)
    upperHalf = product &>> 32
  }
}

/// All blocks whose counters differ in the first word only. What that word does not reach, half of the first two rounds,
/// is done once.
struct PhiloxStream: Sendable {
  /// What completes the first round's third word, the second's first and third.
  private let third: UInt64
  private let secondFirst: UInt64
  private let secondThird: UInt64
  /// The fourth word after the second round.
  private let secondFourth: UInt64

  /// - Parameters: the other counter words, all below 2³².
  init(_ philox: borrowing Philox, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    let keys = philox.roundKeys
    let product = third &* secondFactor
    let first = (product >> 32) ^ second ^ keys[0]
    self.third = fourth ^ keys[1]
    let next = first &* firstFactor
    secondFirst = (product & 0xFFFF_FFFF) ^ keys[2]
    secondThird = (next >> 32) ^ keys[3]
    secondFourth = next & 0xFFFF_FFFF
  }

  /// Eight blocks of the stream in the middle of the third round.
  @inline(__always)
  func thirdProducts(_ counters: PhiloxCounters) -> PhiloxProducts {
    let second = product(counters.upperHalf ^ third, secondFactor)
    return PhiloxProducts(
      PhiloxOctet(
        first: (second &>> 32) ^ secondFirst, second: second, third: counters.product ^ secondThird,
        fourth: BitLanes(repeating: secondFourth)))
  }
}
