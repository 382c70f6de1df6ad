import StockFlow

/// The scenario's own names and units, by id or flow name.
struct Glossary: Sendable {
  let scenario: Scenario
  let words: Words
  private let names: [String: LocalizedText]
  private let units: [String: DisplayUnit]
  private let transitions: [String: Transition]

  init(_ scenario: Scenario, _ words: Words) {
    var names: [String: LocalizedText] = [:]
    var units: [String: DisplayUnit] = [:]
    func add(_ id: String, _ name: LocalizedText, _ unit: DisplayUnit) {
      names[id] = name
      units[id] = unit
    }
    for entry in scenario.categories { add(entry.id, entry.name, .people(entry.unit)) }
    for entry in scenario.pipelines { add(entry.id, entry.name, .people(entry.unit)) }
    for entry in scenario.drivers { add(entry.id, entry.name, entry.unit) }
    for entry in scenario.measures { add(entry.id, entry.name, entry.unit) }
    for entry in scenario.facts { add(entry.id, entry.name, entry.unit) }
    let unitOfPeople = DisplayUnit.people(scenario.unit)
    for entry in scenario.transitions { add(entry.id, entry.name, units[entry.from] ?? unitOfPeople) }
    self.scenario = scenario
    self.words = words
    self.names = names
    self.units = units
    transitions = Dictionary(scenario.transitions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name of an entry as the planner wrote it, else its id.
  func name(of id: String) -> String {
    let name = names[id]?(words.language) ?? ""
    return visible(name.isEmpty ? id : name)
  }

  /// The name of anything that has values: an entry or a flow.
  func seriesName(_ name: String) -> String {
    guard names[name] == nil else { return self.name(of: name) }
    return capitalised(flowName(name))
  }

  /// A flow, or another source of change, in plain words.
  func flowName(_ name: String) -> String {
    if name == "floor" { return words.floor }
    if name == "noise" && names[name] == nil { return words.noise }
    if name == "baseline" && names[name] == nil { return words.uncertainBaseline }
    guard let dot = name.firstIndex(of: ".") else { return self.name(of: name) }
    let owner = String(name[..<dot])
    let part = String(name[name.index(after: dot)...])
    if let transition = transitions[owner] { return self.transition(transition) }
    if part == "enrolled" { return words.enrolled(self.name(of: owner)) }
    if names[part] != nil { return words.graduates(self.name(of: owner), into: self.name(of: part)) }
    guard let property = ParameterAddress.Property(rawValue: part) else { return visible(name) }
    return words.flow(property, of: self.name(of: owner))
  }

  private func transition(_ transition: Transition) -> String {
    words.transition(
      name(of: transition.id), from: name(of: transition.from), to: name(of: transition.to))
  }

  /// The unit of a series; a flow is shown in the unit of its owner.
  func unit(of series: String) -> ShownUnit {
    let owner = series.firstIndex(of: ".").map { String(series[..<$0]) } ?? series
    return ShownUnit(units[owner] ?? .people(scenario.unit), of: scenario)
  }

  /// The unit numbers have in JSON and CSV: people in the scenario's unit, shares as fractions.
  func exportedUnit(of series: String) -> String {
    guard !series.contains("."), let unit = units[series] else { return scenario.unit.name }
    return switch unit {
    case .people: scenario.unit.name
    case .percent, .none: ""
    case .other(let text): text
    }
  }

  /// What a parameter counts.
  func unit(of address: ParameterAddress) -> ShownUnit {
    switch address.property.dimension {
    case .people: unit(of: address.owner)
    case .growthRate, .share: ShownUnit(.percent, of: scenario)
    case .factor: ShownUnit(.none, of: scenario)
    }
  }

  func parameterName(_ address: ParameterAddress) -> String {
    capitalised(words.flow(address.property, of: name(of: address.owner)))
  }

  /// What is drawn once a path: a parameter, or the factor or addend beside it; or all noise.
  func drawName(_ name: String) -> String {
    let phrase = drawPhrase(name)
    return phrase == visible(name) ? phrase : capitalised(phrase)
  }

  /// The same within a sentence: `training of Skilled workers (factor)`.
  func drawPhrase(_ name: String) -> String {
    let parts = name.split(separator: ".").map(String.init)
    guard parts.count > 1, let property = ParameterAddress.Property(rawValue: parts[1]) else {
      return name == "noise" ? words.allNoise : visible(name)
    }
    let parameter = words.flow(property, of: self.name(of: parts[0]))
    return parts.count > 2 ? words.partOfParameter(parameter, isFactor: parts[2] == "times") : parameter
  }

  func capitalised(_ phrase: String) -> String { phrase.prefix(1).uppercased() + phrase.dropFirst() }
}
