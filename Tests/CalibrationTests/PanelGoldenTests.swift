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
        [-0.008406459141604594, 0.0011055626774286859, 0.07046721335982539, 0.14451023091393775],
        [0.0030539826281276512, 0.009914083577313975, 0.05527041465739896, 0.09611151482392584],
        [-0.04756378276484177, -0.1807210657983465, 0.006382978982725882, 0.1971757481082138],
        [0.004931769590172679, 0.01925122636131344, 0.09840658072532808, 0.17375808685896127],
      ])
    #expect(estimate.posteriors.map(\.unusualYears) == [[], [], [2010], []])
  }

  @Test func `four series in two groups agree with the prototype`() {
    expect(
      Self.panel(groups: ["north", "north", "south", "south"]),
      [
        [-0.008087420447064335, 0.004912108598900495, 0.06874371790678946, 0.13470544993577804],
        [0.0030272937647568138, 0.010536121894755644, 0.054702486261683766, 0.09476938992141967],
        [-0.046647207374310246, -0.1829829824780396, 0.01005024234444702, 0.20442407921669165],
        [6.984939380904083e-05, -0.010446128929502871, 0.10037446008204864, 0.20774174611155594],
      ])
  }

  @Test func `a series alone agrees with the prototype`() {
    let alone = PanelEstimate([Self.history(Self.levels(20, drift: 0.02, noise: 0.03, pace: 0.7))])
    let growth = alone.posteriors[0].predictive(years: 3).cumulative(year: 3)
    let wanted = [
      -0.021706624823420655, 0.00652546314421887, 0.029391884667962272, 0.053905694160722134, 0.07926622210178821,
      0.10450869514832123, 0.13738676327000063,
    ]
    for (level, wanted) in zip([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], wanted) {
      #expect(abs(growth.quantile(level) - wanted) < 1e-6)
    }
  }
}
