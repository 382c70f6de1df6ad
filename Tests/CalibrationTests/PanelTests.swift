import Calibration
import Foundation
import Testing

struct PanelTests {
  func history(_ stocks: [Int: Double], breaks: [Int] = [], volatility: Double? = nil, rounding: Double = 0)
    -> PanelHistory
  {
    PanelHistory(
      observations: stocks.map { .init(year: $0.key, level: log($0.value), rounding: rounding) }, breaks: breaks,
      writtenVolatility: volatility)
  }

  func alone(_ history: PanelHistory) -> PanelPosterior { PanelEstimate([history]).posteriors[0] }

  /// n yearly log levels of a random walk with drift.
  func walk(_ count: Int, drift: Double, sigma: Double, key: String) -> [Double] {
    let stream = DrawStream(seed: 7, key: key)
    var levels = [10.0]
    for year in 1..<count { levels.append(levels[year - 1] + drift + sigma * stream.normal(year)) }
    return levels
  }

  @Test(arguments: [1, 2, 3])
  func `a handful of observations gives a finite, widening predictive`(count: Int) {
    let stocks = [2018: 100.0, 2019: 103.0, 2020: 104.0].filter { $0.key > 2020 - count }
    let predictive = alone(history(stocks)).predictive(years: 8)
    let widths = (1...8).map { year in
      let growth = predictive.cumulative(year: year)
      return growth.quantile(0.9) - growth.quantile(0.1)
    }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 })
    #expect(widths.allSatisfy { $0.isFinite && $0 > 0 && $0 < 2 })
  }

  @Test func `a single observation leaves the stated prior`() {
    let posterior = alone(history([2020: 100]))
    #expect(abs(posterior.drift - PanelPopulation.stated.driftMean) < 1e-12)
    #expect(abs(posterior.shrinkage - 1) < 1e-12)
    #expect(posterior.effectiveObservations == 0)
  }

  @Test func `constant stocks do not break the estimate`() {
    let posterior = alone(history(Dictionary(uniqueKeysWithValues: (2005...2020).map { ($0, 500.0) })))
    let growth = posterior.predictive(years: 5).cumulative(year: 5)
    #expect(abs(growth.mean) < 0.01)
    #expect(growth.standardDeviation > 0 && growth.standardDeviation < 0.02)
  }

  @Test func `a gap carries the growth of its years`() {
    var stocks = Dictionary(uniqueKeysWithValues: (2000...2020).map { ($0, 100 * exp(0.03 * Double($0 - 2000))) })
    for year in [2005, 2006, 2013] { stocks[year] = nil }
    let posterior = alone(history(stocks))
    // The smallest volatility of the grid leaves a drift uncertain by some 1e-4.
    #expect(abs(posterior.drift - 0.03) < 1e-3)
    #expect(posterior.effectiveObservations == 17)
    #expect(posterior.unusualYears.isEmpty)
  }

  @Test func `an unusual year is named and moves the drift little`() {
    let clean = walk(21, drift: 0.02, sigma: 0.02, key: "clean")
    let jumped = clean.enumerated().map { $0.offset >= 12 ? $0.element + 0.4 : $0.element }
    let before = alone(PanelGoldenTests.history(clean))
    let after = alone(PanelGoldenTests.history(jumped))
    #expect(after.unusualYears == [2012])
    // The plain mean of the increments moves by 0.4 / 20 = 0.02.
    #expect(abs(after.drift - before.drift) < 0.01)
    #expect(after.effectiveObservations < 20)
  }

  @Test func `a stated break takes the jump out of growth and noise`() {
    let clean = walk(21, drift: 0.02, sigma: 0.02, key: "clean")
    let jumped = clean.enumerated().map { $0.offset >= 12 ? $0.element + 0.4 : $0.element }
    let observations = jumped.enumerated().map { PanelHistory.Observation(year: 2000 + $0, level: $1) }
    let posterior = alone(PanelHistory(observations: observations, breaks: [2012]))
    let before = alone(PanelGoldenTests.history(clean))
    #expect(posterior.unusualYears.isEmpty)
    #expect(posterior.effectiveObservations == 19)
    // One of twenty increments is not used.
    #expect(abs(posterior.drift - before.drift) < 0.003)
    #expect(abs(posterior.volatility / before.volatility - 1) < 0.15)
  }

  @Test func `at most a fifth of the increments is unusual`() {
    let wild = (0..<21).map { (year: Int) -> Double in (year.isMultiple(of: 3) ? 9.5 : 9) + 0.01 * Double(year) }
    #expect(alone(PanelGoldenTests.history(wild)).unusualYears.count <= 4)
  }

  @Test func `a written volatility is kept`() {
    let stocks = Dictionary(uniqueKeysWithValues: (2010...2020).map { ($0, 100 * exp(0.02 * Double($0 - 2010))) })
    #expect(abs(alone(history(stocks, volatility: 0.05)).volatility - 0.05) < 1e-15)
  }

  @Test func `extreme histories stay finite`() {
    #expect(PanelEstimate([]).posteriors.isEmpty)
    let growing = [2010: 100.0, 2011: 103, 2012: 105, 2013: 1e9, 2014: 2, 2015: 3, 2020: 3]
    let histories = [
      history(growing), history(growing, volatility: 0), history([2010: 5, 2020: 6], breaks: [2015]),
      history([1900: 1, 2020: 1e12]),
    ]
    for posterior in PanelEstimate(histories).posteriors + histories.map(alone) {
      let growth = posterior.predictive(years: 30).cumulative(year: 30)
      #expect(growth.quantile(0.05).isFinite && growth.quantile(0.05) <= growth.quantile(0.95))
      #expect(posterior.volatility > 0 && posterior.drift.isFinite && (0...1.000001).contains(posterior.shrinkage))
    }
  }

  @Test func `rounding takes the place of noise`() {
    let exact = [100.0, 103.4, 104.6, 108.7, 111.2, 115.1, 117.9, 121.3, 126.0, 128.8]
    let stocks = Dictionary(uniqueKeysWithValues: exact.enumerated().map { (2010 + $0, ($1 / 5).rounded() * 5) })
    let rounded = alone(history(stocks, rounding: 5 / (115 * 12.0.squareRoot())))
    #expect(rounded.volatility < alone(history(stocks)).volatility)
  }

  @Test func `a short history borrows the drift of its group`() {
    let long = (0..<8).map { PanelGoldenTests.history(walk(30, drift: 0.05, sigma: 0.02, key: "long \($0)")) }
    let short = PanelGoldenTests.history(walk(4, drift: 0.05, sigma: 0.06, key: "short"))
    let together = PanelEstimate(long + [short])
    #expect(abs(together.posteriors[8].drift - 0.05) < abs(alone(short).drift - 0.05))
    #expect(together.posteriors[8].shrinkage > together.posteriors[0].shrinkage)
    #expect(abs(together.groups[0].typical.driftMean - 0.05) < 0.01)
  }

  @Test func `components are ordered, weigh one and stay few`() {
    let predictive = PanelGoldenTests.panel().posteriors[3].predictive(years: 6)
    let starts = predictive.components.map { $0.mean[0] }
    #expect(starts == starts.sorted())
    #expect(abs(predictive.components.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    #expect(predictive.components.count <= 200)
  }

  @Test func `the factor carries the spread of the cumulative growth`() {
    let predictive = PanelGoldenTests.panel().posteriors[0].predictive(years: 3)
    for (component, part) in zip(predictive.components, predictive.cumulative(year: 3).parts) {
      var variance = 0.0
      for first in 0..<3 { for second in 0..<3 { variance += component.covariance(first, second) } }
      #expect(abs(part.deviation * part.deviation - variance) < 1e-14)
    }
  }

  @Test func `shorter horizons are the beginning of longer ones`() {
    let posterior = PanelGoldenTests.panel().posteriors[2]
    let short = posterior.predictive(years: 2).cumulative(year: 2)
    let long = posterior.predictive(years: 9).cumulative(year: 2)
    for level in [0.1, 0.5, 0.9] { #expect(abs(short.quantile(level) - long.quantile(level)) < 1e-12) }
  }

  @Test func `the order of the histories does not matter`() {
    let histories = (0..<5).map { PanelGoldenTests.history(walk(15, drift: 0.01, sigma: 0.03, key: "order \($0)")) }
    let forward = PanelEstimate(histories).posteriors
    let backward = PanelEstimate(histories.reversed()).posteriors.reversed()
    // Sums in another order.
    for (first, second) in zip(forward, backward) { #expect(abs(first.drift - second.drift) < 1e-12) }
  }

  @Test func `intervals hold the truth as often as they say on simulated walks`() {
    // 400 series: σ log-normal, drifts normal, three years ahead.
    var inside = [0, 0]
    for file in 0..<10 {
      let truth = (0..<40).map { series in
        let draws = DrawStream(seed: 11, key: "walk \(file).\(series)")
        return walk(
          18, drift: 0.015 + 0.015 * draws.normal(1000), sigma: 0.03 * exp(0.5 * draws.normal(1001)),
          key: "path \(file).\(series)")
      }
      let estimate = PanelEstimate(truth.map { PanelGoldenTests.history(Array($0.prefix(15))) })
      for (posterior, levels) in zip(estimate.posteriors, truth) {
        let growth = posterior.predictive(years: 3).cumulative(year: 3)
        let probability = growth.cumulativeProbability(levels[17] - levels[14])
        if abs(probability - 0.5) < 0.4 { inside[0] += 1 }
        if abs(probability - 0.5) < 0.475 { inside[1] += 1 }
      }
    }
    // Four standard errors of a share of 400: 0.08 and 0.044; the damping of the drift takes a little more.
    #expect(abs(Double(inside[0]) / 400 - 0.8) < 0.08)
    #expect(abs(Double(inside[1]) / 400 - 0.95) < 0.044)
  }
}

/// Standard normal numbers that depend on seed, key and index alone.
struct DrawStream {
  private let start: UInt64

  init(seed: UInt64, key: String) {
    // FNV-1a.
    start = key.utf8.reduce(0xcbf2_9ce4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// SplitMix64 (S. Vigna) at two counters, by Box and Muller.
  func normal(_ index: Int) -> Double {
    (-2 * log(uniform(2 * index))).squareRoot() * cos(2 * Double.pi * uniform(2 * index + 1))
  }

  private func uniform(_ counter: Int) -> Double {
    var bits = start &+ UInt64(counter + 1) &* 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return (Double((bits ^ (bits >> 31)) >> 11) + 0.5) * 0x1p-53
  }
}
