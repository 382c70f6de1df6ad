import Calibration
import Foundation
import Testing

/// No history is refused, whatever its figures.
struct PanelSoundnessTests {
  typealias Observation = PanelHistory.Observation

  static func levels(_ levels: [Double], rounding: Double = 0, volatility: Double? = nil) -> PanelHistory {
    PanelHistory(
      observations: levels.enumerated().map { Observation(year: 2000 + $0, level: $1, rounding: rounding) },
      writtenVolatility: volatility)
  }

  static let ordinary = (0..<9).map { 5 + 0.02 * Double($0) + 0.01 * sin(Double(3 * $0)) }
  static let swinging = [-690.0, 709, -690, 709, 5, 5.02, -690, 709]

  static let wild: [PanelHistory] = [
    levels(swinging), levels(swinging, rounding: .infinity), levels(swinging, rounding: 1e200),
    levels(swinging, volatility: 0), levels(swinging, volatility: 1e300), levels(ordinary, rounding: .nan),
    levels(ordinary, rounding: -1), levels(ordinary, rounding: 1e-300), levels(ordinary, volatility: .nan),
    levels(ordinary, volatility: -.infinity), levels(ordinary, volatility: 0),
    levels([.nan, -.infinity, .infinity]), levels([.nan]), levels([5, .nan, 5.1, -.infinity, 5.2]),
    levels([1e300, -1e300, 1e300]), levels([-690, 709]), levels([709, 709, 709, 709, 709, -690]),
    PanelHistory(observations: [.init(year: 2000, level: 5), .init(year: 2000, level: 6)]),
    PanelHistory(observations: [.init(year: .min, level: 5), .init(year: .max, level: 6)], breaks: [.min, 3, .max]),
    PanelHistory(observations: [.init(year: 0, level: 5), .init(year: 1 << 40, level: 6)]),
  ]

  private func expectSound(_ posterior: PanelPosterior) {
    let predictive = posterior.predictive(years: 7)
    #expect(!predictive.components.isEmpty)
    #expect(abs(predictive.components.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
    let figures = predictive.components.flatMap { $0.mean + $0.factor.joined() }
    #expect(figures.allSatisfy { $0.isFinite })
    let growth = predictive.cumulative(year: 7)
    let quantiles = [0.025, 0.5, 0.975].map { growth.quantile($0) }
    #expect(quantiles.allSatisfy { $0.isFinite } && quantiles == quantiles.sorted())
    #expect([posterior.drift, posterior.driftDeviation, posterior.volatility].allSatisfy { $0.isFinite })
  }

  @Test(arguments: wild.indices) func `a history of impossible figures alone gives a finite forecast`(index: Int) {
    expectSound(PanelEstimate([Self.wild[index]]).posteriors[0])
  }

  @Test func `histories of impossible figures beside ordinary ones give finite forecasts`() {
    let estimate = PanelEstimate(Self.wild + [Self.levels(Self.ordinary)])
    #expect(estimate.posteriors.count == Self.wild.count + 1)
    estimate.posteriors.forEach(expectSound)
  }

  @Test func `what cannot be is put right`() {
    let history = PanelHistory(
      observations: [
        .init(year: 2001, level: 5, rounding: .infinity), .init(year: 2000, level: 4, rounding: 3),
        .init(year: 2001, level: 6), .init(year: 2002, level: .nan),
      ], writtenVolatility: .infinity)
    #expect(
      history.observations == [
        Observation(year: 2000, level: 4, rounding: 1), Observation(year: 2001, level: 6, rounding: 0),
      ])
    #expect(history.writtenVolatility == 1000)
    #expect(Self.levels([.nan]).observations == [Observation(year: 2000, level: 0, rounding: 1)])
  }

  @Test func `a written volatility of 0 leaves no noise`() {
    let posterior = PanelEstimate([Self.levels(Self.ordinary, volatility: 0)]).posteriors[0]
    #expect(posterior.volatility < 1.1e-6)
    let growth = posterior.predictive(years: 5).cumulative(year: 5)
    #expect(growth.quantile(0.975) - growth.quantile(0.025) < 1e-4)
    #expect(posterior.unusualYears.isEmpty)
  }

  @Test func `a longer horizon leaves the components of the first years as they are`() {
    for posterior in PanelGoldenTests.panel().posteriors {
      let (short, long) = (posterior.predictive(years: 3), posterior.predictive(years: 12))
      #expect(short.components.count == long.components.count)
      for (first, second) in zip(short.components, long.components) {
        #expect(first.weight == second.weight)
        #expect(first.mean == Array(second.mean.prefix(3)))
        #expect(first.factor == Array(second.factor.prefix(3)))
      }
    }
  }

  /// 200 walks each; the band is that of a fair forecast with a tenth to spare, three standard errors are 0.085.
  @Test(arguments: [8, 20], [0.003, 0.01, 0.03, 0.1])
  func `a series alone is told its own volatility`(count: Int, sigma: Double) {
    let inside = (0..<200).count { number in
      let stream = DrawStream(seed: 5, key: "alone \(number)")
      let levels = (1..<(count + 3)).reduce(into: [9.0]) { $0.append($0[$1 - 1] + 0.01 + sigma * stream.normal($1)) }
      let posterior = PanelOutlierTests.alone(Array(levels.prefix(count)))
      let growth = posterior.predictive(years: 3).cumulative(year: 3)
      return abs(growth.cumulativeProbability(levels[count + 2] - levels[count - 1]) - 0.5) < 0.4
    }
    #expect((0.70...0.95).contains(Double(inside) / 200))
  }
}
