import CLanes
import Randomness

/// The kernels that keep the values of wanted bins; the only unsafe code of this room.
extension Sieve {
  /// Writes the wanted values of a range one after the other into `room` from a place on, counts those below each
  /// bracket by lane, and returns the next free place.
  func sift(
    _ values: borrowing LaneBuffer, _ range: Range<Int>, into room: inout [Double], from start: Int,
    below: inout LaneCounts
  ) -> Int {
    let fits = range.lowerBound >= 0 && range.upperBound <= values.count && room.count >= start + 8 * range.count
    precondition(
      fits && below.count >= brackets.count, "a part of a block fits its room, and its brackets their counts")
    // In bounds: vectors are read for the range alone; eight numbers are written from the next free place on, which
    // moves on by at most eight a vector; the set has sixteen words, of which places below 1,024 are looked up.
    return unsafe room.withUnsafeMutableBufferPointer { room in
      guard let base = room.baseAddress else { return start }
      return unsafe wanted.words.span.withUnsafeBufferPointer { words in
        unsafe brackets.edges.span.withUnsafeBufferPointer { edges in
          var sieve = unsafe lanes_sieve(
            scale: bins.scale, offset: bins.offset, last: UInt64(bins.count - 1), set: words.baseAddress,
            edges: edges.baseAddress, brackets: brackets.count)
          return unsafe values.withScalars(range) { values in
            unsafe below.withScalars { unsafe start + lanes8_sift(values, range.count, &sieve, $0, base + start) }
          }
        }
      }
    }
  }
}

extension BinSet {
  /// Drops the values whose bin is not wanted.
  func keepWanted(_ values: inout [Double], in bins: ValueBins) {
    let count = values.count
    values += [Double](repeating: .nan, count: (8 - count % 8) % 8)
    let padding = values.count - count
    var next = 0
    // In bounds: vectors are read up to the padded end; eight numbers are written from `next` on, which never is beyond
    // the vector just read.
    unsafe values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      unsafe words.span.withUnsafeBufferPointer { words in
        guard let words = words.baseAddress else { return }
        for start in stride(from: 0, to: count, by: 8) {
          let vector = unsafe UnsafeRawPointer(base + start).loadUnaligned(as: Lanes.self)
          next &+= unsafe Int(lanes8_keep(base + next, vector, bins.places(of: vector), words))
        }
      }
    }
    // The padding is in bin 0 and comes last.
    values.removeSubrange((contains(0) ? next - padding : next)...)
  }
}

/// Whole numbers in eight lanes.
struct LaneCounts: Sendable {
  private var lanes: [UInt64]

  init(count: Int) { lanes = Array(repeating: 0, count: 8 * count) }

  var count: Int { lanes.count / 8 }

  /// The sum over the lanes.
  subscript(index: Int) -> Int { Int(lanes[8 * index..<8 * index + 8].reduce(0, +)) }

  mutating func clear() {
    for index in lanes.indices { lanes[index] = 0 }
  }

  @unsafe
  mutating func withScalars<Result>(_ body: (UnsafeMutablePointer<UInt64>?) -> Result) -> Result {
    unsafe lanes.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
  }
}
