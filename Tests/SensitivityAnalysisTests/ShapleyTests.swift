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
  let output = try shapleyEffects(copula: copula(0.5), of: sumOfNormals).outputs[0]
  for (effect, expected) in zip(output.effects, expectedShares) {
    let effect = try #require(effect)
    // Five standard errors.
    #expect(abs(effect.value - expected) < 0.03)
    let error = try #require(effect.standardError)
    #expect(abs(effect.value - expected) < 5 * error)
  }
  #expect(abs(output.effects.reduce(0) { $0 + ($1?.value ?? 0) } - 1) < 1e-12)
  // Var(x₁ + x₂) = 1 + 4 + 2 = 7.
  #expect(abs(try #require(output.variance) / 7 - 1) < 0.02)
}

/// Shapley effects of a linear function of normal inputs with equal deviations 1 and the same correlation ρ between all
/// (Owen and Prieur 2017, section 4.1): by symmetry a third each for equal coefficients.
@Test func `equal inputs have equal shares whatever their correlation`() throws {
  let rho = 0.7
  let equal = try GaussianCopula(
    scoreCorrelation: Matrix(rows: [[1, rho, rho], [rho, 1, rho], [rho, rho, 1]]))
  let sum = pointwise(outputs: 1) { (u: [Double]) -> [Double] in [u.reduce(0) { $0 + normalQuantile($1) }] }
  let output = try shapleyEffects(copula: equal, of: sum).outputs[0]
  for effect in output.effects { #expect(abs(try #require(effect).value - 1.0 / 3) < 0.02) }
}

@Test func `an input that does nothing but go along has the share its correlation gives it`() throws {
  // y = x₁ with the correlation ρ to x₂: ρ²/2 of the variance belongs to x₂ (Iooss and Prieur 2019, section 3.2).
  let first = pointwise(outputs: 1) { (u: [Double]) -> [Double] in [normalQuantile(u[0])] }
  let output = try shapleyEffects(copula: copula(0.8), of: first).outputs[0]
  #expect(abs(try #require(output.effects[1]).value - 0.32) < 0.02)
}

@Test func `errors of Shapley effects shrink with the root of the permutations at least`() throws {
  let errors = try [128, 512, 2048].map { count in
    var options = ShapleySampling()
    options.permutations = count
    return rootMeanSquare(
      try (0..<20).map { seed in
        options.seed = UInt64(seed)
        let output = try shapleyEffects(copula: copula(0.5), options: options, of: sumOfNormals).outputs[0]
        return try #require(output.effects[0]).value - expectedShares[0]
      })
  }
  // Twenty errors a size leave the slope uncertain by 0.1 a doubling.
  #expect(rate(ofErrors: errors, doublings: 2) < -0.25)
}

@Test func `Shapley effects of independent inputs share interactions equally`() throws {
  // x₁x₂ + x₃: (3 + ½)/19 each and 12/19.
  let independent = try GaussianCopula(scoreCorrelation: Matrix(identity: 3))
  let output = try shapleyEffects(copula: independent, of: productAndSum).outputs[0]
  for (effect, expected) in zip(output.effects, [3.5 / 19, 3.5 / 19, 12.0 / 19]) {
    #expect(abs(try #require(effect).value - expected) < 0.02)
  }
}

@Test func `the effect of a group is that of its members where they are known together`() throws {
  // x₁ and x₂ as one: 7/19 and 12/19.
  let independent = try GaussianCopula(scoreCorrelation: Matrix(identity: 3))
  var options = ShapleySampling()
  options.groups = [[0, 1], [2]]
  let analysis = try shapleyEffects(copula: independent, options: options, of: productAndSum)
  #expect(analysis.evaluations == 4096 * 3)
  for (effect, expected) in zip(analysis.outputs[0].effects, [7.0 / 19, 12.0 / 19]) {
    #expect(abs(try #require(effect).value - expected) < 0.02)
  }
}

@Test func `intervals of Shapley effects hold the known ones nineteen times in twenty`() throws {
  var held = 0
  for seed in 0..<200 {
    var options = ShapleySampling()
    (options.permutations, options.seed) = (256, UInt64(seed))
    let output = try shapleyEffects(copula: copula(0.5), options: options, of: sumOfNormals).outputs[0]
    if try #require(output.effects[0]).interval.contains(expectedShares[0]) { held += 1 }
  }
  // 190 with a standard deviation of 3.1; four of them, and not always.
  #expect((178..<200).contains(held), "\(held)")
}

@Test func `Shapley effects from a sample alone are near the published ones`() throws {
  var options = NeighbourOptions()
  options.outerDraws = 2000
  let output = try #require(shapleyEffects(try correlatedGaussian(4000), options: options))
  for (effect, expected) in zip(output.effects, expectedShares) {
    // Standard error about 0.012 with 2,000 variances a set; the neighbours' distance leaves less.
    #expect(abs(try #require(effect).value - expected) < 0.05)
  }
}

@Test func `random permutations of a sample come to the same Shapley effects`() throws {
  var options = NeighbourOptions()
  (options.exactUpTo, options.permutations, options.outerDraws) = (1, 2000, 2000)
  let output = try #require(shapleyEffects(try correlatedGaussian(2000), options: options))
  for (effect, expected) in zip(output.effects, expectedShares) {
    // Standard error about 0.015; the neighbours' distance leaves less.
    #expect(abs(try #require(effect).value - expected) < 0.06)
  }
}

@Test func `failed evaluations leave their permutation out and constants have no effects`() throws {
  let mixed = pointwise(outputs: 3) { (u: [Double]) -> [Double] in
    [u[0] > 0.99 ? .nan : u[0] + u[1], 4, .infinity]
  }
  let outputs = try shapleyEffects(copula: copula(0), of: mixed).outputs
  // Two values of u₁ a permutation, of which one in a hundred fails: 81 with a standard deviation of 9.
  #expect((45...117).contains(outputs[0].excludedPermutations))
  #expect(outputs[0].effects.allSatisfy { $0 != nil })
  #expect(outputs[1].effects == [nil, nil] && outputs[1].excludedPermutations == 0)
  #expect(outputs[2].effects == [nil, nil] && outputs[2].variance == nil)
  #expect(outputs[2].excludedPermutations == 4096 && outputs[2].failedEvaluations == 3 * 4096)
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
