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

  @Test func `from every origin the whole horizon was observed, as far as enough is left to learn from`() {
    #expect(Backtest(scenario(yearly), BacktestOptions()).allOrigins == [2015])
    #expect(Backtest(scenario(yearly), BacktestOptions(horizon: 3)).allOrigins == [2015, 2016, 2017])
    #expect(Backtest(scenario(yearly), BacktestOptions(origins: 50, horizon: 1)).allOrigins == Array(2015...2019))
    let short = [2010: 1.0, 2012: 2, 2014: 3, 2016: 4, 2018: 5]
    #expect(Backtest(scenario(short), BacktestOptions()).allOrigins == [2014])
    #expect(Backtest(scenario([2010: 1, 2015: 2, 2020: 3]), BacktestOptions()).allOrigins == [])
  }

  @Test func `what was observed later is not known at an origin`() throws {
    let past = Backtest(scenario(yearly), BacktestOptions(horizon: 3)).scenario(at: 2017)
    #expect(past.horizon == 2017...2020)
    #expect(past.categories[0].observations.map(\.year) == Array(2010...2017))
    #expect(past.categories[0].parameters[.training]?.history.map(\.year) == [2011, 2014])
    #expect(past.targets.isEmpty)
  }

  @Test func `only one definition is learned from and compared`() {
    // Three years of the new one are too few; of the old one there are eight.
    let test = Backtest(scenario(yearly, breaks: [2018]), BacktestOptions(origins: 50, horizon: 1))
    #expect(test.allOrigins == [2015, 2016])
    let later = Backtest(scenario(yearly, breaks: [2014]), BacktestOptions(origins: 50, horizon: 1))
    #expect(later.allOrigins == [2019])
  }

  @Test func `scores count what happened inside the intervals`() {
    var test = Backtest(scenario(yearly), BacktestOptions(origins: 1, horizon: 1))
    let truth = 100 * exp(0.2)
    // Ten persons to either side of the truth, evenly.
    test.judge(2019) { _, _ in PredictiveLaw.levels.map { truth + 10 * (2 * $0 - 1) } }
    #expect(test.score.points == 1)
    #expect(test.score.coverage50 == 1)
    // Rounding of exp and log.
    #expect((test.score.meanAbsolutePercentageError ?? 1) < 1e-12)
    // ∫ 2ρ for a uniform law of width 20 at its middle is 20/12; the hundredths miss it by less than a thousandth. The
    // scale is the mean yearly change up to 2019.
    let scale = 100 * expm1(0.18) / 9
    let expected = 20.0 / 12 / scale
    #expect(abs((test.score.rankedProbabilityScore ?? 0) - expected) < 1e-3 * expected)
    #expect(test.score.transformHistogram[5] + test.score.transformHistogram[4] == 1)
    #expect(test.forecasts.map(\.year) == [2020])
  }

  @Test func `a category that nobody had counted yet is unknown to the past`() {
    var both = scenario(yearly)
    both.categories.append(
      StockFlow.Category(
        id: "late", name: LocalizedText("late"), unit: .persons,
        observations: [.init(year: 2019, value: ParameterValue(.number(Figure(5000))))]))
    both.transitions = [
      Transition(
        id: "move", name: LocalizedText("move"), from: "late", to: "a", rate: ParameterValue(.number(Figure(0.02))))
    ]
    let past = Backtest(both, BacktestOptions(horizon: 3)).scenario(at: 2017)
    #expect(past.categories.map(\.id) == ["a"])
    #expect(past.transitions.isEmpty)
  }

  @Test func `intervals that seldom held are called too narrow`() {
    func record(hits: Int, of points: Int) -> TrackRecord {
      let long = Dictionary(uniqueKeysWithValues: (2000...2020).map { ($0, 100 * exp(0.02 * Double($0 - 2010))) })
      var test = Backtest(scenario(long), BacktestOptions(origins: 8, horizon: 1))
      for (index, origin) in test.allOrigins.prefix(points).enumerated() {
        test.judge(origin) { _, year in
          let miss = index < hits ? 0 : 1.0
          return PredictiveLaw.levels.map { exp(0.02 * Double(year - 2010) + log(100) + miss + 0.1 * (2 * $0 - 1)) }
        }
      }
      return TrackRecord(test)
    }
    // P(X ≤ 3) = 0.010 and P(X ≤ 4) = 0.056 for 8 trials at 0.8.
    #expect(record(hits: 3, of: 8).isTooNarrow)
    #expect(!record(hits: 4, of: 8).isTooNarrow)
    #expect(record(hits: 3, of: 8).warning?.code == "intervals-too-narrow")
    #expect(record(hits: 8, of: 8).warning == nil)
  }
}
