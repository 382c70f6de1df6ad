import Calibration
import Foundation
import Randomness
import StockFlow
import Testing

private let fit = FlowScenario.fit

/// A stock that falls toward its equilibrium with a fixed disturbance.
private let falling: [Year: Double] = {
  var stocks: [Year: Double] = [2008: 3000]
  var stock = 3000.0
  for year in 2009...2020 {
    stock = (stock * 0.9 + 60) * (1 + (year % 3 == 0 ? 0.006 : -0.003))
    stocks[year] = stock
  }
  return stocks
}()

struct FlowUncertaintyTests {
  // MARK: Histories

  @Test func `a rate with history is leavers over exposed`() throws {
    // 40 of 1000, 90 of 2000, 20 of 1000: the dispersion is that of Pearson's χ² = Σ (x − n·p)²/(n·p·(1 − p)).
    let stock: [Year: Double] = [2017: 1000, 2018: 2000, 2019: 1000, 2020: 1100]
    let history = FlowScenario.observed([2018: 0.04, 2019: 0.045, 2020: 0.02])
    let result = FlowScenario.scenario([FlowScenario.category("a", stock, [.attrition: history])]).calibrated()
    let rate = 150.0 / 4000
    let variance = rate * (1 - rate)
    let pearson =
      (pow(40 - 1000 * rate, 2) / 1000 + pow(90 - 2000 * rate, 2) / 2000 + pow(20 - 1000 * rate, 2) / 1000) / variance
    let error = (pearson / 2 * variance / 4000).squareRoot()
    let parameter = try #require(result.parameter("a.attrition"))
    #expect(pearson / 2 > 1)
    #expect(abs(parameter.estimate - rate) < 1e-15)
    #expect(abs(try #require(parameter.standardError) - error) < 1e-15)
    #expect(parameter.estimator == .pooledRate)
    guard case .distribution(.beta(let mean, let sd)) = result.scenario.categories[0].parameters[.attrition]?.base
    else {
      Issue.record("no beta distribution")
      return
    }
    #expect(mean == parameter.estimate && sd == parameter.standardError)
  }

  @Test func `exposure is counted in persons`() throws {
    func error(_ unit: PeopleUnit, _ stock: Double) throws -> Double {
      let category = FlowScenario.category(
        "a", [2017: stock], [.attrition: FlowScenario.observed([2018: 0.04, 2019: 0.04])])
      var scenario = FlowScenario.scenario([category], unit: unit)
      scenario.unit = unit
      return try #require(scenario.calibrated().parameter("a.attrition")?.standardError)
    }
    let tenThousand = PeopleUnit(name: "万人", counted: .person, factor: 10000)
    #expect(try abs(error(tenThousand, 2) - error(.persons, 20000)) < 1e-15)
  }

  @Test func `a rate nobody ever had is small, not certainly 0`() throws {
    let category = FlowScenario.category("a", [2017: 100], [.attrition: FlowScenario.observed([2018: 0, 2019: 0])])
    let result = FlowScenario.scenario([category]).calibrated()
    // Two years of 100 persons and half a person more: 0.5/201, drawn.
    let parameter = try #require(result.parameter("a.attrition"))
    #expect(abs(parameter.estimate - 0.5 / 201) < 1e-15)
    #expect(try #require(parameter.interval95).lowerBound > 0)
  }

  // MARK: Priors

  @Test func `a prior tells two exits apart and is not moved by what the data cannot say`() throws {
    let category = FlowScenario.category(
      "a", falling,
      [.attrition: fit, .outMigration: FlowScenario.fit(prior: 0.03, 0.005), .inMigration: FlowScenario.number(60)])
    let result = FlowScenario.scenario([category]).calibrated()
    #expect(!result.hasErrors)
    let prior = try #require(result.parameter("a.out_migration")?.prior)
    #expect(abs(prior.posteriorMean - 0.03) < 1e-9)
    #expect(prior.informationFromData < 1e-9)
    let attrition = try #require(result.parameter("a.attrition"))
    #expect(abs(attrition.estimate - 0.07) < 0.005)
    // What one exit takes the other leaves.
    #expect(result.fit.correlation[0][1] < -0.9)
    // The prior is all the uncertainty of the difference, so attrition has no smaller error.
    #expect(try #require(attrition.standardError) > 0.005)
  }

  @Test func `data and prior are weighed by their precision`() throws {
    func parameter(_ value: ParameterValue) throws -> FittedParameter {
      let category = FlowScenario.category(
        "a", falling, [.attrition: value, .inMigration: FlowScenario.number(60)], volatility: .number(0.01))
      return try #require(FlowScenario.scenario([category]).calibrated().parameter("a.attrition"))
    }
    let data = try parameter(fit)
    let error = try #require(data.standardError)
    let both = try parameter(FlowScenario.fit(prior: 0.12, error))
    // As precise as the data: the mean in the middle, the deviation smaller by √2, half of the information.
    // The small-sample correction, some hundredths of an error, is not quite linear.
    #expect(abs(both.estimate - (data.estimate + 0.12) / 2) < 0.1 * error)
    let movement = try #require(both.prior)
    #expect(abs(movement.posteriorDeviation / error - 0.5.squareRoot()) < 0.01)
    #expect(abs(movement.informationFromData - 0.5) < 0.01)
    #expect(movement.priorMean == 0.12)
  }

  @Test func `a prior beside a history combines with its mean`() throws {
    let value = ParameterValue(
      .fit(FitRequest(method: .auto, prior: .normal(mean: 5, sd: 1))),
      history: [(2018, 1.0), (2019, 2.0), (2020, 3.0)].map { TimePath.Point(year: $0.0, figure: Figure($0.1)) })
    let result = FlowScenario.scenario([FlowScenario.category("a", [2020: 2], [.training: value])]).calibrated()
    let parameter = try #require(result.parameter("a.training"))
    // Mean 2 with variance 1/3 against 5 with variance 1: weights 3 and 1.
    #expect(abs(parameter.estimate - 2.75) < 1e-14)
    #expect(abs(try #require(parameter.standardError) - 0.5) < 1e-14)
    #expect(abs(try #require(parameter.prior).informationFromData - 0.75) < 1e-14)
  }

  @Test func `a prior on growth combines with the drift`() throws {
    func growth(_ value: ParameterValue) throws -> FittedParameter {
      let category = FlowScenario.category("a", falling, [.growth: value])
      return try #require(FlowScenario.scenario([category]).calibrated().parameter("a.growth"))
    }
    let data = try growth(ParameterValue(.fit(FitRequest(method: .drift))))
    let error = try #require(data.standardError)
    let both = try growth(FlowScenario.fit(prior: 0, error))
    // On logs, so the middle and √2 only up to the size of the rates.
    #expect(abs(both.estimate - data.estimate / 2) < 0.1 * abs(data.estimate))
    #expect(abs(try #require(both.standardError) / error - 0.5.squareRoot()) < 0.05)
    #expect(abs(try #require(both.prior).informationFromData - 0.5) < 0.06)
    #expect(data.prior == nil)
  }

  @Test func `without any data the prior stands`() throws {
    let category = FlowScenario.category("a", [2020: 100], [.attrition: FlowScenario.fit(prior: 0.04, 0.01)])
    let result = FlowScenario.scenario([category]).calibrated()
    #expect(!result.hasErrors)
    #expect(result.parameter("a.attrition")?.estimator == .prior)
    #expect(
      result.scenario.categories[0].parameters[.attrition]?.base == .distribution(.normal(mean: 0.04, sd: 0.01)))
  }

  // MARK: Joint uncertainty

  @Test func `parameters estimated together are drawn together`() throws {
    let category = FlowScenario.category("a", falling, [.attrition: fit, .inMigration: fit])
    let result = FlowScenario.scenario([category]).calibrated()
    let r = result.fit.correlation[0][1]
    #expect(r > 0.9 && r < 1)
    let correlation = try #require(result.scenario.correlations.first)
    // Section 2 of the specification: r = 2·sin(πρ/6).
    #expect(abs(2 * sin(.pi * correlation.spearman / 6) - r) < 1e-14)
    #expect(
      Set([correlation.first, correlation.second])
        == [ParameterAddress("a", .attrition), ParameterAddress("a", .inMigration)])
  }

  @Test func `a correlation the planner wrote stays hers`() {
    let category = FlowScenario.category("a", falling, [.attrition: fit, .inMigration: fit])
    var scenario = FlowScenario.scenario([category])
    let own = Correlation(ParameterAddress("a", .inMigration), ParameterAddress("a", .attrition), spearman: 0.1)
    scenario.correlations = [own]
    #expect(scenario.calibrated().scenario.correlations == [own])
  }

  @Test func `a written volatility takes the place of the residuals`() throws {
    func error(_ sigma: Double) throws -> Double {
      let category = FlowScenario.category(
        "a", falling, [.attrition: fit, .inMigration: FlowScenario.number(60)], volatility: .number(sigma))
      return try #require(FlowScenario.scenario([category]).calibrated().parameter("a.attrition")?.standardError)
    }
    // But for the small-sample correction, which goes with σ².
    #expect(try abs(error(0.02) / error(0.01) - 2) < 0.01)
  }

  @Test func `rounded stocks widen the error when little else does`() throws {
    func error(_ lastDigit: Double) throws -> Double {
      let category = FlowScenario.category(
        "a", falling, [.attrition: fit, .inMigration: FlowScenario.number(60)], volatility: .number(1e-4),
        lastDigit: lastDigit)
      return try #require(FlowScenario.scenario([category]).calibrated().parameter("a.attrition")?.standardError)
    }
    #expect(try error(100) > 3 * error(0))
    // A person is nothing beside the noise of 3,000.
    #expect(try abs(error(0.01) / error(0) - 1) < 1e-3)
  }

  @Test func `the intake of a course is told by those who graduate`() throws {
    var stocks: [Year: Double] = [2008: 1000]
    var stock = 1000.0
    for year in 2009...2020 {
      stock = stock * 0.96 + 0.8 * 0.5 * 90
      stocks[year] = stock
    }
    var scenario = FlowScenario.scenario([
      FlowScenario.category("a", stocks, [.attrition: FlowScenario.number(0.04)])
    ])
    scenario.pipelines = [
      Pipeline(
        id: "school", name: LocalizedText("school"), unit: .persons, intake: fit, duration: 3,
        completion: FlowScenario.number(0.8), enters: [Pipeline.Entry(category: "a", share: 0.5)])
    ]
    #expect(abs(try #require(scenario.calibrated().parameter("school.intake")).estimate - 90) < 1e-9)
  }
}
