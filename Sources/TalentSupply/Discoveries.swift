import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// In which corner of the assumptions a target is missed.
///
/// - Parameter name: `of`, or `of@year` where there are several; may be left out where the scenario has one target.
public func discover(
  _ scenario: Scenario, target name: String?, variant: String? = nil, options: DiscoveryOptions
) throws(VerbError) -> DiscoveryAnswer {
  let prepared = try prepare(scenario, variant: variant)
  let target = try findTarget(name, in: prepared.header.scenario)
  do {
    return try Planning.discover(prepared.header, prepared.central, target, options)
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

private func findTarget(_ name: String?, in scenario: Scenario) throws(VerbError) -> Target {
  let named = scenario.targets.filter { name == nil || $0.of == name || "\($0.of)@\($0.year)" == name }
  guard named.count == 1 else { throw .unknownTarget(name, known: scenario.targets.map { "\($0.of)@\($0.year)" }) }
  return named[0]
}
