import Foundation
public import StockFlow

/// What is tried: how many origins, and how many years ahead.
public struct BacktestOptions: Sendable, Equatable {
  public var origins: Int
  public var horizon: Int

  public init(origins: Int = 3, horizon: Int = 5) {
    self.origins = origins
    self.horizon = horizon
  }
}

/// One category's stock as it was forecast at an origin, and what it became; in the scenario's unit.
public struct PastForecast: Sendable, Equatable {
  public let category: String
  public let origin: Year
  public let year: Year
  public let actual: Double
  public let median: Double
  public let interval80: ClosedRange<Double>
}

/// The rolling-origin evaluation of a way to project, beside simple methods: at each origin only what was known then is
/// used (Tashman, International Journal of Forecasting 16, 2000).
///
/// The caller projects; this type says from where, compares, and keeps the scores.
public struct Backtest: Sendable {
  private let scenario: Scenario
  private let options: BacktestOptions
  private let histories: [PastHistory]
  /// The origins of each history.
  private let origins: [[Year]]
  public private(set) var score = ForecastScore()
  /// In the order of `SimpleMethod.allCases`, over the same points as far as the method gives a forecast.
  public private(set) var simpleScores = SimpleMethod.allCases.map { _ in ForecastScore() }
  public private(set) var forecasts: [PastForecast] = []

  public init(_ scenario: Scenario, _ options: BacktestOptions) {
    self.scenario = scenario
    self.options = options
    histories = scenario.categories.map(PastHistory.init)
    origins = histories.map { $0.origins(options.origins, years: options.horizon) }
  }

  /// All origins, ascending.
  public var allOrigins: [Year] { Array(Set(origins.flatMap { $0 })).sorted() }

  /// The origins from which a forecast was compared, ascending.
  public var judgedOrigins: [Year] { Array(Set(forecasts.map(\.origin))).sorted() }

  /// The scenario as it could have been written at an origin, up to the last year that is compared.
  public func scenario(at origin: Year) -> Scenario {
    let last = histories.indices.filter { origins[$0].contains(origin) }
      .compactMap { histories[$0].truth(after: origin, options.horizon).last?.year }.max()
    return scenario.asKnown(at: origin, until: last ?? origin + 1)
  }

  /// Compares one origin's forecast with what happened.
  ///
  /// - Parameter quantiles: the stock of a category in a year at `PredictiveLaw.levels`; `nil` where there is none.
  public mutating func judge(_ origin: Year, quantiles: (_ category: String, _ year: Year) -> [Double]?) {
    for (index, history) in histories.enumerated() where origins[index].contains(origin) {
      let scale = history.scale(at: origin)
      guard scale > 0 else { continue }
      let truth = history.truth(after: origin, options.horizon)
      let own = truth.compactMap { point in
        quantiles(history.category, point.year).map { (point: point, law: PredictiveLaw($0)) }
      }
      guard own.count == truth.count else { continue }
      score.add(own.map { ($0.law, exp($0.point.log)) }, scale: scale)
      for (point, law) in own { add(law, of: point, origin, history) }
      for (method, laws) in simpleForecasts(history, origin).enumerated() where laws.count == options.horizon {
        let forecast = truth.map { (PredictiveLaw(laws[$0.year - origin - 1]), exp($0.log)) }
        simpleScores[method].add(forecast, scale: scale)
      }
    }
  }

  private mutating func add(_ law: PredictiveLaw, of point: PastHistory.Point, _ origin: Year, _ history: PastHistory) {
    forecasts.append(
      PastForecast(
        category: history.category, origin: origin, year: point.year, actual: exp(point.log), median: law.median,
        interval80: law.quantile(0.1)...law.quantile(0.9)))
  }

  /// One law a year for each simple method; none where it gives no forecast.
  private func simpleForecasts(_ history: PastHistory, _ origin: Year) -> [[LogForecast]] {
    let logs = history.yearlyLogs(at: origin)
    return SimpleMethod.allCases.map { $0.forecast(logs, steps: options.horizon) ?? [] }
  }
}
