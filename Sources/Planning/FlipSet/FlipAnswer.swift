public import Ensembles
public import SensitivityAnalysis
public import StockFlow

/// How the changes are sought that turn a verdict.
public struct FlipOptions: Sendable, Equatable {
  /// The probability a target should have; the change that crosses it is sought beside those that change the word.
  public var probability: Double
  /// At most so many uncertain assumptions for each turn of a target, and half as many certain ones.
  public var best: Int
  /// Paths of every probability that is told.
  public var paths: Int
  public var seed: UInt64
  public var threads: Int

  public init(
    probability: Double = 0.5, best: Int = 5, paths: Int = FlipOptions.standardPaths, seed: UInt64 = 1, threads: Int
  ) {
    (self.probability, self.best, self.paths) = (probability, best, paths)
    (self.seed, self.threads) = (seed, threads)
  }

  public static let standardPaths = 20_000
}

/// The answer of `flip`: for each verdict the smallest changes of a single assumption that turn it.
public struct FlipAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let stamp: EnsembleStamp
  /// The probability asked for.
  public let probability: Double
  /// In the order of the file.
  public let targets: [TargetFlips]
}

/// What turns the verdict on one target.
public struct TargetFlips: Sendable, Equatable {
  public let target: Target
  /// As things are.
  public let probability: ProbabilityEstimate
  public let central: Double?
  /// Assumptions whose change moves the target at all.
  public let tried: Int
  /// The smallest first within a turn, uncertain assumptions before certain ones.
  public let flips: [Flip]

  public var verdict: Verdict { Verdict(probability: probability.value) }

  /// Those of one kind, the smallest first.
  public func flips(to kind: Flip.Turn) -> [Flip] { flips.filter { $0.turn == kind } }
}

/// A change of one assumption in all years that turns a verdict.
public struct Flip: Sendable, Equatable {
  public enum Turn: String, Sendable, CaseIterable {
    /// The probability crosses the one asked for.
    case probability
    /// The verdict becomes the next better, or the next worse word.
    case better, worse
    /// The central value meets the target exactly.
    case central
  }

  public let turn: Turn
  public let parameter: ParameterAddress
  /// Mean over the years to come; of a stock that of the baseline.
  public let value: Double
  /// `nil` where the assumption is certain.
  public let standardDeviation: Double?
  /// In the parameter's own unit (people in the scenario's, rates as fractions), with the interval that follows from the
  /// Monte Carlo error of the probability; for `central` exact.
  public let change: Estimate
  /// After the change; `nil` for `central`.
  public let probability: ProbabilityEstimate?

  public var newValue: Double { value + change.value }
  /// The change in standard deviations of the assumption.
  public var deviations: Double? { standardDeviation.map { change.value / $0 } }
  public var verdict: Verdict? { probability.map { Verdict(probability: $0.value) } }
}
