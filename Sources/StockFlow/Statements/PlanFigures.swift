import Randomness

/// The plan's own figures: what is observed or given for an id in a year, never anything projected.
struct PlanFigures {
  private let scenario: Scenario
  private let categories: [String: Category]
  private let drivers: [String: Driver]
  private let measures: [String: Measure]
  private let facts: [String: Fact]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    categories = Dictionary(scenario.categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    drivers = Dictionary(scenario.drivers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    measures = Dictionary(scenario.measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    facts = Dictionary(scenario.facts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value of an id in a year: observed or given; a measure by its formula over such values; failing that, the
  /// target for that year; failing that, `nil`.
  func value(_ id: String, in year: Year) -> PlanValue? { given(id, in: year) ?? target(for: id, in: year) }

  /// The observed or given value of an id in a year, or a measure's formula over such values.
  func given(_ id: String, in year: Year) -> PlanValue? {
    if let category = categories[id] { return observed(category, in: year) }
    if let driver = drivers[id] { return given(driver, in: year) }
    if let fact = facts[id] { return given(fact, in: year) }
    if let measure = measures[id] { return derived(measure, in: year) }
    return flow(named: id, in: year)
  }

  private func point(_ points: [TimePath.Point], in year: Year) -> PlanValue? {
    points.first { $0.year == year }.map { PlanValue($0.figure) }
  }

  /// A given year, or a year between given ones of a driver that follows its values.
  private func given(_ driver: Driver, in year: Year) -> PlanValue? {
    if let point = point(driver.values.points, in: year) { return point }
    let points = driver.values.points
    guard driver.growth == nil, year > points[0].year, year < points[points.count - 1].year else { return nil }
    return PlanValue(Figure(driver.values.value(in: year)))
  }

  private func observed(_ category: Category, in year: Year) -> PlanValue? {
    category.observations.first { $0.year == year }.map { PlanValue(central: $0.value, in: year) }
  }

  /// A single year first, then a period that ends in the year.
  private func given(_ fact: Fact, in year: Year) -> PlanValue? {
    let value =
      fact.values.first { $0.years == year...year } ?? fact.values.first { $0.years.upperBound == year }
    return value.map { PlanValue($0.figure) }
  }

  private func target(for id: String, in year: Year) -> PlanValue? {
    guard let target = scenario.targets.first(where: { $0.of == id && $0.year == year }) else { return nil }
    switch target.comparison {
    case .atLeast(let figure), .atMost(let figure): return PlanValue(figure)
    case .within: return nil
    }
  }
}

extension PlanFigures {
  /// A term of a formula may itself be a target where nothing is observed.
  private func derived(_ measure: Measure, in year: Year) -> PlanValue? {
    switch measure.formula {
    case .sum(let terms, let coverage):
      let parts = terms.map { term in given(term.id, in: year).map { $0.scaled(by: term.weight) } }
      guard let sum = PlanValue.sum(parts) else { return nil }
      guard let coverage else { return sum }
      return .product([sum, PlanValue(central: coverage, in: year)])
    case .difference(let first, let second):
      return .combined(given(first, in: year), given(second, in: year)) { $0 - $1 }
    case .ratio(let top, let bottom, let scale):
      return .combined(given(top, in: year), given(bottom, in: year)) { $0 / $1 * scale }
    case .cumulative(let flows, let from):
      guard year >= from else { return PlanValue(Figure(0)) }
      guard year - from < 1000 else { return nil }
      return .sum((from...year).flatMap { year in flows.map { flow(named: $0, in: year) } })
    case .change(let id, let from):
      return .combined(given(id, in: year), given(id, in: from)) { $0 - $1 }
    }
  }

  /// Persons of a flow that is written in persons: an observed or given year, or the same number every year.
  private func flow(named name: String, in year: Year) -> PlanValue? {
    guard let dot = name.lastIndex(of: "."),
      let property = ParameterAddress.Property(rawValue: String(name[name.index(after: dot)...])),
      property.dimension == .people,
      let value = scenario.value(at: ParameterAddress(String(name[..<dot]), property))
    else { return nil }
    if let observed = point(value.history, in: year) { return observed }
    guard value.times == nil, value.plus == nil else { return nil }
    switch value.base {
    case .number(let figure): return PlanValue(figure)
    case .path(let path): return point(path.points, in: year)
    case .distribution, .fit: return nil
    }
  }
}
