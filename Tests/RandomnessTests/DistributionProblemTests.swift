import Randomness
import Testing

@Test func `distributions that do not exist say why`() {
  let cases: [(Distribution, DistributionProblem)] = [
    (.normal(mean: 0, sd: -1), .negativeStandardDeviation(-1)),
    (.normal(mean: .infinity, sd: 1), .notFinite(.infinity)),
    (.lognormal(mean: 0, sd: 1), .meanNotPositive(0)),
    (.gamma(mean: -1, sd: 1), .meanNotPositive(-1)),
    (.uniform(min: 2, max: 1), .boundsReversed(min: 2, max: 1)),
    (.uniform(min: -1e308, max: 1e308), .tooLarge(-1e308)),
    (.triangular(min: 0, mode: 2, max: 1), .modeOutsideBounds(min: 0, mode: 2, max: 1)),
    (.pert(min: 3, mode: 2, max: 1), .boundsReversed(min: 3, max: 1)),
    (.beta(mean: 1.5, sd: 0.1), .meanOutsideUnitInterval(1.5)),
    (.beta(mean: 0.5, sd: 0.5), .standardDeviationTooLarge(sd: 0.5, limit: 0.5)),
    (.beta(mean: 0, sd: 0.1), .standardDeviationTooLarge(sd: 0.1, limit: 0)),
    (.truncatedNormal(mean: 0, sd: 1, min: 2, max: 1), .boundsReversed(min: 2, max: 1)),
    (.truncatedNormal(mean: 0, sd: 1, min: 50, max: nil), .noMassBetweenBounds(min: 50, max: nil)),
    (.truncatedNormal(mean: 0, sd: 0, min: 1, max: nil), .noMassBetweenBounds(min: 1, max: nil)),
    (.discrete(values: [], weights: []), .noValues),
    (.discrete(values: [1], weights: [1, 2]), .countMismatch(values: 1, weights: 2)),
    (.discrete(values: [1, 2], weights: [1, -2]), .negativeWeight(-2)),
    (.discrete(values: [1, 2], weights: [0, 0]), .noPositiveWeight),
    (.quantiles(levels: [0.1, 0.9], values: [1, 2], min: nil, max: nil), .tooFewLevels(2)),
    (.quantiles(levels: [0.1, 0.5, 1], values: [1, 2, 3], min: nil, max: nil), .levelOutsideUnitInterval(1)),
    (.quantiles(levels: [0.1, 0.1, 0.9], values: [1, 2, 3], min: nil, max: nil), .levelsNotIncreasing(0.1, 0.1)),
    (.quantiles(levels: [0.1, 0.5, 0.9], values: [1, 3, 2], min: nil, max: nil), .valuesNotIncreasing(3, 2)),
    (
      .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 3], min: 1, max: nil),
      .valueOutsideBounds(1, min: 1, max: nil)
    ),
    // Keelin (2016): three symmetric terms are feasible up to a skew of about 1.667 : 1 in the sense of his equation 10.
    (
      .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 1.1, 9], min: nil, max: nil), .quantileFunctionDecreases(level: 0)
    ),
    (.quantiles(levels: [0.1, 0.5, 0.9], values: [1, 100, 10000], min: 0, max: nil), .meanNotFinite),
    (.rounded(value: 1, to: -1), .negativeRounding(-1)),
    (.fittedGrowth(location: 0, scale: -1), .negativeStandardDeviation(-1)),
  ]
  for (distribution, problem) in cases { #expect(distribution.problem() == problem, "\(distribution)") }
}

@Test func `five quantiles that bend too much are refused`() {
  let bent = Distribution.quantiles(
    levels: [0.05, 0.25, 0.5, 0.75, 0.95], values: [1, 4.9, 5, 5.1, 9], min: nil, max: nil)
  guard case .quantileFunctionDecreases = bent.problem() else {
    Issue.record("found \(String(describing: bent.problem()))")
    return
  }
}

@Test func `a heavy tail may have a mean but no variance`() {
  let heavy = Distribution.quantiles(levels: [0.1, 0.5, 0.9], values: [1, 4, 16], min: 0, max: nil)
  #expect(heavy.problem() == nil)
  #expect(heavy.mean.isFinite && heavy.standardDeviation == .infinity)
  var buffer = LaneBuffer(repeating: Lanes(-9, -4, -2, 0, 1, 2, 4, 9), count: 8)
  ScoreTransform(heavy).apply(to: &buffer, at: 0)
  for lane in 0..<8 { #expect(buffer[0][lane].isFinite) }
}
