public import Ensembles
public import Planning
public import StockFlow

/// A sweep of the scenario, ready to be run point by point.
///
/// - Parameters:
///   - id: which sweep of the file; may be left out where there is one.
///   - variants: run for each of these; the scenario as it is where the list is empty.
///   - besideBase: whether the scenario as it is stands before the variants.
public func sweep(
  _ scenario: Scenario, _ id: String? = nil, variants ids: [String] = [], besideBase: Bool = false,
  options: EnsembleOptions
) throws(VerbError) -> SweepRun {
  let sweep = try findSweep(id, in: scenario)
  var variants: [Variant?] = []
  for id in ids { variants.append(try find(id, in: scenario)) }
  if variants.isEmpty || besideBase { variants.insert(nil, at: 0) }
  let header = try prepare(scenario, variant: variants.count == 1 ? variants[0]?.id : nil).header
  return SweepRun(header, scenario, sweep, variants: variants, options: options)
}

private func findSweep(_ id: String?, in scenario: Scenario) throws(VerbError) -> Sweep {
  let known = scenario.sweeps.map(\.id)
  guard let id else {
    guard scenario.sweeps.count == 1 else { throw .unknownSweep(nil, known: known) }
    return scenario.sweeps[0]
  }
  guard let sweep = scenario.sweeps.first(where: { $0.id == id }) else { throw .unknownSweep(id, known: known) }
  return sweep
}
