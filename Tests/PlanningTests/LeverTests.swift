import Ensembles
import Planning
import Randomness
import StockFlow
import Testing

/// Scenarios small enough to see through, built without a file.
enum SmallLevers {
  static func category(_ id: String, _ parameters: [ParameterAddress.Property: ParameterValue]) -> StockFlow.Category {
    Category(
      id: id, name: LocalizedText(zh: id, en: id), unit: .persons,
      observations: [.init(year: 2020, value: ParameterValue(.number(Figure(1000))))], parameters: parameters)
  }

  static func scenario(_ categories: [StockFlow.Category]) -> Scenario {
    var scenario = Scenario(
      id: "small", name: LocalizedText(zh: "small", en: "small"), unit: .persons, horizon: 2020...2025)
    scenario.categories = categories
    return scenario
  }

  static func lever(
    _ id: String, raises parameters: [ParameterAddress], most: Double, from: Year = 2021, lag: Int = 0, ramp: Int = 0,
    perPerson: Double? = nil, fixed: Double? = nil, lowers: Bool = false
  ) -> Lever {
    Lever(
      id: id, name: LocalizedText(zh: id, en: id), direction: lowers ? .lowers : .raises, parameters: parameters,
      limits: 0...most, from: from, lag: lag, ramp: ramp,
      cost: perPerson == nil && fixed == nil
        ? nil : Lever.Cost(perPerson: perPerson, fixed: fixed, currency: "CNY"))
  }

  static func target(_ of: String, _ bound: Double, year: Year = 2025) -> Target {
    Target(of: of, year: year, comparison: .atLeast(Figure(bound)))
  }

  static func options(_ paths: Int = 8192, seed: UInt64 = 1, threads: Int = 2) -> EnsembleOptions {
    EnsembleOptions(size: .paths(paths), seed: seed, threads: threads)
  }
}

struct LeverTests {
  private let training = ParameterAddress("a", .training)

  private func stocks(_ scenario: Scenario, _ decisions: [LeverDecision], of id: String = "a") -> [Double] {
    let central = CentralProjection(CompiledModel(scenario.applying(decisions)))
    return central.model.series(named: id).map { central.values(of: $0).compactMap { $0 } } ?? []
  }

  @Test func `a lever adds its amount from decision and lag on, growing evenly over the ramp`() {
    let scenario = SmallLevers.scenario([SmallLevers.category("a", [:])])
    let lever = SmallLevers.lever("more", raises: [training], most: 100, from: 2021, lag: 1, ramp: 2)
    // Decided in 2021: half of 60 in 2022, 60 a year from 2023 on.
    #expect(
      stocks(scenario, [LeverDecision(lever, amount: 60, year: 2021)]) == [1000, 1000, 1030, 1090, 1150, 1210])
    // Decided two years later: 2024 is the first year of effect.
    #expect(
      stocks(scenario, [LeverDecision(lever, amount: 60, year: 2023)]) == [1000, 1000, 1000, 1000, 1030, 1090])
  }

  @Test func `a ramp of 0 counts as 1, and levers on one parameter add up`() {
    let scenario = SmallLevers.scenario([SmallLevers.category("a", [:])])
    let first = SmallLevers.lever("first", raises: [training], most: 100, from: 2022)
    let second = SmallLevers.lever("second", raises: [training], most: 100, from: 2024, lowers: true)
    let both = [LeverDecision(first, amount: 10, year: 2022), LeverDecision(second, amount: 4, year: 2024)]
    #expect(stocks(scenario, both) == [1000, 1000, 1010, 1020, 1026, 1032])
  }

  @Test func `a lever acts on every path by the same amount, whatever is drawn`() throws {
    let drawn = ParameterValue(.distribution(.normal(mean: 50, sd: 10)))
    let scenario = SmallLevers.scenario([SmallLevers.category("a", [.training: drawn])])
    let lever = SmallLevers.lever("more", raises: [training], most: 100, from: 2022, ramp: 2)
    let ensemble = LeverEnsemble(
      scenario: scenario, targets: [SmallLevers.target("a", 1400)], options: SmallLevers.options(2000))
    let without = try ensemble.values([])[0]
    let with = try ensemble.values([LeverDecision(lever, amount: 20, year: 2022)])[0]
    // 10 in 2022 and 20 in each of three years; the sums round.
    for (first, second) in zip(without, with) { #expect(abs(second - first - 70) < 1e-9) }
  }

  @Test func `a lever on a rate that was the same in all years changes only the years from its effect on`() {
    let rate = ParameterValue(.number(Figure(0.1)))
    let scenario = SmallLevers.scenario([SmallLevers.category("a", [.attrition: rate])])
    let lever = SmallLevers.lever(
      "keep", raises: [ParameterAddress("a", .attrition)], most: 0.1, from: 2024, lowers: true)
    let found = stocks(scenario, [LeverDecision(lever, amount: 0.1, year: 2024)])
    let expected = [1000, 900, 810, 729, 729, 729.0]
    // The rate in effect is 0.1 − 0.1 to the last bit; the years before round.
    for (value, wanted) in zip(found, expected) { #expect(abs(value - wanted) < 1e-9) }
  }

  @Test func `a lever raises the intake that leaves a pipeline years later`() {
    var scenario = SmallLevers.scenario([SmallLevers.category("a", [:])])
    scenario.pipelines = [
      Pipeline(
        id: "college", name: LocalizedText(zh: "c", en: "c"), unit: .persons,
        intake: ParameterValue(.number(Figure(100))), duration: 2, enters: [.init(category: "a", share: 0.5)])
    ]
    let lever = SmallLevers.lever("seats", raises: [ParameterAddress("college", .intake)], most: 100, from: 2022)
    // 50 graduates a year; those who enter from 2022 on leave from 2024 on.
    #expect(
      stocks(scenario, [LeverDecision(lever, amount: 40, year: 2022)]) == [1000, 1050, 1100, 1150, 1220, 1290])
  }
}
