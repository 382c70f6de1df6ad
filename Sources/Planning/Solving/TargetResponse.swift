import StockFlow

/// How one target's value answers to one effort, path by path: exact at 0, half and the whole of the limit, and the
/// parabola through them between.
///
/// An effort that adds people moves a sum along a straight line, on which the parabola is exact. A rate compounds: over
/// n years the value is a polynomial of degree n in the amount, of which the parabola misses the cubic term,
/// C(n, 3)·(limit)³ of the stock at most, 1e-4 of it for 2 points over ten years.
struct TargetResponse: Sendable {
  let base: [Double]
  /// Per path, for an amount s as a share of the limit: base + s·(slope + s·bend).
  let slope: [Double]
  let bend: [Double]
  /// Whether any path moves at all.
  let acts: Bool

  init(none: [Double], half: [Double], full: [Double]) {
    base = none
    var slope = full
    var bend = full
    var acts = false
    for path in none.indices {
      let rise = full[path] - none[path]
      let curve = 2 * (full[path] + none[path] - 2 * half[path])
      // Below the rounding of the values themselves a curve is none.
      let noise = 1e-12 * (full[path].magnitude + none[path].magnitude)
      bend[path] = curve.magnitude > 8 * noise ? curve : 0
      slope[path] = rise - bend[path]
      acts = acts || rise.magnitude > noise || bend[path] != 0
    }
    (self.slope, self.bend, self.acts) = (slope, bend, acts)
  }

  func value(of path: Int, at share: Double) -> Double { base[path] + share * (slope[path] + share * bend[path]) }

  /// The share of paths that meet a target.
  func probability(_ target: Target, at share: Double) -> Double {
    let (lower, upper) = target.comparison.accepted
    var hits = 0
    for path in base.indices {
      let value = base[path] + share * (slope[path] + share * bend[path])
      if value >= lower && value <= upper { hits += 1 }
    }
    return base.isEmpty ? 0 : Double(hits) / Double(base.count)
  }

  /// The smallest share of the limit, from `least` on, at which a target is met with a probability; `nil` where there is
  /// none.
  ///
  /// Looks for the first of 32 steps that suffices and halves the step before it 40 times, to 1e-13 of the limit.
  /// - Complexity: O(72 × paths).
  func shareNeeded(_ target: Target, probability: Double, from least: Double) -> Double? {
    func suffices(_ share: Double) -> Bool { self.probability(target, at: share) >= probability }
    if suffices(least) { return least }
    let steps = 32
    var low = least
    for step in 1...steps {
      let high = step == steps ? 1 : least + (1 - least) * Double(step) / Double(steps)
      if suffices(high) { return halved(low, high, suffices) }
      low = high
    }
    return nil
  }

  private func halved(_ low: Double, _ high: Double, _ suffices: (Double) -> Bool) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The first paths alone.
  func prefix(_ count: Int) -> TargetResponse {
    TargetResponse(
      base: Array(base.prefix(count)), slope: Array(slope.prefix(count)), bend: Array(bend.prefix(count)), acts: acts)
  }

  private init(base: [Double], slope: [Double], bend: [Double], acts: Bool) {
    (self.base, self.slope, self.bend, self.acts) = (base, slope, bend, acts)
  }
}
