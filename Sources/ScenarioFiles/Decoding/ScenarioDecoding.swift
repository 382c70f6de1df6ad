import StockFlow

extension ScenarioDecoder {
  /// The scenario in a tree, or `nil` if something in it is wrong.
  func scenario(_ root: MarkedNode, file: String) -> Scenario? {
    guard let fields = EntryReader(root, .scenario, key: "scenario", at: root.place, by: self) else { return nil }
    // The files have been merged; what is left to check is that a path was written.
    _ = text(fields["extends"], key: "extends")
    checkFormat(fields["format"])
    unit = scenarioUnit(fields["unit"]) ?? unit
    horizon = decodeHorizon(fields["years"], at: fields.keyPlace("years"))
    let id = scenarioId(fields["id"])
    let name = localizedText(fields["name"], key: "name")
    _ = note(fields)
    var scenario = Scenario(
      id: id ?? "", name: name ?? LocalizedText(id ?? ""), unit: unit, horizon: horizon ?? 0...0, file: file)
    scenario.sources = decodeDocuments(fields["sources"])
    assumed = assumption(fields)
    collectNames(fields)
    decodeModel(fields, into: &scenario)
    decodePlan(fields, into: &scenario)
    decodeQuestions(fields, into: &scenario)
    checkRelations(of: scenario, fields)
    reportUnsourced()
    return hasErrors ? nil : scenario
  }

  private func checkFormat(_ node: MarkedNode?) {
    guard let node, let text = text(node, key: "format") else { return }
    guard case .success(let number) = readNumber(text), number.value == 1, number.unitText == nil, !number.isPercent
    else {
      report(KeyProblem.format(found: text), at: node.place)
      return
    }
  }

  private func scenarioUnit(_ node: MarkedNode?) -> PeopleUnit? {
    guard let node, let text = text(node, key: "unit") else { return nil }
    guard let unit = PeopleUnit.parse(text), !unit.perYear else {
      report(UnitProblem.notPeople(unit: text, key: "unit"), at: node.place)
      return nil
    }
    return unit
  }

  private func scenarioId(_ node: MarkedNode?) -> String? {
    guard let node, let id = text(node, key: "id") else { return nil }
    if !isValidId(id) { report(NameProblem.invalid(id: id), at: node.place) }
    return id
  }

  private func decodeHorizon(_ node: MarkedNode?, at place: SourcePlace) -> ClosedRange<Year>? {
    guard let node, let fields = EntryReader(node, .years, key: "years", at: place, by: self) else { return nil }
    let from = year(fields["from"], key: "from")
    let to = year(fields["to"], key: "to")
    guard let from, let to else { return nil }
    guard from < to else {
      report(YearProblem.reversed(from: from, to: to), at: fields["to"]?.place ?? place)
      return nil
    }
    guard to - from <= 1000 else {
      report(YearProblem.horizonTooLong(years: to - from), at: fields["to"]?.place ?? place)
      return nil
    }
    return from...to
  }

  private func decodeModel(_ fields: EntryReader, into scenario: inout Scenario) {
    scenario.categories = entries(of: fields["categories"], key: "categories").compactMap(category)
    scenario.pipelines = entries(of: fields["pipelines"], key: "pipelines").compactMap(pipeline)
    scenario.transitions = entries(of: fields["transitions"], key: "transitions").compactMap(transition)
    scenario.drivers = entries(of: fields["drivers"], key: "drivers").compactMap(driver)
    let drafts = entries(of: fields["measures"], key: "measures").compactMap(measure)
    scenario.measures = finish(drafts)
  }

  private func decodePlan(_ fields: EntryReader, into scenario: inout Scenario) {
    scenario.facts = entries(of: fields["facts"], key: "facts").compactMap(fact)
    scenario.targets = items(of: fields["targets"], key: "targets").flatMap(targets)
    scenario.statements = items(of: fields["statements"], key: "statements").compactMap(statement)
  }

  private func decodeQuestions(_ fields: EntryReader, into scenario: inout Scenario) {
    let correlations = items(of: fields["correlations"], key: "correlations").compactMap(correlation)
    check(correlations, in: scenario)
    scenario.correlations = correlations.map(\.correlation)
    scenario.levers = entries(of: fields["levers"], key: "levers").compactMap(lever)
    scenario.variants = entries(of: fields["variants"], key: "variants").compactMap(variant)
    scenario.sweeps = entries(of: fields["sweeps"], key: "sweeps").compactMap(sweep)
  }

  /// The items of a section that is a list.
  private func items(of node: MarkedNode?, key: String) -> [MarkedNode] {
    list(node, key: key, atLeast: 0) ?? []
  }

  private func reportUnsourced() {
    guard let first = unsourced.first else { return }
    report(RelationProblem.unsourced(count: unsourced.count, first: first.name), at: first.place)
  }
}
