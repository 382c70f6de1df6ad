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

/// The values of one output that one thread has seen, counted and sifted.
struct SiftedValues: Sendable {
  private(set) var counts: [UInt32]
  /// Kept values come first; what follows is room for one more block.
  private var room: [Double] = []
  private(set) var keptCount = 0
  /// Values equal to the sieve's only one, counted here and in no bin.
  private(set) var soleCount = 0

  init(bins: Int) { counts = Array(repeating: 0, count: bins) }

  var kept: ArraySlice<Double> { room[..<keptCount] }

  /// Forgets everything; the memory of the kept values is given back where it is large.
  mutating func reset(bins: Int) {
    if counts.count == bins {
      for bin in counts.indices { counts[bin] = 0 }
    } else {
      counts = Array(repeating: 0, count: bins)
    }
    keptCount = 0
    soleCount = 0
    if room.count > 16 * PathBlock.paths { room = [] }
  }

  /// Adds the values of one block, of which `numbers` are numbers.
  mutating func add(_ values: Span<Lanes>, numbers: Int, sieve: Sieve) {
    if let sole = sieve.soleValue, Self.isSole(sole, in: values) {
      soleCount += numbers
      return
    }
    if room.count < keptCount + 8 * values.count {
      room += [Double](repeating: 0, count: max(8 * values.count, room.count / 2))
    }
    let start = keptCount
    keptCount = Self.sift(values, sieve, &counts, &room, from: start)
    let missing = 8 * values.count - numbers
    guard missing > 0 else { return }
    // What is not a number was counted in bin 0.
    counts[0] -= UInt32(missing)
    if sieve.wanted[0] == 1 { dropMissing(from: start) }
  }

  private static func isSole(_ sole: Double, in values: Span<Lanes>) -> Bool {
    for index in values.indices {
      let value = values[index]
      guard all((value .== sole) .| (value .!= value)) else { return false }
    }
    return true
  }

  /// Branches would be mispredicted: every value is written to the next free place, which moves on where it is wanted.
  /// Returns the next free place.
  private static func sift(
    _ values: Span<Lanes>, _ sieve: Sieve, _ counts: inout [UInt32], _ room: inout [Double], from start: Int
  ) -> Int {
    var counts = counts.mutableSpan
    var room = room.mutableSpan
    let wanted = sieve.wanted.span
    precondition(counts.count == sieve.bins.count && wanted.count == sieve.bins.count, "a sieve fits its bins")
    let last = UInt64(wanted.count - 1)
    var next = start
    for index in values.indices {
      let vector = values[index]
      let places = sieve.bins.places(of: vector)
      for lane in 0..<8 {
        let place = Int(truncatingIfNeeded: places[lane] & last)
        counts[place] &+= 1
        room[next] = vector[lane]
        next &+= Int(wanted[place])
      }
    }
    return next
  }

  private mutating func dropMissing(from start: Int) {
    var next = start
    for index in start..<keptCount where !room[index].isNaN {
      room[next] = room[index]
      next += 1
    }
    keptCount = next
  }
}
