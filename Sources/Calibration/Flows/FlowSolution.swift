import Foundation
import LinearAlgebra

/// The estimate of a block: constrained generalised least squares, the noise of every category estimated with it.
///
/// Feasible generalised least squares: σ of each category from its whitened residuals and what their leverages leave of
/// the degrees of freedom, then the system again with weights from the explained stocks, until σ stands still. The noise
/// is in proportion to the stocks, or that of persons counted one by one, or as much of both as the history makes
/// likely; the categories of a block share one σ unless each has three degrees of freedom and Bartlett's test finds them
/// unequal. Last the small-sample bias is taken out.
/// Source: W. Greene, Econometric Analysis, 7th edition, section 9.3; leverages and Satterthwaite's degrees of freedom
/// as in B. Hansen, Econometrics (2022), sections 4.14 and 4.22.
struct FlowSolution {
  let block: FlowBlock
  private(set) var sigmas: [Double]
  private var noises: [BalanceNoise]
  private(set) var structure = NoiseStructure.relative
  private(set) var problem: LeastSquaresProblem
  private(set) var system: WhitenedSystem
  private(set) var solution: ConstrainedSolution
  private(set) var covariance: Matrix
  /// Degrees of freedom of each group's σ; infinite where it is written.
  private(set) var degreesOfFreedom: [Double]
  /// Whether all categories without a written volatility have one σ.
  private(set) var isShared = false

  init(_ block: FlowBlock) throws(LinearAlgebraError) {
    self.block = block
    sigmas = block.groups.map { $0.writtenSigma ?? WhitenedSystem.startingSigma }
    degreesOfFreedom = block.groups.map { _ in .infinity }
    noises = block.startingNoises
    system = WhitenedSystem(starting: block)
    problem = try LeastSquaresProblem(system.design, system.right)
    solution = try problem.solution(block.constraints)
    covariance = solution.covariance
    blendStructures()
    for _ in 0..<Self.mostRounds {
      let before = sigmas
      noises = structure.noises(of: block, solution.coefficients)
      estimateNoise()
      try solve()
      if zip(before, sigmas).allSatisfy({ abs($0 - $1) <= 1e-5 * $1 }) { break }
    }
    try correctBias()
  }

  private static let mostRounds = 25
  /// Below this a category borrows the σ of all.
  private static let leastFreedom = 3.0

  private mutating func solve() throws(LinearAlgebraError) {
    system = WhitenedSystem(block, noises, sigmas: sigmas)
    problem = try LeastSquaresProblem(system.design, system.right)
    solution = try problem.solution(block.constraints)
    covariance = solution.covariance
  }

  /// Groups whose σ is to be estimated.
  private var open: [Int] { block.groups.indices.filter { block.groups[$0].writtenSigma == nil } }

  private func freedomLeft(to group: Int) -> Double {
    Double(system.rows[group].count) - leverage(of: system.rows[group])
  }

  /// σ that some groups share.
  private func sigma(of groups: [Int], degreesOfFreedom: Double) -> Double {
    BalanceNoise.sigma(
      groups.map { (noise: noises[$0], residuals: residuals(of: $0)) }, degreesOfFreedom: degreesOfFreedom)
  }

  private mutating func estimateNoise() {
    let left = open.map { freedomLeft(to: $0) }
    let total = max(left.reduce(0, +), 1e-3)
    let shared = sigma(of: open, degreesOfFreedom: total)
    for (group, freedom) in zip(open, left) {
      // A category that happens to fit perfectly would else take all the weight.
      sigmas[group] = isShared ? shared : max(sigma(of: [group], degreesOfFreedom: freedom), shared / 10)
      degreesOfFreedom[group] = isShared ? total : freedom
    }
  }

  /// Weighs the two structures of noise by the normal likelihood of the residuals of the first solution, as Akaike's
  /// weights do (K. Burnham and D. Anderson, Model Selection and Multimodel Inference, 2nd edition, section 2.9).
  private mutating func blendStructures() {
    let logs = [NoiseStructure.relative, .counted].map { structure in
      var trial = self
      trial.take(structure)
      trial.estimateNoise()
      return trial.logVariances
    }
    take(NoiseStructure(relativeShare: 1 / (1 + exp((logs[0] - logs[1]) / 2))))
  }

  private mutating func take(_ structure: NoiseStructure) {
    self.structure = structure
    noises = structure.noises(of: block, solution.coefficients)
    isShared = !hasUnequalNoise()
  }

  /// Σ ln of the variances: with whitened residuals of the same size, the smaller the likelier. Each σ of its own costs
  /// as much as in Akaike's criterion.
  private var logVariances: Double {
    let logs = open.reduce(0.0) { sum, group in
      block.groups[group].right.indices.reduce(sum) { $0 + log(max(variances(of: group, row: $1).all, 1e-300)) }
    }
    return logs + (isShared ? 2 : 2 * Double(open.count))
  }

  /// Bartlett's test of equal variances at 5 %: (ν·ln s² − Σ ν_i·ln s_i²)/(1 + (Σ 1/ν_i − 1/ν)/(3(k − 1))) against χ² with
  /// k − 1 degrees of freedom. M. Bartlett, "Properties of sufficiency and statistical tests", Proceedings of the Royal
  /// Society A 160 (1937) 268–282.
  private func hasUnequalNoise() -> Bool {
    let left = open.map { freedomLeft(to: $0) }
    guard left.count > 1, left.allSatisfy({ $0 >= Self.leastFreedom }) else { return false }
    let total = left.reduce(0, +)
    let variances = zip(open, left).map { pow(sigma(of: [$0], degreesOfFreedom: $1), 2) }
    let pooled = zip(variances, left).reduce(0) { $0 + $1.0 * $1.1 } / total
    let spread = zip(variances, left).reduce(total * log(pooled)) { $0 - $1.1 * log($1.0) }
    let others = Double(left.count - 1)
    let correction = 1 + (left.reduce(0) { $0 + 1 / $1 } - 1 / total) / (3 * others)
    return spread / correction > upperChiSquare(degreesOfFreedom: others)
  }

  /// The part of the degrees of freedom that the fit takes from these rows: Σ aᵀ·C·a.
  private func leverage(of rows: Range<Int>) -> Double {
    rows.reduce(0) { sum, row in
      let line = (0..<system.design.columns).map { system.design[row, $0] }
      return sum + zip(line, covariance * line).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// Observed less explained change of the stock, in the unit of the scenario.
  func residuals(of group: Int) -> [Double] {
    let group = block.groups[group]
    return zip(group.right, group.design * solution.coefficients).map { $0 - $1 }
  }

  /// Solves x + β(x) = x̂ for the estimate without its small-sample bias, by Newton's rule with β linear around the
  /// last x: the system in x is A·(I + B)·x = b − A·(β₀ − B·x₀), B = ∂β/∂x, and its covariance that of the corrected
  /// estimate.
  private mutating func correctBias() throws(LinearAlgebraError) {
    guard block.rowCount <= Self.mostRowsCorrected else { return }
    let bias = SmallSampleBias(self)
    let deviations = covariance.diagonalRoots
    var shift = bias.bias(solution.coefficients)
    let gain = gain(of: bias, shift, deviations)
    for round in 1...Self.corrections {
      let start = solution.coefficients
      let offset = zip(gain * start, zip(start, shift)).map { $1.0 + $1.1 - $0 }
      let right = zip(system.right, system.design * offset).map { $0 - $1 }
      problem = try LeastSquaresProblem(system.design * gain, right)
      solution = try problem.solution(block.constraints)
      covariance = solution.covariance
      let moves = zip(start, solution.coefficients).map { abs($0 - $1) }
      // One more round where a larger step leaves something to correct.
      guard round < Self.corrections, zip(moves, deviations).contains(where: { $0 > 0.1 * $1 }) else { return }
      shift = bias.bias(solution.coefficients)
    }
  }

  /// I + ∂β/∂x at the estimate, by differences.
  private func gain(of bias: SmallSampleBias, _ shift: [Double], _ deviations: [Double]) -> Matrix {
    let start = solution.coefficients
    var gain = Matrix(identity: start.count)
    // What a bound holds does not move.
    for column in start.indices where deviations[column] > 0 {
      let step = 1e-3 * deviations[column]
      var moved = start
      moved[column] += step
      let there = bias.bias(moved)
      for row in start.indices { gain[row, column] += (there[row] - shift[row]) / step }
    }
    return gain
  }

  private static let corrections = 2
  /// In larger blocks the correction would cost more than all the rest.
  private static let mostRowsCorrected = 1500

  /// The variances of the yearly noise in one balance, and of all its errors.
  func variances(of group: Int, row: Int) -> (noise: Double, all: Double) {
    let sigma = sigmas[group]
    return (noises[group].noiseVariance(row, sigma: sigma), noises[group].variance(row, sigma: sigma))
  }

  func explainedClosings(of group: Int) -> [Double] {
    zip(block.groups[group].intervals, residuals(of: group)).map { $0.last - $1 }
  }

  /// Residuals in units of their standard deviation.
  func standardisedResiduals(of group: Int) -> [Double] {
    noises[group].whiten(residuals(of: group), sigma: sigmas[group])
  }

  /// The degrees of freedom behind the standard error of each parameter (Satterthwaite): with the parts c_g of its
  /// variance that the noise of each category makes, variance²/Σ(c_g²/ν_g). Priors, roundings and written σ count as
  /// known; σ itself is the less known the more of the errors is rounding.
  func freedom() -> [Double] {
    let parts = block.groups.indices.map { noiseParts(of: $0) }
    let known = open.map { degreesOfFreedom[$0] * noises[$0].shareOfNoise(sigma: sigmas[$0]) }
    return (0..<covariance.rows).map { column in
      let mine = open.map { parts[$0][column] }
      // One σ shared by several categories is one source of uncertainty.
      let spread =
        isShared
        ? pow(mine.reduce(0, +), 2) / (known.reduce(0, +) / Double(max(1, known.count)))
        : zip(mine, known).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
      let total = covariance[column, column]
      return total > 0 && spread > 0 ? total * total / spread : known.min() ?? .infinity
    }
  }

  /// By parameter, the part of its variance that comes from the noise of one category.
  private func noiseParts(of group: Int) -> [Double] {
    let rows = system.rows[group]
    let influences = rows.map { row in covariance * (0..<system.design.columns).map { system.design[row, $0] } }
    return (0..<covariance.rows).map { column in
      let weights = noises[group].rawWeights(influences.map { $0[column] }, sigma: sigmas[group])
      return weights.enumerated().reduce(0) { sum, weight in
        sum + weight.element * weight.element * noises[group].noiseVariance(weight.offset, sigma: sigmas[group])
      }
    }
  }
}

extension Matrix {
  /// Roots of the diagonal elements.
  fileprivate var diagonalRoots: [Double] { (0..<rows).map { max(0, self[$0, $0]).squareRoot() } }
}
