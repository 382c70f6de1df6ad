import Randomness
public import StockFlow

/// The answer of `reach`: will the plan's targets be reached?
public struct ReachAnswer: Sendable, Equatable {
  public var header: AnswerHeader
  public let stamp: EnsembleStamp
  /// In the order of the file.
  public let targets: [TargetAnswer]
  /// All targets in the same path, but those with `joint: false`; `nil` where none is left.
  public let joint: ProbabilityEstimate?

  public init(header: AnswerHeader, stamp: EnsembleStamp, targets: [TargetAnswer], joint: ProbabilityEstimate?) {
    self.header = header
    self.stamp = stamp
    self.targets = targets
    self.joint = joint
  }
}

/// One target, judged. Values are in the unit of computation of the target's series.
public struct TargetAnswer: Sendable, Equatable {
  public let target: Target
  /// The first value of the series within the horizon and its year.
  public let baseline: Double?
  public let baselineYear: Year
  public let central: Double?
  public let mean: Double?
  public let median: Double?
  /// Divides by n − 1.
  public let standardDeviation: Double?
  /// The 10th and the 90th percentile.
  public let interval80: ClosedRange<Double>?
  public let probability: ProbabilityEstimate
  /// Mean distance to the target over the paths that miss it; `nil` where none does.
  public let expectedShortfall: Double?
  /// The first year, from the baseline on, in which the central value meets the target.
  public let firstYearReached: Year?
  /// What carries the change from the baseline to the central value.
  public let contributions: Contributions?
  /// The way from the baseline to the projection and on to the target, where it was asked for.
  public var why: Waterfall?

  public var verdict: Verdict { Verdict(probability: probability.value) }

  public init(
    target: Target, baseline: Double?, baselineYear: Year, central: Double?, mean: Double?, median: Double?,
    standardDeviation: Double? = nil, interval80: ClosedRange<Double>?, probability: ProbabilityEstimate,
    expectedShortfall: Double?,
    firstYearReached: Year?, contributions: Contributions?
  ) {
    self.target = target
    self.baseline = baseline
    self.baselineYear = baselineYear
    self.central = central
    self.mean = mean
    self.median = median
    self.standardDeviation = standardDeviation
    self.interval80 = interval80
    self.probability = probability
    self.expectedShortfall = expectedShortfall
    self.firstYearReached = firstYearReached
    self.contributions = contributions
  }
}

/// A probability estimated from paths, with its 95 % interval.
public struct ProbabilityEstimate: Sendable, Equatable {
  public let value: Double
  /// Contains `value`; exactly 0 or 1 at the ends.
  public let interval: ClosedRange<Double>

  public init(value: Double, interval: ClosedRange<Double>) {
    self.value = value
    self.interval = interval
  }

  /// That of a proportion of independent paths, from the interval where designs were randomised: its half-width over the
  /// 97.5 % quantile of the normal law.
  public func standardError(_ stamp: EnsembleStamp) -> Double {
    guard stamp.sampling == .random else { return halfWidth / upperNormalQuantile }
    return (value * (1 - value) / Double(stamp.paths)).squareRoot()
  }

  public var halfWidth: Double { (interval.upperBound - interval.lowerBound) / 2 }
}

/// The calibrated words of the Intergovernmental Panel on Climate Change for a probability.
///
/// Source: Mastrandrea et al., Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent
/// Treatment of Uncertainties (2010), table 1.
public enum Verdict: String, Sendable, CaseIterable {
  case virtuallyCertain = "virtually_certain"
  case veryLikely = "very_likely"
  case likely
  case aboutAsLikelyAsNot = "about_as_likely_as_not"
  case unlikely
  case veryUnlikely = "very_unlikely"
  case exceptionallyUnlikely = "exceptionally_unlikely"

  public init(probability: Double) {
    switch probability {
    case _ where probability > 0.99: self = .virtuallyCertain
    case _ where probability > 0.9: self = .veryLikely
    case _ where probability > 0.66: self = .likely
    case _ where probability >= 0.33: self = .aboutAsLikelyAsNot
    case _ where probability >= 0.1: self = .unlikely
    case _ where probability >= 0.01: self = .veryUnlikely
    default: self = .exceptionallyUnlikely
    }
  }

  /// Whether the target is at least likely to be reached.
  public var isLikely: Bool { [.virtuallyCertain, .veryLikely, .likely].contains(self) }
}
