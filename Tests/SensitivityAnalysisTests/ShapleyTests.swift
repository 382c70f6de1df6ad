import LinearAlgebra
import Randomness
import SensitivityAnalysis
import Testing

/// y = x₁ + x₂ of normal inputs with standard deviations 1 and 2 and the correlation ½.
private let sumOfNormals = pointwise(outputs: 1) { (u: [Double]) -> [Double] in
  [normalQuantile(u[0]) + 2 * normalQuantile(u[1])]
}
private let expectedShares = [0.339286, 0.660714]

func correlatedGaussian(_ count: Int) throws -> GivenData {
  let points = LatinDesign(dimensions: 2, count: count, seed: 3).points(0..<count)
  let rows = (0..<count).map { row in
    let (z, e) = (normalQuantile(points[row, 0]), normalQuantile(points[row, 1]))
    return [z, z + 3.0.squareRoot() * e]
  }
  return GivenData(inputs: Sample(columns: 2, rows: rows), output: rows.map { $0[0] + $0[1] })
}

private func copula(_ correlation: Double) throws -> GaussianCopula {
  try GaussianCopula(scoreCorrelation: Matrix(rows: [[1, correlation], [correlation, 1]]))
}

@Test func `Shapley effects of correlated normal inputs are the published ones`() throws {
  var options = ShapleyOptions()
  options.outerDraws = 4000
  let output = try shapleyEffects(copula: copula(0.5), options: options, of: sumOfNormals).outputs[0]
  for (effect, expected) in zip(output.effects, expectedShares) {
    // Standard error about 0.01 with 4,000 variances of three draws.
    #expect(abs(try #require(effect).value - expected) < 0.03)
    #expect(try #require(effect).interval.contains(expected))
  }
  #expect(abs(output.effects.reduce(0) { $0 + ($1?.value ?? 0) } - 1) < 1e-12)
}

@Test func `random permutations come to the same Shapley effects`() throws {
  var options = ShapleyOptions()
  options.exactUpTo = 1
  options.permutations = 4000
  options.outerDraws = 2000
  let output = try shapleyEffects(copula: copula(0.5), options: options, of: sumOfNormals).outputs[0]
  for (effect, expected) in zip(output.effects, expectedShares) {
    #expect(abs(try #require(effect).value - expected) < 0.04)
    #expect(try #require(effect).interval.contains(expected))
  }
  #expect(abs(output.effects.reduce(0) { $0 + ($1?.value ?? 0) } - 1) < 1e-12)
}

@Test func `errors of Shapley effects shrink with the root of the draws`() throws {
  let errors = try [125, 500, 2000].map { count in
    var options = ShapleyOptions()
    options.outerDraws = count
    options.bootstrap = Bootstrap(resamples: 2)
    return rootMeanSquare(
      try (0..<20).map { seed in
        options.seed = UInt64(seed)
        let output = try shapleyEffects(copula: copula(0.5), options: options, of: sumOfNormals).outputs[0]
        return try #require(output.effects[0]).value - expectedShares[0]
      })
  }
  // Twenty errors a size leave the slope uncertain by 0.1 a doubling.
  #expect(abs(rate(ofErrors: errors, doublings: 2) + 0.5) < 0.25)
}

@Test func `Shapley effects of independent inputs share interactions equally`() throws {
  // x₁x₂ + x₃: (3 + ½)/19 each and 12/19.
  let independent = try GaussianCopula(scoreCorrelation: Matrix(identity: 3))
  var options = ShapleyOptions()
  options.outerDraws = 4000
  let output = try shapleyEffects(copula: independent, options: options, of: productAndSum).outputs[0]
  for (effect, expected) in zip(output.effects, [3.5 / 19, 3.5 / 19, 12.0 / 19]) {
    #expect(abs(try #require(effect).value - expected) < 0.03)
  }
}

@Test func `Shapley effects from a sample alone are near the published ones`() throws {
  var options = ShapleyOptions()
  options.outerDraws = 2000
  let output = try #require(try shapleyEffects(correlatedGaussian(4000), options: options))
  for (effect, expected) in zip(output.effects, expectedShares) {
    // Standard error about 0.012 with 2,000 variances a set; the neighbours' distance leaves less.
    #expect(abs(try #require(effect).value - expected) < 0.05)
  }
}

@Test func `failed evaluations leave their variance out and constants have no effects`() throws {
  let mixed = pointwise(outputs: 3) { (u: [Double]) -> [Double] in
    [u[0] > 0.99 ? .nan : u[0] + u[1], 4, .infinity]
  }
  let outputs = try shapleyEffects(copula: copula(0), of: mixed).outputs
  #expect(outputs[0].excludedVariances > 0)
  #expect(outputs[0].effects.allSatisfy { $0 != nil })
  #expect(outputs[1].effects == [nil, nil] && outputs[1].excludedVariances == 0)
  #expect(outputs[2].effects == [nil, nil] && outputs[2].variance == nil)
}

@Test func `a copula factor keeps the correlations of scores`() throws {
  let factor = try CopulaFactor(
    size: 3, pairs: [.init(first: 0, second: 1, spearman: 0.6), .init(first: 1, second: 2, spearman: -0.3)])
  let correlation = GaussianCopula(factor).correlation
  // r = 2·sin(πρ/6): 0.618034 and −0.312869.
  #expect(abs(correlation[0, 1] - 0.618034) < 1e-6)
  #expect(abs(correlation[2, 1] + 0.312869) < 1e-6)
  #expect(abs(correlation[2, 0]) < 1e-12)
}
