import Randomness
import Testing

private let distributions: [Distribution] = [
  .normal(mean: 1, sd: 2), .truncatedNormal(mean: 0, sd: 1, min: 1, max: nil),
  .truncatedNormal(mean: 0.03, sd: 0.02, min: 0, max: 0.1), .truncatedNormal(mean: 0, sd: 1, min: nil, max: -20),
  .truncatedNormal(mean: 0, sd: 1, min: -0.001, max: 0.001), .lognormal(mean: 1, sd: 0.5),
  .lognormal(mean: 1, sd: 50), .uniform(min: 0, max: 2), .uniform(min: 1e6, max: 1e6 + 1e-3),
  .triangular(min: 0, mode: 1, max: 3), .triangular(min: 0, mode: 0, max: 1), .triangular(min: 0, mode: 1, max: 1),
  .triangular(min: 0, mode: 1e-9, max: 1), .pert(min: 0.3, mode: 0.5, max: 0.9), .pert(min: 0, mode: 0, max: 1),
  .uniform(min: -1, max: 1e-3), .triangular(min: -3, mode: 1, max: 2), .pert(min: -1, mode: 0, max: 1),
  .pert(min: -1, mode: -1 + 1e-9, max: 0), .pert(min: -4e5, mode: 1, max: 7),
  .pert(min: 1e6, mode: 1e6, max: 1e6 + 1e-3),
  .beta(mean: 0.03, sd: 0.01), .beta(mean: 0.5, sd: 0.4), .beta(mean: 0.5, sd: 0.499), .beta(mean: 0.001, sd: 0.02),
  .beta(mean: 1e-6, sd: 1e-8), .beta(mean: 0.999, sd: 0.001), .beta(mean: 0.3, sd: 1e-5), .gamma(mean: 2, sd: 1),
  .gamma(mean: 1, sd: 30), .gamma(mean: 1, sd: 1e-4), .gamma(mean: 1e6, sd: 2e6), .gamma(mean: 1, sd: 1),
  .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: nil),
  .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: nil),
  .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: 5),
  .quantiles(levels: [0.05, 0.25, 0.5, 0.75, 0.95], values: [1, 1.8, 2.5, 3.4, 6], min: 0, max: 20),
  .rounded(value: 17.6, to: 0.01), .fittedGrowth(location: 0.01, scale: 0.02),
]

private func transformed(_ transform: ScoreTransform, _ scores: [Double]) -> [Double] {
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  var values: [Double] = []
  for start in stride(from: 0, to: scores.count, by: 64) {
    let end = min(start + 64, scores.count)
    for place in start..<end { buffer[(place - start) / 8][(place - start) % 8] = scores[place] }
    transform.apply(to: &buffer, at: 0)
    for place in 0..<end - start { values.append(buffer[place / 8][place % 8]) }
  }
  return values
}

@Test(arguments: distributions)
func `transformed scores are the quantiles to ten digits`(_ distribution: Distribution) {
  #expect(distribution.problem() == nil)
  let sd = distribution.standardDeviation
  // From u = 1e-6 to 1 − 1e-6, not in step with the cells of any table.
  let levels = (0..<300).map { normalCDF(-4.7534 + 9.5068 * (Double($0) + 0.377) / 300) }
  let values = transformed(ScoreTransform(distribution), levels.map { normalQuantile($0) })
  for (level, value) in zip(levels, values) {
    let expected = distribution.quantile(level)
    #expect(abs(value - expected) <= 1e-10 * max(abs(expected), sd), "level \(level)")
  }
}

@Test func `a triangle bends where its mode is`() {
  // Modes whose scores lie everywhere between the pieces of a table, at its ends and beyond them.
  let outer = [1e-12, 1e-5, 3.17e-5, 3.2e-5, 1e-4, 1e-3]
  for mode in (1...199).map({ Double($0) / 200 }) + outer + outer.map({ 1 - $0 }) {
    let distribution = Distribution.triangular(min: 0, mode: mode, max: 1)
    let bend = max(-5, min(normalQuantile(mode), 5))
    let distances = [0, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 0.01, 0.03, 0.06, 0.12, 0.2, 0.3, 0.6, 1.3]
    let scores = distances.flatMap { [bend - $0, bend + $0] }
    for (score, value) in zip(scores, transformed(ScoreTransform(distribution), scores)) {
      let (lower, upper) = (normalCDF(score), normalCDF(-score))
      let expected = lower < mode ? (mode * lower).squareRoot() : 1 - ((1 - mode) * upper).squareRoot()
      // Pieces are far more exact than they need be where nothing but the bend is not smooth.
      #expect(abs(value - expected) <= 1e-12, "mode \(mode), score \(score)")
    }
  }
}

@Test(arguments: distributions)
func `every score has a finite value inside the support, in order`(_ distribution: Distribution) {
  let scores = (-1000...1000).map { Double($0) * 0.0123 } + [38, 1e3, 1e300]
  let values = transformed(ScoreTransform(distribution), scores)
  let (lower, upper) = distribution.support
  let sd = distribution.standardDeviation
  for (left, right) in zip(values, values.dropFirst()) {
    #expect(left.isFinite && left >= lower && left <= upper)
    // Neighbouring pieces of a table may disagree by its error.
    #expect(right >= left - 1e-10 * max(abs(left), sd))
  }
}

@Test func `ranges that are the same multiples have one shape`() {
  let factors = (1...500).map { Double($0) * 0.017 }
  #expect(Set(factors.map { Distribution.uniform(min: -$0, max: 2 * $0).standardForm.standard }).count == 1)
  #expect(Set(factors.map { Distribution.rounded(value: $0, to: $0 / 7).standardForm.standard }).count == 1)
  func shapes(_ family: (Double, Double, Double) -> Distribution) -> Int {
    Set(factors.map { family(0.5 * $0, $0, 1.9 * $0).standardForm.standard }).count
  }
  #expect(shapes { .pert(min: $0, mode: $1, max: $2) } == 1)
  #expect(shapes { .triangular(min: $0, mode: $1, max: $2) } == 1)
  // The quotients themselves differ.
  #expect(Set(factors.map { (0.5 * $0) / (1.4 * $0) }).count > 1)
  #expect(
    Distribution.pert(min: 0, mode: 1, max: 3).standardForm.standard
      != Distribution.pert(min: 0, mode: 1 + 1e-12, max: 3).standardForm.standard)
}

@Test(arguments: [
  Distribution.normal(mean: 1, sd: 2), .beta(mean: 0.2, sd: 0.1), .pert(min: 2, mode: 2, max: 2),
  .uniform(min: 0, max: 1e-300), .triangular(min: -1.7e308, mode: 0, max: 1.7e308),
])
func `what has no shape of its own, or no range with all its digits, is its own standard`(_ distribution: Distribution)
{
  #expect(distribution.standardForm.standard == distribution)
}

@Test func `a table made for one distribution serves another of its shape to the bit`() {
  let (first, second) = (
    Distribution.pert(min: 0.03, mode: 0.06, max: 0.114), Distribution.pert(min: 0.085, mode: 0.17, max: 0.323)
  )
  let scores = (-700...700).map { Double($0) * 0.0093 }
  let shared = ScoreTransform(standard: first.standardForm.standard).scaled(to: second.standardForm)
  #expect(transformed(shared, scores) == transformed(ScoreTransform(second), scores))
}

@Test func `discrete scores give every value its probability`() {
  let distribution = Distribution.discrete(values: [5, 1, 2], weights: [2, 1, 1])
  let source = DrawSource(sampling: .latin, seed: 1, names: [DrawName("x")], pathsPerReplicate: 4096)
  let transform = ScoreTransform(distribution)
  var counts: [Double: Int] = [:]
  var buffer = LaneBuffer(repeating: .zero, count: 8)
  for batch in 0..<64 {
    source.scores(of: 0, batch: batch, into: &buffer, at: 0)
    transform.apply(to: &buffer, at: 0)
    for path in 0..<64 { counts[buffer[path / 8][path % 8], default: 0] += 1 }
  }
  // Exact, because the steps lie between strata.
  #expect(counts == [1: 1024, 2: 1024, 5: 2048])
}

@Test func `many and few steps find the same values`() {
  let values = (0..<40).map(Double.init)
  let distribution = Distribution.discrete(values: values, weights: values.map { _ in 1 })
  let scores = (1..<80).filter { $0 % 2 == 1 }.map { normalQuantile(Double($0) / 80) }
  #expect(transformed(ScoreTransform(distribution), scores) == values)
  let few = Distribution.discrete(values: [0, 1, 2, 3], weights: [10, 10, 10, 10])
  #expect(transformed(ScoreTransform(few), scores) == values.map { ($0 / 10).rounded(.down) })
}

@Test func `extreme but legal distributions are prepared without trouble`() {
  let extremes: [Distribution] = [
    .beta(mean: 0.5, sd: 0.4999999999), .beta(mean: 1e-12, sd: 1e-7), .beta(mean: 1 - 1e-12, sd: 1e-13),
    .beta(mean: 0.3, sd: 1e-150), .gamma(mean: 1, sd: 1e6), .gamma(mean: 1, sd: 1e-12),
    .gamma(mean: 1e-300, sd: 1e-300),
    .gamma(mean: 1, sd: 1e-200), .gamma(mean: 1, sd: 1e150), .lognormal(mean: 1, sd: 1e150),
    .lognormal(mean: 1e-300, sd: 1e150), .truncatedNormal(mean: 0, sd: 1, min: 36, max: nil),
    .truncatedNormal(mean: 0, sd: 1, min: 0, max: 1e-300), .truncatedNormal(mean: 1e15, sd: 1, min: 1e15, max: nil),
    .pert(min: 0, mode: 1e-300, max: 1), .triangular(min: 0, mode: 1e-300, max: 1),
    .fittedGrowth(location: 0, scale: 1e6),
    .uniform(min: -1e150, max: 1e150),
    .discrete(values: (0..<3000).map(Double.init), weights: (0..<3000).map { _ in 1e150 }),
    .quantiles(levels: [1e-9, 0.5, 1 - 1e-9], values: [1, 2, 3], min: nil, max: nil),
    .quantiles(levels: (1...9).map { Double($0) / 10 }, values: (1...9).map(Double.init), min: -5, max: 30),
  ]
  for distribution in extremes {
    if distribution.problem() != nil { continue }
    let values = transformed(ScoreTransform(distribution), (-400...400).map { Double($0) * 0.021 })
    #expect(values.allSatisfy { $0.isFinite }, "\(distribution)")
    _ = (distribution.mean, distribution.standardDeviation, distribution.quantile(1e-9), distribution.quantile(0.5))
  }
}

/// A reproducible stream of numbers of all sizes, some of them special.
private struct WildNumbers {
  var state: UInt64 = 12345

  mutating func word() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func unit() -> Double { Double(word() >> 11) * 0x1p-53 }

  mutating func number() -> Double {
    let specials = [0, 1, -1, .infinity, .nan, 1e-300, 1e150, 0x1p-1074, 0.5, -0.0, 1e-16, 1 - 1e-16]
    switch word() % 8 {
    case 0: return specials[Int(word() % UInt64(specials.count))]
    case 1: return exponential((unit() - 0.5) * 600)
    case 2: return -exponential((unit() - 0.5) * 60)
    default: return unit()
    }
  }

  mutating func distribution() -> Distribution {
    let three = [number(), number(), number()].sorted()
    let bound = word() % 2 == 0 ? nil : number()
    switch word() % 10 {
    case 0: return .truncatedNormal(mean: number(), sd: number(), min: bound, max: nil)
    case 1: return .truncatedNormal(mean: number(), sd: number(), min: nil, max: bound)
    case 2: return .lognormal(mean: number(), sd: number())
    case 3: return .triangular(min: three[0], mode: three[1], max: three[2])
    case 4: return .pert(min: three[0], mode: three[1], max: three[2])
    case 5: return .beta(mean: unit(), sd: number())
    case 6: return .gamma(mean: number(), sd: number())
    case 7: return .quantiles(levels: [0.1, 0.5, 0.9], values: three, min: bound, max: nil)
    case 8: return .discrete(values: three, weights: [number(), number(), number()])
    default: return .fittedGrowth(location: number(), scale: number())
    }
  }
}

@Test func `whatever the numbers, a distribution is refused or works`() {
  var wild = WildNumbers()
  var legal = 0
  for _ in 0..<400 {
    let distribution = wild.distribution()
    if distribution.problem() != nil { continue }
    legal += 1
    let (lower, upper) = distribution.support
    let values = transformed(ScoreTransform(distribution), [-9, -5, -1, 0, 1, 3, 8])
    #expect(values.allSatisfy { $0.isFinite && $0 >= lower && $0 <= upper }, "\(distribution)")
    #expect(distribution.mean.isFinite && distribution.standardDeviation >= 0, "\(distribution)")
    #expect(!distribution.quantile(0.001).isNaN, "\(distribution)")
  }
  #expect(legal > 120)
}

@Test func `tables give the same values whether or not their ends are within reach`() {
  // The first three touch a bound within four standard scores, which the next three do not. The next five are moved from
  // between 0 and 1 to where they lie, the others are bent or steep.
  let distributions: [Distribution] = [
    .uniform(min: 0, max: 1), .truncatedNormal(mean: 0.03, sd: 0.02, min: 0, max: 0.1),
    .truncatedNormal(mean: 0, sd: 1, min: -0.001, max: 0.001), .beta(mean: 0.03, sd: 0.01),
    .pert(min: 0, mode: 1, max: 4), .gamma(mean: 2, sd: 1),
    .uniform(min: -3e9, max: 7), .rounded(value: 12.5, to: 0.1), .triangular(min: -2, mode: -2, max: -1),
    .triangular(min: 1e-9, mode: 2e-9, max: 4e-9), .pert(min: -5, mode: 100, max: 101), .beta(mean: 0.5, sd: 0.499),
    .gamma(mean: 1, sd: 30), .beta(mean: 0.5, sd: 0.4),
    .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: nil, max: nil),
    .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: 9),
  ]
  let transforms = distributions.map { ScoreTransform($0) }
  let names = transforms.indices.map { DrawName("x\($0)") }
  let source = DrawSource(sampling: .random, seed: 5, names: names, pathsPerReplicate: 64)
  let batchTransform = BatchTransform(transforms)
  var together = LaneBuffer(repeating: .zero, count: transforms.count * PathBatch.vectors)
  var alone = LaneBuffer(repeating: .zero, count: transforms.count * PathBatch.vectors)
  for batch in 0..<200 {
    source.scores(of: names.indices, batch: batch, into: &together)
    source.scores(of: names.indices, batch: batch, into: &alone)
    batchTransform.apply(to: &together)
    for (slot, transform) in transforms.enumerated() {
      transform.apply(to: &alone, at: PathBatch.vectors * slot)
      let (lower, upper) = distributions[slot].support
      for path in 0..<PathBatch.paths {
        let value = together[PathBatch.vectors * slot + path / 8][path % 8]
        #expect(value == alone[PathBatch.vectors * slot + path / 8][path % 8])
        #expect(value >= lower && value <= upper)
      }
    }
  }
}
