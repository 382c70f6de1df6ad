public import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// What variants, or another file, change: paired differences with common draws.
///
/// The first of `variants` is what the others are held against; with one alone it is held against the scenario as it is.
/// - Parameters:
///   - other: another file's scenario, held against this one, with its name; then there are no variants.
///   - explains: whether every difference also gets its waterfall.
public func compare(
  _ scenario: Scenario, variants: [String], with other: (name: String, scenario: Scenario)? = nil,
  options: EnsembleOptions, explains: Bool = false
) throws(VerbError) -> ComparisonAnswer {
  var sides: [ComparedScenario] = []
  var warnings: [Diagnostic] = []
  var header: AnswerHeader?
  func add(_ name: String?, _ prepared: PreparedScenario) {
    if header == nil { header = prepared.header }
    for warning in prepared.header.warnings where !warnings.contains(warning) { warnings.append(warning) }
    sides.append(ComparedScenario(name: name, scenario: prepared.header.scenario, central: prepared.central))
  }
  if variants.count < 2 { add(nil, try prepare(scenario, variant: nil)) }
  for id in variants { add(id, try prepare(scenario, variant: id)) }
  if let other { add(other.name, try prepare(other.scenario, variant: nil)) }
  guard var header else { preconditionFailure("one side was prepared") }
  header.warnings = warnings
  do {
    let answer = try Planning.compare(header, sides, options: options)
    return explains ? try Planning.explain(answer, sides, options: options) : answer
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}
