import StockFlow

/// The change of an assumption with which the central value of a target is its bound.
struct BreakEven: Sendable {
  let target: Target
  /// The central value at a change.
  let value: @Sendable (Double) -> Double?

  /// The root between a change that leaves the target as it is and one that turns it; `nil` where a value is missing.
  ///
  /// Illinois' variant of the false position (Dowell and Jarratt, BIT 11, 1971), at most 60 evaluations.
  func change(between near: Double, _ far: Double) -> Double? {
    guard var first = value(near), var last = value(far) else { return nil }
    let bounds = [target.comparison.bounds.lower, target.comparison.bounds.upper].filter(\.isFinite)
    guard let bound = bounds.first(where: { (first - $0) * (last - $0) <= 0 }) else { return nil }
    (first, last) = (first - bound, last - bound)
    var (left, right) = (near, far)
    for _ in 0..<60 {
      guard last != 0, abs(right - left) > 1e-12 * max(abs(left), abs(right)), first != last else { break }
      let middle = right - last * (right - left) / (last - first)
      guard let found = value(middle).map({ $0 - bound }) else { return nil }
      if found * last <= 0 {
        (left, first) = (right, last)
      } else {
        first /= 2
      }
      (right, last) = (middle, found)
    }
    return right
  }
}
