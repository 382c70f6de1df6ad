import Randomness
import StockFlow
import Testing

struct BalanceTests {
  @Test func `headcount is conserved when nobody comes or leaves`() {
    let projection = project(
      scenario(
        2019...2025,
        categories: [
          category("a", stock: [2019: 30]), category("b", stock: [2019: 12]), category("c", stock: [2019: 5]),
        ],
        transitions: [
          transition("up", "a", "b", number(0.1)), transition("down", "b", "a", number(0.03)),
          transition("top", "b", "c", number(0.2)),
        ], measures: [measure("all", sum(["a", "b", "c"]))]))
    for year in 2019...2025 { #expect(isClose(projection["all", year], 47)) }
  }

  @Test func `opening stock plus flows is the closing stock in every year`() throws {
    let projection = project(
      scenario(
        2019...2025,
        categories: [
          category(
            "a", stock: [2019: 100],
            [
              .growth: number(0.02), .training: path([2020: 5, 2025: 9]), .inMigration: number(2),
              .outMigration: number(0.01), .attrition: number(0.04),
            ]), category("b", stock: [2019: 10]),
        ], transitions: [transition("up", "a", "b", number(0.05))]))
    for year in 2020...2025 {
      let opening = try #require(projection["a", year - 1])
      let inflows = ["a.growth", "a.training", "a.in_migration"].compactMap { projection[$0, year] }
      let outflows = ["a.out_migration", "a.attrition", "up.rate"].compactMap { projection[$0, year] }
      #expect(inflows.count == 3 && outflows.count == 3)
      let closing = opening + inflows.reduce(0, +) - outflows.reduce(0, +)
      #expect(isClose(projection["a", year], closing))
    }
  }

  @Test func `exits above the whole stock are scaled down in proportion`() {
    let projection = project(
      scenario(
        0...1,
        categories: [
          category("a", stock: [0: 100], [.attrition: number(0.9), .outMigration: number(0.6)]),
          category("b", stock: [0: 0]),
        ], transitions: [transition("move", "a", "b", number(0.5))]))
    #expect(isClose(projection["a", 1], 0))
    #expect(isClose(projection["a.attrition", 1], 45))
    #expect(isClose(projection["a.out_migration", 1], 30))
    #expect(isClose(projection["b", 1], 25))
    #expect(projection.scaledExits.map(\.years) == [1])
  }

  @Test func `a stock never falls below zero and says so`() {
    let projection = project(
      scenario(0...2, categories: [category("a", stock: [0: 10], [.growth: number(-2), .training: number(3)])]))
    #expect(projection["a", 1] == 0)
    #expect(projection["a", 2] == 3)
    #expect(projection.heldAtZero.map(\.years) == [1])
  }

  @Test func `a category that starts later has no value before and takes nobody in`() {
    let projection = project(
      scenario(
        2019...2023,
        categories: [
          category("old", stock: [2019: 100]), category("new", stock: [2021: 8], [.training: number(1)]),
        ], transitions: [transition("move", "old", "new", number(0.1))],
        measures: [measure("both", sum(["old", "new"]))]))
    #expect(projection["new", 2020] == nil)
    #expect(projection["both", 2020] == nil)
    #expect(projection["new", 2021] == 8)
    #expect(isClose(projection["old", 2021], 81))
    #expect(isClose(projection["new", 2022], 8 + 1 + 8.1))
  }

  @Test func `a category observed earlier is projected from there`() {
    let projection = project(
      scenario(2020...2022, categories: [category("a", stock: [2018: 100, 2023: 1], [.growth: number(0.1)])]))
    #expect(isClose(projection["a", 2020], 121))
    #expect(projection["a.growth", 2020] == nil)
    #expect(isClose(projection["a.growth", 2021], 12.1))
  }

  @Test func `years between and outside the points of a path`() {
    let linear = timePath([2020: 1, 2024: 3])
    #expect((2018...2026).map { linear.value(in: $0) } == [1, 1, 1, 1.5, 2, 2.5, 3, 3, 3])
    let steps = timePath([2020: 1, 2024: 3], .steps)
    #expect((2018...2026).map { steps.value(in: $0) } == [1, 1, 1, 1, 1, 1, 3, 3, 3])
  }

  @Test func `a value is base times a factor plus an addend`() {
    let training = ParameterValue(.path(timePath([2020: 1, 2021: 2])), times: .number(10), plus: .number(0.5))
    let projection = project(
      scenario(2019...2021, categories: [category("a", stock: [2019: 0], [.training: training])]))
    #expect(projection["a.training", 2020] == 10.5)
    #expect(projection["a.training", 2021] == 20.5)
  }

  @Test func `drivers follow their values or grow from the latest one`() {
    let given = Driver(id: "p", name: LocalizedText("p"), unit: .none, values: timePath([2019: 10, 2021: 14]))
    let growing = Driver(
      id: "q", name: LocalizedText("q"), unit: .none, values: timePath([2015: 100]), growth: number(-0.5))
    let projection = project(
      scenario(2017...2020, categories: [category("a", stock: [2017: 1])], drivers: [given, growing]))
    #expect((2017...2020).map { projection["p", $0] } == [10, 10, 10, 12])
    #expect((2017...2020).map { projection["q", $0] } == [25, 12.5, 6.25, 3.125])
  }

  @Test func `measures of every kind`() {
    let projection = project(
      scenario(
        2019...2021,
        categories: [
          category("a", stock: [2017: 80, 2019: 100], [.training: number(10)]), category("b", stock: [2019: 50]),
        ],
        measures: [
          measure("ratio", .ratio("all", "b", scale: 10)),  // named before its parts
          measure("all", sum(["a", "b"], coverage: path([2019: 1, 2021: 0.5]))),
          measure("fte", .sum([Measure.Term(id: "a", weight: 0.5)], coverage: nil)),
          measure("rest", .difference("a", "b")),
          measure("trained", .cumulative(["a.training"], from: 2021)),
          measure("gain", .change("a", from: 2019)), measure("since", .change("a", from: 2017)),
          measure("later", .change("a", from: 2020)),
        ]))
    #expect(projection["all", 2021] == 85)
    #expect(projection["ratio", 2021] == 17)
    #expect(projection["fte", 2020] == 55)
    #expect(projection["rest", 2020] == 60)
    #expect((2019...2021).map { projection["trained", $0] } == [0, 0, 10])
    #expect((2019...2021).map { projection["gain", $0] } == [0, 10, 20])
    #expect((2019...2021).map { projection["since", $0] } == [20, 30, 40])
    #expect((2019...2021).map { projection["later", $0] } == [nil, 0, 10])
  }

  @Test func `a quotient by zero has no value`() {
    let projection = project(
      scenario(
        2019...2020, categories: [category("a", stock: [2019: 1]), category("none", stock: [2019: 0])],
        measures: [measure("ratio", .ratio("a", "none", scale: 1))]))
    #expect(projection["ratio", 2020] == nil)
  }

  @Test func `exits that exceed the stock with certainty are a problem`() {
    let certain = scenario(
      0...1, categories: [category("a", stock: [0: 1], [.attrition: number(0.6), .outMigration: number(0.5)])])
    #expect(certain.modelProblems().map(\.code) == ["exits-exceed-stock"])
    let uncertain = ParameterValue(.distribution(.beta(mean: 0.6, sd: 0.1)))
    let possible = scenario(
      0...1, categories: [category("a", stock: [0: 1], [.attrition: uncertain, .outMigration: number(0.5)])])
    #expect(possible.modelProblems().isEmpty)
  }
}
