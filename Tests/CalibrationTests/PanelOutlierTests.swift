import Calibration
import Foundation
import Testing

/// Wrong figures and shifts of the level.
struct PanelOutlierTests {
  /// 1.5 % a year with a ripple of 0.3 %.
  static func smooth(_ count: Int) -> [Double] {
    (0..<count).map { 9 + 0.015 * Double($0) + 0.002 * sin(Double($0 * $0)) }
  }

  static func alone(_ levels: [Double]) -> PanelPosterior {
    PanelEstimate([PanelGoldenTests.history(levels)]).posteriors[0]
  }

  static func quantiles(_ posterior: PanelPosterior) -> [Double] {
    let growth = posterior.predictive(years: 5).cumulative(year: 5)
    return [0.1, 0.5, 0.9].map { growth.quantile($0) }
  }

  @Test(arguments: [7, 11, 31], [2.5, 0.4])
  func `one wrong figure in a smooth series is survived`(count: Int, factor: Double) {
    let clean = Self.smooth(count)
    var wrong = clean
    wrong[count / 2] += log(factor)
    let (before, after) = (Self.alone(clean), Self.alone(wrong))
    #expect(after.unusualYears.contains(2000 + count / 2))
    #expect((0.5...2).contains(after.volatility / before.volatility))
    let (wanted, found) = (Self.quantiles(before), Self.quantiles(after))
    #expect(abs(found[1] - wanted[1]) < 0.005)
    #expect((0.5...2).contains((found[2] - found[0]) / (wanted[2] - wanted[0])))
  }

  @Test func `a wrong figure costs one observation and a shift one increment`() {
    var wrong = Self.smooth(21)
    wrong[8] += 0.5
    for index in 14..<21 { wrong[index] -= 0.4 }
    let posterior = Self.alone(wrong)
    #expect(posterior.unusualYears == [2008, 2014])
    #expect(posterior.effectiveObservations == 18)
  }

  @Test(arguments: [0, 1, 9, 10])
  func `a wrong figure at either end is survived`(index: Int) {
    let clean = Self.smooth(11)
    var wrong = clean
    wrong[index] += 0.5
    let (before, after) = (Self.alone(clean), Self.alone(wrong))
    // The last figure is where the forecast starts; the growth from it stays that of the years before.
    #expect(abs(Self.quantiles(after)[1] - Self.quantiles(before)[1]) < 0.01)
    #expect(after.volatility < 3 * before.volatility)
  }

  @Test func `four observations are taken as they are`() {
    #expect(Self.alone([9, 9.01, 9.9, 9.03]).unusualYears.isEmpty)
  }

  @Test func `ordinary walks have few unusual years`() {
    let found = (0..<100).reduce(0) { sum, number in
      let stream = DrawStream(seed: 3, key: "plain \(number)")
      let levels = (1..<20).reduce(into: [9.0]) { $0.append($0[$1 - 1] + 0.01 + 0.03 * stream.normal($1)) }
      return sum + Self.alone(levels).unusualYears.count
    }
    // A tenth of the series would have one by the rate of wrong figures; 1900 increments were searched.
    #expect(found < 25)
  }
}
