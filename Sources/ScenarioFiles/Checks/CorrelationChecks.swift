import Randomness
import StockFlow

/// Correlations concern what is drawn, and noise correlates with noise only.
extension ScenarioDecoder {
  func check(_ correlations: [PlacedCorrelation], in scenario: Scenario) {
    guard !correlations.isEmpty else { return }
    let drawn = DrawnParameters(scenario)
    var seen: Set<Set<ParameterAddress>> = []
    for placed in correlations {
      let correlation = placed.correlation
      let pair: Set = [correlation.first, correlation.second]
      if pair.count == 1 {
        report(RelationProblem.correlatedWithItself(correlation.first.description), at: placed.places[1])
      } else if !seen.insert(pair).inserted {
        let problem = RelationProblem.correlatedTwice(
          correlation.first.description, correlation.second.description)
        report(problem, at: placed.places[0])
      } else {
        check(placed, drawn)
      }
    }
  }

  private func check(_ placed: PlacedCorrelation, _ drawn: DrawnParameters) {
    let addresses = [placed.correlation.first, placed.correlation.second]
    let noise = addresses.filter { $0.property == .volatility }
    if noise.count == 1 {
      let problem = RelationProblem.noiseWithParameter(
        noise[0].description, addresses.first { $0.property != .volatility }?.description ?? "")
      report(problem, at: placed.places[0])
    }
    for (address, place) in zip(addresses, placed.places) where drawn.isDrawn(address) == false {
      if address.property == .volatility {
        report(RelationProblem.noVolatility(address.owner), at: place)
      } else {
        report(RelationProblem.certain(parameter: address.description), at: place)
      }
    }
  }
}

/// Which parameters of a scenario are uncertain.
private struct DrawnParameters {
  private let categories: [String: Category]
  private let pipelines: [String: Pipeline]
  private let transitions: [String: Transition]
  private let drivers: [String: Driver]
  private let measures: [String: Measure]
  private let firstYear: Year

  init(_ scenario: Scenario) {
    categories = Dictionary(scenario.categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    pipelines = Dictionary(scenario.pipelines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    transitions = Dictionary(scenario.transitions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    drivers = Dictionary(scenario.drivers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    measures = Dictionary(scenario.measures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    firstYear = scenario.horizon.lowerBound
  }

  /// `nil` where the entry is broken and nothing can be said.
  func isDrawn(_ address: ParameterAddress) -> Bool? {
    if let category = categories[address.owner] { return isDrawn(address.property, of: category) }
    if let driver = drivers[address.owner] {
      return address.property == .volatility ? driver.volatility > 0 : isDrawn(driver.growth)
    }
    if let pipeline = pipelines[address.owner] {
      return isDrawn(address.property == .intake ? pipeline.intake : pipeline.completion)
    }
    if let transition = transitions[address.owner] { return isDrawn(transition.rate) }
    guard let measure = measures[address.owner], case .sum(_, let coverage) = measure.formula else { return nil }
    return isDrawn(coverage)
  }

  private func isDrawn(_ value: ParameterValue?) -> Bool { value.map { !$0.isCertain } ?? false }

  private func isDrawn(_ property: ParameterAddress.Property, of category: Category) -> Bool {
    switch property {
    case .stock: isDrawn(category.baseline(from: firstYear).value)
    case .volatility: hasNoise(category)
    default: isDrawn(category.parameters[property])
    }
  }

  private func hasNoise(_ category: Category) -> Bool {
    switch category.volatility {
    case .number(let sigma): return sigma > 0
    case .fit: return true
    case nil:
      if case .fit = category.parameters[.growth]?.base { return true }
      return false
    }
  }
}

extension Category {
  /// The observation the projection starts from: the latest not after `year`, else the earliest.
  func baseline(from year: Year) -> Observation {
    observations.last { $0.year <= year } ?? observations[0]
  }
}
