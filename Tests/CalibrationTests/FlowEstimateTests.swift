import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

/// Stocks from 2010 to 2020 that follow the balance with known rates and a fixed disturbance, relative to the stock.
private func stocks(
  from first: Double, attrition: Double, training: Double, disturbance: Double = 0
) -> [Year: Double] {
  let signs: [Double] = [1, -1, -1, 1, 1, 1, -1, -1, 1, -1]
  var stocks: [Year: Double] = [2010: first]
  var stock = first
  for (index, sign) in signs.enumerated() {
    stock = (stock * (1 - attrition) + training) * (1 + sign * disturbance)
    stocks[2011 + index] = stock
  }
  return stocks
}

private let fit = FlowScenario.fit

private func only(_ parameters: [ParameterAddress.Property: ParameterValue], _ stock: [Year: Double]) -> Scenario {
  FlowScenario.scenario([FlowScenario.category("skilled", stock, parameters)])
}

struct FlowEstimateTests {
  @Test func `rates that made the history are found again`() throws {
    var now = [1000.0, 200, 50]
    var stocks = now.map { [2012: $0] }
    for year in 2013...2020 {
      now = [now[0] * (1 - 0.15 - 0.05) + 120, now[1] * (1 - 0.1) + 0.15 * now[0], now[2] * (1 - 0.02) + 0.1 * now[1]]
      for index in 0..<3 { stocks[index][year] = now[index] }
    }
    let result = FlowScenario.scenario(
      [
        FlowScenario.category("a", stocks[0], [.attrition: fit, .training: FlowScenario.number(120)]),
        FlowScenario.category("b", stocks[1], [:]), FlowScenario.category("c", stocks[2], [.attrition: fit]),
      ], [FlowScenario.transition("up1", "a", "b", fit), FlowScenario.transition("up2", "b", "c", fit)]
    ).calibrated()
    #expect(!result.hasErrors)
    // Exact data of a condition below 100, but for rounding.
    for (name, rate) in ["up1.rate": 0.15, "up2.rate": 0.1, "a.attrition": 0.05, "c.attrition": 0.02] {
      #expect(abs(try #require(result.parameter(name)).estimate - rate) < 1e-9)
    }
    let diagnostic = try #require(result.fit.flows.first)
    #expect(diagnostic.rank == 4)
    #expect(diagnostic.residuals.count == 24)
    #expect(diagnostic.conditionNumber < 100)
  }

  @Test func `a single attrition is the weighted mean of the yearly losses with its t interval`() throws {
    let stock = stocks(from: 1000, attrition: 0.05, training: 50, disturbance: 0.01)
    let parameter = try #require(
      only([.attrition: fit, .training: FlowScenario.number(50)], stock).calibrated().parameter("skilled.attrition"))
    // At rest every weight is the same, and so are opening and closing stock up to 1 %.
    let losses = (2011...2020).map { year in
      let (before, after) = (stock[year - 1] ?? 0, stock[year] ?? 0)
      return 1 - (after - 50) / before
    }
    let mean = losses.reduce(0, +) / 10
    #expect(abs(parameter.estimate - mean) < 1e-4)
    let error = try #require(parameter.standardError)
    let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(error / (squares / 9 / 10).squareRoot() - 1) < 0.02)
    // scipy.stats.t.ppf(0.975, 9); Hill's approximation holds six digits.
    let interval = try #require(parameter.interval95)
    #expect(abs((interval.upperBound - parameter.estimate) / error - 2.2621571627409915) < 1e-5)
    #expect(parameter.observations == 10)
    #expect(parameter.estimator == .balance)
  }

  @Test func `a gap counts every year on the line through the logs`() throws {
    // 10 % a year lead from 100 to 81 in two years: the opening stocks are 100 and 90.
    let stock: [Year: Double] = [2014: 100 / 0.81, 2016: 100, 2018: 81, 2020: 65.61]
    let result = only([.attrition: fit], stock).calibrated()
    #expect(abs(try #require(result.parameter("skilled.attrition")).estimate - 0.1) < 1e-12)
  }

  @Test func `observations after the start are not used`() {
    var later = stocks(from: 1000, attrition: 0.05, training: 60)
    let before = only([.attrition: fit, .training: FlowScenario.number(60)], later).calibrated()
    later[2022] = 5000
    let after = only([.attrition: fit, .training: FlowScenario.number(60)], later).calibrated()
    #expect(before.fit == after.fit)
  }

  @Test func `a block is estimated as if it stood alone`() {
    let a = FlowScenario.category(
      "a", stocks(from: 1000, attrition: 0.05, training: 60, disturbance: 0.01),
      [.attrition: fit, .training: FlowScenario.number(60)])
    let b = FlowScenario.category(
      "b", stocks(from: 300, attrition: 0.2, training: 10, disturbance: 0.03),
      [.outMigration: fit, .training: FlowScenario.number(10)])
    let both = FlowScenario.scenario([a, b]).calibrated().fit.parameters
    #expect(both == [a, b].flatMap { FlowScenario.scenario([$0]).calibrated().fit.parameters })
  }

  // MARK: Bounds

  @Test func `a rate the data would make negative is held at zero with a one-sided interval`() throws {
    let stock = stocks(from: 1000, attrition: -0.005, training: 50, disturbance: 0.01)
    let result = only([.attrition: fit, .training: FlowScenario.number(50)], stock).calibrated()
    let parameter = try #require(result.parameter("skilled.attrition"))
    #expect(parameter.estimate == 0)
    #expect(parameter.standardError == nil)
    let interval = try #require(parameter.interval95)
    #expect(interval.lowerBound == 0 && interval.upperBound > 0 && interval.upperBound < 0.05)
    #expect(result.scenario.categories[0].parameters[.attrition]?.base == .number(Figure(0)))
    #expect(result.fit.flows[0].held == [ParameterAddress("skilled", .attrition)])
  }

  @Test func `exits never exceed the stock`() throws {
    // Only 50 of 1000 people remain each year though 20 % are known to leave: 95 % would have to be explained.
    let stock: [Year: Double] = [2015: 10000, 2016: 1100, 2017: 160, 2018: 60, 2019: 52, 2020: 50]
    let result = only(
      [.attrition: fit, .outMigration: FlowScenario.number(0.2), .training: FlowScenario.number(45)], stock
    ).calibrated()
    let parameter = try #require(result.parameter("skilled.attrition"))
    #expect(parameter.estimate <= 0.8)
    #expect(try #require(parameter.interval95).upperBound <= 0.8)
  }

  // MARK: What the data cannot tell

  @Test func `two exits of one category cannot be told apart`() throws {
    let stock = stocks(from: 1000, attrition: 0.05, training: 60, disturbance: 0.01)
    let result = only([.attrition: fit, .outMigration: fit, .training: FlowScenario.number(60)], stock).calibrated()
    #expect(result.problems.map(\.code) == ["fit-not-distinguishable"])
    let problem = try #require(result.problems.first)
    #expect(
      problem.message(.en) == "skilled.out_migration and skilled.attrition cannot be told apart from these data")
    #expect(problem.message(.zh) == "仅凭这些数据无法区分 skilled.out_migration 与 skilled.attrition")
    #expect(problem.help?(.en) == "write one of them as an assumption, or give it a history: or a prior:")
    #expect(result.scenario.categories[0].parameters[.attrition]?.base == .number(Figure(0)))
  }

  @Test func `only what cannot be told apart is named`() throws {
    let a = stocks(from: 1000, attrition: 0.15, training: 120, disturbance: 0.004)
    let b = stocks(from: 400, attrition: 0.02, training: 30, disturbance: 0.006)
    let result = FlowScenario.scenario(
      [
        FlowScenario.category("a", a, [.attrition: fit, .outMigration: fit, .training: FlowScenario.number(120)]),
        FlowScenario.category("b", b, [.attrition: fit]),
      ], [FlowScenario.transition("up", "a", "b", fit)]
    ).calibrated()
    #expect(
      result.problems.map { $0.message(.en) } == [
        "a.out_migration and a.attrition cannot be told apart from these data"
      ])
  }

  @Test func `growth beside attrition is the same to the stocks`() {
    let stock = stocks(from: 1000, attrition: 0.05, training: 60, disturbance: 0.01)
    let result = only([.growth: fit, .attrition: fit, .training: FlowScenario.number(60)], stock).calibrated()
    #expect(
      result.problems.first?.message(.en)
        == "skilled.attrition and skilled.growth cannot be told apart from these data")
  }

  @Test func `growth beside arrivals is told by how the stock moves`() throws {
    let stock = stocks(from: 3000, attrition: 0.1, training: 60, disturbance: 0.004)
    let result = only([.growth: fit, .inMigration: fit], stock).calibrated()
    #expect(!result.hasErrors)
    let growth = try #require(result.parameter("skilled.growth"))
    let arrivals = try #require(result.parameter("skilled.in_migration"))
    #expect(abs(growth.estimate + 0.1) < 3 * (growth.standardError ?? 0))
    #expect(abs(arrivals.estimate - 60) < 3 * (arrivals.standardError ?? 0))
    // The more arrive, the faster the others must have gone.
    #expect(result.fit.correlation[0][1] < -0.9)
    #expect(result.scenario.correlations.count == 1)
  }

  @Test func `transitions need six observed years`() {
    func scenario(_ years: ClosedRange<Year>) -> Scenario {
      let all = stocks(from: 1000, attrition: 0.15, training: 120, disturbance: 0.004)
      let some = all.filter { years.contains($0.key) }
      return FlowScenario.scenario(
        [
          FlowScenario.category("a", some, [.training: FlowScenario.number(120)]),
          FlowScenario.category("b", some.mapValues { 0.5 * $0 }, [.attrition: fit]),
        ], [FlowScenario.transition("up", "a", "b", fit)])
    }
    #expect(scenario(2016...2020).calibrated().problems.map(\.code) == ["fit-too-few-years"])
    // Only that the noise of the balance is no part of the projection unless asked for.
    #expect(scenario(2015...2020).calibrated().problems.allSatisfy { $0.code == "fit-noise-left-out" })
  }

  @Test func `too few intervals, or a history that comes too late, say what to add`() {
    let two = only([.attrition: fit], [2018: 100, 2020: 90]).calibrated()
    #expect(two.problems.map(\.code) == ["fit-too-few-intervals"])
    #expect(
      two.problems.first?.message(.en)
        == "skilled.attrition cannot be fitted: 1 observed interval, at least 2 are needed")
    let late = only([.attrition: FlowScenario.observed([2022: 0.05])], [2018: 100, 2020: 90]).calibrated()
    #expect(late.problems.map(\.code) == ["fit-history-after-start"])
    let alone = only([.attrition: fit], [2020: 90]).calibrated()
    #expect(alone.problems.map(\.code) == ["fit-without-history"])
  }

  @Test func `a stock of nobody says nothing`() {
    let empty = Dictionary(uniqueKeysWithValues: (2010...2020).map { ($0, 0.0) })
    let result = only([.attrition: fit], empty).calibrated()
    #expect(result.problems.map(\.code) == ["fit-without-effect"])
  }

  @Test func `exact data give a number instead of a distribution`() throws {
    let stock = stocks(from: 1000, attrition: 0.05, training: 60)
    let result = only([.attrition: fit, .training: FlowScenario.number(60)], stock).calibrated()
    guard case .number(let figure) = result.scenario.categories[0].parameters[.attrition]?.base else {
      Issue.record("no number")
      return
    }
    #expect(abs(figure.value - 0.05) < 1e-12)
  }

  @Test func `data that hardly restrict a rate are named`() {
    // Two exits of one category, told apart only by a loose prior: 0 to all of the exits are possible.
    let stock = stocks(from: 1000, attrition: 0.05, training: 60, disturbance: 0.01)
    let result = only(
      [
        .attrition: FlowScenario.fit, .growth: FlowScenario.fit(prior: 0.5, 2),
        .training: FlowScenario.number(60),
      ], stock
    ).calibrated()
    #expect(result.problems.map(\.code) == ["fit-uninformative"])
    #expect(!result.hasErrors)
  }
}
