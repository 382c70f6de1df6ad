public import Calibration
public import Ensembles
public import StockFlow

/// Everything a report says of a plan, computed once: the answers of the other verbs to one scenario, from the same draws.
public struct PlanStudy: Sendable {
  public let header: AnswerHeader
  public let central: CentralProjection
  public let fit: Fit
  public let reach: ReachAnswer
  /// Every category, driver and measure at the levels of `PlanStudy.levels`, and the flows that targets name.
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

  /// The ends of the 95 %, 80 % and 50 % intervals and the median.
  public static let levels = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975]

  /// How many numbers a path draws for its parameters.
  public var assumptions: Int { central.model.draws.count }

  public init(
    base: (header: AnswerHeader, central: CentralProjection, fit: Fit),
    ensembles: (reach: ReachAnswer, simulation: SimulationAnswer, courses: [TargetCourse]),
    sensitivity: (shares: SensitivityAnswer?, tornado: SensitivityAnswer?),
    statements: [StatementCheck], track: TrackRecord?, variants: [VariantEffect], solution: SolveAnswer?
  ) {
    (header, central, fit) = base
    (reach, simulation, courses) = ensembles
    (shares, tornado) = sensitivity
    (self.statements, self.track, self.variants, self.solution) = (statements, track, variants, solution)
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
  public static let all: StudyParts = [.waterfalls, .shares, .tornado, .variants, .track, .solution]
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
