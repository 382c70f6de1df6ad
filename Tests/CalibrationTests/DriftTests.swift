import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

struct DriftTests {
  static let fit = ParameterValue(.fit(FitRequest(method: .drift)))

  func category(
    _ id: String, _ stock: [Year: Double], _ parameters: [ParameterAddress.Property: ParameterValue] = [.growth: fit],
    volatility: Volatility? = nil
  ) -> StockFlow.Category {
    StockFlow.Category(
      id: id, name: LocalizedText(id), unit: .persons,
      observations: stock.map { .init(year: $0.key, value: number($0.value)) }, parameters: parameters,
      volatility: volatility)
  }

  func number(_ value: Double) -> ParameterValue { ParameterValue(.number(Figure(value))) }

  func scenario(_ categories: [StockFlow.Category]) -> Scenario {
    var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: 2020...2025)
    scenario.categories = categories
    return scenario
  }

  func growth(_ calibrated: CalibratedScenario, _ index: Int = 0) throws -> (location: Double, scale: Double) {
    let base = try #require(calibrated.scenario.categories[index].parameters[.growth]).base
    guard case .distribution(.fittedGrowth(let location, let scale)) = base else {
      Issue.record("growth is not fitted: \(base)")
      return (0, 0)
    }
    return (location, scale)
  }

  @Test func `the random walk with drift over unequal intervals`() throws {
    let result = scenario([category("a", [2010: 100, 2014: 120, 2017: 150, 2020: 140])]).calibrated()
    let mu = [log(1.2) / 4, log(1.25) / 3, log(140.0 / 150) / 3]
    let drift = (4 * mu[0] + 3 * mu[1] + 3 * mu[2]) / 10
    let squares = 4 * pow(mu[0] - drift, 2) + 3 * pow(mu[1] - drift, 2) + 3 * pow(mu[2] - drift, 2)
    let sigma = (squares / 2).squareRoot()
    let (location, scale) = try growth(result)
    // The logs are found by bisection to the last bit; a few roundings remain.
    #expect(abs(location - (drift + sigma * sigma / 2)) < 1e-14)
    #expect(abs(scale - sigma / 10.0.squareRoot()) < 1e-14)
    #expect(abs(result.scenario.categories[0].sigma - sigma) < 1e-14)
    let parameter = try #require(result.fit.parameters.first)
    #expect(abs(parameter.estimate - (exp(drift + sigma * sigma / 2 + sigma * sigma / 20) - 1)) < 1e-13)
    #expect(parameter.observations == 3)
  }

  @Test func `other flows are taken out of the balance`() throws {
    // 100 → 100·(e^μ − 0.04) + 6, twice.
    let factor = 1.03
    let first = 100 * (factor - 0.04) + 6
    let second = first * (factor - 0.04) + 6
    let result = scenario([
      category(
        "a", [2018: 100, 2020: second],
        [.growth: Self.fit, .attrition: number(0.04), .training: number(6)], volatility: .number(0.01))
    ]).calibrated()
    #expect(abs(try growth(result).location - (log(factor) + 0.01 * 0.01 / 2)) < 1e-13)
    #expect(result.fit.diagnostics[0].volatility == .written)
  }

  @Test func `transitions take the other category's stock interpolated on logs`() throws {
    var model = scenario([
      category("a", [2018: 100, 2020: 121], volatility: .number(0.01)),
      category("b", [2018: 400, 2020: 100], [:]),
    ])
    model.transitions = [
      Transition(id: "t", name: LocalizedText("t"), from: "b", to: "a", rate: number(0.05))
    ]
    let result = model.calibrated()
    // b stands at 400 and 200 before the two years: 20 and 10 people move.
    let factor = exp(try growth(result).location - 0.00005)
    #expect(abs((100 * factor + 20) * factor + 10 - 121) < 1e-10)
  }

  @Test func `one interval borrows the pooled volatility`() throws {
    let result = scenario([
      category("a", [2018: 100, 2019: 110, 2020: 105]), category("b", [2017: 50, 2020: 70]),
    ]).calibrated()
    #expect(!result.hasErrors)
    #expect(result.scenario.categories[1].sigma == result.scenario.categories[0].sigma)
    #expect(result.fit.diagnostics.map(\.volatility) == [.own, .pooled])
    #expect(abs(try growth(result, 1).scale - result.scenario.categories[1].sigma / 3.0.squareRoot()) < 1e-15)
  }

  @Test func `observations after the start are not used`() throws {
    let with = scenario([category("a", [2018: 100, 2019: 110, 2020: 105, 2022: 500])]).calibrated()
    let without = scenario([category("a", [2018: 100, 2019: 110, 2020: 105])]).calibrated()
    #expect(try growth(with) == growth(without))
  }

  @Test func `what cannot be fitted says what to add`() {
    #expect(scenario([category("a", [2020: 1])]).calibrated().problems.map(\.code) == ["fit-too-few-observations"])
    #expect(scenario([category("a", [2018: 1, 2020: 2])]).calibrated().problems.map(\.code) == ["fit-no-volatility"])
    #expect(
      scenario([category("a", [2018: 0, 2020: 2])]).calibrated().problems.map(\.code) == ["fit-stock-not-positive"])
    let drowned = category(
      "a", [2019: 1, 2020: 2], [.growth: Self.fit, .training: number(50)], volatility: .number(0.1))
    #expect(scenario([drowned]).calibrated().problems.map(\.code) == ["fit-flows-exceed-stock"])
    let blind = category("a", [2020: 2], [.training: Self.fit])
    #expect(scenario([blind]).calibrated().problems.map(\.code) == ["fit-without-history"])
  }

  @Test func `a flow with history is its mean with its standard error`() throws {
    let history = ParameterValue(
      .fit(FitRequest(method: .drift)),
      history: [(2018, 1.0), (2019, 2.0), (2020, 3.0)].map { TimePath.Point(year: $0.0, figure: Figure($0.1)) })
    let result = scenario([category("a", [2020: 2], [.training: history])]).calibrated()
    let base = try #require(result.scenario.categories[0].parameters[.training]).base
    #expect(base == .distribution(.normal(mean: 2, sd: (1.0 / 3).squareRoot())))
  }

  @Test func `a growing driver is fitted to its own values`() throws {
    var model = scenario([category("a", [2020: 1], [:])])
    let points = [2018: 100.0, 2019: 103, 2020: 104].map { TimePath.Point(year: $0.key, figure: Figure($0.value)) }
    model.drivers = [
      Driver(
        id: "p", name: LocalizedText("p"), unit: .none, values: TimePath(shape: .linear, points: points),
        growth: Self.fit)
    ]
    let result = model.calibrated()
    #expect(!result.hasErrors)
    #expect(result.scenario.drivers[0].volatility > 0)
    #expect(result.fit.parameters.map(\.address) == [ParameterAddress("p", .growth)])
  }

  @Test func `a flow that is fitted itself enters the balance with its mean`() throws {
    let history = ParameterValue(
      .fit(FitRequest(method: .drift)),
      history: [(2018, 0.02), (2019, 0.04)].map { TimePath.Point(year: $0.0, figure: Figure($0.1)) })
    func fitted(_ attrition: ParameterValue) throws -> Double {
      let stocks: [Year: Double] = [2018: 100, 2020: 110]
      let model = scenario([
        category("a", stocks, [.growth: Self.fit, .attrition: attrition], volatility: .number(0.01))
      ])
      return try growth(model.calibrated()).location
    }
    #expect(try fitted(history) == fitted(number(0.03)))
  }
}
