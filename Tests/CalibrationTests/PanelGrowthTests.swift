import Calibration
import Foundation
import StockFlow
import Testing

/// Which growth follows the panel estimator, and how it enters the model.
struct PanelGrowthTests {
  private func category(
    _ id: String, _ stock: [Year: Double], fit method: FitRequest.Method = .auto, breaks: [Year] = [],
    volatility: Volatility? = nil
  ) -> StockFlow.Category {
    StockFlow.Category(
      id: id, name: LocalizedText(id), unit: .persons,
      observations: stock.map { .init(year: $0.key, value: ParameterValue(.number(Figure($0.value)))) }, breaks: breaks,
      parameters: [.growth: ParameterValue(.fit(FitRequest(method: method)))], volatility: volatility)
  }

  private func calibrated(_ categories: [StockFlow.Category]) -> CalibratedScenario {
    var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: 2020...2025)
    scenario.categories = categories
    return scenario.calibrated()
  }

  private func fittedTrend(_ result: CalibratedScenario, _ index: Int = 0) -> GrowthTrend? {
    guard case .trend(let trend) = result.scenario.categories[index].parameters[.growth]?.base else { return nil }
    return trend
  }

  private let long = Dictionary(uniqueKeysWithValues: (2005...2020).map { ($0, 100 * exp(0.03 * Double($0 - 2005))) })

  @Test func `bare fit is the panel estimator where a history has two increments`() throws {
    let result = calibrated([category("a", [2018: 100, 2019: 104, 2020: 107])])
    #expect(result.problems.isEmpty)
    let trend = try #require(fittedTrend(result))
    #expect(trend.start == 2020)
    #expect(trend.years == 5)
    #expect(abs(trend.courses.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(result.fit.parameters.map(\.method) == [.panel, .panel])
  }

  @Test func `a single increment learns from the other histories, and alone it is an error`() {
    let alone = calibrated([category("b", [2015: 50, 2020: 70])])
    #expect(alone.problems.map(\.code) == ["fit-no-volatility"])
    let beside = calibrated([category("a", long), category("b", [2015: 50, 2020: 70])])
    #expect(beside.problems.isEmpty)
    #expect(fittedTrend(beside, 1) != nil)
  }

  @Test func `drift stays the random walk with drift`() {
    let result = calibrated([category("a", long, fit: .drift)])
    #expect(fittedTrend(result) == nil)
    #expect(result.fit.parameters.map(\.method) == [.drift, .drift])
  }

  @Test func `a written volatility is the only one, and without noise the base estimator is taken`() throws {
    let written = calibrated([category("a", long, volatility: .number(0.05))])
    #expect(fittedTrend(written) != nil)
    #expect(written.fit.parameters.map(\.address.property) == [.growth])
    #expect(abs(try #require(written.fit.diagnostics.first).sigma - 0.05) < 1e-12)
    #expect(fittedTrend(calibrated([category("a", long, volatility: .number(0))])) == nil)
    // Asked for by name, it has no noise of its own.
    let asked = calibrated([category("a", long, fit: .panel, volatility: .number(0))])
    #expect(try #require(fittedTrend(asked)).courses.allSatisfy { abs($0.factor[0][0]) < 1e-2 })
    #expect(try #require(asked.fit.diagnostics.first).sigma < 1e-5)
  }

  @Test func `a change of definition is no growth`() throws {
    var doubled = long
    for year in 2013...2020 { doubled[year]? *= 2 }
    let broken = calibrated([category("a", doubled, breaks: [2013])])
    let plain = calibrated([category("a", long)])
    let (first, second) = (try #require(fittedTrend(broken)).central[0], try #require(fittedTrend(plain)).central[0])
    // One increment of fifteen is missing.
    #expect(abs(first - second) < 0.004)
    let drift = calibrated([category("a", doubled, fit: .drift, breaks: [2013])])
    #expect(abs(try #require(drift.fit.diagnostics.first).drift - 0.03) < 1e-12)
  }

  @Test func `a history with breaks only is too short`() {
    let result = calibrated([category("a", [2018: 1, 2020: 2], breaks: [2019])])
    #expect(result.problems.map(\.code) == ["fit-too-few-observations"])
  }

  @Test func `all histories of a file are fitted together`() {
    let categories = (0..<40).map { number in
      var stock: [Year: Double] = [:]
      for year in 1991...2020 {
        let log = 0.02 * Double(year - 1991) + 0.02 * sin(Double(year * (number + 3)))
        stock[year] = 100 * exp(log)
      }
      return category("c\(number)", stock)
    }
    let result = calibrated(categories)
    #expect(result.problems.isEmpty)
    #expect(result.fit.diagnostics.allSatisfy { $0.panel?.histories == 40 })
  }

  @Test func `a written value is shown beside what was observed of it`() throws {
    var category = category("a", [2018: 100, 2019: 104, 2020: 107])
    category.parameters[.training] = ParameterValue(
      .number(Figure(9)), history: [(2018, 4.0), (2019, 6), (2021, 99)].map { .init(year: $0.0, figure: Figure($0.1)) })
    let assumption = try #require(calibrated([category]).fit.assumptions.first)
    #expect(assumption.assumed == 9)
    // What came after the start is not known yet.
    #expect(assumption.observed.estimate == 5)
    #expect(assumption.observed.observations == 2)
  }

  @Test func `growths that move are correlated through what they draw from year to year`() throws {
    func spread(_ correlations: [Correlation]) throws -> Int {
      var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: 2020...2025)
      scenario.categories = [category("a", long), category("b", long)]
      scenario.correlations = correlations
      return CompiledModel(scenario.calibrated().scenario).noiseCorrelations.count
    }
    let (a, b) = (ParameterAddress("a", .growth), ParameterAddress("b", .growth))
    #expect(try spread([]) == 0)
    #expect(try spread([Correlation(a, b, spearman: 0.5)]) == 1)
    let noise = Correlation(ParameterAddress("a", .volatility), ParameterAddress("b", .volatility), spearman: 0.2)
    #expect(try spread([Correlation(a, b, spearman: 0.5), noise]) == 1)
  }
}
