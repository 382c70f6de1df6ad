import Randomness
import StockFlow

/// Short ways to write scenarios as values in tests.
func scenario(
  _ horizon: ClosedRange<Year>, categories: [StockFlow.Category], transitions: [Transition] = [],
  pipelines: [Pipeline] = [], drivers: [Driver] = [], measures: [Measure] = []
) -> Scenario {
  var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: persons, horizon: horizon)
  scenario.categories = categories
  scenario.transitions = transitions
  scenario.pipelines = pipelines
  scenario.drivers = drivers
  scenario.measures = measures
  return scenario
}

let persons = PeopleUnit.persons

func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }

func path(_ points: [Year: Double], _ shape: TimePath.Shape = .linear) -> ParameterValue {
  ParameterValue(.path(timePath(points, shape)))
}

func timePath(_ points: [Year: Double], _ shape: TimePath.Shape = .linear) -> TimePath {
  TimePath(shape: shape, points: points.map { TimePath.Point(year: $0.key, figure: Figure($0.value)) })
}

func category(
  _ id: String, stock: [Year: Double], _ parameters: [ParameterAddress.Property: ParameterValue] = [:],
  volatility: Double? = nil
) -> StockFlow.Category {
  StockFlow.Category(
    id: id, name: LocalizedText(id), unit: persons,
    observations: stock.map { StockFlow.Category.Observation(year: $0.key, value: number($0.value)) },
    parameters: parameters, volatility: volatility.map { .number($0) })
}

func transition(_ id: String, _ from: String, _ to: String, _ rate: ParameterValue) -> Transition {
  Transition(id: id, name: LocalizedText(id), from: from, to: to, rate: rate)
}

func measure(_ id: String, _ formula: Measure.Formula) -> Measure {
  Measure(id: id, name: LocalizedText(id), unit: .none, formula: formula)
}

func sum(_ ids: [String], coverage: ParameterValue? = nil) -> Measure.Formula {
  .sum(ids.map { Measure.Term(id: $0) }, coverage: coverage)
}

func project(_ scenario: Scenario) -> CentralProjection { CentralProjection(CompiledModel(scenario)) }

extension CentralProjection {
  subscript(_ name: String, _ year: Year) -> Double? {
    model.series(named: name).flatMap { value(of: $0, in: year) }
  }
}

func isClose(_ left: Double?, _ right: Double?, within relative: Double = 1e-12) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= relative * max(1, abs(left), abs(right))
}
