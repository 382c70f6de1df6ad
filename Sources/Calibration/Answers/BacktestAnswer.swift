import Foundation
public import Randomness
public import StockFlow

/// The answer of `backtest`: how good the scenario's way to project would have been.
public struct BacktestAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  /// Years ahead that were compared, at most.
  public let horizon: Int
  public let track: TrackRecord
  /// One per simple method.
  public let simple: [ForecastScore]
  public let forecasts: [PastForecast]
  public let draws: BacktestDraws

  public init(
    header: AnswerHeader, draws: BacktestDraws, horizon: Int, track: TrackRecord, simple: [ForecastScore],
    forecasts: [PastForecast]
  ) {
    self.header = header
    self.draws = draws
    self.horizon = horizon
    self.track = track
    self.simple = simple
    self.forecasts = forecasts
  }
}

/// What the projections of a backtest are drawn with.
public struct BacktestDraws: Sendable, Equatable {
  /// From each origin, also where more were drawn than asked for; the most where origins differ.
  public let paths: Int
  public let seed: UInt64
  public let sampling: Sampling

  public init(paths: Int, seed: UInt64, sampling: Sampling) {
    self.paths = paths
    self.seed = seed
    self.sampling = sampling
  }
}

/// What a way to project has shown in the past.
public struct TrackRecord: Sendable, Equatable {
  /// Ascending.
  public let origins: [Year]
  /// Origins of the category that has most; fewer than `origins` where histories end in different years.
  public let originsOfACategory: Int
  public let score: ForecastScore

  public init(_ test: Backtest) {
    origins = test.judgedOrigins
    let byCategory = Dictionary(grouping: test.forecasts, by: \.category)
    originsOfACategory = byCategory.values.map { Set($0.map(\.origin)).count }.max() ?? 0
    score = test.score
  }

  /// Points from which something can be said at all.
  public static let fewestPoints = 3

  /// Whether the 80 % intervals held so seldom that chance hardly explains it: so few hits have a probability below
  /// 2.5 % under the binomial law. Neighbouring years of a history hang together, which makes few hits likelier than that;
  /// the warning comes rather too often than too seldom.
  public var isTooNarrow: Bool {
    score.points >= Self.fewestPoints
      && binomialCumulative(score.held80, of: score.points, probability: 0.8) < 0.025
  }
}

extension TrackRecord {
  /// That intervals are known to be too narrow, where they are.
  public var warning: Diagnostic? {
    guard isTooNarrow, let coverage = score.coverage80 else { return nil }
    let share = Int((100 * coverage).rounded())
    return Diagnostic(
      severity: .warning, code: "intervals-too-narrow",
      message: LocalizedText(
        zh: "过去 80% 的区间只有 \(share)% 的次数包含实际值：这里的区间很可能也偏窄",
        en: "in the past the 80 % intervals held only \(share) % of the time: those shown here are probably too narrow"),
      help: LocalizedText(
        zh: "让波动率或增长由历史估计（volatility: fit 或 growth: fit），或写出更大的不确定性",
        en: "estimate noise or growth from the history (volatility: fit or growth: fit), or write wider assumptions"),
      place: nil)
  }
}

/// P(X ≤ hits) for X ~ Binomial(trials, probability). O(hits).
private func binomialCumulative(_ hits: Int, of trials: Int, probability: Double) -> Double {
  var logTerm = Double(trials) * log1p(-probability)
  var sum = 0.0
  for k in 0...hits {
    sum += exp(logTerm)
    logTerm += log(Double(trials - k) / Double(k + 1)) + log(probability / (1 - probability))
  }
  return min(1, sum)
}
