import StockFlow

/// How one target's value answers to one effort about a point, path by path: a parabola through three simulated amounts.
///
/// An effort that adds people moves a sum along a straight line, on which the parabola is exact. A rate compounds: over
/// n years the value is a polynomial of degree n in the amount, of which the parabola misses the cubic term,
/// C(n, 3)·(limit)³ of the stock at most, 1e-4 of it for 2 points over ten years.
struct TargetResponse: Sendable {
  let base: [Double]
  /// Per path, for a step s from the point, counted as a share of the limit: base + s·(slope + s·bend).
  let slope: [Double]
  let bend: [Double]
  /// Whether any path moves at all.
  let acts: Bool

  /// Values at half and at the whole of the limit, about none of it.
  init(none: [Double], half: [Double], full: [Double]) {
    self.init(base: none, Node(step: 0.5, values: half), Node(step: 1, values: full))
  }

  /// Simulated values at a step from the point.
  struct Node {
    let step: Double
    let values: [Double]
  }

  /// - Precondition: the steps differ from each other and from 0.
  init(base: [Double], _ near: Node, _ far: Node) {
    self.base = base
    var slope = base
    var bend = base
    var acts = false
    for path in base.indices {
      let nearRise = near.values[path] - base[path]
      let farRise = far.values[path] - base[path]
      // Below the rounding of the values themselves a rise, or a curve, is none.
      let noise = 1e-12 * (far.values[path].magnitude + base[path].magnitude)
      let curve = farRise / far.step - nearRise / near.step
      bend[path] = curve.magnitude * far.step.magnitude > 8 * noise ? curve / (far.step - near.step) : 0
      slope[path] = farRise / far.step - bend[path] * far.step
      acts = acts || farRise.magnitude > noise || nearRise.magnitude > noise
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
  /// Where the whole limit suffices for a target with one bound, more is better and the interval is halved 32 times, to
  /// 2e-10 of the limit; elsewhere the first of 32 steps, of 256 between two bounds, that suffices is looked for, and the step before it is halved.
  /// - Complexity: O(64 × paths), O(288 × paths) between two bounds.
  func shareNeeded(_ target: Target, probability: Double, from least: Double) -> Double? {
    func suffices(_ share: Double) -> Bool { self.probability(target, at: share) >= probability }
    if suffices(least) { return least }
    if target.comparison.isOneSided, suffices(1) { return halved(least, 1, suffices) }
    let steps = target.comparison.isOneSided ? 32 : 256
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
    for _ in 0..<32 {
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
