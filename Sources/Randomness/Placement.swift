/// How the coordinate t of a density becomes the value of the variable.
enum Placement: Sendable {
  /// scale·eᵗ.
  case exponential(scale: Double)
  /// The beta variable with this logit distance from its mean a/(a + b), stretched to min … max.
  case logistic(first: Double, second: Double, min: Double, max: Double)
  /// origin + scale·t, kept within the bounds.
  case linear(origin: Double, scale: Double, min: Double?, max: Double?)

  func value(at t: Double) -> Double {
    switch self {
    case .exponential(let scale): scale * Randomness.exponential(t)
    case .logistic(let first, let second, let min, let max):
      Self.logistic(t, first: first, second: second, min: min, max: max)
    case .linear(let origin, let scale, let min, let max):
      Swift.min(Swift.max(origin + scale * t, min ?? -.infinity), max ?? .infinity)
    }
  }

  /// Counted from the nearer end, so that neither end loses digits.
  private static func logistic(_ t: Double, first: Double, second: Double, min: Double, max: Double) -> Double {
    let decay = Randomness.exponential(-abs(t))
    let low = t > 0 ? first : first * decay
    let high = t > 0 ? second * decay : second
    let share = low / (low + high)
    return share < 0.5 ? min + (max - min) * share : max - (max - min) * (high / (low + high))
  }
}
