import Randomness
import StockFlow

/// Sixteen categories with a transition from each to each other, some of them uncertain; one starts later and one loses
/// more than it holds.
func denseScenario() -> Scenario {
  var dense = Scenario(id: "dense", name: LocalizedText("dense"), unit: .persons, horizon: 2019...2025)
  dense.categories = (0..<16).map { index in
    StockFlow.Category(
      id: "c\(index)", name: LocalizedText("c\(index)"), unit: .persons,
      observations: [.init(year: index == 13 ? 2022 : 2019, value: fixed(5 + Double(index)))],
      parameters: [
        .growth: ParameterValue(.distribution(.normal(mean: 0.01, sd: 0.02))),
        .attrition: fixed(index == 14 ? 0.97 : 0.03), .inMigration: fixed(0.2 * Double(index)),
      ], volatility: .number(0.02))
  }
  dense.transitions = (0..<16).flatMap { from in
    (0..<16).filter { $0 != from }.map { to in transition(from, to) }
  }
  dense.measures = [
    Measure(
      id: "all", name: LocalizedText("all"), unit: .none,
      formula: .sum(dense.categories.map { Measure.Term(id: $0.id) }, coverage: nil))
  ]
  return dense
}

private func fixed(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }

private func transition(_ from: Int, _ to: Int) -> Transition {
  let rate = 0.001 * Double(1 + (7 * from + 3 * to) % 5)
  return Transition(
    id: "t\(from)_\(to)", name: LocalizedText("t"), from: "c\(from)", to: "c\(to)",
    rate: (from + 5 * to) % 17 == 3
      ? ParameterValue(.distribution(.triangular(min: 0, mode: rate, max: 2 * rate))) : fixed(rate))
}
