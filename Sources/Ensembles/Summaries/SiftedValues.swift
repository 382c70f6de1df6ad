import CLanes
import Randomness

/// The values of one output that one thread has seen, counted and sifted.
struct SiftedValues: ~Copyable {
  /// Values per gap, where the sieve has brackets. First, because what is seldom touched stands at its beginning.
  private var gaps = GapCounts()
  /// The sieve taken apart, so that nothing is counted as referenced while values pass.
  private enum Work { case keepingAll, counting, bracketing }
  private var work = Work.keepingAll
  private var bins = ValueBins(from: 0, to: 0, count: 4)
  private var edges = lanes_make_brackets(1, 0)
  /// The sum of squared distances from the shift within which codes are found fast; negative where there is none.
  private var most = -1.0
  /// Not a number where there is none.
  private var sole = Double.nan
  /// Values per bin, where the sieve counts bins.
  private var counts: [UInt32] = []
  var kept: KeptValues
  /// Values that are numbers, without those counted in `soleCount`.
  private(set) var numbers = 0
  /// Values equal to the sieve's only one, counted here alone.
  private(set) var soleCount = 0

  init(lent: UnsafeMutableBufferPointer<Double>) { kept = unsafe KeptValues(lent: lent) }

  /// Forgets every count, not the kept values, and makes ready for a sieve.
  ///
  /// - Parameter shift: what sums will be about.
  mutating func prepare(for sieve: Sieve, about shift: Double) {
    sole = sieve.soleValue ?? .nan
    switch sieve {
    case .keepingAll: work = .keepingAll
    case .counting(let bins, _):
      (work, self.bins) = (.counting, bins)
      if counts.count != bins.count { counts = Array(repeating: 0, count: bins.count) }
    case .bracketing(let brackets, _):
      (work, edges, most) = (.bracketing, brackets.edges, brackets.coding.squaredReach(from: shift))
    }
    forgetCounts()
  }

  private mutating func forgetCounts() {
    gaps.clear()
    (numbers, soleCount) = (0, 0)
  }

  /// Values per gap since the sieve was set.
  mutating func takeGaps() -> InlineArray<8, Int> {
    let total = gaps.total()
    forgetCounts()
    return total
  }

  /// Values per bin and values equal to the sole one since the last time, so that a thread with nothing to do in between
  /// is not counted again.
  mutating func takeBins() -> (counts: [UInt32], sole: Int) {
    let taken = (counts, soleCount)
    counts = Array(repeating: 0, count: counts.count)
    forgetCounts()
    return taken
  }

  /// Adds values to these and to their sums, if they come in whole groups, are sifted by brackets and lie within reach; else
  /// does nothing and returns `false`.
  @inline(__always)
  mutating func sift(_ values: ValuePair, about shift: Double, _ sums: inout Moments.Sums) -> Bool {
    guard work == .bracketing, most >= 0, sole.isNaN, values.areWholeGroups else { return false }
    guard kept.sift(values, &edges, counting: &gaps, about: shift, within: most, &sums) else { return false }
    sums.added(vectors: values.count)
    numbers += 8 * values.count
    return true
  }

  /// Adds the values of a part of a block, of which `numbers` are numbers.
  @inline(__always)
  mutating func add(_ values: ValueVectors, numbers: Int) {
    if !sole.isNaN && Self.isSole(sole, in: values) {
      soleCount += numbers
      return
    }
    self.numbers += numbers
    switch work {
    case .keepingAll: kept.append(values, areNumbers: numbers == 8 * values.count)
    case .counting: count(values, missing: 8 * values.count - numbers)
    case .bracketing: kept.sift(values, &edges, counting: &gaps, missing: 8 * values.count - numbers)
    }
  }

  private static func isSole(_ sole: Double, in values: ValueVectors) -> Bool {
    for index in 0..<values.count {
      let value = values[index]
      guard all((value .== sole) .| (value .!= value)) else { return false }
    }
    return true
  }

  private mutating func count(_ values: ValueVectors, missing: Int) {
    precondition(counts.count == bins.count, "there is a count for every bin")
    for index in 0..<values.count {
      let places = bins.places(of: values[index])
      for lane in 0..<8 { counts[Int(places[lane])] &+= 1 }
    }
    counts[0] -= UInt32(missing)
  }

  /// Keeps of the kept values what is inside brackets, about this share of them, and returns how many were in each of their
  /// gaps.
  mutating func narrow(to brackets: Brackets, share: Double) -> InlineArray<8, Int> {
    var edges = Brackets.expecting(share, brackets.edges)
    var dropped = GapCounts()
    kept.narrow(to: &edges, counting: &dropped)
    return dropped.total()
  }
}
