import Randomness

/// The plan's own figures by id: what is observed or given in a year, never anything projected.
struct PlanFigures {
  let scenario: Scenario
  private let categories: [String: Category]
  private let drivers: [String: Driver]
  private let measures: [String: Measure]
  private let facts: [String: Fact]
  private let targets: [String: [Target]]
  private let pipelines: [String: Pipeline]

  init(_ scenario: Scenario) {
    func index<Entry>(_ entries: [Entry], _ id: (Entry) -> String) -> [String: Entry] {
      Dictionary(entries.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    self.scenario = scenario
    categories = index(scenario.categories, \.id)
    drivers = index(scenario.drivers, \.id)
    measures = index(scenario.measures, \.id)
    facts = index(scenario.facts, \.id)
    pipelines = index(scenario.pipelines, \.id)
    targets = Dictionary(grouping: scenario.targets, by: \.of)
  }

  func measure(_ id: String) -> Measure? { measures[id] }

  /// The figure an id has in a year without any formula: observed, given, or a fact.
  func figure(_ id: String, in year: Year) -> Figure? {
    if let category = categories[id] { return observed(category, in: year) }
    if let driver = drivers[id] { return given(driver, in: year) }
    if let fact = facts[id] { return given(fact, in: year) }
    return flow(named: id, in: year)
  }

  /// The bound that the plan's target sets for an id in a year.
  func target(for id: String, in year: Year) -> Figure? {
    switch targets[id]?.first(where: { $0.year == year })?.comparison {
    case .atLeast(let figure), .atMost(let figure): figure
    case .within, nil: nil
    }
  }

  private func point(_ points: [TimePath.Point], in year: Year) -> Figure? {
    points.first { $0.year == year }?.figure
  }

  private func observed(_ category: Category, in year: Year) -> Figure? {
    category.observations.first { $0.year == year }?.value.centralFigure(in: year)
  }

  /// A given year, or a year between given ones of a driver that follows its values.
  private func given(_ driver: Driver, in year: Year) -> Figure? {
    if let point = point(driver.values.points, in: year) { return point }
    let points = driver.values.points
    guard driver.growth == nil, year > points[0].year, year < points[points.count - 1].year else { return nil }
    return Figure(driver.values.value(in: year))
  }

  /// A single year first, then a period that ends in the year.
  private func given(_ fact: Fact, in year: Year) -> Figure? {
    let value = fact.values.first { $0.years == year...year } ?? fact.values.first { $0.years.upperBound == year }
    return value?.figure
  }

  /// Persons of a flow that is written in persons: an observed or given year, or the same number every year.
  private func flow(named name: String, in year: Year) -> Figure? {
    guard let value = flowValue(name) else { return nil }
    if let observed = point(value.history, in: year) { return observed }
    guard value.times == nil, value.plus == nil else { return nil }
    switch value.base {
    case .number(let figure): return figure
    case .path(let path): return point(path.points, in: year)
    case .distribution, .fit, .trend: return nil
    }
  }

  private func flowValue(_ name: String) -> ParameterValue? {
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let owner = String(name[..<dot])
    switch ParameterAddress.Property(rawValue: String(name[name.index(after: dot)...])) {
    case .training: return categories[owner]?.parameters[.training]
    case .inMigration: return categories[owner]?.parameters[.inMigration]
    case .intake: return pipelines[owner]?.intake
    default: return nil
    }
  }
}
