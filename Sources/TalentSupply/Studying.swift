import Calibration
public import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// What a report says of a plan: will it be reached, what carries it, which assumption decides, what its variants change,
/// whether its figures agree and whether the past bears the method out.
///
/// Quantile levels are those of `PlanStudy.levels`, whatever the options say.
/// - Complexity: the ensemble once for the targets, once for the series and once a variant, and a sensitivity analysis.
public func study(
  _ scenario: Scenario, variant: String? = nil, parts: StudyParts = .all, options: EnsembleOptions
) throws(VerbError) -> PlanStudy {
  let prepared = try prepare(scenario, variant: variant)
  var reached = try reach(scenario, variant: variant, options: options, explains: parts.contains(.waterfalls))
  let drawn = sameDraws(as: reached.stamp, options)
  let ensemble: (simulation: SimulationAnswer, courses: [TargetCourse])
  do {
    ensemble = try simulateWithCourses(prepared.header, prepared.central, options: drawn)
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
  let track = parts.contains(.track) ? trackRecord(of: scenario, variant: variant, options: options) : nil
  if let warning = track?.warning { reached.header.warnings.append(warning) }
  let isLarge = prepared.central.model.draws.count > StudyParts.mostAssumptions
  let compared = parts.contains(.variants) && variant == nil ? scenario.variants : []
  let prospects = isLarge ? nil : prospects(of: scenario, variant, reached, parts, options)
  return PlanStudy(
    base: (reached.header, prepared.central, prepared.fit),
    ensembles: (reached, ensemble.simulation, ensemble.courses),
    sensitivity: (
      parts.contains(.shares) && !isLarge ? indices(of: scenario, variant, nil, options) : nil,
      parts.contains(.tornado) && !isLarge ? indices(of: scenario, variant, .tornado, options) : nil
    ),
    statements: scenario.checkedStatements(), track: track,
    variants: compared.map { effect(of: $0, on: scenario, drawn) },
    solution: parts.contains(.solution) ? solution(of: scenario, variant, drawn) : nil,
    prospects: prospects ?? Prospects(corner: nil, flips: nil, signposts: nil))
}

/// As many paths as were drawn before, also where a precision asked for them.
private func sameDraws(as stamp: EnsembleStamp, _ options: EnsembleOptions) -> EnsembleOptions {
  var drawn = options
  drawn.size = .paths(stamp.paths)
  drawn.levels = PlanStudy.levels
  return drawn
}

/// `nil` where there is nothing to find out, which is no error of a report.
private func indices(
  of scenario: Scenario, _ variant: String?, _ method: SensitivityMethod?, _ options: EnsembleOptions
) -> SensitivityAnswer? {
  // Enough for shares in whole percent; `talent sensitivity` looks closer.
  let samples = scenario.correlations.isEmpty ? 512 : 4096
  var chosen = SensitivityOptions(
    method: method, samples: method == nil ? samples : nil, seed: options.seed, threads: options.threads)
  chosen.isBrief = true
  return try? sensitivity(scenario, variant: variant, options: chosen)
}

private func effect(of variant: Variant, on scenario: Scenario, _ options: EnsembleOptions) -> VariantEffect {
  let answer = try? reach(scenario, variant: variant.id, options: options)
  return VariantEffect(variant: variant, probabilities: answer?.targets.map(\.probability))
}

/// Amounts of levers need fewer paths than probabilities: they are verified with other draws.
public let mostSolvedPaths = 5_000

private func solution(of scenario: Scenario, _ variant: String?, _ options: EnsembleOptions) -> SolveAnswer? {
  guard !scenario.targets.isEmpty else { return nil }
  var few = options
  if case .paths(let paths) = options.size { few.size = .paths(min(paths, mostSolvedPaths)) }
  let asked = SolveOptions(wantsFrontier: true, ensemble: few)
  return try? solve(scenario, variant: variant, options: asked)
}
