import Calibration
import Foundation
import Testing

/// An independent implementation in Python (filter over all cells at once, quantiles by bisection) fitted the same four
/// series; the level of the third that is new in 2010 was told it as a variance of 10⁹ σ², which 1e-6 allows for. Both leave
/// out components below 1e-5; the filter here drops cells below e⁻²⁵ as well.
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
        [-0.008650337217621002, 0.0016291415484226035, 0.07006744674507367, 0.1420233282088419],
        [0.0029684877208739813, 0.008137731646119618, 0.05500365355215987, 0.0955012619919554],
        [-0.04181642676956662, -0.17740354713206422, 0.011518588043639734, 0.20395533592637688],
        [0.005179783323851164, 0.016986116441352672, 0.09832122295899355, 0.17596463565812342],
      ])
    #expect(estimate.posteriors.map(\.unusualYears) == [[], [], [2010], []])
  }

  @Test func `four series in two groups agree with the prototype`() {
    expect(
      Self.panel(groups: ["north", "north", "south", "south"]),
      [
        [-0.008355774127940679, 0.004304514819283149, 0.0685469769789465, 0.13442050884237527],
        [0.0032621846453383336, 0.010531618850756822, 0.05461423486646167, 0.09352704650567467],
        [-0.040459885620965405, -0.17218418627282062, 0.015936100985933024, 0.2077233396169018],
        [0.002370266922724972, -0.014500874863657351, 0.10081633604823051, 0.21150742429273595],
      ])
  }

  @Test func `a series alone agrees with the prototype`() {
    let alone = PanelEstimate([Self.history(Self.levels(20, drift: 0.02, noise: 0.03, pace: 0.7))])
    let growth = alone.posteriors[0].predictive(years: 3).cumulative(year: 3)
    let wanted = [
      -0.015392442389136608, 0.010435558000312008, 0.03127724546461218, 0.053598625368253855,
      0.07670305685857731, 0.09975485165116307, 0.12994563768792056,
    ]
    for (level, wanted) in zip([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975], wanted) {
      #expect(abs(growth.quantile(level) - wanted) < 1e-6)
    }
  }
}
