/// What becomes of a table's values: location + factor · value, inside finite bounds.
struct TableScale: Sendable {
  let location: Double
  let factor: Double
  let lower: Double
  let upper: Double

  /// Values that stay what they are.
  init(inside support: (lower: Double, upper: Double)) {
    (location, factor) = (0, 1)
    lower = max(support.lower, -.greatestFiniteMagnitude)
    upper = min(support.upper, .greatestFiniteMagnitude)
  }

  /// The values of a distribution between 0 and 1, moved and stretched to lie between two others.
  init(from lower: Double, to upper: Double) {
    (location, factor, self.lower, self.upper) = (lower, upper - lower, lower, upper)
  }

  @inline(__always)
  func value(of standard: Lanes) -> Lanes { fused(standard, Lanes(repeating: factor), location) }

  func value(of standard: Double) -> Double { location.addingProduct(factor, standard) }
}
