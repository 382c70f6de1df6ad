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
  func add(_ name: String?, _ prepared: PreparedScenario, unit: PeopleUnit? = nil) {
    if header == nil { header = prepared.header }
    for warning in prepared.header.warnings where !warnings.contains(warning) { warnings.append(warning) }
    sides.append(
      ComparedScenario(name: name, scenario: prepared.header.scenario, central: prepared.central, writtenUnit: unit))
  }
  if variants.count < 2 { add(other == nil ? nil : scenario.file, try prepare(scenario, variant: nil)) }
  for id in variants { add(id, try prepare(scenario, variant: id)) }
  if let other {
    let problems = unitProblems(scenario, other.scenario)
    guard problems.isEmpty else { throw .cannotCompute(problems) }
    let converted = other.scenario.counted(in: scenario.unit)
    add(other.name, try prepare(converted, variant: nil), unit: other.scenario.unit)
  }
  guard var header else { preconditionFailure("one side was prepared") }
  header.warnings = warnings
  do {
    let answer = try Planning.compare(header, sides, options: options)
    return explains ? try Planning.explain(answer, sides, options: options) : answer
  } catch {
    throw .cannotCompute([impossibleCorrelations(error, scenario)])
  }
}

/// Targets of both whose numbers cannot be held against each other because of their units.
private func unitProblems(_ first: Scenario, _ second: Scenario) -> [Diagnostic] {
  var seen: Set<String> = []
  return (second.targets + first.targets).compactMap { target in
    guard seen.insert(target.of).inserted, let mine = first.unit(ofSeries: target.of),
      let theirs = second.unit(ofSeries: target.of)
    else { return nil }
    let place = second.measures.first { $0.id == target.of }?.place ?? target.place
    guard mine.counts(like: theirs) else {
      return unitProblem(target.of, (mine.text(.zh), theirs.text(.zh)), (mine.text(.en), theirs.text(.en)), place)
    }
    let depends = first.dependsOnPeopleUnit(target.of) || second.dependsOnPeopleUnit(target.of)
    guard depends, first.unit.factor != second.unit.factor else { return nil }
    let units = (first.unit.name, second.unit.name)
    return unitProblem(target.of, units, units, place)
  }
}

private func unitProblem(
  _ series: String, _ zh: (String, String), _ en: (String, String), _ place: SourcePlace?
) -> Diagnostic {
  Diagnostic(
    severity: .error, code: "units-differ",
    message: LocalizedText(
      zh: "\(series) 在两个文件中的单位不同，无法换算：\(zh.0) 与 \(zh.1)",
      en: "\(series) is counted in \(en.0) in one file and in \(en.1) in the other, which cannot be converted"),
    help: LocalizedText(
      zh: "在两个文件中为 \(series) 写上同样的 unit", en: "write the same unit: on \(series) in both files"),
    place: place)
}

extension DisplayUnit {
  /// Whether numbers of both can be held against each other once people are counted alike.
  fileprivate func counts(like other: DisplayUnit) -> Bool {
    switch (self, other) {
    case (.people, .people), (.none, .percent), (.percent, .none): true
    default: self == other
    }
  }

  fileprivate func text(_ language: Language) -> String {
    switch self {
    case .people(let unit): unit.name
    case .percent: "%"
    case .other(let text): text
    case .none: language == .zh ? "（无单位）" : "no unit"
    }
  }
}
