public import LinearAlgebra

/// How the variance of a function divides among inputs that may be correlated, nothing twice and nothing left over.
public struct ShapleyAnalysis: Sendable, Equatable {
  public let evaluations: Int
  public let outputs: [ShapleyOutput]
}

public struct ShapleyOutput: Sendable, Equatable {
  /// Of the used permutations; nil where there are none.
  public let mean: Double?
  public let variance: Double?
  /// Evaluations whose output was infinite or not a number.
  public let failedEvaluations: Int
  /// Permutations left out because at least one of their evaluations failed.
  public let excludedPermutations: Int
  /// The share of each group; they add up to 1; nil where the output is constant or there is but one design.
  public let effects: [Estimate?]
}

/// How permutations are followed.
public struct ShapleySampling: Sendable, Equatable {
  /// Best a power of two; each takes one evaluation more than there are groups.
  public var permutations = 4096
  /// Inputs that are known together; nil for each alone.
  public var groups: [[Int]]?
  /// How many independent designs the permutations are divided among; intervals need at least two.
  public var replicates = 8
  public var seed: UInt64 = 1
  /// How many points the function is asked for at once, at most, but never less than those of a permutation.
  public var block = defaultBlock

  public init() {}
}

/// Shapley effects of inputs on the unit cube joined by a Gaussian copula.
///
/// Two points are drawn, and along a random order of the groups the second becomes the first, group by group: after k
/// groups both share these and are independent given them, so that half of their squared difference has the mean
/// E[Var(y | k groups)]. What a group takes away from it, on average over orders, is its effect; along one order
/// everything adds up to half of the squared difference at the start. Goda, "A simple algorithm for global sensitivity
/// analysis with Shapley effects", Reliability Engineering & System Safety 213 (2021) 107702, for independent inputs; here
/// correlated ones become known in the order of a Cholesky factor (Song, Nelson and Staum, SIAM/ASA J. Uncertainty
/// Quantification 4 (2016) 1060–1083, for the effects). Points are scrambled Sobol' points in independent designs, from
/// which the intervals follow. permutations·(groups + 1) evaluations.
public func shapleyEffects(
  copula: GaussianCopula, options: ShapleySampling = ShapleySampling(), of evaluate: (Sample) -> Sample
) throws(LinearAlgebraError) -> ShapleyAnalysis {
  precondition(options.permutations > 0 && options.replicates > 0, "an analysis follows at least one permutation")
  var design = ShapleyDesign(copula, options)
  let terms = ShapleyTerms(groups: design.groups.count)
  var sums = OutputSums(columns: terms.columns, replicates: design.layout.replicates, rows: design.rows)
  for block in BaseBlocks(0..<options.permutations, rows: design.rows, block: options.block).ranges {
    let (points, orders) = try design.points(block)
    let members = design.layout.runs(block).flatMap { run in run.points.map { _ in run.replicate } }
    sums.add(answers(of: evaluate, at: points), to: members) {
      terms.add($1, along: orders[$0], to: &$2)
    }
  }
  return ShapleyAnalysis(
    evaluations: options.permutations * design.rows, outputs: sums.outputs.map { terms.output($0) })
}

/// Which sum stands where, and how the effects of one output follow from the sums.
private struct ShapleyTerms {
  let groups: Int

  static let count = 0

  /// Four for count, moments and the whole, one a group.
  var columns: Int { 4 + groups }

  /// Adds the terms of a permutation from the outputs when 0, 1, … groups are shared.
  func add(_ f: [Double], along order: [Int], to sums: inout [Double]) {
    let (start, end) = (f[0], f[groups])
    sums[Self.count] += 1
    sums[1] += (start + end) / 2
    sums[2] += (start * start + end * end) / 2
    var cost = square(end - start) / 2
    sums[3] += cost
    for (place, group) in order.enumerated() {
      let left = square(end - f[place + 1]) / 2
      sums[4 + group] += cost - left
      cost = left
    }
  }

  func output(_ sums: ReplicatedSums) -> ShapleyOutput {
    let hasEffects = !sums.isEmpty && !sums.isConstant
    let estimates = hasEffects ? sums.estimates(columnOfCount: Self.count) { shares($0) } : []
    let total = sums.total
    let mean = total[1] / total[Self.count]
    return ShapleyOutput(
      mean: sums.isEmpty ? nil : mean + (sums.shift ?? 0),
      variance: sums.isEmpty ? nil : sums.isConstant ? 0 : max(0, total[2] / total[Self.count] - mean * mean),
      failedEvaluations: sums.failedEvaluations, excludedPermutations: sums.excludedBasePoints,
      effects: (0..<groups).map { hasEffects ? estimates[$0]?.nonnegative : nil })
  }

  private func shares(_ sums: [Double]) -> [Double] { sums[4...].map { $0 / sums[3] } }
}
