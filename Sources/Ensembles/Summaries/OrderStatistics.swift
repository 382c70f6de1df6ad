/// Exact quantiles of a stream of values without keeping all of them.
///
/// Once enough values are known, only those are kept that can still become one of the wanted order statistics: a
/// bracket of ± `reach` standard deviations of a sample rank, √(p(1−p)n), around every level; the others are
/// counted. Brackets are narrowed whenever the number of values has doubled. If a wanted rank falls outside its
/// bracket after all (about once in 10⁸ quantiles at `reach` 6), `quantiles` says so by returning `nil`, and
/// the caller computes the paths again keeping everything: the answer is exact either way.
///
/// - Complexity: O(n · levels) comparisons, O(levels · √n) memory.
package struct OrderStatistics: Sendable {
  /// Values kept before the first brackets are set.
  static let initialCapacity = 16_384
  /// Standard deviations of a rank.
  package static let usualReach = 6.0

  private let levels: [Double]
  private let reach: Double
  /// Kept values, each region between two bounds; the values outside are only counted.
  private var regions: [Region]
  /// Values below region r and above region r − 1; one more than regions.
  private var gaps: [Int]
  package private(set) var count = 0
  /// Values kept at the moment.
  package var keptCount: Int { regions.reduce(0) { $0 + $1.values.count } }
  private var nextNarrowing = OrderStatistics.initialCapacity

  private struct Region: Sendable {
    var bounds: ClosedRange<Double>
    var values: [Double]
  }

  /// `reach` infinite keeps every value.
  package init(levels: [Double], reach: Double = usualReach) {
    self.levels = levels
    self.reach = reach
    regions = levels.isEmpty ? [] : [Region(bounds: -Double.infinity...Double.infinity, values: [])]
    gaps = Array(repeating: 0, count: regions.count + 1)
  }

  /// Adds values; what is not a number is left out.
  package mutating func add(_ values: some Sequence<Double>) {
    guard !levels.isEmpty else { return }
    for value in values where !value.isNaN {
      count += 1
      insert(value)
    }
    if reach.isFinite && count >= nextNarrowing {
      narrow()
      nextNarrowing = count * 2
    }
  }

  private mutating func insert(_ value: Double) {
    for index in regions.indices {
      guard value >= regions[index].bounds.lowerBound else {
        gaps[index] += 1
        return
      }
      if value <= regions[index].bounds.upperBound {
        regions[index].values.append(value)
        return
      }
    }
    gaps[regions.count] += 1
  }

  /// Keeps only what lies within reach of a wanted rank.
  private mutating func narrow() {
    for index in regions.indices { regions[index].values.sort() }
    var brackets: [ClosedRange<Double>] = []
    for level in levels.sorted() {
      guard let bracket = bracket(around: level) else { return }
      if let last = brackets.last, bracket.lowerBound <= last.upperBound {
        brackets[brackets.count - 1] = last.lowerBound...max(last.upperBound, bracket.upperBound)
      } else {
        brackets.append(bracket)
      }
    }
    redistribute(into: brackets)
  }

  /// The values between which the wanted ranks of a level must lie; `nil` where they were not all kept.
  private func bracket(around level: Double) -> ClosedRange<Double>? {
    let size = Double(count)
    let spread = reach * (level * (1 - level) * size).squareRoot() + 4
    let low = Int((level * (size - 1) - spread).rounded(.down))
    let high = Int((level * (size - 1) + spread).rounded(.up))
    let lower = low < 0 ? end(of: 0, \.lowerBound, at: -.infinity) : kept(rank: low)
    let upper = high > count - 1 ? end(of: regions.count - 1, \.upperBound, at: .infinity) : kept(rank: high)
    // A bracket across a gap would hold values that were only counted.
    guard let lower, let upper, lower.region == upper.region else { return nil }
    return lower.value...upper.value
  }

  private func end(
    of region: Int, _ bound: KeyPath<ClosedRange<Double>, Double>, at infinity: Double
  ) -> (region: Int, value: Double)? {
    regions[region].bounds[keyPath: bound] == infinity ? (region, infinity) : nil
  }

  private mutating func redistribute(into brackets: [ClosedRange<Double>]) {
    let old = regions
    let oldGaps = gaps
    regions = brackets.map { Region(bounds: $0, values: []) }
    gaps = Array(repeating: 0, count: brackets.count + 1)
    for (index, region) in old.enumerated() {
      gaps[gapIndex(below: region.bounds.lowerBound)] += oldGaps[index]
      for value in region.values { insert(value) }
    }
    gaps[brackets.count] += oldGaps[old.count]
  }

  /// The gap that values just below `bound` belong to.
  private func gapIndex(below bound: Double) -> Int {
    regions.firstIndex { $0.bounds.lowerBound >= bound } ?? regions.count
  }

  /// The value of a 0-based rank and its region; `nil` where it was not kept. Regions must be sorted.
  private func kept(rank: Int) -> (region: Int, value: Double)? {
    var below = 0
    for (index, region) in regions.enumerated() {
      below += gaps[index]
      if rank < below { return nil }
      if rank < below + region.values.count { return (index, region.values[rank - below]) }
      below += region.values.count
    }
    return nil
  }

  /// One quantile per level, interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996), each
  /// `nil` without values; `nil` altogether where a rank was not kept.
  package mutating func quantiles() -> [Double?]? {
    guard count > 0 else { return levels.map { _ in nil } }
    for index in regions.indices { regions[index].values.sort() }
    return InterpolatedQuantiles.quantiles(levels, count: count) { kept(rank: $0)?.value }
  }
}
