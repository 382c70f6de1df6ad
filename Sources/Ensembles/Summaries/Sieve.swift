import Randomness

/// What is done with the values of one output: every value is counted in its bin, and kept where its bin is wanted.
struct Sieve: Sendable {
  let bins: ValueBins
  /// 1 for the bins whose values are kept, one per bin.
  let wanted: [UInt8]
  /// The only value seen so far, where there is but one: equal ones are counted without a look at their bin.
  var soleValue: Double?

  /// Everything is kept.
  static let everything = Sieve(bins: ValueBins(from: 0, to: 0, count: 4), wanted: [1, 1, 1, 1])

  /// Drops the values whose bin is not wanted, eight at a time.
  func keepWanted(_ values: inout [Double]) {
    let count = values.count
    values += [Double](repeating: 0, count: (8 - count % 8) % 8)
    var span = values.mutableSpan
    var next = 0
    for start in stride(from: 0, to: count, by: 8) {
      var vector = Lanes()
      for lane in 0..<8 { vector[lane] = span[start + lane] }
      let places = bins.places(of: vector)
      for lane in 0..<min(8, count - start) {
        span[next] = vector[lane]
        next += Int(wanted[Int(places[lane])])
      }
    }
    values.removeSubrange(next...)
  }
}
