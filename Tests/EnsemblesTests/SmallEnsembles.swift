import Ensembles
import Randomness
import StockFlow

func scenario(_ horizon: ClosedRange<Year>, _ categories: [StockFlow.Category], targets: [Target] = []) -> Scenario {
  var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: horizon)
  scenario.categories = categories
  scenario.targets = targets
  return scenario
}

func category(
  _ id: String, stock: [Year: Double], _ parameters: [ParameterAddress.Property: ParameterValue] = [:],
  volatility: Double? = nil
) -> StockFlow.Category {
  StockFlow.Category(
    id: id, name: LocalizedText(id), unit: .persons,
    observations: stock.map { .init(year: $0.key, value: number($0.value)) },
    parameters: parameters, volatility: volatility.map { .number($0) })
}

func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }
func drawn(_ distribution: Distribution) -> ParameterValue { ParameterValue(.distribution(distribution)) }

func atLeast(_ of: String, _ year: Year, _ bound: Double, joint: Bool = true) -> Target {
  Target(of: of, year: year, comparison: .atLeast(Figure(bound)), isJoint: joint)
}

func options(
  _ paths: Int, seed: UInt64 = 1, threads: Int = 2, sampling: Sampling = .random
) -> EnsembleOptions {
  EnsembleOptions(size: .paths(paths), seed: seed, threads: threads, sampling: sampling)
}

func simulated(_ scenario: Scenario, _ options: EnsembleOptions) throws -> SimulationAnswer {
  try simulate(
    AnswerHeader(scenario: scenario), CentralProjection(CompiledModel(scenario)), options: options)
}

func reached(_ scenario: Scenario, _ options: EnsembleOptions) throws -> ReachAnswer {
  try reach(AnswerHeader(scenario: scenario), CentralProjection(CompiledModel(scenario)), options: options)
}

/// Three categories with every kind of draw and noise.
func mixedScenario() -> Scenario {
  var mixed = scenario(
    2019...2025,
    [
      category(
        "skilled", stock: [2019: 20],
        [
          .growth: drawn(.normal(mean: 0.02, sd: 0.02)), .attrition: drawn(.beta(mean: 0.03, sd: 0.01)),
          .training: ParameterValue(
            .path(
              TimePath(
                shape: .linear, points: [.init(year: 2020, figure: Figure(1)), .init(year: 2025, figure: Figure(2))])),
            times: .distribution(.lognormal(mean: 1, sd: 0.2))),
        ], volatility: 0.02),
      category(
        "professional", stock: [2019: 18], [.growth: drawn(.pert(min: 0, mode: 0.03, max: 0.1))], volatility: 0.01),
      category("rural", stock: [2019: 30], [.inMigration: drawn(.gamma(mean: 1, sd: 0.4))]),
    ],
    targets: [
      atLeast("skilled", 2025, 26), atLeast("professional", 2025, 22), atLeast("rural", 2024, 34, joint: false),
    ])
  mixed.correlations = [
    Correlation(ParameterAddress("skilled", .growth), ParameterAddress("professional", .growth), spearman: 0.5),
    Correlation(
      ParameterAddress("skilled", .volatility), ParameterAddress("professional", .volatility), spearman: -0.3),
  ]
  mixed.transitions = [
    Transition(
      id: "move", name: LocalizedText("move"), from: "rural", to: "skilled",
      rate: drawn(.triangular(min: 0, mode: 0.01, max: 0.02)))
  ]
  return mixed
}
