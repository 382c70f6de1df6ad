public import Calibration
public import Ensembles
public import StockFlow

/// Everything a report says of a plan, computed once: the answers of the other verbs to one scenario, from the same draws.
public struct PlanStudy: Sendable {
  public let header: AnswerHeader
  public let central: CentralProjection
  public let fit: Fit
  public let reach: ReachAnswer
  /// Every category, driver and measure at the levels of `PlanStudy.levels`.
  public let simulation: SimulationAnswer
  public let courses: [TargetCourse]
  /// What the spread of every target comes from; `nil` where nothing is uncertain or nothing asked.
  public let shares: SensitivityAnswer?
  /// Every target with one assumption after the other low and high.
  public let tornado: SensitivityAnswer?
  public let statements: [StatementCheck]
  /// What the method has shown in the past, where the history tells.
  public let track: TrackRecord?
  /// One per variant of the file, held against the scenario as it is.
  public let variants: [VariantEffect]

  /// What it would take; `nil` where there is no target or it cannot be worked out.
  public let solution: SolveAnswer?
  /// What the first target hangs on; each part `nil` where it was not asked for or cannot be worked out.
  public let prospects: Prospects

  /// The ends of the 95 %, 80 % and 50 % intervals and the median.
  public static let levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

  /// How many numbers a path draws for its parameters.
  public var assumptions: Int { central.model.draws.count }

  public init(
    base: (header: AnswerHeader, central: CentralProjection, fit: Fit),
    ensembles: (reach: ReachAnswer, simulation: SimulationAnswer, courses: [TargetCourse]),
    sensitivity: (shares: SensitivityAnswer?, tornado: SensitivityAnswer?),
    statements: [StatementCheck], track: TrackRecord?, variants: [VariantEffect], solution: SolveAnswer?,
    prospects: Prospects
  ) {
    (header, central, fit) = base
    (reach, simulation, courses) = ensembles
    (shares, tornado) = sensitivity
    (self.statements, self.track, self.variants, self.solution) = (statements, track, variants, solution)
    self.prospects = prospects
  }
}

/// What of a study is computed beside targets, series and courses.
public struct StudyParts: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// With more uncertain assumptions than this none is looked at by itself: it would take minutes, and nobody reads it.
  public static let mostAssumptions = 300

  public static let waterfalls = StudyParts(rawValue: 1)
  public static let shares = StudyParts(rawValue: 2)
  public static let tornado = StudyParts(rawValue: 4)
  public static let variants = StudyParts(rawValue: 8)
  public static let track = StudyParts(rawValue: 16)
  public static let solution = StudyParts(rawValue: 32)
  public static let corner = StudyParts(rawValue: 64)
  public static let flips = StudyParts(rawValue: 128)
  public static let signposts = StudyParts(rawValue: 256)
  public static let all: StudyParts = [
    .waterfalls, .shares, .tornado, .variants, .track, .solution, .corner, .flips, .signposts,
  ]
}

/// On what it hangs whether the plan is reached.
public struct Prospects: Sendable, Equatable {
  /// In which corner of the assumptions the main target is missed.
  public let corner: DiscoveryAnswer?
  /// What would have to change for the verdict on the main target to turn.
  public let flips: FlipAnswer?
  /// What tells early whether the targets will be reached.
  public let signposts: SignpostAnswer?

  public init(corner: DiscoveryAnswer?, flips: FlipAnswer?, signposts: SignpostAnswer?) {
    (self.corner, self.flips, self.signposts) = (corner, flips, signposts)
  }
}

/// How surely what a target asks of its year is met in every year of the horizon, from the same paths.
public struct TargetCourse: Sendable, Equatable {
  public let target: Target
  /// One per year of the horizon; `nil` before the series has a value.
  public let probabilities: [ProbabilityEstimate?]

  public init(target: Target, probabilities: [ProbabilityEstimate?]) {
    self.target = target
    self.probabilities = probabilities
  }
}

/// What a variant makes of every target; both sides share all draws of what they share.
public struct VariantEffect: Sendable, Equatable {
  public let variant: Variant
  /// One per target of the scenario; `nil` where the variant cannot be computed.
  public let probabilities: [ProbabilityEstimate]?

  public init(variant: Variant, probabilities: [ProbabilityEstimate]?) {
    self.variant = variant
    self.probabilities = probabilities
  }
}
