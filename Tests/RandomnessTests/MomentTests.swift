import Randomness
import Testing

@Test func `means and deviations match forty-digit values`() {
  // mpmath: closed formulas with 80 digits for truncated normals, tanh–sinh quadrature for metalogs.
  let expected: [(Distribution, mean: Double, sd: Double)] = [
    (.truncatedNormal(mean: 0, sd: 1, min: 1, max: nil), 1.525135276160981, 0.4462036144747696),
    (.truncatedNormal(mean: 0.03, sd: 0.02, min: 0, max: 0.1), 0.032757779316963054, 0.017543958829484216),
    (.truncatedNormal(mean: 0, sd: 1, min: 30, max: nil), 30.033259667433676, 0.033223056931746826),
    (.truncatedNormal(mean: 0, sd: 1, min: nil, max: -12), -12.082214175254284, 0.08167451460428685),
    (.truncatedNormal(mean: 5, sd: 2, min: 4, max: 4.5), 4.253897549352544, 0.14415569756265367),
    (
      .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: nil), 2.2844497583208865, 1.284113345694385
    ),
    (
      .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: nil), 2.3692381460457073, 1.7426121832913974
    ),
    (.quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: 5), 2.250767347015236, 1.142328146130244),
    (
      .quantiles(levels: [0.05, 0.25, 0.5, 0.75, 0.95], values: [1, 1.8, 2.5, 3.4, 6], min: 0, max: 20),
      2.856442745116583, 1.713416595048327
    ),
    (.fittedGrowth(location: 0.01, scale: 0.02), 0.010252197319935034, 0.02020706461917881),
    (.triangular(min: 0, mode: 1, max: 3), 4 / 3.0, 0.6236095644623235),
    (.uniform(min: 1, max: 4), 2.5, 0.8660254037844386),
    (.pert(min: 0.3, mode: 0.5, max: 0.9), 3.2 / 6, 0.11055415967851334),
    (.rounded(value: 7, to: 0.1), 7, 0.028867513459481291),
    (.discrete(values: [1, 2, 5], weights: [1, 1, 2]), 3.25, 1.7853571071357126),
    (.lognormal(mean: 1, sd: 0.5), 1, 0.5),
    (.gamma(mean: 2, sd: 1), 2, 1),
    (.beta(mean: 0.3, sd: 0.1), 0.3, 0.1),
    (.normal(mean: 0.3, sd: 0.1), 0.3, 0.1),
  ]
  for (distribution, mean, sd) in expected {
    #expect(abs(distribution.mean - mean) <= 1e-13 * max(abs(mean), sd), "\(distribution)")
    #expect(abs(distribution.standardDeviation / sd - 1) <= 1e-12, "\(distribution)")
  }
}

@Test func `the mean of a sample is the mean of the distribution`() {
  let source = DrawSource(sampling: .latin, seed: 3, names: [DrawName("x")], pathsPerReplicate: 1 << 16)
  let distributions: [Distribution] = [
    .pert(min: 0.3, mode: 0.5, max: 0.9), .beta(mean: 0.03, sd: 0.01), .gamma(mean: 2, sd: 1),
    .truncatedNormal(mean: 0, sd: 1, min: 1, max: nil), .triangular(min: 0, mode: 0, max: 1),
    .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: nil), .lognormal(mean: 1, sd: 0.3),
    .discrete(values: [1, 2, 5], weights: [1, 1, 2]), .fittedGrowth(location: 0.02, scale: 0.1),
  ]
  for distribution in distributions {
    let transform = ScoreTransform(distribution)
    var buffer = LaneBuffer(repeating: .zero, count: 8)
    var sum = 0.0
    for batch in 0..<1024 {
      source.scores(of: 0, batch: batch, into: &buffer, at: 0)
      transform.apply(to: &buffer, at: 0)
      sum += buffer.elements.reduce(0) { $0 + $1.sum() }
    }
    // Stratified into 65,536 strata the error is far below sd·1e-3, even with heavy tails.
    #expect(abs(sum / 65536 - distribution.mean) < 1e-3 * distribution.standardDeviation, "\(distribution)")
  }
}

@Test func `certain distributions have one value`() {
  let certain: [(Distribution, Double)] = [
    (.normal(mean: 3, sd: 0), 3), (.uniform(min: 2, max: 2), 2), (.triangular(min: 1, mode: 1, max: 1), 1),
    (.pert(min: 1, mode: 1, max: 1), 1), (.beta(mean: 1, sd: 0), 1), (.beta(mean: 0, sd: 0), 0),
    (.gamma(mean: 2, sd: 0), 2), (.lognormal(mean: 2, sd: 0), 2), (.rounded(value: 4, to: 0), 4),
    (.discrete(values: [7, 8], weights: [1, 0]), 7), (.truncatedNormal(mean: 1, sd: 0, min: 0, max: nil), 1),
    (.truncatedNormal(mean: 1, sd: 3, min: 2, max: 2), 2), (.fittedGrowth(location: 0, scale: 0), 0),
  ]
  for (distribution, value) in certain {
    #expect(distribution.problem() == nil && distribution.isCertain, "\(distribution)")
    #expect(distribution.mean == value && distribution.standardDeviation == 0)
    #expect(distribution.quantile(0.3) == value && distribution.support == (value, value))
    var buffer = LaneBuffer(repeating: Lanes(repeating: 1.5), count: 8)
    ScoreTransform(distribution).apply(to: &buffer, at: 0)
    #expect(buffer.elements == [Lanes](repeating: Lanes(repeating: value), count: 8))
  }
  #expect(!Distribution.normal(mean: 0, sd: 1).isCertain)
}
