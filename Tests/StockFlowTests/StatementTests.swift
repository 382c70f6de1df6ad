import StockFlow
import Testing

struct StatementTests {
  func figure(_ value: Double, _ lastDigit: Double) -> Figure { Figure(value, lastDigit: lastDigit) }

  func check(_ formula: Statement.Formula, _ comparison: Statement.Comparison, in scenario: Scenario) throws
    -> StatementCheck
  {
    var scenario = scenario
    scenario.statements = [Statement(formula: formula, comparison: comparison, unit: .none)]
    return try #require(scenario.checkedStatements().first)
  }

  /// Bijie's professionals: 15.00 in 2015 and 18.58 in 2019, said to be a growth of 17.58 %.
  var plan: Scenario {
    var result = scenario(
      2019...2025, categories: [category("other", stock: [2019: 3])], measures: [measure("all", sum(["pro", "other"]))])
    result.categories.append(
      StockFlow.Category(
        id: "pro", name: LocalizedText("pro"), unit: persons,
        observations: [2015: 15.00, 2019: 18.58].map {
          .init(year: $0.key, value: ParameterValue(.number(figure($0.value, 0.01))))
        }))
    result.targets = [Target(of: "all", year: 2025, comparison: .atLeast(figure(30, 1)))]
    result.facts = [
      Fact(
        id: "courses", name: LocalizedText("courses"), unit: .none,
        values: [Fact.Value(years: 2016...2020, figure: figure(50.9, 0.1))])
    ]
    return result
  }

  @Test func `a contradicting growth rate is found and rounding cannot explain it`() throws {
    let result = try check(.growth(.id("pro"), from: 2015, to: 2019), .equals(figure(0.1758, 0.0001)), in: plan)
    #expect(isClose(result.computed, 3.58 / 15))
    #expect(result.agrees == false)
    #expect(result.withinRounding == false)
  }

  @Test func `half a unit of the last digit still agrees`() throws {
    #expect(
      try check(.value(.number(figure(2.05, 0.01)), year: 2019), .equals(figure(2.1, 0.1)), in: plan).agrees == true)
    #expect(
      try check(.value(.number(figure(2.04, 0.01)), year: 2019), .equals(figure(2.1, 0.1)), in: plan).agrees == false)
  }

  @Test func `rounding of the figures that enter can explain a difference`() throws {
    let growth = Statement.Formula.growth(.id("pro"), from: 2015, to: 2019)
    let near = try check(growth, .equals(figure(0.2380, 0.0001)), in: plan)  // computed 0.23867, range ± 0.0008
    #expect(near.agrees == false)
    #expect(near.withinRounding == true)
  }

  @Test func `measures are computed from observed values and fall back on the target`() throws {
    #expect(try check(.value(.id("all"), year: 2019), .equals(figure(21.58, 0.01)), in: plan).agrees == true)
    #expect(try check(.value(.id("all"), year: 2025), .atLeast(figure(30, 1)), in: plan).computed == 30)
    #expect(try check(.value(.id("all"), year: 2022), .equals(figure(1, 1)), in: plan).agrees == nil)
  }

  @Test func `every formula`() throws {
    let pro = Statement.Term.id("pro")
    let none = figure(0, 0)
    func computed(_ formula: Statement.Formula) throws -> Double? {
      try check(formula, .equals(none), in: plan).computed
    }
    #expect(try isClose(computed(.sum([pro, .id("other"), .number(figure(1, 1))], year: 2019)), 22.58))
    #expect(try isClose(computed(.ratio(pro, .id("other"), scale: 100, year: 2019)), 1858.0 / 3))
    #expect(try isClose(computed(.change(pro, from: 2015, to: 2019)), 3.58))
    #expect(try isClose(computed(.yearlyGrowth(pro, from: 2015, to: 2019)), 0.054966363066937474))
    #expect(try isClose(computed(.product([.number(figure(0.5, 0.1)), .number(figure(5, 1))], year: nil)), 2.5))
    #expect(try computed(.value(.id("courses"), year: 2020)) == 50.9)
    #expect(try computed(.ratio(pro, .number(none), scale: 1, year: 2019)) == nil)
  }
}
