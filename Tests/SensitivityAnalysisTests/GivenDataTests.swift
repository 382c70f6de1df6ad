import Foundation
import SensitivityAnalysis
import Testing

private func ishigamiData(_ count: Int, seed: UInt64) -> GivenData {
  let points = LatinDesign(dimensions: 3, count: count, seed: seed).points(0..<count)
  return GivenData(inputs: points, output: ishigami(points).column(0))
}

/// 2,000 points of a Weyl sequence, which Python makes as well.
private let weyl: Sample = {
  let steps = [2.0, 3.0, 5.0].map { $0.squareRoot() }
  let rows = (0..<2000).map { i in steps.map { ((Double(i) + 0.5) * $0).truncatingRemainder(dividingBy: 1) } }
  return Sample(columns: 3, rows: rows)
}()

@Test func `first-order indices from a sample hold the known ones`() throws {
  let indices = firstOrderIndices(ishigamiData(4000, seed: 1))
  for (index, expected) in zip(indices, ishigamiFirst) {
    let estimate = try #require(index)
    // The residual variance is known to about √(2/n) of itself: 0.022; a little more with the jackknife's 95 %.
    #expect(abs(estimate.value - expected) < 0.04)
    #expect(abs(estimate.value - expected) < 2 * estimate.halfWidth)
    #expect(estimate.halfWidth < 0.06)
  }
}

/// Errors over twelve seeds by bins and by ranks, and how often the interval holds the known index.
private func errors(_ count: Int) throws -> (bins: Double, ranks: Double, held: Int) {
  var bins: [Double] = []
  var ranks: [Double] = []
  var held = 0
  for seed in 0..<12 {
    let data = ishigamiData(count, seed: UInt64(seed))
    let estimates = try firstOrderIndices(data).map { try #require($0) }
    bins += zip(estimates, ishigamiFirst).map { $0.value - $1 }
    ranks += try zip(rankStatisticIndices(data), ishigamiFirst).map { try #require($0) - $1 }
    held += zip(estimates, ishigamiFirst).count { $0.interval.contains($1) }
  }
  return (rootMeanSquare(bins), rootMeanSquare(ranks), held)
}

@Test func `errors of given-data indices shrink with the root of the rows, by bins less than by ranks`() throws {
  let errors = try [500, 1000, 2000, 4000, 8000].map(errors)
  // 36 errors a size leave the slope uncertain by 0.05 a doubling.
  #expect(abs(rate(ofErrors: errors.map(\.bins)) + 0.5) < 0.2)
  #expect(abs(rate(ofErrors: errors.map(\.ranks)) + 0.5) < 0.2)
  for error in errors { #expect(error.bins < error.ranks) }
  // 95 % of 180 are 171; four standard deviations below.
  #expect(errors.reduce(0) { $0 + $1.held } >= 159)
}

@Test func `indices of correlated inputs contain what they share`() throws {
  // y = x₁ + x₂, standard deviations 1 and 2, correlation ½: variance 7, E[y | x₁] = 2·x₁, E[y | x₂] = 1.25·x₂.
  let data = try correlatedGaussian(20_000)
  let indices = firstOrderIndices(data)
  #expect(abs(try #require(indices[0]).value - 4.0 / 7) < 0.02)
  #expect(abs(try #require(indices[1]).value - 6.25 / 7) < 0.02)
}

@Test func `an input of three values is divided at its values`() throws {
  let points = LatinDesign(dimensions: 2, count: 3000, seed: 4).points(0..<3000)
  let rows = (0..<3000).map { [(points[$0, 0] * 3).rounded(.down), points[$0, 1]] }
  let data = GivenData(inputs: Sample(columns: 2, rows: rows), output: rows.map { $0[0] + $0[1] })
  // Variances 2/3 and 1/12.
  let indices = firstOrderIndices(data)
  #expect(abs(try #require(indices[0]).value - 8.0 / 9) < 0.01)
  #expect(abs(try #require(indices[1]).value - 1.0 / 9) < 0.05)
}

@Test func `rows that fail are counted and constants have no indices`() throws {
  let inputs = Sample(columns: 1, rows: (0..<100).map { [$0 == 7 ? .nan : Double($0)] })
  let data = GivenData(inputs: inputs, output: (0..<100).map { $0 == 9 ? .infinity : 3 })
  #expect(data.excludedRows == 2 && data.count == 98)
  #expect(firstOrderIndices(data) == [nil])
  #expect(rankStatisticIndices(data) == [nil])
  #expect(try rankCorrelations(data) == RankCorrelations(plain: [nil], partial: [nil]))
  #expect(pawnIndices(data)?.inputs[0].maximum == 0)
  #expect(shapleyEffects(data) == nil)
}

@Test func `PAWN indices agree with SALib's for the same sample`() throws {
  let analysis = try #require(pawnIndices(GivenData(inputs: weyl, output: ishigami(weyl).column(0))))
  // SALib 1.6.0, pawn.analyze with S = 10; its slices hold one row less here and there, hence 1/200.
  for (index, expected) in zip(analysis.inputs, [(0.2545, 0.31), (0.401, 0.4895), (0.08875, 0.204)]) {
    #expect(abs(index.median - expected.0) < 0.005)
    #expect(abs(index.maximum - expected.1) < 0.005)
    #expect(index.distances.count == 10)
  }
}

@Test func `an input without influence stays below PAWN's threshold and others above`() throws {
  let points = LatinDesign(dimensions: 3, count: 3000, seed: 2).points(0..<3000)
  let data = GivenData(inputs: points, output: (0..<3000).map { points[$0, 0] + 0.3 * points[$0, 1] })
  let analysis = try #require(pawnIndices(data))
  #expect(analysis.inputs[0].median > 2 * analysis.dummyMedian)
  #expect(analysis.inputs[1].median > analysis.dummyMedian)
  #expect(analysis.inputs[2].median < analysis.dummyMedian)
  // Kolmogorov's 95 % point for slices of 300 in 3,000 is 1.358·√(1/300 − 1/3000) = 0.074; medians lie lower.
  #expect(analysis.dummyMedian < 0.074 && analysis.dummyMaximum > 0.074)
}

@Test func `rank correlations agree with SciPy's for the same sample`() throws {
  let rows = (0..<2000).map { i in [weyl[i, 0], weyl[i, 0] + 0.5 * weyl[i, 1], weyl[i, 2]] }
  let output = rows.map { $0[0] - $0[1] * $0[1] + exp($0[2]) }
  let result = try rankCorrelations(GivenData(inputs: Sample(columns: 3, rows: rows), output: output))
  // scipy.stats.spearmanr, and the correlation of least-squares residuals of the ranks, SciPy 1.17.
  let plain = [-0.23082642970660744, -0.3651703767925942, 0.8683283965820991]
  let partial = [0.6835307585499156, -0.836390862800762, 0.9646832395121557]
  for input in 0..<3 {
    // Rounding in 2,000 products.
    #expect(abs(try #require(result.plain[input]).value - plain[input]) < 1e-10)
    #expect(abs(try #require(result.partial[input]).value - partial[input]) < 1e-10)
    #expect(try #require(result.plain[input]).interval.contains(plain[input]))
  }
}

@Test func `an input that others determine has no partial correlation`() throws {
  let rows = (0..<200).map { [weyl[$0, 0], 2 * weyl[$0, 0], weyl[$0, 1]] }
  let output = rows.map { $0[0] + $0[2] }
  let result = try rankCorrelations(GivenData(inputs: Sample(columns: 3, rows: rows), output: output))
  #expect(result.partial[0] == nil && result.partial[1] == nil)
  #expect(try #require(result.partial[2]).value > 0.5)
  #expect(result.plain[0] == result.plain[1])
}
