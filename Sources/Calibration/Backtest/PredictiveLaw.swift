import Foundation
import Randomness

/// What a forecast said about one log stock, before it was known.
public enum PredictiveLaw: Sendable, Equatable {
  case normal(mean: Double, sd: Double)
  /// One value per level of `PredictiveLaw.levels`.
  case quantiles([Double])

  /// The middle of every hundredth, for scores that are integrals over the level.
  static let hundredths = (0..<100).map { (Double($0) + 0.5) / 100 }
  /// The levels the intervals end at, and the median.
  static let named = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
  /// The levels a forecast by quantiles gives, ascending.
  public static let levels = Array(Set(hundredths + named)).sorted()

  /// - Precondition: `level` is one of `levels` for a forecast by quantiles.
  func quantile(_ level: Double) -> Double {
    switch self {
    case .normal(let mean, let sd): mean + sd * normalQuantile(level)
    case .quantiles(let values): values[Self.levels.firstIndex(of: level) ?? values.count / 2]
    }
  }

  var median: Double { quantile(0.5) }

  /// 2·(level − [x < q])·(x − q): twice the check function, which only the true quantile minimises (Koenker and Bassett,
  /// Econometrica 46, 1978).
  func pinball(_ actual: Double, at level: Double) -> Double {
    let distance = actual - quantile(level)
    return 2 * max(level * distance, (level - 1) * distance)
  }

  /// The continuous ranked probability score: closed for a normal law (Gneiting and Raftery, JASA 102, 2007, eq. 21),
  /// else the mean of the check functions over the hundredths, to which it is equal in the limit.
  func rankedProbabilityScore(_ actual: Double) -> Double {
    switch self {
    case .normal(let mean, let sd):
      guard sd > 0 else { return abs(actual - mean) }
      let z = (actual - mean) / sd
      let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      return sd * (z * erf(z / 2.0.squareRoot()) + 2 * density - 1 / Double.pi.squareRoot())
    case .quantiles:
      return Self.hundredths.reduce(0) { $0 + pinball(actual, at: $1) } / 100
    }
  }

  /// The probability the forecast gave to values up to what happened.
  func probabilityIntegralTransform(_ actual: Double) -> Double {
    switch self {
    case .normal(let mean, let sd):
      guard sd > 0 else { return actual < mean ? 0 : 1 }
      return erfc((mean - actual) / (sd * 2.0.squareRoot())) / 2
    case .quantiles:
      return Double(Self.hundredths.filter { quantile($0) <= actual }.count) / 100
    }
  }

  func covers(_ actual: Double, from lower: Double, to upper: Double) -> Bool {
    quantile(lower) <= actual && actual <= quantile(upper)
  }
}
