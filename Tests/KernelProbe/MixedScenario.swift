import Randomness
import StockFlow

private func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }
private func drawn(_ distribution: Distribution) -> ParameterValue { ParameterValue(.distribution(distribution)) }

private func category(
  _ id: String, stock: ParameterValue, _ parameters: [ParameterAddress.Property: ParameterValue], volatility: Double
) -> StockFlow.Category {
  StockFlow.Category(
    id: id, name: LocalizedText(id), unit: .persons, observations: [.init(year: 2019, value: stock)],
    parameters: parameters, volatility: .number(volatility))
}

/// Three categories, correlated growth and noise, an uncertain transition, a measure and a ratio.
func mixedScenario() -> Scenario {
  var mixed = Scenario(id: "probe", name: LocalizedText("probe"), unit: .persons, horizon: 2019...2025)
  mixed.categories = [
    category(
      "a", stock: drawn(.rounded(value: 20, to: 0.1)),
      [
        .growth: drawn(.normal(mean: 0.02, sd: 0.02)), .attrition: drawn(.beta(mean: 0.03, sd: 0.01)),
        .training: drawn(.pert(min: 0.3, mode: 0.5, max: 0.9)),
      ], volatility: 0.02),
    category("b", stock: number(18), [.growth: drawn(.pert(min: 0, mode: 0.03, max: 0.1))], volatility: 0.3),
    category("c", stock: number(2), [.inMigration: drawn(.normal(mean: 0, sd: 1))], volatility: 0.01),
  ]
  mixed.correlations = [
    Correlation(ParameterAddress("a", .growth), ParameterAddress("b", .growth), spearman: 0.5),
    Correlation(ParameterAddress("a", .volatility), ParameterAddress("b", .volatility), spearman: -0.3),
  ]
  mixed.transitions = [
    Transition(
      id: "move", name: LocalizedText("move"), from: "b", to: "a",
      rate: drawn(.triangular(min: 0, mode: 0.01, max: 0.02)))
  ]
  mixed.measures = [
    Measure(
      id: "all", name: LocalizedText("all"), unit: .none,
      formula: .sum(["a", "b", "c"].map { Measure.Term(id: $0) }, coverage: nil)),
    Measure(id: "ratio", name: LocalizedText("ratio"), unit: .none, formula: .ratio("a", "c", scale: 100)),
  ]
  mixed.targets = [
    Target(of: "all", year: 2025, comparison: .atLeast(Figure(46))),
    Target(of: "a", year: 2024, comparison: .within(Figure(20), Figure(30))),
  ]
  return mixed
}
