extension Scenario {
  /// The value written at an address; `nil` where none is. A volatility is not a value of this kind.
  public func value(at address: ParameterAddress) -> ParameterValue? {
    switch address.property {
    case .volatility: nil
    case .stock:
      category(address.owner).flatMap { category in
        category.observations.first { $0.year == category.start(in: horizon) }?.value
      }
    case .growth where category(address.owner) == nil: drivers.first { $0.id == address.owner }?.growth
    case .growth, .training, .inMigration, .outMigration, .attrition:
      category(address.owner)?.parameters[address.property]
    case .intake: pipelines.first { $0.id == address.owner }?.intake
    case .completion: pipelines.first { $0.id == address.owner }?.completion
    case .rate: transitions.first { $0.id == address.owner }?.rate
    case .coverage: coverage(of: address.owner)
    }
  }

  private func category(_ id: String) -> Category? { categories.first { $0.id == id } }

  private func coverage(of measure: String) -> ParameterValue? {
    guard case .sum(_, let coverage) = measures.first(where: { $0.id == measure })?.formula else { return nil }
    return coverage
  }

  public func variant(_ id: String) -> Variant? { variants.first { $0.id == id } }

  /// This scenario with the replacements of a variant.
  public func applying(_ variant: Variant) -> Scenario {
    variant.replacements.reduce(self) { $0.replacing($1) }
  }

  /// This scenario with another value in the place of one; a replacement whose owner does not exist changes nothing.
  public func replacing(_ replacement: Replacement) -> Scenario {
    var scenario = self
    let owner = replacement.address.owner
    let value = replacement.value
    if let index = scenario.categories.firstIndex(where: { $0.id == owner }) {
      scenario.categories[index].replace(replacement.address.property, value, in: horizon)
    } else if let index = scenario.pipelines.firstIndex(where: { $0.id == owner }) {
      scenario.pipelines[index].replace(replacement.address.property, value)
    } else if let index = scenario.transitions.firstIndex(where: { $0.id == owner }) {
      scenario.transitions[index].rate = value
    } else if let index = scenario.drivers.firstIndex(where: { $0.id == owner }) {
      scenario.drivers[index].replace(replacement.address.property, value)
    } else if let index = scenario.measures.firstIndex(where: { $0.id == owner }),
      case .sum(let terms, _) = scenario.measures[index].formula
    {
      scenario.measures[index].formula = .sum(terms, coverage: value)
    }
    return scenario
  }
}

extension Category {
  /// A stock replaces the observation the projection starts from; a volatility is a number or `fit`.
  fileprivate mutating func replace(
    _ property: ParameterAddress.Property, _ value: ParameterValue, in horizon: ClosedRange<Year>
  ) {
    switch property {
    case .stock:
      guard let year = start(in: horizon) else { return }
      observations = observations.map { $0.year == year ? Observation(year: year, value: value) : $0 }
    case .volatility: volatility = value.volatility
    default: parameters[property] = value
    }
  }
}

extension Pipeline {
  fileprivate mutating func replace(_ property: ParameterAddress.Property, _ value: ParameterValue) {
    if property == .completion { completion = value } else { intake = value }
  }
}

extension Driver {
  fileprivate mutating func replace(_ property: ParameterAddress.Property, _ value: ParameterValue) {
    guard property == .volatility else { return growth = value }
    if case .number(let figure) = value.base { volatility = figure.value }
  }
}

extension ParameterValue {
  fileprivate var volatility: Volatility? {
    switch base {
    case .number(let figure): .number(figure.value)
    case .fit: .fit
    case .distribution, .path, .trend: nil
    }
  }
}
