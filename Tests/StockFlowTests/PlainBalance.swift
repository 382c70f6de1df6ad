import Randomness
import StockFlow

/// The balance equation summed plainly: every path on its own, every sum in the order of the file, nothing arranged.
///
/// What the model computes in registers and four cells at a time must agree with it to the last bit.
struct PlainBalance {
  let scenario: Scenario
  let paths: Int
  /// The value of a draw, and the factor of a noise source, by name and path.
  let draw: (String, Int) -> Double
  let factor: (String, Year, Int) -> Double
  /// By cell, the transitions that enter it with their sources, and the rates at which persons leave it.
  private let entering: [[(source: Int, transition: Transition)]]
  private let leaving: [[Transition]]

  init(
    scenario: Scenario, paths: Int, draw: @escaping (String, Int) -> Double,
    factor: @escaping (String, Year, Int) -> Double
  ) {
    (self.scenario, self.paths, self.draw, self.factor) = (scenario, paths, draw, factor)
    let ids = scenario.categories.map(\.id)
    entering = ids.map { id in
      scenario.transitions.filter { $0.to == id }.map { (ids.firstIndex(of: $0.from) ?? 0, $0) }
    }
    // Certain rates first.
    leaving = ids.map { id in
      let leaving = scenario.transitions.filter { $0.from == id }
      return leaving.filter { !$0.rate.isDrawn } + leaving.filter(\.rate.isDrawn)
    }
  }

  /// By year of the horizon, cell and path.
  func stocks() -> [[[Double]]] {
    var stock = scenario.categories.map { _ in Array(repeating: 0.0, count: paths) }
    return scenario.horizon.map { year in
      stock = next(stock, year)
      return stock
    }
  }

  private func next(_ opening: [[Double]], _ year: Year) -> [[Double]] {
    let exits = scenario.categories.indices.map { cell in (0..<paths).map { allExits(of: cell, year, $0) } }
    let exposed = scenario.categories.indices.map { cell in
      (0..<paths).map { opening[cell][$0] * scale(exits[cell][$0]) }
    }
    return scenario.categories.indices.map { cell in
      let category = scenario.categories[cell]
      let start = category.observations[0].year
      guard year > start else {
        return Array(repeating: year == start ? number(category.observations[0].value) : 0, count: paths)
      }
      let isScaled = exits[cell].contains { $0 > 1 }
      return (0..<paths).map { path in
        let rate = isScaled ? heldRate(of: cell, exits[cell][path], year, path) : netRate(of: cell, year, path)
        var stock = opening[cell][path].addingProduct(opening[cell][path], rate)
        stock += flow(cell, .training, year, path) + flow(cell, .inMigration, year, path)
        for (source, transition) in entering[cell] {
          stock.addProduct(self.rate(transition, year, path), exposed[source][path])
        }
        for graduates in allGraduates(into: category.id, year) { stock += graduates }
        return (stock < 0 ? 0 : stock) * factor("\(category.id).volatility", year, path)
      }
    }
  }

  private func scale(_ exits: Double) -> Double { exits > 1 ? 1 / exits : 1 }

  private func allExits(of cell: Int, _ year: Year, _ path: Int) -> Double {
    let own = flow(cell, .attrition, year, path) + flow(cell, .outMigration, year, path)
    return leavingRate(cell, year, path).map { own + $0 } ?? own
  }

  private func netRate(of cell: Int, _ year: Year, _ path: Int) -> Double {
    let own = flow(cell, .attrition, year, path) + flow(cell, .outMigration, year, path)
    let net = flow(cell, .growth, year, path) - own
    return leavingRate(cell, year, path).map { net - $0 } ?? net
  }

  private func heldRate(of cell: Int, _ exits: Double, _ year: Year, _ path: Int) -> Double {
    flow(cell, .growth, year, path) - exits * scale(exits)
  }

  /// `nil` where no transition leaves.
  private func leavingRate(_ cell: Int, _ year: Year, _ path: Int) -> Double? {
    leaving[cell].isEmpty ? nil : leaving[cell].reduce(0) { $0 + rate($1, year, path) }
  }

  private func allGraduates(into category: String, _ year: Year) -> [Double] {
    scenario.pipelines.flatMap { pipeline in
      pipeline.enters.filter { $0.category == category }.map {
        number(pipeline.intake) * (pipeline.completion.map(number) ?? 1) * $0.share
      }
    }
  }

  private func number(_ value: ParameterValue) -> Double {
    if case .number(let figure) = value.base { figure.value } else { .nan }
  }

  private func flow(_ cell: Int, _ property: ParameterAddress.Property, _ year: Year, _ path: Int) -> Double {
    let category = scenario.categories[cell]
    return category.parameters[property].map { value($0, ParameterAddress(category.id, property), year, path) } ?? 0
  }

  private func rate(_ transition: Transition, _ year: Year, _ path: Int) -> Double {
    value(transition.rate, ParameterAddress(transition.id, .rate), year, path)
  }

  private func value(_ value: ParameterValue, _ address: ParameterAddress, _ year: Year, _ path: Int) -> Double {
    switch value.base {
    case .path(let path): path.value(in: year)
    case .distribution: draw(address.description, path)
    default: number(value)
    }
  }
}

extension ParameterValue {
  fileprivate var isDrawn: Bool { if case .distribution = base { true } else { false } }
}
