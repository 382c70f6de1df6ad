public import StockFlow

/// What an effort costs and whom it reaches, each proportional to its amount but for what is paid once.
///
/// Every year of effect `per_person` is paid for each person whom the effort adds or keeps in that year, and
/// `per_person_year` for each of those who have come so far and stay: they leave with the central rates of attrition,
/// out-migration and transition of the category they come to, entrants of a pipeline when their course ends. A lever of people moves its amount; one of a rate moves
/// the rate's share of the opening stock in the central projection without any lever.
public struct EffortCost: Sendable, Equatable {
  public let years: ClosedRange<Year>
  /// ISO code; `nil` where nothing is priced.
  public let currency: String?
  /// Persons a year of effect, and money a year, for an amount of 1.
  let persons: [Double]
  let money: [Double]
  /// Paid once, where the amount is not 0.
  let fixed: Double

  /// Money for an amount of 1 over all years.
  var perUnit: Double { money.reduce(0, +) }

  package func cost(of amount: Double) -> Double { amount > 0 ? amount * perUnit + fixed : 0 }
}

extension EffortCost {
  init(_ effort: Effort, in central: CentralProjection, of scenario: Scenario, decided year: Year? = nil) {
    years = (scenario.horizon.lowerBound + 1)...max(scenario.horizon.lowerBound + 1, scenario.horizon.upperBound)
    var persons = years.map { _ in 0.0 }
    var money = years.map { _ in 0.0 }
    for component in effort.components {
      let lever = component.lever
      for address in lever.parameters {
        let flow = MovedPeople(address, lever, decided: year ?? effort.from, central: central, scenario: scenario)
        for (index, year) in years.enumerated() {
          let moved = flow.persons(in: year) * component.share
          persons[index] += moved
          money[index] += moved * (lever.cost?.perPerson ?? 0)
          money[index] += flow.staying(in: year) * component.share * (lever.cost?.perPersonYear ?? 0)
        }
      }
    }
    self.persons = persons
    self.money = money
    fixed = effort.components.reduce(0) { $0 + ($1.lever.cost?.fixed ?? 0) }
    currency = effort.components.compactMap { $0.lever.cost?.currency }.first
  }
}

/// Whom an amount of 1 on one parameter moves, in persons.
private struct MovedPeople {
  let address: ParameterAddress
  let lever: Lever
  let decided: Year
  let central: CentralProjection
  let scenario: Scenario

  init(
    _ address: ParameterAddress, _ lever: Lever, decided: Year, central: CentralProjection, scenario: Scenario
  ) {
    (self.address, self.lever, self.decided) = (address, lever, decided)
    (self.central, self.scenario) = (central, scenario)
  }

  /// In a year of effect.
  func persons(in year: Year) -> Double { lever.phase(in: year, decided: decided) * exposed(in: year) }

  /// Those moved so far who are still there in a year.
  func staying(in year: Year) -> Double {
    let first = decided + lever.lag
    guard year >= first else { return 0 }
    // Entrants stay as long as their course takes.
    if address.property == .intake, let pipeline = scenario.pipelines.first(where: { $0.id == address.owner }) {
      return (max(first, year - pipeline.duration + 1)...year).reduce(0) { $0 + persons(in: $1) }
    }
    var there = 0.0
    for past in first...year { there = there * (past == first ? 0 : 1 - leaving(in: past)) + persons(in: past) }
    return there
  }

  /// How many persons an amount of 1 is a year.
  private func exposed(in year: Year) -> Double {
    let factor = scenario.unit.factor
    switch address.property {
    case .training, .inMigration, .intake: return factor
    case .growth, .attrition, .outMigration: return stock(of: address.owner, before: year) * factor
    case .rate:
      guard let transition = scenario.transitions.first(where: { $0.id == address.owner }) else { return 0 }
      return stock(of: transition.from, before: year) * factor
    case .completion:
      guard let pipeline = scenario.pipelines.first(where: { $0.id == address.owner }) else { return 0 }
      return pipeline.intake.central(in: year - pipeline.duration) * factor
    case .coverage, .stock, .volatility: return 1
    }
  }

  private func stock(of id: String, before year: Year) -> Double {
    central.model.series(named: id).flatMap { central.value(of: $0, in: year - 1) } ?? 0
  }

  /// The central rate at which those moved leave again.
  private func leaving(in year: Year) -> Double {
    let home: String? =
      switch address.property {
      case .rate: scenario.transitions.first { $0.id == address.owner }?.to
      case .completion: scenario.pipelines.first { $0.id == address.owner }?.enters.first?.category
      default: address.owner
      }
    guard let category = scenario.categories.first(where: { $0.id == home }) else { return 0 }
    let rates =
      [category.parameters[.attrition], category.parameters[.outMigration]].compactMap { $0 }
      + scenario.transitions.filter { $0.from == category.id }.map(\.rate)
    return min(1, max(0, rates.reduce(0) { $0 + $1.central(in: year) }))
  }
}
