import Foundation

/// How good forecasts were: the mean over all origins of all categories of the mean over the years that could be compared.
///
/// MASE, CRPS and pinball loss are divided by the mean absolute yearly change of the stocks the forecast was made from, so
/// that large and small categories count alike.
public struct ForecastScore: Sendable, Equatable {
  /// Forecast stocks that were compared with observed ones.
  public private(set) var points = 0
  /// How many of them lay inside the central 80 %.
  public private(set) var held80 = 0
  /// Origins of categories, over which the means are taken.
  private var forecasts = 0
  private var sums = Sums()
  /// How often what happened fell into each tenth of the forecast: even where forecasts are honest.
  public private(set) var transformHistogram = Array(repeating: 0, count: 10)

  /// The scores of one forecast, or their sums.
  private struct Sums: Sendable, Equatable {
    var percentErrors = 0.0
    var scaledErrors = 0.0
    var ranked = 0.0
    var pinball = 0.0
    var held50 = 0.0
    var held80 = 0.0
    var held95 = 0.0

    mutating func add(_ other: Sums, dividedBy count: Double) {
      percentErrors += other.percentErrors / count
      scaledErrors += other.scaledErrors / count
      ranked += other.ranked / count
      pinball += other.pinball / count
      held50 += other.held50 / count
      held80 += other.held80 / count
      held95 += other.held95 / count
    }

    mutating func add(_ law: PredictiveLaw, actual: Double, scale: Double) {
      percentErrors += abs(law.median / actual - 1)
      scaledErrors += abs(law.median - actual) / scale
      ranked += law.rankedProbabilityScore(actual) / scale
      let losses = PredictiveLaw.named.map { law.pinball(actual, at: $0) }
      pinball += losses.reduce(0, +) / Double(losses.count) / scale
      held50 += law.covers(actual, from: 0.25, to: 0.75) ? 1 : 0
      held80 += law.covers(actual, from: 0.1, to: 0.9) ? 1 : 0
      held95 += law.covers(actual, from: 0.025, to: 0.975) ? 1 : 0
    }
  }

  public init() {}

  /// Adds one forecast: the stocks of some years that came out as `actual`.
  mutating func add(_ forecast: [(law: PredictiveLaw, actual: Double)], scale: Double) {
    guard !forecast.isEmpty else { return }
    var own = Sums()
    for (law, actual) in forecast {
      own.add(law, actual: actual, scale: scale)
      transformHistogram[min(9, Int(10 * law.probabilityIntegralTransform(actual)))] += 1
    }
    points += forecast.count
    held80 += Int(own.held80)
    forecasts += 1
    sums.add(own, dividedBy: Double(forecast.count))
  }

  /// Mean absolute percentage error of the median, as a fraction.
  public var meanAbsolutePercentageError: Double? { mean(sums.percentErrors) }
  /// Mean absolute scaled error of the median (Hyndman and Koehler, International Journal of Forecasting 22, 2006).
  public var meanAbsoluteScaledError: Double? { mean(sums.scaledErrors) }
  public var rankedProbabilityScore: Double? { mean(sums.ranked) }
  /// Mean over the levels 2.5, 10, 25, 50, 75, 90 and 97.5 %.
  public var pinballLoss: Double? { mean(sums.pinball) }
  /// Shares inside the central 50, 80 and 95 %.
  public var coverage50: Double? { mean(sums.held50) }
  public var coverage80: Double? { mean(sums.held80) }
  public var coverage95: Double? { mean(sums.held95) }

  private func mean(_ sum: Double) -> Double? { forecasts > 0 ? sum / Double(forecasts) : nil }
}
