/// What every answer says first: whose scenario, which variant, what to beware of.
public struct AnswerHeader: Sendable, Equatable {
  /// The scenario as it was computed, with the variant applied.
  public let scenario: Scenario
  public let variant: Variant?
  public var warnings: [Diagnostic]

  public init(scenario: Scenario, variant: Variant? = nil, warnings: [Diagnostic] = []) {
    self.scenario = scenario
    self.variant = variant
    self.warnings = warnings
  }
}

/// The answer of `project`.
public struct ProjectionAnswer: Sendable {
  public let header: AnswerHeader
  public let central: CentralProjection

  public init(header: AnswerHeader, central: CentralProjection) {
    self.header = header
    self.central = central
  }
}

/// The answer of `check`: everything found in one file, and its statements recomputed.
public struct CheckAnswer: Sendable, Equatable {
  /// The file as the user named it.
  public let file: String
  /// `nil` where the file has errors.
  public let scenario: Scenario?
  public let problems: [Diagnostic]
  public let statements: [StatementCheck]

  public init(file: String, scenario: Scenario?, problems: [Diagnostic], statements: [StatementCheck]) {
    self.file = file
    self.scenario = scenario
    self.problems = problems
    self.statements = statements
  }

  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
  /// What `--strict` asks for: no problem at all, and no statement that fails.
  public var isClean: Bool { problems.isEmpty && !statements.contains { $0.agrees == false } }
}
