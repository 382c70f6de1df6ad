public import Ensembles
public import StockFlow

/// What is asked of `solve`.
public struct SolveOptions: Sendable, Equatable {
  /// The probability every target, or all together, should have.
  public var probability: Double
  /// Whether the mix has to reach all targets in the same future; otherwise each by itself. Targets with `joint: false`
  /// always stand by themselves.
  public var isJoint: Bool
  /// The most the mix may cost, in units of the levers' currency.
  public var budget: Double?
  /// Whether the cost of other probabilities, and of fewer targets, is worked out too.
  public var wantsFrontier: Bool
  public var ensemble: EnsembleOptions

  public init(
    probability: Double = 0.8, isJoint: Bool = true, budget: Double? = nil, wantsFrontier: Bool = false,
    ensemble: EnsembleOptions
  ) {
    (self.probability, self.isJoint, self.budget) = (probability, isJoint, budget)
    (self.wantsFrontier, self.ensemble) = (wantsFrontier, ensemble)
  }
}

/// The answer of `solve`: what it would take to reach the targets.
public struct SolveAnswer: Sendable, Equatable {
  public var header: AnswerHeader
  public let stamp: EnsembleStamp
  public let options: SolveOptions
  /// The targets asked about, and how they stand without any lever.
  public let standings: [Standing]
  /// ISO code of all costs; `nil` where no lever has any.
  public let currency: String?
  /// Every lever alone, target by target of those that fall short.
  public let single: [Single]
  /// Targets that fall short, with every lever at its limit.
  public let atLimits: [AtLimits]
  /// `nil` where the scenario has no lever.
  public let mix: Mix?
  public let frontier: [FrontierPoint]
  public let targetsByBudget: [BudgetPoint]
  /// What the parameters themselves would have to be; worked out where the scenario has no lever.
  public let inverse: [Inverse]
  public var robust: RobustAnswer?

  /// A target and its probability without any lever.
  public struct Standing: Sendable, Equatable {
    public let target: Target
    public let probability: ProbabilityEstimate
    public let isReached: Bool
  }

  /// One lever alone for one target.
  public struct Single: Sendable, Equatable {
    public let lever: String
    public let target: Target
    /// The smallest amount that suffices, in the parameter's own unit; `nil` where none does.
    public let amount: Double?
    /// With the whole limit, decided in the first year possible.
    public let probabilityAtLimit: Double
    public let cost: Double?
    /// The latest year of decision from which the limit still suffices; `nil` where it never does.
    public let lastYearToAct: Year?

    public var isFeasible: Bool { amount != nil }
  }

  /// A target with every lever that helps it at its limit from the first year possible; of two bounds, with the amounts that
  /// come nearest.
  public struct AtLimits: Sendable, Equatable {
    public let target: Target
    public let probability: ProbabilityEstimate
    public let median: Double?
    public let interval80: ClosedRange<Double>?
    /// The lever whose limit holds the target back most: a tenth more of it would lessen the mean distance to the bound
    /// most; `nil` where none would.
    public let binding: String?
    /// Whether any lever moves the target at all.
    public let isMoved: Bool
    /// Whether it is reached so, or by one lever alone.
    public let isReachable: Bool
  }

  /// The least-cost amounts of all levers together.
  public struct Mix: Sendable, Equatable {
    /// Whether all targets asked about are reached together.
    public let isFeasible: Bool
    /// The targets this mix reaches, and those that had to be given up.
    public let targets: [Target]
    public let givenUp: [Target]
    public let amounts: [Amount]
    public let cost: Double
    public let costByYear: [Double]
    /// Verified by an ensemble with other draws.
    public let probability: ProbabilityEstimate
    public let verifiedSeed: UInt64
    /// Each target by itself, verified likewise.
    public let probabilities: [ProbabilityEstimate]
    /// How often the probability asked for was raised, because the verified one fell short by more than its error.
    public let tightenings: Int
    /// Whether the verified probability is below the one asked for by more than its error.
    public let fallsShort: Bool
    public let binding: [Binding]
    /// What one more unit of a target costs, in the unit of its series; `nil` where the target does not decide the mix.
    public let shadowPrices: [Double?]
  }

  /// How much of a lever, and what that means from year to year.
  public struct Amount: Sendable, Equatable {
    public let lever: String
    public let amount: Double
    public let cost: Double
    /// Persons added or kept in each year after the first of the horizon.
    public let peopleByYear: [Double]
    public let costByYear: [Double]
  }

  /// What holds the mix where it is.
  public enum Binding: Sendable, Equatable {
    case target(Target)
    case limit(lever: String)
    case budget

    /// `total@2025`, `skills_training.max`, `budget`.
    public var name: String {
      switch self {
      case .target(let target): "\(target.of)@\(target.year)"
      case .limit(let lever): "\(lever).max"
      case .budget: "budget"
      }
    }
  }

  /// The least cost of a probability.
  public struct FrontierPoint: Sendable, Equatable {
    public let probability: Double
    /// `nil` where the levers cannot give it.
    public let cost: Double?
    /// One per lever.
    public let amounts: [Double]
  }

  /// The least cost of some of the targets.
  public struct BudgetPoint: Sendable, Equatable {
    public let targets: [Target]
    public let cost: Double?
  }
}
