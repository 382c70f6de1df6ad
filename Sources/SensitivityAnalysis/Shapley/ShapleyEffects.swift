/// How the variance of a function divides among inputs that may be correlated, nothing twice and nothing left over.
public struct ShapleyAnalysis: Sendable, Equatable {
  public let evaluations: Int
  public let outputs: [ShapleyOutput]
}

public struct ShapleyOutput: Sendable, Equatable {
  /// nil where no evaluation could be used.
  public let variance: Double?
  /// The share of each input; they add up to 1 (less what the inputs do not explain); nil where the output is constant.
  public let effects: [Estimate?]
  /// Conditional variances left out because an evaluation behind them was infinite or not a number.
  public let excludedVariances: Int
}

public struct ShapleyOptions: Sendable, Equatable {
  /// Up to so many inputs every set of inputs is asked about, which answers for all permutations at once; above it
  /// random permutations are followed.
  public var exactUpTo = 8
  /// How many conditional variances are averaged for every set of inputs.
  public var outerDraws = 500
  /// How many random permutations are followed.
  public var permutations = 2000
  /// From how many draws a conditional variance is taken; three serve best (Song et al. 2016).
  public var innerDraws = 3
  public var bootstrap = Bootstrap()
  public var seed: UInt64 = 1

  public init() {}
}

/// Shapley effects of inputs on the unit cube joined by a Gaussian copula.
///
/// Song, Nelson and Staum, "Shapley effects for global sensitivity analysis: theory and computation", SIAM/ASA J.
/// Uncertainty Quantification 4 (2016) 1060–1083: the cost of a set is E[Var(y | all other inputs)],
/// averaged over all sets for few inputs, over random permutations (algorithm 1) for many. With d inputs
/// 2ᵈ·outerDraws·innerDraws or about permutations·d·innerDraws evaluations.
public func shapleyEffects<Failure: Error>(
  copula: GaussianCopula, options: ShapleyOptions = ShapleyOptions(),
  of evaluate: (Sample) throws(Failure) -> Sample
) throws -> ShapleyAnalysis {
  precondition(options.innerDraws > 1, "a variance needs two draws")
  var conditional = ConditionalPoints(copula: copula, draws: options.innerDraws, seed: options.seed)
  var evaluations = 0
  let outputs = try shapleyOutputs(dimensions: copula.dimensions, options) { questions in
    let points = try conditional.points(for: questions)
    evaluations += points.count
    return conditional.variances(of: try answers(of: evaluate, at: points))
  }
  return ShapleyAnalysis(evaluations: evaluations, outputs: outputs)
}

/// Shapley effects of an existing sample, whatever its correlations, by nearest neighbours.
///
/// Broto, Bachoc and Depecker, "Variance reduction for estimation of Shapley effects and adaptation to unknown input
/// distribution", SIAM/ASA J. Uncertainty Quantification 8 (2020) 693–716: Var(y | held inputs) is the
/// variance of the output at the rows whose held inputs are nearest, here measured in ranks. The neighbours' distance
/// leaves an error that shrinks with n^(−1/d): with many inputs prefer the conditional sampler. What the inputs do not
/// explain belongs to none of them. O(questions·n·d), with 2ᵈ·outerDraws or permutations·d questions.
public func shapleyEffects(
  _ data: GivenData, options: ShapleyOptions = ShapleyOptions()
) throws -> ShapleyOutput? {
  guard data.count > options.innerDraws, !data.isConstant else { return nil }
  var neighbours = NearestNeighbours(data, wanted: options.innerDraws, seed: options.seed)
  return try shapleyOutputs(dimensions: data.dimensions, options, hasNoise: true) { neighbours.variances(for: $0) }
    .first
}

/// By all sets or by random permutations.
private func shapleyOutputs(
  dimensions: Int, _ options: ShapleyOptions, hasNoise: Bool = false, _ ask: ([Conditioning]) throws -> Sample
) throws -> [ShapleyOutput] {
  if dimensions <= options.exactUpTo {
    let game = try CostGame(dimensions: dimensions, options, hasNoise: hasNoise, ask)
    return game.outputs(options.bootstrap)
  }
  let walk = try PermutationWalk(dimensions: dimensions, options, hasNoise: hasNoise, ask)
  return walk.outputs(options.bootstrap)
}
