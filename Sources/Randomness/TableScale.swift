/// What becomes of a table's values: location + factor · value, inside finite bounds.
struct TableScale: Sendable {
  private let location: Double
  private let factor: Double
  private let lower: Double
  private let upper: Double

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

  /// What becomes of values, held inside the bounds, which a table's error may overstep.
  @inline(__always)
  func values(of standard: Lanes) -> Lanes { clamped(unboundedValues(of: standard), from: lower, to: upper) }

  /// The same for values that `staysWithin` is true of.
  @inline(__always)
  func unboundedValues(of standard: Lanes) -> Lanes { fused(standard, Lanes(repeating: factor), location) }

  /// Whether what lies between two values of a table cannot lie beyond the bounds once it is moved.
  func staysWithin(from least: Double, to greatest: Double) -> Bool {
    // Values increase with the score but for the table's error, of which this is ten thousand times as much.
    let margin = 1e-6 * factor * max(abs(least), abs(greatest), greatest - least)
    return unboundedValue(of: least) - lower > margin && upper - unboundedValue(of: greatest) > margin
  }

  private func unboundedValue(of standard: Double) -> Double { location.addingProduct(factor, standard) }
}
