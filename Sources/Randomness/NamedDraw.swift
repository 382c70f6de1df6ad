/// One draw of a source with everything about it that does not depend on the path.
struct NamedDraw: Sendable {
  let digest: UInt64
  let yearWord: UInt32
  /// The place among the names, which under `sobol` is the dimension.
  let index: Int
  /// For the scrambling of its dimension, without the replicate.
  let scrambleKey: UInt64
  private let stream: PhiloxStream

  init(name: DrawName, index: Int, seed: UInt64, _ philox: borrowing Philox) {
    scrambleKey = seed.key(for: 0x536F_626F_6C).key(for: index)
    digest = name.digest
    yearWord = name.yearWord
    self.index = index
    stream = PhiloxStream(philox, UInt64(yearWord), digest & 0xFFFF_FFFF, digest >> 32)
  }

  /// The Philox words of a batch as numbers between −2⁶³ and 2⁶³, one half after the other.
  @inline(__always)
  func forEachHalf(
    _ philox: borrowing Philox, _ blocks: borrowing BatchBlocks, _ body: (_ half: BatchHalf, LaneQuad) -> Void
  ) {
    let keys = philox.lastKeys
    if Philox.octetsTogether < 2 {
      body(.early, philox.lastProducts([stream.thirdProducts(blocks.early)])[0].centredWords(keys))
      body(.late, philox.lastProducts([stream.thirdProducts(blocks.late)])[0].centredWords(keys))
    } else {
      let products = philox.lastProducts([stream.thirdProducts(blocks.early), stream.thirdProducts(blocks.late)])
      body(.early, products[0].centredWords(keys))
      body(.late, products[1].centredWords(keys))
    }
  }

  /// The same for two draws side by side, which takes less than twice the time where there are registers for it: the
  /// rounds of one batch alone would wait for each other.
  @inline(__always)
  static func forEachHalf(
    _ first: NamedDraw, _ second: NamedDraw, _ philox: borrowing Philox, _ blocks: borrowing BatchBlocks,
    _ body: (_ draw: Int, _ half: BatchHalf, LaneQuad) -> Void
  ) {
    let products = philox.lastProducts([
      first.stream.thirdProducts(blocks.early), first.stream.thirdProducts(blocks.late),
      second.stream.thirdProducts(blocks.early), second.stream.thirdProducts(blocks.late),
    ])
    let keys = philox.lastKeys
    body(0, .early, products[0].centredWords(keys))
    body(0, .late, products[1].centredWords(keys))
    body(1, .early, products[2].centredWords(keys))
    body(1, .late, products[3].centredWords(keys))
  }

  /// The Philox words themselves, of which only the lower halves have a meaning.
  @inline(__always)
  func randomWords(_ philox: borrowing Philox, _ blocks: borrowing BatchBlocks) -> (
    early: PhiloxOctet, late: PhiloxOctet
  ) {
    let products = philox.lastProducts([stream.thirdProducts(blocks.early), stream.thirdProducts(blocks.late)])
    let keys = philox.lastKeys
    return (products[0].words(keys), products[1].words(keys))
  }
}

extension PhiloxProducts {
  /// The four words that the last round ends with, as `centred` makes them.
  @inline(__always)
  fileprivate func centredWords(_ keys: PhiloxKeys) -> LaneQuad {
    LaneQuad(
      centred(upperHalf: second, secondWord, keys.first), centred(second),
      centred(upperHalf: first, fourthWord, keys.second), centred(first))
  }
}

/// The Philox blocks of a batch: path p takes block (p / 32)·8 + p mod 8, word (p / 8) mod 4, so that 32 paths are eight
/// whole blocks and neighbouring lanes are neighbouring counters.
struct BatchBlocks {
  let early: PhiloxCounters
  let late: PhiloxCounters

  init(batch: Int) {
    let start = UInt64(truncatingIfNeeded: batch) &* 16
    let steps = BitLanes(0, 1, 2, 3, 4, 5, 6, 7)
    early = PhiloxCounters(steps &+ start)
    late = PhiloxCounters(steps &+ (start &+ 8))
  }
}
