import Calibration
import Foundation
import StockFlow
import Testing

/// Histories of stocks alone, 2,000 random walks with known drift from a fixed seed.
///
/// The bands are those of `FlowStudyTests`.
struct StocksOnlyStudyTests {
  private func histories(
    _ intervals: Int, spread: Double, fit method: FitRequest.Method, seed: UInt64
  ) -> (drifts: [Double], categories: [StockFlow.Category]) {
    var numbers = SimulatedNumbers(seed: seed)
    var drifts: [Double] = []
    let categories = (0..<FlowStudyTests.replicates).map { number in
      let drift = 0.02 + spread * numbers.normal()
      drifts.append(drift)
      var log = 0.0
      var stocks = [2020 - intervals: 1_000_000.0]
      for year in 2021 - intervals...2020 {
        log += drift + 0.02 * numbers.normal()
        stocks[year] = 1_000_000 * exp(log)
      }
      return FlowScenario.category(
        "c\(number)", stocks, [.growth: ParameterValue(.fit(FitRequest(method: method)))])
    }
    return (drifts, categories)
  }

  /// Share of intervals that hold the truth, and the mean error in its standard errors.
  private func study(
    _ drifts: [Double], _ parameters: [FittedParameter]
  ) throws -> (coverage: Double, bias: Double) {
    let growths = parameters.filter { $0.address.property == .growth }
    try #require(growths.count == drifts.count)
    var held = 0.0
    let errors = try zip(drifts, growths).map { drift, growth in
      let truth = expm1(drift + 0.0002)  // μ + σ²/2
      held += try #require(growth.interval95).contains(truth) ? 1 : 0
      return growth.estimate - truth
    }
    let count = Double(errors.count)
    let mean = errors.reduce(0, +) / count
    let variance = errors.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    return (held / count, mean / (variance / count).squareRoot())
  }

  @Test(arguments: [5, 10, 20]) func `the drift of a history alone`(intervals: Int) throws {
    let (drifts, categories) = histories(intervals, spread: 0, fit: .drift, seed: 31)
    let found = try study(drifts, FlowScenario.scenario(categories).calibrated().fit.parameters)
    #expect((0.93...0.97).contains(found.coverage), "\(found)")
    #expect(abs(found.bias) < 4, "\(found)")
  }

  @Test(arguments: [10, 20]) func `the drifts of histories that learn from each other`(intervals: Int) throws {
    let (drifts, categories) = histories(intervals, spread: 0.02, fit: .panel, seed: 32)
    let found = try study(drifts, FlowScenario.scenario(categories).calibrated().fit.parameters)
    #expect((0.93...0.97).contains(found.coverage), "\(found)")
    #expect(abs(found.bias) < 4, "\(found)")
  }
}
