import Ensembles
import Planning
import Randomness
import StockFlow

func plan(
  _ horizon: ClosedRange<Year>, _ categories: [StockFlow.Category], measures: [Measure] = [], targets: [Target]
) -> Scenario {
  var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: horizon)
  scenario.categories = categories
  scenario.measures = measures
  scenario.targets = targets
  return scenario
}

func category(
  _ id: String, stock: [Year: Double], _ parameters: [ParameterAddress.Property: ParameterValue] = [:],
  volatility: Double? = nil
) -> StockFlow.Category {
  StockFlow.Category(
    id: id, name: LocalizedText(id), unit: .persons,
    observations: stock.map { .init(year: $0.key, value: number($0.value)) }, parameters: parameters,
    volatility: volatility.map { .number($0) })
}

func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }
func drawn(_ distribution: Distribution) -> ParameterValue { ParameterValue(.distribution(distribution)) }

func atLeast(_ of: String, _ year: Year, _ bound: Double) -> Target {
  Target(of: of, year: year, comparison: .atLeast(Figure(bound)))
}

func projection(_ scenario: Scenario) -> CentralProjection { CentralProjection(CompiledModel(scenario)) }

func flips(_ scenario: Scenario, _ options: FlipOptions) throws -> FlipAnswer {
  try flip(AnswerHeader(scenario: scenario), projection(scenario), options)
}

func signposts(_ scenario: Scenario, _ options: SignpostOptions) throws -> SignpostAnswer {
  try signposts(AnswerHeader(scenario: scenario), projection(scenario), options)
}
