import Randomness

/// The values of one output that one thread has seen, counted and sifted.
struct SiftedValues: Sendable {
  /// Values per bin, where the sieve counts bins.
  private(set) var counts: [UInt32] = []
  /// Kept values come first; what follows is room for one more part of a block.
  private var room: [Double] = []
  private(set) var keptCount = 0
  /// Values below each bracket, by lane.
  private var below = LaneCounts(count: Brackets.most)
  /// What is not a number, and was taken for the least value.
  private var missing = 0
  /// Values that are numbers, without those counted in `soleCount`.
  private(set) var numbers = 0
  /// Values equal to the sieve's only one, counted here alone.
  private(set) var soleCount = 0

  var kept: ArraySlice<Double> { room[..<keptCount] }

  /// Values below a bracket of the sieve.
  func countBelow(bracket: Int, of sieve: Sieve) -> Int {
    below[bracket] - (sieve.brackets[bracket].lowerBound > 0 ? missing : 0)
  }

  /// Forgets everything and makes ready for a sieve; the memory of the kept values is given back where it is large.
  mutating func reset(for sieve: Sieve) {
    let bins = sieve.work == .counting ? sieve.bins.count : 0
    if counts.count != bins || bins > 0 { counts = Array(repeating: 0, count: bins) }
    below.clear()
    (keptCount, missing, numbers, soleCount) = (0, 0, 0, 0)
    if room.count > 64 * PathBlock.paths { room = [] }
  }

  /// Adds the values of a part of a block, of which `numbers` are numbers.
  mutating func add(_ values: borrowing LaneBuffer, _ range: Range<Int>, numbers: Int, sieve: Sieve) {
    if let sole = sieve.soleValue, Self.isSole(sole, in: values, range) {
      soleCount += numbers
      return
    }
    self.numbers += numbers
    missing += 8 * range.count - numbers
    switch sieve.work {
    case .keepingAll: keepAll(values, range)
    case .counting: count(values, range, sieve.bins, missing: 8 * range.count - numbers)
    case .bracketing: sift(values, range, sieve, missing: 8 * range.count - numbers)
    }
  }

  private static func isSole(_ sole: Double, in values: borrowing LaneBuffer, _ range: Range<Int>) -> Bool {
    for index in range {
      let value = values[index]
      guard all((value .== sole) .| (value .!= value)) else { return false }
    }
    return true
  }

  private mutating func keepAll(_ values: borrowing LaneBuffer, _ range: Range<Int>) {
    makeRoom(for: range)
    for index in range {
      for lane in 0..<8 where !values[index][lane].isNaN {
        room[keptCount] = values[index][lane]
        keptCount += 1
      }
    }
  }

  private mutating func makeRoom(for range: Range<Int>) {
    guard room.count < keptCount + 8 * range.count else { return }
    room.append(contentsOf: repeatElement(0, count: max(8 * range.count, room.count)))
  }

  private mutating func count(
    _ values: borrowing LaneBuffer, _ range: Range<Int>, _ bins: ValueBins, missing: Int
  ) {
    precondition(counts.count == bins.count, "there is a count for every bin")
    for index in range {
      let places = bins.places(of: values[index])
      for lane in 0..<8 { counts[Int(places[lane])] &+= 1 }
    }
    counts[0] -= UInt32(missing)
  }

  private mutating func sift(
    _ values: borrowing LaneBuffer, _ range: Range<Int>, _ sieve: Sieve, missing: Int
  ) {
    makeRoom(for: range)
    let start = keptCount
    keptCount = sieve.sift(values, range, into: &room, from: start, below: &below)
    if missing > 0 && sieve.wanted.contains(0) { dropMissing(from: start) }
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
