import Ensembles
import Foundation
import Randomness
import StockFlow
import Testing

/// A growth that moves from year to year.
struct TrendTests {
  static let trend = GrowthTrend(
    start: 2020,
    courses: [
      .init(weight: 0.25, mean: [-0.02, -0.01, 0], factor: [[0.01], [0.002, 0.01], [0.003, 0.002, 0.01]]),
      .init(weight: 0.75, mean: [0.03, 0.03, 0.02], factor: [[0.03], [0.01, 0.03], [0.02, 0.01, 0.03]]),
    ])

  func model(_ parameters: [ParameterAddress.Property: ParameterValue] = [:]) -> Scenario {
    var all = parameters
    all[.growth] = all[.growth] ?? ParameterValue(.trend(Self.trend))
    return scenario(2020...2023, [category("a", stock: [2020: 100], all)])
  }

  /// Φ((ln x − m)/s), weighted over the courses.
  private func probability(below x: Double, year: Int) -> Double {
    Self.trend.courses.reduce(0) { sum, course in
      let (mean, variance) = course.cumulative[year]
      return sum + course.weight * 0.5 * erfc(-(log(x / 100) - mean) / (2 * variance).squareRoot())
    }
  }

  @Test func `paths follow the mixture of courses`() throws {
    let paths = 200_000
    let answer = try simulated(model(), options(paths))
    for step in 0..<3 {
      let summary = answer.series[0].years[step + 1]
      for (level, quantile) in zip(answer.levels, summary.quantiles) {
        let value = try #require(quantile)
        // Five standard errors of a proportion.
        let error = 5 * (level * (1 - level) / Double(paths)).squareRoot()
        #expect(abs(probability(below: value, year: step) - level) < error)
      }
      let expected = 100 * exp(Self.trend.central.prefix(step + 1).reduce(0, +))
      let mean = try #require(summary.mean)
      let deviation = try #require(summary.standardDeviation)
      #expect(abs(mean - expected) < 5 * deviation / Double(paths).squareRoot())
    }
  }

  @Test func `the central projection is the expectation`() throws {
    let central = CentralProjection(CompiledModel(model()))
    let expected = Self.trend.courses.reduce(0) { sum, course in
      let (mean, variance) = course.cumulative[2]
      return sum + course.weight * exp(mean + variance / 2)
    }
    let series = try #require(central.model.series(named: "a"))
    let value = try #require(central.value(of: series, in: 2023))
    // Some roundings.
    #expect(abs(value - 100 * expected) < 1e-10)
  }

  @Test(arguments: [1, 2, 3, 16])
  func `threads change no byte`(threads: Int) throws {
    let one = try simulated(model(), options(5_000, threads: 1))
    let many = try simulated(model(), options(5_000, threads: threads))
    #expect(one == many)
  }

  @Test func `a trend beside other flows takes its share of the opening stock`() throws {
    let certain = GrowthTrend(start: 2020, courses: [.init(weight: 1, mean: [0.1, 0.2], factor: [[0], [0, 0]])])
    let flows: [ParameterAddress.Property: ParameterValue] = [
      .growth: ParameterValue(.trend(certain)), .attrition: number(0.05), .training: number(3),
    ]
    let answer = try simulated(
      scenario(2020...2022, [category("a", stock: [2020: 100], flows)]), options(64))
    let first = 100 * (exp(0.1) - 0.05) + 3
    let second = first * (exp(0.2) - 0.05) + 3
    let mean = try #require(answer.series[0].years[2].mean)
    #expect(abs(mean - second) < 1e-10)
  }

  @Test func `noise correlations hold between trends`() throws {
    let course = GrowthTrend(start: 2020, courses: [.init(weight: 1, mean: [0], factor: [[0.1]])])
    let growth: [ParameterAddress.Property: ParameterValue] = [.growth: ParameterValue(.trend(course))]
    var pair = scenario(
      2020...2021, [category("a", stock: [2020: 1], growth), category("b", stock: [2020: 1], growth)])
    pair.measures = [
      Measure(
        id: "gap", name: LocalizedText("gap"), unit: .none, formula: .difference("a", "b"))
    ]
    pair.correlations = [
      Correlation(
        ParameterAddress("a", .volatility), ParameterAddress("b", .volatility), spearman: 1)
    ]
    let gap = try #require(try simulated(pair, options(2_000)).series.last?.years.last)
    // The same scores but for the rounding of a factor of a singular correlation.
    #expect(try #require(gap.standardDeviation) < 1e-6)
  }

  @Test func `times multiplies every year's growth`() throws {
    let certain = GrowthTrend(start: 2020, courses: [.init(weight: 1, mean: [0.1, 0.2], factor: [[0], [0, 0]])])
    let growth = ParameterValue(.trend(certain), times: .number(0.5))
    let answer = try simulated(
      scenario(2020...2022, [category("a", stock: [2020: 100], [.growth: growth])]), options(64))
    let expected = 100 * (1 + 0.5 * expm1(0.1)) * (1 + 0.5 * expm1(0.2))
    #expect(abs(try #require(answer.series[0].years[2].mean) - expected) < 1e-10)
  }
}
