import Foundation
import Randomness

/// What a forecast said about one stock before it was known: its quantiles.
public struct PredictiveLaw: Sendable, Equatable {
  /// The middle of every hundredth, for scores that are integrals over the level.
  static let hundredths = (0..<100).map { (Double($0) + 0.5) / 100 }
  /// The levels the intervals end at, and the median.
  static let named = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]
  /// The levels a forecast gives, ascending.
  public static let levels = Array(Set(hundredths + named)).sorted()

  /// One value per level.
  private let values: [Double]

  /// - Precondition: one value per level.
  init(_ values: [Double]) {
    precondition(values.count == Self.levels.count, "a forecast gives one value per level")
    self.values = values
  }

  /// A stock whose log is normal.
  init(_ law: LogForecast) {
    values = Self.scores.map { exp(law.mean + law.deviation * $0) }
  }

  private static let scores = levels.map { normalQuantile($0) }
  private static let places = Dictionary(levels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  /// - Precondition: `level` is one of `levels`.
  func quantile(_ level: Double) -> Double {
    guard let place = Self.places[level] else { preconditionFailure("\(level) is no level of a forecast") }
    return values[place]
  }

  var median: Double { quantile(0.5) }

  /// 2·(level − [x < q])·(x − q): twice the check function, which only the true quantile minimises (Koenker and Bassett,
  /// Econometrica 46, 1978).
  func pinball(_ actual: Double, at level: Double) -> Double {
    let distance = actual - quantile(level)
    return 2 * max(level * distance, (level - 1) * distance)
  }

  /// The continuous ranked probability score as the mean of the check functions over the hundredths, to which it is equal in
  /// the limit (Gneiting and Raftery, JASA 102, 2007, section 4.2).
  func rankedProbabilityScore(_ actual: Double) -> Double {
    Self.hundredths.reduce(0) { $0 + pinball(actual, at: $1) } / 100
  }

  /// The probability the forecast gave to values up to what happened, to the nearest hundredth.
  func probabilityIntegralTransform(_ actual: Double) -> Double {
    Double(Self.hundredths.count { quantile($0) <= actual }) / 100
  }

  func covers(_ actual: Double, from lower: Double, to upper: Double) -> Bool {
    quantile(lower) <= actual && actual <= quantile(upper)
  }
}
