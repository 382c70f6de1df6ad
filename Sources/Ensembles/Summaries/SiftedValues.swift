import Randomness

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
    if room.count > 64 * PathBlock.paths { room = [] }
  }

  /// Adds the values of one block, of which `numbers` are numbers.
  mutating func add(_ values: borrowing LaneBuffer, _ range: Range<Int>, numbers: Int, sieve: Sieve) {
    if let sole = sieve.soleValue, Self.isSole(sole, in: values, range) {
      soleCount += numbers
      return
    }
    if room.count < keptCount + 8 * range.count {
      room += [Double](repeating: 0, count: max(8 * range.count, room.count / 2))
    }
    let start = keptCount
    keptCount = Self.sift(values, range, sieve, &counts, &room, from: start)
    let missing = 8 * range.count - numbers
    guard missing > 0 else { return }
    // What is not a number was counted in bin 0.
    counts[0] -= UInt32(missing)
    if sieve.wanted[0] == 1 { dropMissing(from: start) }
  }

  private static func isSole(_ sole: Double, in values: borrowing LaneBuffer, _ range: Range<Int>) -> Bool {
    for index in range {
      let value = values[index]
      guard all((value .== sole) .| (value .!= value)) else { return false }
    }
    return true
  }

  /// Branches would be mispredicted: every value is written to the next free place, which moves on where it is wanted.
  /// Places first for all, because lanes are slowly taken out of vectors. Returns the next free place.
  private static func sift(
    _ values: borrowing LaneBuffer, _ range: Range<Int>, _ sieve: Sieve, _ counts: inout [UInt32],
    _ room: inout [Double], from start: Int
  ) -> Int {
    precondition(
      counts.count == sieve.bins.count && sieve.wanted.count == sieve.bins.count
        && room.count >= start + 8 * range.count && range.count <= PathBlock.vectors
        && 0 <= range.lowerBound && range.upperBound <= values.count, "a sieve fits its bins, and a block its room")
    var places = InlineArray<128, SIMD8<UInt32>>(repeating: .zero)
    for (step, index) in range.enumerated() {
      places[step] = SIMD8(truncatingIfNeeded: sieve.bins.places(of: values[index]))
    }
    var next = start
    // In bounds: a place is below the number of bins, which counts and wanted have one entry each for; `next` grows by
    // at most one a value, for which there is room; places and values are read for the range alone.
    unsafe counts.withUnsafeMutableBufferPointer { counts in
      unsafe room.withUnsafeMutableBufferPointer { room in
        unsafe sieve.wanted.withUnsafeBufferPointer { wanted in
          unsafe withUnsafeBytes(of: &places) { places in
            let places = unsafe places.assumingMemoryBound(to: UInt32.self)
            unsafe values.withScalars { scalars in
              for path in 0..<8 * range.count {
                let place = unsafe Int(truncatingIfNeeded: places[path])
                unsafe counts[place] &+= 1
                unsafe room[next] = scalars[8 &* range.lowerBound &+ path]
                next &+= unsafe Int(truncatingIfNeeded: wanted[place])
              }
            }
          }
        }
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
