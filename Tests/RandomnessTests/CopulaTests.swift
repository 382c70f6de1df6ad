import Randomness
import Testing

private func product(_ factor: CopulaFactor, _ a: Int, _ b: Int) -> Double {
  zip(factor.lower[a], factor.lower[b]).reduce(0) { $0 + $1.0 * $1.1 }
}

private func ranks(_ values: [Double]) -> [Double] {
  var result = [Double](repeating: 0, count: values.count)
  for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
    result[index] = Double(rank)
  }
  return result
}

private func spearman(_ a: [Double], _ b: [Double]) -> Double {
  let n = Double(a.count)
  let squares = zip(ranks(a), ranks(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  return 1 - 6 * squares / (n * (n * n - 1))
}

@Test func `mixed scores have the wanted rank correlation and stay standard normal`() throws {
  let factor = try CopulaFactor(
    size: 3, pairs: [.init(first: 0, second: 1, spearman: 0.5), .init(first: 1, second: 2, spearman: -0.7)])
  let names = ["a", "b", "c"].map { DrawName($0) }
  let source = DrawSource(sampling: .random, seed: 1, names: names, pathsPerReplicate: 64)
  var samples = [[Double]](repeating: [], count: 3)
  var buffer = LaneBuffer(repeating: .zero, count: 32)
  for batch in 0..<1000 {
    for draw in 0..<3 { source.scores(of: draw, batch: batch, into: &buffer, at: draw + 1) }
    factor.mix(&buffer, slots: [1, 2, 3])
    for draw in 0..<3 {
      for path in 0..<64 { samples[draw].append(buffer[8 * draw + 8 + path / 8][path % 8]) }
    }
  }
  // The standard error of Spearman's ρ is at most about 1/√64000 = 0.004; four of them.
  #expect(abs(spearman(samples[0], samples[1]) - 0.5) < 0.016)
  #expect(abs(spearman(samples[1], samples[2]) + 0.7) < 0.016)
  #expect(abs(spearman(samples[0], samples[2])) < 0.016)
  for sample in samples {
    let square = sample.reduce(0) { $0 + $1 * $1 } / 64000
    #expect(abs(square - 1) < 4 * (2 / 64000.0).squareRoot())
  }
  #expect(factor.largestChange == nil)
}

@Test func `scores before and beside the mixed ones are left alone`() throws {
  let factor = try CopulaFactor(size: 2, pairs: [.init(first: 0, second: 1, spearman: 0.3)])
  var buffer = LaneBuffer(repeating: .zero, count: 32)
  for vector in 0..<32 { buffer[vector] = Lanes(repeating: Double(vector)) }
  factor.mix(&buffer, slots: [2, 0])
  for vector in 8..<24 { #expect(buffer[vector] == Lanes(repeating: Double(vector))) }
  let r = scoreCorrelation(ofSpearman: 0.3)
  let expected = r * 16 + (1 - r * r).squareRoot() * 0
  #expect(abs(buffer[0][0] - expected) < 1e-14)
}

@Test func `the nearest correlation matrix of Higham's example`() throws {
  // Higham (2002), section 5: [[1,1,0],[1,1,1],[0,1,1]] → 0.7607 beside the diagonal, 0.1573 in the corner.
  let factor = try CopulaFactor(
    size: 3, pairs: [.init(first: 0, second: 1, spearman: 1), .init(first: 1, second: 2, spearman: 1)])
  #expect(abs(product(factor, 0, 1) - 0.7607) < 5e-5)
  #expect(abs(product(factor, 1, 2) - 0.7607) < 5e-5)
  #expect(abs(product(factor, 0, 2) - 0.1573) < 5e-5)
  for row in 0..<3 { #expect(abs(product(factor, row, row) - 1) < 1e-14) }
  let change = try #require(factor.largestChange)
  #expect(change.wanted == 1 || change.wanted == 0)
  #expect(abs(change.wanted - change.used) > 0.15)
}

@Test func `appended parameters leave earlier rows as they were`() throws {
  let pairs: [CopulaFactor.Pair] = [
    .init(first: 0, second: 1, spearman: 0.4), .init(first: 1, second: 2, spearman: 0.3),
    .init(first: 3, second: 0, spearman: -0.2),
  ]
  let small = try CopulaFactor(size: 3, pairs: Array(pairs.prefix(2)))
  let large = try CopulaFactor(size: 4, pairs: pairs)
  #expect(Array(large.lower.prefix(3)) == small.lower)
}

@Test func `perfect correlation is possible and replaces nothing`() throws {
  let factor = try CopulaFactor(
    size: 3,
    pairs: [
      .init(first: 0, second: 1, spearman: 1), .init(first: 1, second: 2, spearman: -1),
      .init(first: 0, second: 2, spearman: -1),
    ])
  #expect(factor.largestChange == nil)
  #expect(factor.lower == [[1], [1, 0], [-1, 0, 0]])
}

@Test func `impossible pairs are typed errors`() {
  #expect(throws: (any Error).self) { try CopulaFactor(size: 2, pairs: [.init(first: 0, second: 2, spearman: 0)]) }
  #expect(throws: (any Error).self) { try CopulaFactor(size: 2, pairs: [.init(first: 1, second: 1, spearman: 0)]) }
  #expect(throws: (any Error).self) { try CopulaFactor(size: 2, pairs: [.init(first: 0, second: 1, spearman: 1.1)]) }
}

@Test func `a large impossible set is replaced by a possible one`() throws {
  // Every pair at −0.5 cannot be: the least common correlation of 12 variables is −1/11, and by symmetry the nearest.
  let pairs = (0..<12).flatMap { a in (0..<a).map { CopulaFactor.Pair(first: $0, second: a, spearman: -0.5) } }
  let factor = try CopulaFactor(size: 12, pairs: pairs)
  for a in 0..<12 {
    for b in 0..<a { #expect(abs(product(factor, a, b) + 1 / 11.0) < 1e-8) }
  }
}

@Test func `the score correlation of a rank correlation`() {
  // 2·sin(πρ/6) by mpmath.
  #expect(scoreCorrelation(ofSpearman: 1) == 1)
  #expect(scoreCorrelation(ofSpearman: 0) == 0)
  #expect(abs(scoreCorrelation(ofSpearman: 0.5) - 0.5176380902050415) < 2e-16)
  #expect(abs(scoreCorrelation(ofSpearman: -0.9) + 0.9079809994790935) < 2e-16)
}
