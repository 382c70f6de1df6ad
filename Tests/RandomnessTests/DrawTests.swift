import Randomness
import Testing

private func scores(_ source: DrawSource, _ draw: Int, batches: Range<Int>) -> [Double] {
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  var values: [Double] = []
  for batch in batches {
    source.scores(of: draw, batch: batch, into: &buffer, at: 0)
    for path in 0..<PathBatch.paths { values.append(buffer[path / 8][path % 8]) }
  }
  return values
}

extension DrawSource {
  /// The uniform numbers of a batch in path order.
  func uniforms(of draw: Int, batch: Int) -> [Double] {
    var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
    uniforms(of: draw, batch: batch, into: &buffer, at: 0)
    return (0..<PathBatch.paths).map { buffer[$0 / 8][$0 % 8] }
  }
}

private func uniforms(_ source: DrawSource, _ draw: Int, batches: Range<Int>) -> [Double] {
  batches.flatMap { source.uniforms(of: draw, batch: $0) }
}

private func correlation(_ a: [Double], _ b: [Double]) -> Double {
  let n = Double(a.count)
  let (meanA, meanB) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
  let product = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) }
  let squares = (
    a.reduce(0) { $0 + ($1 - meanA) * ($1 - meanA) }, b.reduce(0) { $0 + ($1 - meanB) * ($1 - meanB) }
  )
  return product / (squares.0 * squares.1).squareRoot()
}

/// χ² of counts in equal cells, standardised: about standard normal for many cells.
private func standardisedChiSquare(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  let sum = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  let freedom = Double(counts.count - 1)
  return (sum - freedom) / (2 * freedom).squareRoot()
}

private let people = [
  DrawName("skilled.training"), DrawName("skilled.attrition"), DrawName("skilled.volatility", year: 2020),
  DrawName("skilled.volatility", year: 2021),
]

@Test func `a draw depends on seed, path, name and year and on nothing else`() {
  let many = DrawSource(sampling: .random, seed: 1, names: people, pathsPerReplicate: 64)
  let one = DrawSource(sampling: .random, seed: 1, names: [people[3]], pathsPerReplicate: 1 << 20)
  #expect(scores(many, 3, batches: 7..<9) == scores(one, 0, batches: 7..<9))
  let other = DrawSource(sampling: .random, seed: 2, names: people, pathsPerReplicate: 64)
  let all = (0..<4).map { scores(many, $0, batches: 0..<1) } + [scores(other, 0, batches: 0..<1)]
  #expect(Set(all.joined()).count == 5 * 64)
}

@Test func `the first draws of seed 1 stay what they are`() {
  // Golden bits: whoever changes them changes every published result.
  let source = DrawSource(sampling: .random, seed: 1, names: people, pathsPerReplicate: 64)
  let first = uniforms(source, 0, batches: 0..<1)
  let noise = uniforms(source, 2, batches: 3..<4)
  #expect(
    [first[0], first[1], first[32], noise[5]] == [
      0.43458288291003555, 0.7479456654982641, 0.19676235725637525, 0.6737536148866639,
    ])
}

@Test func `path, block and word are assigned as documented`() {
  let name = DrawName("α", year: 2020)
  let source = DrawSource(sampling: .random, seed: 99, names: [name], pathsPerReplicate: 64)
  let philox = Philox(seed: 99)
  let found = uniforms(source, 0, batches: 2..<3)
  for path in 0..<64 {
    let block = philox.block(
      SIMD4(
        UInt32((2 * 64 + path) / 32 * 8 + path % 8), 2020, UInt32(truncatingIfNeeded: name.digest),
        UInt32(truncatingIfNeeded: name.digest >> 32)))
    #expect(found[path] == (Double(block[path / 8 % 4]) + 0.5) * 0x1p-32)
  }
}

@Test func `scores are the normal quantiles of the uniform numbers`() {
  for sampling in Sampling.allCases {
    let source = DrawSource(sampling: sampling, seed: 3, names: people, pathsPerReplicate: 256)
    let pairs = zip(scores(source, 1, batches: 0..<64), uniforms(source, 1, batches: 0..<64))
    // The polynomials' errors, as `NormalScores` states them.
    #expect(pairs.allSatisfy { abs($0 - normalQuantile($1)) < 1e-9 })
  }
}

@Test func `uniform numbers fill their interval evenly`() {
  let source = DrawSource(sampling: .random, seed: 5, names: people, pathsPerReplicate: 64)
  for draw in 0..<4 {
    var counts = [Int](repeating: 0, count: 1000)
    for u in uniforms(source, draw, batches: 0..<2000) {
      #expect(u > 0 && u < 1)
      counts[Int(u * 1000)] += 1
    }
    // Four standard deviations of a standard normal statistic.
    #expect(abs(standardisedChiSquare(counts)) < 4)
  }
}

@Test func `names, years, neighbours and seeds are independent`() {
  let source = DrawSource(sampling: .random, seed: 1, names: people, pathsPerReplicate: 64)
  let next = DrawSource(sampling: .random, seed: 2, names: people, pathsPerReplicate: 64)
  let samples = (0..<4).map { scores(source, $0, batches: 0..<1000) } + [scores(next, 0, batches: 0..<1000)]
  // 64,000 pairs: a correlation has the standard deviation 1/√64000 = 0.004; four of them.
  let band = 4 / 64000.0.squareRoot()
  for a in 0..<5 {
    for b in 0..<a { #expect(abs(correlation(samples[a], samples[b])) < band) }
    #expect(abs(correlation(Array(samples[a].dropFirst()), Array(samples[a].dropLast()))) < band)
    #expect(abs(correlation(Array(samples[a].dropFirst(32)), Array(samples[a].dropLast(32)))) < band)
  }
}

@Test func `scores have the moments of the standard normal distribution`() {
  let source = DrawSource(sampling: .random, seed: 1, names: people, pathsPerReplicate: 64)
  let sample = scores(source, 0, batches: 0..<4000)
  let n = Double(sample.count)
  let moments = (1...4).map { power in
    sample.reduce(0) { sum, z in sum + (0..<power).reduce(1.0) { product, _ in product * z } } / n
  }
  // Variances of the sample moments: (1, 2, 15, 96)/n; four standard deviations.
  for (found, (expected, variance)) in zip(moments, [(0.0, 1.0), (1, 2), (0, 15), (3, 96)]) {
    #expect(abs(found - expected) < 4 * (variance / n).squareRoot())
  }
}

@Test(arguments: [64, 128, 1024, 4096])
func `a Latin replicate visits every stratum exactly once`(paths: Int) {
  let source = DrawSource(sampling: .latin, seed: 11, names: people, pathsPerReplicate: paths)
  let perReplicate = paths / 64
  for replicate in 0..<3 {
    for draw in 0..<4 {
      let sample = uniforms(source, draw, batches: replicate * perReplicate..<(replicate + 1) * perReplicate)
      #expect(Set(sample.map { Int($0 * Double(paths)) }).count == paths)
    }
  }
}

@Test func `Latin dimensions and replicates are independent of each other`() {
  let source = DrawSource(sampling: .latin, seed: 1, names: people, pathsPerReplicate: 1024)
  let samples = (0..<4).map { uniforms(source, $0, batches: 0..<16 * 50) }
  // Independent permutations of N points have a correlation of variance 1/(N − 1); 50 replicates are averaged.
  let band = 4 / (50 * 1023.0).squareRoot()
  for a in 0..<4 {
    for b in 0..<a { #expect(abs(correlation(samples[a], samples[b])) < band) }
    #expect(abs(correlation(Array(samples[a].dropFirst(1024)), Array(samples[a].dropLast(1024)))) < band)
    #expect(abs(correlation(Array(samples[a].dropFirst()), Array(samples[a].dropLast()))) < band)
  }
}

@Test func `pairs of Latin dimensions fill the square evenly`() {
  // 400 pairs of names, 64 points each, on a grid of 8 × 8: nested scrambles would fail this by far.
  let names = (0..<800).map { DrawName("x\($0)") }
  let source = DrawSource(sampling: .latin, seed: 1, names: names, pathsPerReplicate: 64)
  var counts = [Int](repeating: 0, count: 64)
  for pair in 0..<400 {
    let sample = zip(uniforms(source, 2 * pair, batches: 0..<1), uniforms(source, 2 * pair + 1, batches: 0..<1))
    for (x, y) in sample { counts[Int(x * 8) * 8 + Int(y * 8)] += 1 }
  }
  // Margins are exactly even, which lowers χ² to 49 degrees of freedom with a scale a little above 1 (64/63 for
  // permutations): mean about 49.8, standard deviation about 10.
  let statistic = counts.reduce(0.0) { $0 + (Double($1) - 400) * (Double($1) - 400) / 400 }
  #expect(statistic > 49.8 - 3.5 * 10 && statistic < 49.8 + 4 * 10)
}

@Test func `the permutation of strata spreads every path over all strata as the key changes`() {
  for (bits, keys) in [(6, 64 * 400), (10, 1024 * 60)] {
    for path in [0, 1, (1 << bits) - 1] {
      var counts = [Int](repeating: 0, count: 1 << bits)
      for key in 0..<keys {
        let permutation = StratumPermutation(bitCount: bits, key: UInt64(key))
        counts[Int(permutation.apply(to: SIMD8(repeating: UInt64(path)))[0])] += 1
      }
      #expect(abs(standardisedChiSquare(counts)) < 4)
    }
  }
}

@Test func `scores are exact to nine digits from one end of the 32 bits to the other`() {
  // Every power of two and its neighbours, from both ends, and a grid between.
  let powers = (0..<32).flatMap { shift -> [UInt32] in
    let word = UInt32(1) << UInt32(shift)
    return [word &- 1, word, word &+ 1, ~word, ~word &+ 1, UInt32.max - word &+ 1]
  }
  let grid = (0..<50_000).map { UInt32($0) &* 85_899 &+ 12_345 }
  // The last words before the tails, and the first in them: 1 − x² = 2⁻⁸ lies between.
  let border: [UInt32] = [4_198_407, 4_198_408, 4_290_768_887, 4_290_768_888]
  var worst = 0.0
  for word in powers + grid + border {
    let exact = normalQuantile((Double(word) + 0.5) * 0x1p-32)
    worst = max(worst, abs(normalScore(ofWord: word) - exact))
  }
  #expect(worst < 1e-9)
  #expect(normalScore(ofWord: 0) == -normalScore(ofWord: .max))
}

@Test func `both ways to tell the tails put their border between the same words`() {
  // 1 − x² = 2⁻⁸ lies between n and n + 1, and between their mirrors 2³² − 1 − n and 2³² − 2 − n.
  for border in [4_198_407, 2_147_483_647, 4_290_768_887] as [UInt32] {
    for word in border - 2...border + 3 {
      let isTail = isTail(word: word)
      #expect(isTail.byNumber == isTail.byDistance)
      #expect(isTail.byNumber == (word <= 4_198_407 || word >= 4_290_768_888))
    }
  }
  #expect(isTail(word: 0) == (true, true) && isTail(word: .max) == (true, true))
}

@Test func `paths in the tails get the scores they would get alone, wherever they stand in their batches`() {
  // Every seventh path; first and last lanes; whole batches one after the other; none.
  let patterns: [(Int) -> Bool] = [
    { $0 % 7 == 0 }, { $0 % 8 == 0 || $0 % 8 == 7 }, { _ in true }, { _ in true }, { $0 == 63 }, { _ in false },
  ]
  let words = patterns.enumerated().flatMap { batch, isTail in
    (0..<64).map { path -> UInt32 in
      let near = UInt32(batch * 64 + path) &* 9_973
      return isTail(path) ? (path % 2 == 0 ? near : ~near) : 1 << 31 &+ near &* 97
    }
  }
  let together = normalScores(ofWords: words)
  #expect(together == words.map { normalScore(ofWord: $0) })
  #expect(zip(words, together).allSatisfy { abs($1 - normalQuantile((Double($0) + 0.5) * 0x1p-32)) < 1e-9 })
}

@Test(arguments: Sampling.allCases)
func `a draw has the same numbers whichever draws are asked for with it`(_ sampling: Sampling) {
  // The last dimensions are beyond the table of directions.
  let names = (0..<260).map { DrawName("x\($0)") }
  let source = DrawSource(sampling: sampling, seed: 6, names: names, pathsPerReplicate: 128)
  for range in [0..<1, 3..<5, 4..<9, 250..<258, 253..<260] {
    var buffer = LaneBuffer(repeating: .zero, count: range.count * PathBatch.vectors)
    source.scores(of: range, batch: 3, into: &buffer)
    for draw in range {
      let found = (0..<64).map { buffer[(draw - range.lowerBound) * PathBatch.vectors + $0 / 8][$0 % 8] }
      #expect(found == scores(source, draw, batches: 3..<4))
    }
    source.uniforms(of: range, batch: 3, into: &buffer)
    for draw in range {
      let found = (0..<64).map { buffer[(draw - range.lowerBound) * PathBatch.vectors + $0 / 8][$0 % 8] }
      #expect(found == source.uniforms(of: draw, batch: 3))
    }
  }
}

@Test func `many transforms at once give what each gives alone`() {
  let distributions: [Distribution] = [
    .normal(mean: 1, sd: 2), .lognormal(mean: 1, sd: 0.02), .lognormal(mean: 1, sd: 2), .pert(min: 0, mode: 1, max: 4),
    .beta(mean: 0.03, sd: 0.01), .triangular(min: 0, mode: 1, max: 3), .discrete(values: [1, 2], weights: [1, 3]),
    .fittedGrowth(location: 0.01, scale: 0.02), .beta(mean: 0.5, sd: 0.45),
  ]
  let transforms = distributions.map { ScoreTransform($0) } + [ScoreTransform(noise: 0.02), ScoreTransform(noise: 3)]
  let names = transforms.indices.map { DrawName("x\($0)") }
  let source = DrawSource(sampling: .random, seed: 8, names: names, pathsPerReplicate: 64)
  var together = LaneBuffer(repeating: .zero, count: transforms.count * 8)
  var alone = LaneBuffer(repeating: .zero, count: transforms.count * 8)
  // 300 batches hold scores beyond the central pieces of every table.
  for batch in 0..<300 {
    source.scores(of: 0..<transforms.count, batch: batch, into: &together)
    BatchTransform(transforms).apply(to: &together)
    for (slot, transform) in transforms.enumerated() {
      source.scores(of: slot, batch: batch, into: &alone, at: slot)
      transform.apply(to: &alone, at: 8 * slot)
    }
    for vector in 0..<transforms.count * 8 {
      for lane in 0..<8 {
        // Small exponentials have a shorter polynomial.
        #expect(abs(together[vector][lane] - alone[vector][lane]) <= 1e-12 * abs(alone[vector][lane]))
      }
    }
  }
}

@Test(arguments: Sampling.allCases)
func `portions of many transforms give what all give at once`(sampling: Sampling) {
  let kinds: [ScoreTransform] = [
    ScoreTransform(.normal(mean: 1, sd: 2)), ScoreTransform(.lognormal(mean: 1, sd: 2)), ScoreTransform(noise: 0.02),
    ScoreTransform(.pert(min: 0, mode: 1, max: 4)), ScoreTransform(.discrete(values: [1, 2], weights: [1, 3])),
  ]
  let transforms = (0..<130).map { kinds[$0 % kinds.count] }
  // Sobol' points end among them: what lies beyond 256 dimensions is random.
  let first = 200
  let names = (0..<first + transforms.count).map { DrawName("x\($0)") }
  let source = DrawSource(sampling: sampling, seed: 8, names: names, pathsPerReplicate: 64)
  let transform = BatchTransform(transforms)
  #expect(transform.portions.count > 2 && transform.portions.flatMap(\.slots) == Array(0..<transforms.count))
  var together = LaneBuffer(repeating: .zero, count: transforms.count * 8)
  var parts = LaneBuffer(repeating: .zero, count: transforms.count * 8)
  for batch in 0..<20 {
    source.scores(of: first..<first + transforms.count, batch: batch, into: &together)
    transform.apply(to: &together)
    for (portion, slots) in transform.portions.map(\.slots).enumerated() {
      source.scores(
        of: first + slots.lowerBound..<first + slots.upperBound, batch: batch, into: &parts, from: slots.lowerBound)
      transform.apply(portion: portion, to: &parts)
    }
    #expect(parts.elements == together.elements, "batch \(batch)")
  }
}
