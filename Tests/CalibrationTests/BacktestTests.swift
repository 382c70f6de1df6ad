import Calibration
import Foundation
import StockFlow
import Testing

struct BacktestTests {
  private func scenario(_ stock: [Year: Double], breaks: [Year] = []) -> Scenario {
    var scenario = Scenario(id: "test", name: LocalizedText("test"), unit: .persons, horizon: 2010...2025)
    scenario.categories = [
      StockFlow.Category(
        id: "a", name: LocalizedText("a"), unit: .persons,
        observations: stock.map { .init(year: $0.key, value: ParameterValue(.number(Figure($0.value)))) },
        breaks: breaks,
        parameters: [
          .growth: ParameterValue(.fit(FitRequest(method: .drift))),
          .training: ParameterValue(
            .number(Figure(1)), history: [2011, 2014, 2019].map { .init(year: $0, figure: Figure(1)) }),
        ])
    ]
    scenario.targets = [Target(of: "a", year: 2025, comparison: .atLeast(Figure(1)))]
    return scenario
  }

  private let yearly = Dictionary(uniqueKeysWithValues: (2010...2020).map { ($0, 100 * exp(0.02 * Double($0 - 2010))) })

  @Test func `the last origins are those after which something was observed`() {
    #expect(Backtest(scenario(yearly), BacktestOptions(origins: 3)).allOrigins == [2017, 2018, 2019])
    #expect(Backtest(scenario(yearly), BacktestOptions(origins: 50)).allOrigins == Array(2012...2019))
    #expect(Backtest(scenario([2010: 1, 2015: 2, 2020: 3]), BacktestOptions()).allOrigins == [])
  }

  @Test func `what was observed later is not known at an origin`() throws {
    let past = Backtest(scenario(yearly), BacktestOptions()).scenario(at: 2017)
    #expect(past.horizon == 2017...2020)
    #expect(past.categories[0].observations.map(\.year) == Array(2010...2017))
    #expect(past.categories[0].parameters[.training]?.history.map(\.year) == [2011, 2014])
    #expect(past.targets.isEmpty)
  }

  @Test func `a change of definition ends what can be compared, and what can be learned`() {
    let test = Backtest(scenario(yearly, breaks: [2018]), BacktestOptions(origins: 50))
    // 2017 is followed by another level; 2018 and 2019 know too little of the new one.
    #expect(test.allOrigins == Array(2012...2016))
  }

  @Test func `scores count what happened inside the intervals`() {
    var test = Backtest(scenario(yearly), BacktestOptions(origins: 1, horizon: 1))
    test.judge(2019) { _, year in
      // Between 90 % and 110 % of the truth, evenly on logs.
      PredictiveLaw.levels.map { exp(0.02 * Double(year - 2010) + log(100) + 0.1 * (2 * $0 - 1)) }
    }
    #expect(test.score.points == 1)
    #expect(test.score.coverage50 == 1)
    // Rounding of exp and log.
    #expect(abs(test.score.meanAbsolutePercentageError ?? 1) < 1e-12)
    // ∫ 2ρ for a uniform law of width w at its middle is w/12; the hundredths miss it by 1e-4 of w.
    let expected = 0.2 / 12 / 0.02
    #expect(abs((test.score.rankedProbabilityScore ?? 0) - expected) < 2e-3 * expected)
    #expect(test.score.transformHistogram[5] + test.score.transformHistogram[4] == 1)
    #expect(test.forecasts.map(\.year) == [2020])
  }

  @Test func `intervals that seldom held are called too narrow`() {
    func record(hits: Int, of points: Int) -> TrackRecord {
      var test = Backtest(scenario(yearly), BacktestOptions(origins: 8, horizon: 1))
      for (index, origin) in test.allOrigins.prefix(points).enumerated() {
        test.judge(origin) { _, year in
          let miss = index < hits ? 0 : 1.0
          return PredictiveLaw.levels.map { exp(0.02 * Double(year - 2010) + log(100) + miss + 0.1 * (2 * $0 - 1)) }
        }
      }
      return TrackRecord(origins: test.judgedOrigins, score: test.score)
    }
    // P(X ≤ 3) = 0.010 and P(X ≤ 4) = 0.056 for 8 trials at 0.8.
    #expect(record(hits: 3, of: 8).isTooNarrow)
    #expect(!record(hits: 4, of: 8).isTooNarrow)
    #expect(record(hits: 3, of: 8).warning?.code == "intervals-too-narrow")
    #expect(record(hits: 8, of: 8).warning == nil)
  }
}
