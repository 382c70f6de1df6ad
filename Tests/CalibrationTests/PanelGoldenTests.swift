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
        [-0.008337845648459866, 0.003085825053515297, 0.07051903735163537, 0.14214579578728542],
        [0.0031528202647174595, 0.012820495643361046, 0.05519323205655148, 0.09379182975276065],
        [-0.047117795877427884, -0.16847188763290605, 0.006497458671815322, 0.18438312602498186],
        [0.005120076969608426, 0.024280708843744656, 0.09850203360480092, 0.16807286245199615],
      ])
    #expect(estimate.posteriors.map(\.unusualYears) == [[], [], [2010], []])
  }

  @Test func `four series in two groups agree with the prototype`() {
    expect(
      Self.panel(groups: ["north", "north", "south", "south"]),
      [
        [-0.00803248585392237, 0.006413282950403925, 0.06877286368499269, 0.13302729921209386],
        [0.0031168761595173865, 0.013143824996435481, 0.054635113200525776, 0.09268532686807796],
        [-0.046128770810114975, -0.16903656388481825, 0.01010346084500182, 0.19027163491849008],
        [0.00039843900951459375, -0.0023108788354114936, 0.1004961504582523, 0.19892388395537366],
      ])
  }

  @Test func `a series alone agrees with the prototype`() {
    let alone = PanelEstimate([Self.history(Self.levels(20, drift: 0.02, noise: 0.03, pace: 0.7))])
    let growth = alone.posteriors[0].predictive(years: 3).cumulative(year: 3)
    let wanted = [
      -0.019184164499791448, 0.007918803858559021, 0.030120086913469596, 0.054025370160947106, 0.07869428989727387,
      0.10298702179180783, 0.1340600759731232,
    ]
    for (level, wanted) in zip([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], wanted) {
      #expect(abs(growth.quantile(level) - wanted) < 1e-6)
    }
  }
}
