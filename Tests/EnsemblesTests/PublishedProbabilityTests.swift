import Ensembles
import Randomness
import StockFlow
import Testing

struct PublishedProbabilityTests {
  static let paths = 200_000
  /// Four standard errors of a proportion near 0.4.
  static let tolerance = 4 * (0.4 * 0.6 / Double(paths)).squareRoot()

  /// exp(0.0502) − 1: the mean factor of yearly log growth Normal(0.05, 0.02).
  static let growth = 0.051481411

  @Test func `independent yearly log-normal growth reaches 1.3 times the baseline in 39.1 of 100 futures`() throws {
    let model = scenario(
      0...5, [category("a", stock: [0: 1], [.growth: number(Self.growth)], volatility: 0.02)],
      targets: [atLeast("a", 5, 1.3)])
    let answer = try reached(model, options(Self.paths))
    #expect(abs(answer.targets[0].probability.value - 0.391092) < Self.tolerance)
  }

  @Test func `log growth drawn once a path reaches it in 45.1 of 100`() throws {
    let model = scenario(
      0...5, [category("a", stock: [0: 1], [.growth: drawn(.fittedGrowth(location: 0.05, scale: 0.02))])],
      targets: [atLeast("a", 5, 1.3)])
    let answer = try reached(model, options(Self.paths))
    #expect(abs(answer.targets[0].probability.value - 0.450799) < Self.tolerance)
  }

  @Test(arguments: [Sampling.latin, .sobol])
  func `randomised designs agree, with an honest interval`(sampling: Sampling) throws {
    let model = scenario(
      0...5, [category("a", stock: [0: 1], [.growth: number(Self.growth)], volatility: 0.02)],
      targets: [atLeast("a", 5, 1.3)])
    let estimate = try reached(model, options(Self.paths, sampling: sampling)).targets[0].probability
    #expect(abs(estimate.value - 0.391092) < Self.tolerance)
    // The interval holds the truth with t at 97.5 %; twice its width around the estimate must.
    #expect(abs(estimate.value - 0.391092) < 4 * estimate.halfWidth)
    #expect(estimate.interval.contains(estimate.value))
  }

  @Test(arguments: [(8, 10, 0.490162, 0.943318), (950, 1000, 0.934686, 0.961870), (0, 100, 0, 0.036993)])
  func `Wilson intervals as published`(hits: Int, paths: Int, low: Double, high: Double) {
    let interval = wilsonInterval(hits: hits, paths: paths)
    // Printed to six decimals.
    #expect(abs(interval.lowerBound - low) <= 5e-7)
    #expect(abs(interval.upperBound - high) <= 5e-7)
  }

  @Test func `an interval is exactly 0 or 1 at the ends and contains the proportion`() {
    #expect(wilsonInterval(hits: 0, paths: 7).lowerBound == 0)
    #expect(wilsonInterval(hits: 7, paths: 7).upperBound == 1)
    for hits in 0...50 { #expect(wilsonInterval(hits: hits, paths: 50).contains(Double(hits) / 50)) }
  }

  @Test func `verdicts change at the panel's probabilities`() {
    let words = [0.991, 0.99, 0.9, 0.66, 0.33, 0.1, 0.01, 0.0099].map { Verdict(probability: $0).rawValue }
    #expect(
      words == [
        "virtually_certain", "very_likely", "likely", "about_as_likely_as_not", "about_as_likely_as_not", "unlikely",
        "very_unlikely", "exceptionally_unlikely",
      ])
  }
}
