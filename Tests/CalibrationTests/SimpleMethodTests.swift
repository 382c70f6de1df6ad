import Calibration
import Foundation
import Testing

/// The simple methods against NumPy: least squares by `numpy.linalg.lstsq`, the formulas as in the sources named there.
struct SimpleMethodTests {
  static let logs = [100, 104, 107, 113, 115, 121, 124.0].map { log($0) }

  private func law(_ method: SimpleMethod, step: Int) throws -> LogForecast {
    try #require(method.forecast(Self.logs, steps: step))[step - 1]
  }

  @Test(arguments: [
    (SimpleMethod.lastValue, 2, log(124.0), 0.05421517233412182),
    (.drift, 2, 4.891985358810685, 0.02428391833882929 * (5.0 / 6).squareRoot()),
    (.linearTrend, 1, 4.861574100504524, 0.010279240743202913),
    (.linearTrend, 3, 4.934448152337589, 0.012234743677890866),
    (.greyModel, 1, 4.860413183691093, 0.008732625176714585),
    (.greyModel, 3, 4.932541939847921, 0.008732625176714585 * 3.0.squareRoot()),
  ])
  func `forecasts are those of NumPy`(method: SimpleMethod, step: Int, mean: Double, sd: Double) throws {
    let law = try law(method, step: step)
    // Two orthogonal factorisations of a small well-conditioned system.
    #expect(abs(law.mean - mean) < 1e-12)
    #expect(abs(law.deviation - sd) < 1e-12)
  }

  @Test func `damped Holt continues a straight line, ever more slowly`() throws {
    let line = (0..<12).map { 0.05 * Double($0) }
    let laws = try #require(SimpleMethod.dampedHolt.forecast(line, steps: 6))
    let means = laws.map(\.mean)
    let steps = zip(means, [line[11]] + means.dropLast()).map(-)
    #expect(steps.allSatisfy { $0 > 0 && $0 <= 0.05 })
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test(arguments: SimpleMethod.allCases)
  func `nothing is forecast from two values`(method: SimpleMethod) {
    #expect(method.forecast([1, 2], steps: 1) == nil)
  }
}
