public import Ensembles
public import SensitivityAnalysis
public import StockFlow

/// How signposts are sought.
public struct SignpostOptions: Sendable, Equatable {
  /// Years in which something can be observed; `nil` for the first `within` years after the baseline.
  public var years: [Year]?
  public var within: Int
  /// At most so many a target.
  public var best: Int
  /// Half of them learn the thresholds, the other half measures the error rates.
  public var paths: Int
  public var seed: UInt64
  public var threads: Int

  public init(
    years: [Year]? = nil, within: Int = 2, best: Int = 3, paths: Int = SignpostOptions.standardPaths, seed: UInt64 = 1,
    threads: Int
  ) {
    (self.years, self.within, self.best) = (years, within, best)
    (self.paths, self.seed, self.threads) = (paths, seed, threads)
  }

  public static let standardPaths = 20_000
}

/// The answer of `signposts`: what can be observed soon that tells later hits from misses.
public struct SignpostAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let stamp: EnsembleStamp
  /// Years in which something is observed.
  public let years: [Year]
  /// In the order of the file.
  public let targets: [TargetSignposts]
}

/// The signposts of one target.
public struct TargetSignposts: Sendable, Equatable {
  /// Why there is none.
  public enum Reason: String, Sendable {
    /// Nearly all paths hit, or nearly all miss.
    case tooFewMisses = "too_few_misses"
    case tooFewHits = "too_few_hits"
    /// The target's year is not after those in which something is observed.
    case tooSoon = "too_soon"
    /// Nothing observed separates better than chance.
    case nothingSeparates = "nothing_separates"
  }

  public let target: Target
  public let probability: ProbabilityEstimate
  /// The best first; each adds something to those before it.
  public let signposts: [Signpost]
  /// Where there is no signpost.
  public let reason: Reason?
}

/// A value in a year that warns that a target will be missed.
public struct Signpost: Sendable, Equatable {
  /// What is read off.
  public enum Reading: String, Sendable, Hashable {
    case value
    /// Since the baseline.
    case change
  }

  public let of: String
  public let year: Year
  public let reading: Reading
  /// The year a change is counted from.
  public let baseline: Year
  /// In the unit of computation, with as many digits as matter.
  public let threshold: Double
  /// Whether values below the threshold are the alarm; else those above.
  public let isAlarmBelow: Bool
  /// Share of the later hits with an alarm, and of the later misses without one.
  public let falseAlarms: ProbabilityEstimate
  public let missedAlarms: ProbabilityEstimate
  /// Share of pairs of a hit and a miss that the value puts in the right order.
  public let area: Estimate
  /// Share of all futures with an alarm.
  public let alarms: Double
  /// Probability of the target with and without an alarm; `nil` where none of the measured futures is on that side.
  public let probabilityWithAlarm: ProbabilityEstimate?
  public let probabilityWithout: ProbabilityEstimate?

  /// Youden's index: 1 less both error rates.
  public var youden: Double { 1 - falseAlarms.value - missedAlarms.value }
}
