import Randomness
import StockFlow

/// What can be judged only when every entry is known.
extension ScenarioDecoder {
  func checkRelations(of scenario: Scenario, _ fields: EntryReader) {
    checkRepeatedTargets(scenario.targets)
    checkChanges(of: scenario)
    checkExits(of: scenario)
  }

  private struct Promise: Hashable {
    let of: String
    let year: Year
    let comparison: Int
  }

  private func checkRepeatedTargets(_ targets: [Target]) {
    var seen: Set<Promise> = []
    for target in targets {
      let comparison =
        switch target.comparison {
        case .atLeast: 0
        case .atMost: 1
        case .within: 2
        }
      let promise = Promise(of: target.of, year: target.year, comparison: comparison)
      if !seen.insert(promise).inserted {
        report(RelationProblem.targetTwice(of: target.of, year: target.year), at: target.place)
      }
    }
  }

  /// Attrition, out-migration and transitions together carry away at most everybody.
  private func checkExits(of scenario: Scenario) {
    let leaving = Dictionary(grouping: scenario.transitions, by: \.from)
    for category in scenario.categories {
      let rates =
        [category.parameters[.attrition], category.parameters[.outMigration]].compactMap { $0 }
        + (leaving[category.id] ?? []).map(\.rate)
      guard rates.count > 1, rates.allSatisfy(\.isCertain) else { continue }
      let (year, total) = greatestTotal(of: rates, in: scenario.horizon)
      // A sum of rates such as 40 % + 60 % may miss 1 by rounding.
      guard total > 1 + 1e-9, rates.allSatisfy({ $0.central(in: year) <= 1 }) else { continue }
      let changes = rates.contains { if case .path = $0.base { true } else { false } }
      let problem = ValueProblem.exitsAboveOne(category: category.id, year: changes ? year : nil, total: total)
      report(problem, at: category.place)
    }
  }

  /// The first year in which the sum is greatest; between the years of the paths a sum is never greater than at them.
  private func greatestTotal(of rates: [ParameterValue], in horizon: ClosedRange<Year>) -> (Year, Double) {
    let first = horizon.lowerBound + 1
    var years: Set<Year> = [first, horizon.upperBound]
    for rate in rates {
      guard case .path(let path) = rate.base else { continue }
      years.formUnion(path.points.map(\.year).filter { $0 > first && $0 < horizon.upperBound })
    }
    var best = (year: first, total: -Double.infinity)
    for year in years.sorted() {
      let total = rates.reduce(0) { $0 + $1.central(in: year) }
      if total > best.total { best = (year, total) }
    }
    return best
  }
}

extension ParameterValue {
  /// The mean in a year; 0 for what is estimated.
  func central(in year: Year) -> Double {
    let start: Double =
      switch base {
      case .number(let figure): figure.value
      case .path(let path): path.value(in: year)
      case .distribution(let distribution): distribution.mean
      case .fit, .trend: 0
      }
    return start * (times?.mean ?? 1) + (plus?.mean ?? 0)
  }
}

extension ParameterValue.Part {
  var mean: Double {
    switch self {
    case .number(let number): number
    case .distribution(let distribution): distribution.mean
    }
  }
}
