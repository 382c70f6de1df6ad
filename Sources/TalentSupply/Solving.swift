import Ensembles
import LinearAlgebra
public import Planning
public import StockFlow

/// What it would take to reach the targets.
///
/// - Parameters:
///   - targets: `of` or `of@year`; all of the scenario where empty.
///   - across: variants the mix has to hold in, besides the scenario as it is.
/// - Throws: `.cannotCompute` also where levers are priced in several currencies.
public func solve(
  _ scenario: Scenario, variant: String? = nil, targets names: [String] = [], across: [String] = [],
  options: SolveOptions
) throws(VerbError) -> SolveAnswer {
  var prepared = try prepare(scenario, variant: variant)
  let calibrated = prepared.header.scenario
  let targets = try chosenTargets(names, in: calibrated)
  let problems = calibrated.costProblems + calibrated.limitProblems
  guard !problems.contains(where: { $0.severity == .error }) else { throw .cannotCompute(problems) }
  var variants = across.isEmpty ? [] : [SolvedVariant(id: variant, scenario: calibrated)]
  var warnings = prepared.header.warnings + problems
  for id in across where id != variant {
    let other = try prepare(scenario, variant: id)
    for warning in other.header.warnings where !warnings.contains(warning) { warnings.append(warning) }
    variants.append(SolvedVariant(id: id, scenario: other.header.scenario))
  }
  prepared.header.warnings = warnings
  do {
    return try Planning.solve(prepared.header, targets: targets, options: options, across: variants)
  } catch .notFinite {
    throw .cannotCompute([tooLarge])
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

private var tooLarge: Diagnostic {
  Diagnostic(
    severity: .error, code: "levers-too-large",
    message: LocalizedText(
      zh: "措施的上限或费用大得无法计算", en: "limits or costs of the levers are too large to be computed with"),
    help: LocalizedText(zh: "核对 limits 与 cost 的数量级", en: "check the magnitude of limits and cost"))
}

private func chosenTargets(_ names: [String], in scenario: Scenario) throws(VerbError) -> [Target] {
  guard !names.isEmpty else { return scenario.targets }
  var chosen: [Target] = []
  for name in names {
    let found = scenario.targets.filter { $0.of == name || "\($0.of)@\($0.year)" == name }
    guard !found.isEmpty else {
      throw .unknownTarget(name, known: scenario.targets.map { "\($0.of)@\($0.year)" })
    }
    chosen += found.filter { !chosen.contains($0) }
  }
  return chosen
}

extension Scenario {
  /// Limits at which a rate would lie below 0 or above 1, or people become negative.
  fileprivate var limitProblems: [Diagnostic] {
    levers.flatMap { lever in
      lever.parameters.filter { isBeyondPossible($0, lever) }.map { address in
        Diagnostic(
          severity: .warning, code: "lever-beyond-possible",
          message: LocalizedText(
            zh: "措施 \(lever.id) 用足时，\(address) 会超出可能的范围（低于 0 或高于 100%）",
            en: "at its limit lever \(lever.id) takes \(address) beyond what is possible (below 0, or above 100 %)"),
          help: LocalizedText(
            zh: "把 limits.max 降到该参数所能变动的范围内", en: "lower limits.max to what the parameter has to give"),
          place: lever.place)
      }
    }
  }

  private func isBeyondPossible(_ address: ParameterAddress, _ lever: Lever) -> Bool {
    guard address.property.dimension != .growthRate, address.property != .coverage else { return false }
    let first = lever.from + lever.lag
    guard first <= horizon.upperBound else { return false }
    let value = value(at: address)
    return (first...horizon.upperBound).contains { year in
      let central = value?.central(in: year) ?? (address.property == .completion ? 1 : 0)
      let moved = lever.direction == .raises ? central + lever.limits.upperBound : central - lever.limits.upperBound
      return moved < -1e-12 || (address.property.dimension == .share && moved > 1 + 1e-12)
    }
  }

  /// Costs that cannot be added up, and levers that seem to be free.
  fileprivate var costProblems: [Diagnostic] {
    let priced = levers.filter { $0.cost != nil }
    guard let first = priced.first?.cost?.currency else { return [] }
    let foreign = priced.filter { $0.cost?.currency != first }.map { lever in
      Diagnostic(
        severity: .error, code: "several-currencies",
        message: LocalizedText(
          zh: "措施 \(lever.id) 的费用是 \(lever.cost?.currency ?? "")，其他措施是 \(first)，无法相加",
          en:
            "lever \(lever.id) is priced in \(lever.cost?.currency ?? ""), others in \(first): costs cannot be added up"
        ),
        help: LocalizedText(zh: "所有措施的费用请写成同一货币", en: "write all costs in one currency"), place: lever.place)
    }
    let free = levers.filter { $0.cost == nil }.map { lever in
      Diagnostic(
        severity: .warning, code: "lever-without-cost",
        message: LocalizedText(
          zh: "措施 \(lever.id) 没有写费用，按免费计算", en: "lever \(lever.id) has no cost and counts as free"),
        help: LocalizedText(zh: "补写 cost: {per_person: …}", en: "add cost: {per_person: …}"), place: lever.place)
    }
    return foreign + free
  }
}
