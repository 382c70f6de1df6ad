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
        for transition in scenario.transitions where transition.to == category.id {
          stock.addProduct(self.rate(transition, year, path), exposed[index(transition.from)][path])
        }
        for graduates in allGraduates(into: category.id, year) { stock += graduates }
        return (stock < 0 ? 0 : stock) * factor("\(category.id).volatility", year, path)
      }
    }
  }

  private func scale(_ exits: Double) -> Double { exits > 1 ? 1 / exits : 1 }

  private func allExits(of cell: Int, _ year: Year, _ path: Int) -> Double {
    let own = flow(cell, .attrition, year, path) + flow(cell, .outMigration, year, path)
    return leaving(cell, year, path).map { own + $0 } ?? own
  }

  private func netRate(of cell: Int, _ year: Year, _ path: Int) -> Double {
    let own = flow(cell, .attrition, year, path) + flow(cell, .outMigration, year, path)
    let net = flow(cell, .growth, year, path) - own
    return leaving(cell, year, path).map { net - $0 } ?? net
  }

  private func heldRate(of cell: Int, _ exits: Double, _ year: Year, _ path: Int) -> Double {
    flow(cell, .growth, year, path) - exits * scale(exits)
  }

  /// Certain rates first; `nil` where no transition leaves.
  private func leaving(_ cell: Int, _ year: Year, _ path: Int) -> Double? {
    let leaving = scenario.transitions.filter { $0.from == scenario.categories[cell].id }
    guard !leaving.isEmpty else { return nil }
    let certain = leaving.filter { !isDrawn($0.rate) } + leaving.filter { isDrawn($0.rate) }
    return certain.reduce(0) { $0 + rate($1, year, path) }
  }

  private func allGraduates(into category: String, _ year: Year) -> [Double] {
    scenario.pipelines.flatMap { pipeline in
      pipeline.enters.filter { $0.category == category }.map {
        number(pipeline.intake) * (pipeline.completion.map(number) ?? 1) * $0.share
      }
    }
  }

  private func index(_ id: String) -> Int { scenario.categories.firstIndex { $0.id == id } ?? 0 }

  private func isDrawn(_ value: ParameterValue) -> Bool {
    if case .distribution = value.base { true } else { false }
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
