import StockFlow
import Testing

struct ContributionTests {
  let projection = project(
    scenario(
      2019...2025,
      categories: [
        category(
          "a", stock: [2019: 100],
          [.growth: number(0.02), .training: path([2020: 5, 2025: 9]), .attrition: number(0.04)]),
        category("b", stock: [2019: 40], [.growth: number(-1.5), .inMigration: number(3)]),
        category("late", stock: [2021: 7], [.outMigration: number(0.1)]),
      ], transitions: [transition("up", "a", "b", number(0.05))],
      drivers: [
        Driver(id: "people", name: LocalizedText("people"), unit: .none, values: timePath([2019: 500, 2025: 530]))
      ],
      measures: [
        measure("all", sum(["a", "b"], coverage: path([2019: 0.9, 2025: 0.95]))),
        measure("density", .ratio("all", "people", scale: 1000)),
        measure("share", .ratio("b", "all", scale: 1)),
        measure("rest", .difference("all", "b")),
        measure("trained", .cumulative(["a.training", "up.rate"], from: 2021)),
        measure("gain", .change("density", from: 2020)),
        measure(
          "withLate", .sum([Measure.Term(id: "late", weight: 2), Measure.Term(id: "all", weight: -0.5)], coverage: nil)),
      ]))

  @Test(arguments: [
    "a", "b", "late", "people", "all", "density", "share", "rest", "trained", "gain", "withLate", "a.training",
  ])
  func `contributions add up to the change since the baseline`(name: String) throws {
    let series = try #require(projection.model.series(named: name))
    for year in 2022...2025 {
      let baseline = try #require(projection.value(of: series, in: projection.model.baselineYear(of: series)))
      let value = try #require(projection.value(of: series, in: year))
      let contributions = try #require(projection.contributions(to: series, in: year))
      // A few dozen additions of numbers near 100.
      #expect(abs(contributions.total - (value - baseline)) <= 1e-11)
    }
  }

  @Test func `a transition inside a sum contributes nothing`() throws {
    let series = try #require(projection.model.series(named: "all"))
    let names = try #require(projection.contributions(to: series, in: 2025)).shares.map(\.name)
    #expect(!names.contains("up.rate"))
    #expect(names.contains("all.coverage"))
    #expect(names.contains("floor"))
  }

  @Test func `exits are negative and a driver stands under its own name`() throws {
    let series = try #require(projection.model.series(named: "density"))
    let shares = try #require(projection.contributions(to: series, in: 2025)).shares
    #expect(try #require(shares.first { $0.name == "a.attrition" }).amount < 0)
    #expect(try #require(shares.first { $0.name == "people" }).amount < 0)
  }

  @Test func `two players share a product as Shapley does`() throws {
    let all = try #require(projection.model.series(named: "all"))
    let shares = try #require(projection.contributions(to: all, in: 2025)).shares
    let a0 = try #require(projection["a", 2019]) + (try #require(projection["b", 2019]))
    let a1 = try #require(projection["a", 2025]) + (try #require(projection["b", 2025]))
    let coverage = try #require(shares.first { $0.name == "all.coverage" }).amount
    #expect(isClose(coverage, (a0 + a1) / 2 * (0.95 - 0.9)))
  }
}
