import Foundation

/// A border on a line of values, with misses expected on one side of it.
package struct Border: Sendable, Equatable {
  package let threshold: Double
  package let isAlarmBelow: Bool

  package init(threshold: Double, isAlarmBelow: Bool) {
    self.threshold = threshold
    self.isAlarmBelow = isAlarmBelow
  }

  package func isAlarm(_ value: Double) -> Bool { isAlarmBelow ? value < threshold : value > threshold }
}

/// The values of one candidate, sorted once for all targets.
package struct SortedValues: Sendable {
  private let order: [Int]
  private let values: [Double]
  /// One unit of the last digit thresholds are given with: a power of ten, at most a twentieth of the standard deviation.
  private let step: Double

  /// `nil` where a value is not finite or all are the same.
  package init?(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    guard spread.isFinite, spread > 1e-12 * abs(mean) else { return nil }
    order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = values
    step = pow(10, floor(log10(spread / 20)))
  }

  /// The border with the largest Youden index, the share of hits on one side less that of misses; `nil` where there are
  /// no hits or no misses.
  ///
  /// Source: Youden, Cancer 3 (1950) 32–35; it is the Kolmogorov–Smirnov distance of both distributions.
  /// - Complexity: O(n).
  package func best(_ isHit: [Bool]) -> (border: Border, youden: Double)? {
    let hits = isHit.count { $0 }
    let misses = isHit.count - hits
    guard hits > 0, misses > 0 else { return nil }
    var (hitsBelow, missesBelow, best, place) = (0, 0, 0.0, 0)
    for index in 0..<order.count - 1 {
      if isHit[order[index]] { hitsBelow += 1 } else { missesBelow += 1 }
      guard values[order[index]] < values[order[index + 1]] else { continue }
      let difference = Double(missesBelow) / Double(misses) - Double(hitsBelow) / Double(hits)
      if abs(difference) > abs(best) { (best, place) = (difference, index) }
    }
    let (low, high) = (values[order[place]], values[order[place + 1]])
    return (Border(threshold: rounded(low + (high - low) / 2, low, high), isAlarmBelow: best > 0), abs(best))
  }

  /// To a figure that can be read off; exactly between both neighbours where values are few and far apart.
  private func rounded(_ middle: Double, _ low: Double, _ high: Double) -> Double {
    let rounded = (middle / step).rounded() * step
    let isFree = high - low > step
    return isFree && (rounded <= low || rounded >= high) ? middle : rounded
  }
}

/// How well a border and the values it lies on tell hits from misses.
package struct Separation: Sendable, Equatable {
  package private(set) var hitsWithAlarm = 0
  package private(set) var hitsWithout = 0
  package private(set) var missesWithAlarm = 0
  package private(set) var missesWithout = 0
  /// The area under the curve of all thresholds, and its standard error.
  package let area: Double
  package let areaError: Double

  package var hits: Int { hitsWithAlarm + hitsWithout }
  package var misses: Int { missesWithAlarm + missesWithout }

  /// - Precondition: there are hits and misses.
  package init(_ border: Border, _ values: [Double], _ isHit: [Bool]) {
    for (value, hit) in zip(values, isHit) {
      switch (hit, border.isAlarm(value)) {
      case (true, true): hitsWithAlarm += 1
      case (true, false): hitsWithout += 1
      case (false, true): missesWithAlarm += 1
      case (false, false): missesWithout += 1
      }
    }
    (area, areaError) = areaUnderCurve(values, isHit, isHitAbove: border.isAlarmBelow)
  }
}

/// The probability that a hit's value lies beyond a miss's, ties half, with its standard error.
///
/// Source: DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837–845, by midranks (Sun and Xu, IEEE Signal
/// Processing Letters 21, 2014).
/// - Complexity: O(n log n).
private func areaUnderCurve(_ values: [Double], _ isHit: [Bool], isHitAbove: Bool) -> (Double, Double) {
  let signed = isHitAbove ? values : values.map { -$0 }
  let hits = signed.indices.filter { isHit[$0] }.map { signed[$0] }
  let misses = signed.indices.filter { !isHit[$0] }.map { signed[$0] }
  precondition(!hits.isEmpty && !misses.isEmpty, "an area needs hits and misses")
  let all = midranks(hits + misses)
  let (ownHits, ownMisses) = (midranks(hits), midranks(misses))
  let (hitCount, missCount) = (Double(hits.count), Double(misses.count))
  // Of each hit the share of misses below it, of each miss the share of hits above it.
  let hitShares = hits.indices.map { (all[$0] - ownHits[$0]) / missCount }
  let missShares = misses.indices.map { 1 - (all[hits.count + $0] - ownMisses[$0]) / hitCount }
  let area = hitShares.reduce(0, +) / hitCount
  let error = (variance(hitShares, about: area) / hitCount + variance(missShares, about: area) / missCount).squareRoot()
  return (area, error)
}

private func variance(_ values: [Double], about mean: Double) -> Double {
  values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
}

/// Ranks from 1, equal values sharing the mean of theirs.
private func midranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
    start = end
  }
  return ranks
}
