import Calibration
import Foundation
import Testing

/// An independent implementation in Python (filter over all cells at once, quantiles by bisection) fitted the same four
/// series. Both leave out components below 1e-5; the filter here drops cells below e⁻²⁵ as well, so 1e-6 is allowed.
struct PanelGoldenTests {
  static func levels(_ count: Int, drift: Double, noise: Double, pace: Double, jump: Int? = nil) -> [Double] {
    var levels = [9.0]
    for year in 1..<count {
      let time = Double(year)
      levels.append(levels[year - 1] + drift + noise * sin(pace * time * time + time))
    }
    return levels.enumerated().map { index, level in index >= jump ?? count ? level + 0.3 : level }
  }

  static func history(_ levels: [Double], group: String? = nil) -> PanelHistory {
    PanelHistory(
      observations: levels.enumerated().map { PanelHistory.Observation(year: 2000 + $0, level: $1) }, group: group)
  }

  static func panel(groups: [String?] = [nil, nil, nil, nil]) -> PanelEstimate {
    PanelEstimate([
      history(levels(20, drift: 0.02, noise: 0.03, pace: 0.7), group: groups[0]),
      history(levels(12, drift: 0.01, noise: 0.01, pace: 1.3), group: groups[1]),
      history(levels(25, drift: -0.01, noise: 0.05, pace: 0.4, jump: 10), group: groups[2]),
      history(levels(6, drift: 0.03, noise: 0.02, pace: 2.1), group: groups[3]),
    ])
  }

  /// The 10 % quantile in year 1 and the 2.5 %, 50 % and 97.5 % quantiles in year 4.
  func quantiles(_ posterior: PanelPosterior) -> [Double] {
    let predictive = posterior.predictive(years: 4)
    let last = predictive.cumulative(year: 4)
    return [predictive.cumulative(year: 1).quantile(0.1)] + [0.025, 0.5, 0.975].map { last.quantile($0) }
  }

  func expect(_ estimate: PanelEstimate, _ golden: [[Double]]) {
    for (posterior, wanted) in zip(estimate.posteriors, golden) {
      for (found, wanted) in zip(quantiles(posterior), wanted) {
        #expect(abs(found - wanted) < 1e-6, "\(found) instead of \(wanted)")
      }
    }
  }

  @Test func `four series in one group agree with the prototype`() {
    let estimate = Self.panel()
    expect(
      estimate,
      [
        [-0.008488440763483013, 0.001135331486133608, 0.06913882657558915, 0.1416473664413607],
        [0.002806347046540255, 0.008873708855397913, 0.05229101054342836, 0.09156082085848123],
        [-0.04758163804166514, -0.17518219003740437, 0.003441383912044053, 0.18540303298943617],
        [0.005054145988924355, 0.0222654720498238, 0.09830240714714569, 0.16962006991716044],
      ])
    #expect(estimate.posteriors.map(\.unusualYears) == [[], [], [2010], []])
  }

  @Test func `four series in two groups agree with the prototype`() {
    expect(
      Self.panel(groups: ["north", "north", "south", "south"]),
      [
        [-0.008156943236370104, 0.004804702335816271, 0.06761005894150647, 0.13246445532696505],
        [0.002843695786567588, 0.009942632887650599, 0.052377121987561906, 0.09102932722786179],
        [-0.04676040557790109, -0.17768688074765632, 0.005727996311415536, 0.1903420907447506],
        [0.00032230442475225684, -0.004923377307213936, 0.1005733873410655, 0.20171718036634148],
      ])
  }

  @Test func `a series alone agrees with the prototype`() {
    let alone = PanelEstimate([Self.history(Self.levels(20, drift: 0.02, noise: 0.03, pace: 0.7))])
    let growth = alone.posteriors[0].predictive(years: 3).cumulative(year: 3)
    let wanted = [
      -0.019285000510709728, 0.008132385437290723, 0.03053219923136169, 0.054639002409519334, 0.07956127225960129,
      0.10421134798507184, 0.13593772887446032,
    ]
    for (level, wanted) in zip([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], wanted) {
      #expect(abs(growth.quantile(level) - wanted) < 1e-6)
    }
  }
}
