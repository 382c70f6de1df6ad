/// How it is found out which assumption decides.
public enum SensitivityMethod: String, Sendable, CaseIterable {
  case sobol, morris, rank, tornado
  case givenData = "given-data"
  case shapley
}

/// What of a target is explained.
public enum SensitivityOutcome: String, Sendable, CaseIterable {
  /// The value, of every target and measure.
  case value
  /// How far a target's value lies on the good side of its bound, of the nearer one where there are two.
  case margin
  /// 1 where the target is met, 0 where it is not or where there is no value, as `reach` counts.
  case hit
}

/// How a sensitivity analysis is done.
public struct SensitivityOptions: Sendable, Equatable {
  /// `nil` for `sobol` where parameters are independent, `given-data` where they are not.
  public var method: SensitivityMethod?
  /// Base points of `sobol` (best a power of two), trajectories of `morris`, permutations of `shapley`, points of `rank`
  /// and `given-data`.
  public var samples: Int?
  /// The half-width that every interval of `sobol` is to have.
  public var precision: Double?
  /// Whether `sobol` analyses pairs as well, for about twice as many evaluations.
  public var secondOrder: Bool
  public var outcome: SensitivityOutcome
  /// Whether kinds of parameters count instead of parameters.
  public var inGroups: Bool
  /// Whether `given-data` gives first-order indices alone, without PAWN and Shapley effects.
  public var isBrief = false
  public var seed: UInt64
  public var threads: Int

  public init(
    method: SensitivityMethod? = nil, samples: Int? = nil, precision: Double? = nil, secondOrder: Bool = false,
    outcome: SensitivityOutcome = .value, inGroups: Bool = false, seed: UInt64 = 1, threads: Int
  ) {
    (self.method, self.samples, self.precision) = (method, samples, precision)
    (self.secondOrder, self.outcome, self.inGroups) = (secondOrder, outcome, inGroups)
    (self.seed, self.threads) = (seed, threads)
  }
}
