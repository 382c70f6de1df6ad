import StockFlow

/// A change since a year before the horizon needs an observed value of that year for all its parts.
extension ScenarioDecoder {
  func checkChanges(of scenario: Scenario) {
    let changes = scenario.measures.compactMap { measure -> (Measure, String, Year)? in
      guard case .change(let id, let from) = measure.formula, from < scenario.horizon.lowerBound else { return nil }
      return (measure, id, from)
    }
    guard !changes.isEmpty else { return }
    let observed = ObservedSeries(scenario)
    for (measure, id, from) in changes {
      guard let part = observed.missing(from: id, in: from) else { continue }
      let problem = YearProblem.changeNotObserved(measure: measure.id, part: part, year: from)
      report(problem, at: measure.place)
    }
  }
}

/// Which series have a value in a year before the horizon.
private struct ObservedSeries {
  private let categories: [String: Set<Year>]
  private let drivers: Set<String>
  private let measures: [String: Measure]

  init(_ scenario: Scenario) {
    categories = Dictionary(
      scenario.categories.map { ($0.id, Set($0.observations.map(\.year))) }, uniquingKeysWith: { first, _ in first })
    drivers = Set(scenario.drivers.map(\.id))
    measures = Dictionary(scenario.measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The first part of a series that has no value in a year; `nil` if all have one, or if the series is broken.
  func missing(from id: String, in year: Year) -> String? {
    var open = [id]
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      if let years = categories[next], !years.contains(year) { return next }
      guard let measure = measures[next] else { continue }
      open += measure.formula.series.reversed()
    }
    return nil
  }
}
