import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// For each target the smallest change of a single assumption that turns its verdict.
///
/// - Parameter name: `of` or `of@year`, for one target alone.
public func flip(
  _ scenario: Scenario, target name: String? = nil, variant: String? = nil, options: FlipOptions
) throws(VerbError) -> FlipAnswer {
  let prepared = try prepare(scenario, variant: variant).keeping(target: name)
  do {
    return try Planning.flip(prepared.header, prepared.central, options)
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

extension PreparedScenario {
  /// With the targets of that name alone.
  func keeping(target name: String?) throws(VerbError) -> PreparedScenario {
    guard let name else { return self }
    var scenario = header.scenario
    scenario.targets = header.scenario.targets.filter { $0.of == name || "\($0.of)@\($0.year)" == name }
    guard !scenario.targets.isEmpty else {
      throw .unknownTarget(name, known: header.scenario.targets.map { "\($0.of)@\($0.year)" })
    }
    return PreparedScenario(
      header: AnswerHeader(scenario: scenario, variant: header.variant, warnings: header.warnings), fit: fit,
      central: central)
  }
}
