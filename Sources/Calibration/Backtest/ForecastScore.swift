import Foundation

/// How good forecasts were, over all origins, categories and years that could be judged.
///
/// Errors are those of natural logs, so that a miss of 5 % counts alike for large and small categories; MASE, CRPS and
/// pinball loss are divided by the mean absolute yearly change of the logs the forecast was made from.
public struct ForecastScore: Sendable, Equatable {
  /// Forecast stocks that were compared with observed ones.
  public private(set) var points = 0
  private var percentErrors = 0.0
  private var scaledErrors = 0.0
  private var ranked = 0.0
  private var pinballs = 0.0
  private var held = (0, 0, 0)
  /// How often what happened fell into each tenth of the forecast: even where forecasts are honest.
  public private(set) var transformHistogram = Array(repeating: 0, count: 10)

  public init() {}

  public static func == (first: ForecastScore, second: ForecastScore) -> Bool {
    first.points == second.points && first.percentErrors == second.percentErrors
      && first.scaledErrors == second.scaledErrors && first.ranked == second.ranked
      && first.pinballs == second.pinballs && first.held == second.held
      && first.transformHistogram == second.transformHistogram
  }

  /// Adds one forecast of a log stock that came out as `actual`.
  mutating func add(_ law: PredictiveLaw, actual: Double, scale: Double) {
    points += 1
    let error = law.median - actual
    percentErrors += abs(expm1(error))
    scaledErrors += abs(error) / scale
    ranked += law.rankedProbabilityScore(actual) / scale
    let losses = PredictiveLaw.named.map { law.pinball(actual, at: $0) }
    pinballs += losses.reduce(0, +) / Double(losses.count) / scale
    if law.covers(actual, from: 0.25, to: 0.75) { held.0 += 1 }
    if law.covers(actual, from: 0.1, to: 0.9) { held.1 += 1 }
    if law.covers(actual, from: 0.025, to: 0.975) { held.2 += 1 }
    transformHistogram[min(9, Int(10 * law.probabilityIntegralTransform(actual)))] += 1
  }

  /// Mean absolute percentage error of the median, as a fraction.
  public var meanAbsolutePercentageError: Double? { mean(percentErrors) }
  /// Mean absolute scaled error of the median (Hyndman and Koehler, International Journal of Forecasting 22, 2006).
  public var meanAbsoluteScaledError: Double? { mean(scaledErrors) }
  public var rankedProbabilityScore: Double? { mean(ranked) }
  /// Mean over the levels 2.5, 10, 25, 50, 75, 90 and 97.5 %.
  public var pinballLoss: Double? { mean(pinballs) }
  /// Shares of the points inside the central 50, 80 and 95 %.
  public var coverage50: Double? { mean(Double(held.0)) }
  public var coverage80: Double? { mean(Double(held.1)) }
  public var coverage95: Double? { mean(Double(held.2)) }

  private func mean(_ sum: Double) -> Double? { points > 0 ? sum / Double(points) : nil }
}
