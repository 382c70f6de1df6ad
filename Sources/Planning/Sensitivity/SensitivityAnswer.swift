public import LinearAlgebra
public import SensitivityAnalysis
public import StockFlow

/// The answer of `sensitivity`: what the spread of every output comes from.
public struct SensitivityAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let method: SensitivityMethod
  public let outcome: SensitivityOutcome
  /// How often the model was evaluated.
  public let samples: Int
  public let seed: UInt64
  /// What the indices belong to: uncertain parameters or groups of them; all yearly noise together is `noise`.
  public let parameters: [String]
  public internal(set) var outputs: [SensitivityOutput]
  /// Whether the intervals are as short as asked for.
  public let isPrecise: Bool
}

/// One target or measure in one year.
public struct SensitivityOutput: Sendable, Equatable {
  public let of: String
  public let year: Year
  /// What judges it; `nil` for the value itself.
  public let target: Target?
  /// Of the sample; in a tornado the central value.
  public let mean: Double?
  public let variance: Double?
  /// Evaluations without a finite value, which were left out.
  public let failed: Int
  /// Where nearly all evaluations without a value lie; `nil` where no single assumption tells.
  public internal(set) var failure: FailureRange?
  /// One per parameter, in the order of the answer's list.
  public let indices: [SensitivityIndex]
  /// What two parameters do beyond what each does alone; empty where pairs were not asked for.
  public let pairs: [SensitivityPair]
}

/// The side of an assumption on which an output has no value.
public struct FailureRange: Sendable, Equatable {
  public let parameter: String
  /// In the parameter's own unit; one of both is `nil`.
  public let lower: Double?
  public let upper: Double?
}

/// Two parameters, by their places in the answer's list.
public struct SensitivityPair: Sendable, Equatable {
  public let first: Int
  public let second: Int
  /// Share of the variance that belongs to both together, beyond what each explains alone.
  public let interaction: Estimate?
}

/// What one parameter does to one output; which numbers there are depends on the method.
public struct SensitivityIndex: Sendable, Equatable {
  /// Share of the variance the parameter explains alone.
  public var first: Estimate?
  /// Share of the variance that is left when all others are known.
  public var total: Estimate?
  /// Share of the variance when all shares add up to 1, whatever the correlations.
  public var shapley: Estimate?
  /// Mean size and standard deviation of the elementary effects.
  public var muStar: Estimate?
  public var sigma: Double?
  public var rankCorrelation: Estimate?
  public var partialRankCorrelation: Estimate?
  /// The output at the parameter's 10th and 90th percentile.
  public var low: Double?
  public var high: Double?
  /// Largest distance between the distribution of the output and that at a part of the parameter's range, the median over
  /// the parts.
  public var pawn: Double?

  public init() {}
}

/// Why there is no answer.
public enum SensitivityProblem: Error, Sendable, Equatable {
  /// The method needs independent parameters.
  case correlated(SensitivityMethod)
  /// Only the intervals of `sobol` are made shorter by more samples.
  case precisionNeedsSobol(SensitivityMethod)
  case nothingUncertain
  case nothingAsked(SensitivityOutcome)
  case impossibleCorrelations(LinearAlgebraError)
}
