import Foundation
import LinearAlgebra

/// A normal law of a log stock.
public struct LogForecast: Sendable, Equatable {
  public let mean: Double
  public let deviation: Double
}

/// The simple methods a forecast has to beat, each with the spread that belongs to it; on natural logs of yearly stocks.
public enum SimpleMethod: String, Sendable, CaseIterable {
  case lastValue = "last_value"
  case drift
  case linearTrend = "linear_trend"
  case greyModel = "gm11"
  case dampedHolt = "damped_holt"

  /// Normal laws of the next `steps` log stocks; `nil` where the history is too short or the method does not exist.
  public func forecast(_ logs: [Double], steps: Int) -> [LogForecast]? {
    guard logs.count >= 3, steps > 0 else { return nil }
    return switch self {
    case .lastValue: lastValueForecast(logs, steps)
    case .drift: driftForecast(logs, steps)
    case .linearTrend: linearTrendForecast(logs, steps)
    case .greyModel: greyForecast(logs, steps)
    case .dampedHolt: DampedHolt(fittedTo: logs).forecast(steps)
    }
  }
}

private func changes(_ logs: [Double]) -> [Double] { zip(logs.dropFirst(), logs).map(-) }

/// The random walk: variance h·σ² with σ² the mean square of the changes (Hyndman and Athanasopoulos, Forecasting:
/// Principles and Practice, 3rd edition, section 5.5).
private func lastValueForecast(_ logs: [Double], _ steps: Int) -> [LogForecast] {
  let changes = changes(logs)
  let sigma = (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
  return (1...steps).map { LogForecast(mean: logs[logs.count - 1], deviation: sigma * Double($0).squareRoot()) }
}

/// The random walk with drift: variance σ²·h·(1 + h/m) with m changes (same source), σ² their mean square about the drift.
private func driftForecast(_ logs: [Double], _ steps: Int) -> [LogForecast] {
  let changes = changes(logs)
  let count = Double(changes.count)
  let drift = changes.reduce(0, +) / count
  let sigma = (changes.reduce(0) { $0 + ($1 - drift) * ($1 - drift) } / count).squareRoot()
  return (1...steps).map { step in
    let h = Double(step)
    return LogForecast(mean: logs[logs.count - 1] + drift * h, deviation: sigma * (h * (1 + h / count)).squareRoot())
  }
}

/// A straight line through the logs, with the prediction interval of least squares (same source, section 7.6).
private func linearTrendForecast(_ logs: [Double], _ steps: Int) -> [LogForecast]? {
  let count = Double(logs.count)
  let middle = (count - 1) / 2
  var design = Matrix(rows: logs.count, columns: 2)
  for row in 0..<logs.count { (design[row, 0], design[row, 1]) = (1, Double(row) - middle) }
  guard let fit = try? leastSquares(design, logs), let sigma = fit.residualStandardDeviation else { return nil }
  let spread = (0..<logs.count).reduce(0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
  return (1...steps).map { step in
    let x = count - 1 + Double(step) - middle
    let factor = 1 + 1 / count + x * x / spread
    return LogForecast(
      mean: fit.coefficients[0] + fit.coefficients[1] * x, deviation: sigma * factor.squareRoot())
  }
}

/// The grey model GM(1,1) of stocks: x(k) + a·z(k) = b over the running sums (Deng, Systems & Control Letters 1, 1982).
/// Its spread is that of its own log errors in the history, growing with √h as that of a random walk.
private func greyForecast(_ logs: [Double], _ steps: Int) -> [LogForecast]? {
  // Only ratios matter; beginning at 1 keeps the sums within range.
  let stocks = logs.map { exp($0 - logs[0]) }
  guard stocks.allSatisfy(\.isFinite) else { return nil }
  var sum = stocks[0]
  var design = Matrix(rows: stocks.count - 1, columns: 2)
  for row in 0..<stocks.count - 1 {
    (design[row, 0], design[row, 1]) = (-(sum + stocks[row + 1] / 2), 1)
    sum += stocks[row + 1]
  }
  guard let fit = try? leastSquares(design, Array(stocks.dropFirst())), fit.rank == 2 else { return nil }
  let (a, b) = (fit.coefficients[0], fit.coefficients[1])
  /// The stock k years after the first: (x₀ − b/a)·(e^{−ak} − e^{−a(k−1)}).
  func stock(_ k: Int) -> Double {
    abs(a) < 1e-9 ? b : (stocks[0] - b / a) * exp(-a * Double(k)) * -expm1(a)
  }
  let fitted = (1..<stocks.count).map(stock)
  let future = (stocks.count..<stocks.count + steps).map(stock)
  guard (fitted + future).allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
  let errors = zip(logs.dropFirst(), fitted).map { $0 - logs[0] - log($1) }
  let sigma = (errors.reduce(0) { $0 + $1 * $1 } / Double(max(1, errors.count - 2))).squareRoot()
  return future.enumerated().map { step, stock in
    LogForecast(mean: logs[0] + log(stock), deviation: sigma * Double(step + 1).squareRoot())
  }
}

/// Holt's linear trend, damped: level and slope follow the one-step errors (Gardner and McKenzie, Management Science 31,
/// 1985). Smoothing and damping minimise the squared one-step errors over a grid; the variance is that of the
/// equivalent state-space model, σ²·(1 + Σ c_j²), c_j = α + β·(φ + … + φʲ) (Hyndman et al., Forecasting with Exponential
/// Smoothing, 2008, section 6.3).
private struct DampedHolt {
  private let level: Double
  private let slope: Double
  private let alpha: Double
  private let beta: Double
  private let damping: Double
  private let squares: Double
  private let count: Int

  init(fittedTo logs: [Double]) {
    var best: DampedHolt?
    for alpha in stride(from: 0.1, through: 1.0, by: 0.1) {
      for share in [0.01, 0.05, 0.1, 0.2, 0.4, 0.7, 1] {
        for damping in [0.8, 0.85, 0.9, 0.95, 0.98] {
          let candidate = DampedHolt(logs, alpha: alpha, beta: alpha * share, damping: damping)
          if candidate.squares < best?.squares ?? .infinity { best = candidate }
        }
      }
    }
    self = best ?? DampedHolt(logs, alpha: 1, beta: 0.1, damping: 0.9)
  }

  private init(_ logs: [Double], alpha: Double, beta: Double, damping: Double) {
    let early = changes(logs).prefix(3)
    var level = logs[0]
    var slope = early.reduce(0, +) / Double(early.count)
    var squares = 0.0
    for log in logs.dropFirst() {
      let forecast = level + damping * slope
      let error = log - forecast
      squares += error * error
      level = forecast + alpha * error
      slope = damping * slope + beta * error
    }
    (self.level, self.slope, self.squares) = (level, slope, squares)
    (self.alpha, self.beta, self.damping, count) = (alpha, beta, damping, logs.count - 1)
  }

  func forecast(_ steps: Int) -> [LogForecast] {
    let variance = squares / Double(max(1, count - 3))
    var (damped, power, sum) = (0.0, 1.0, 1.0)
    var laws: [LogForecast] = []
    for _ in 1...steps {
      power *= damping
      damped += power
      laws.append(LogForecast(mean: level + damped * slope, deviation: (variance * sum).squareRoot()))
      sum += pow(alpha + beta * damped, 2)
    }
    return laws
  }
}
