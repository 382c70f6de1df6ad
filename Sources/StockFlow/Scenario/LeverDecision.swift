/// A lever decided: how much of it, and in which year (section 5 of the specification).
public struct LeverDecision: Sendable, Equatable {
  public let lever: Lever
  /// In the parameter's own unit, not negative: what is added to, or taken from, each of the lever's parameters.
  public let amount: Double
  /// The year of the decision, `lever.from` or later.
  public let year: Year

  public init(_ lever: Lever, amount: Double, year: Year) {
    self.lever = lever
    self.amount = amount
    self.year = year
  }

  /// What it adds to each parameter; negative where the lever lowers.
  var addition: YearlyAddition {
    let signed = lever.direction == .raises ? amount : -amount
    return YearlyAddition(
      from: year + lever.lag, amounts: (1...max(1, lever.ramp)).map { lever.share(of: $0) * signed })
  }
}

extension Lever {
  /// The share of the full effect in a year, decided in another: min(1, (y − t − lag + 1)/ramp), 0 before t + lag.
  public func phase(in year: Year, decided: Year) -> Double {
    year < decided + lag ? 0 : share(of: year - decided - lag + 1)
  }

  /// The share of the full effect in the n-th year of effect.
  fileprivate func share(of year: Int) -> Double { min(1, Double(year) / Double(max(1, ramp))) }
}

extension Scenario {
  /// This scenario with what levers add to its parameters; a parameter that is not written counts with its default.
  public func applying(_ decisions: [LeverDecision]) -> Scenario {
    decisions.reduce(self) { scenario, decision in
      decision.lever.parameters.reduce(scenario) { scenario, address in
        let value = scenario.value(at: address) ?? ParameterValue(.number(Figure(address.property.defaultValue)))
        return scenario.replacing(Replacement(address: address, value: value.adding(decision.addition)))
      }
    }
  }
}

extension ParameterAddress.Property {
  /// What a parameter is that is not written.
  fileprivate var defaultValue: Double {
    switch self {
    case .completion, .coverage: 1
    case .stock, .growth, .training, .inMigration, .outMigration, .attrition, .volatility, .intake, .rate: 0
    }
  }
}
