public import Calibration
public import Ensembles
import LinearAlgebra
public import ScenarioFiles
public import StockFlow

/// Why a verb gave no answer.
public enum VerbError: Error, Sendable, Equatable {
  case unknownVariant(String, known: [String])
  /// `nil` where the file has not exactly one and none was named.
  case unknownSweep(String?, known: [String])
  /// `nil` where the scenario has not exactly one and none was named.
  case unknownTarget(String?, known: [String])
  /// What is asked for besides the file is wrong for it.
  case wrongArgument(Diagnostic)
  /// What stands in the way, with its place in the file.
  case cannotCompute([Diagnostic])
}

/// How far an ensemble has come, in paths.
public struct ProgressReport: Sendable, Equatable {
  public let done: Int
  /// `nil` where the ensemble decides by itself how many it needs.
  public let total: Int?

  public init(done: Int, total: Int?) {
    self.done = done
    self.total = total
  }
}

/// Reads and validates a scenario file.
public func load(_ path: String) throws(UnreadableFile) -> LoadedScenario { try loadScenario(at: path) }

/// Reads, validates and calibrates a scenario file and recomputes the plan's statements.
public func check(_ path: String) throws(UnreadableFile) -> CheckAnswer {
  let loaded = try loadScenario(at: path)
  guard let scenario = loaded.scenario else {
    return CheckAnswer(file: path, scenario: nil, problems: loaded.diagnostics, statements: [])
  }
  let calibrated = scenario.calibrated()
  let later = calibrated.problems + calibrated.scenario.modelProblems()
  let problems = loaded.diagnostics + loaded.lines.shown(in: later + variantProblems(scenario, beside: later))
  return CheckAnswer(
    file: path, scenario: scenario, problems: problems, statements: scenario.checkedStatements())
}

/// The central projection.
public func project(_ scenario: Scenario, variant: String? = nil) throws(VerbError) -> ProjectionAnswer {
  let prepared = try prepare(scenario, variant: variant)
  var header = prepared.header
  header.warnings += prepared.central.warnings(header.scenario)
  return ProjectionAnswer(header: header, central: prepared.central)
}

/// The estimates of every parameter written as `fit`.
public func fit(_ scenario: Scenario, variant: String? = nil) throws(VerbError) -> FitAnswer {
  let prepared = try prepare(scenario, variant: variant)
  return FitAnswer(header: prepared.header, fit: prepared.fit)
}

/// The spread of every series.
public func simulate(
  _ scenario: Scenario, variant: String? = nil, options: EnsembleOptions,
  progress: (@Sendable (ProgressReport) -> Void)? = nil
) throws(VerbError) -> SimulationAnswer {
  let prepared = try prepare(scenario, variant: variant)
  do {
    return try Ensembles.simulate(
      prepared.header, prepared.central, options: options, progress: counting(progress, options))
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

/// Every target: will it be reached, how surely, and what carries it.
///
/// - Parameter explains: whether every target also gets its waterfall.
public func reach(
  _ scenario: Scenario, variant: String? = nil, options: EnsembleOptions, explains: Bool = false,
  progress: (@Sendable (ProgressReport) -> Void)? = nil
) throws(VerbError) -> ReachAnswer {
  let prepared = try prepare(scenario, variant: variant)
  do {
    let answer = try Ensembles.reach(
      prepared.header, prepared.central, options: options, progress: counting(progress, options))
    return explains ? try explain(answer, prepared.central, options: options) : answer
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}
