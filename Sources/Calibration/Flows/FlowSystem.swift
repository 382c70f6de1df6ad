import LinearAlgebra

/// The balances of a block with errors of variance 1 and independent of each other, and its priors as further rows.
struct WhitenedSystem {
  let design: Matrix
  let right: [Double]
  /// The rows of each group; the rows after the last are priors.
  let rows: [Range<Int>]

  init(_ block: FlowBlock, sigmas: [Double]) {
    let priors = block.unknowns.enumerated().compactMap { index, unknown in
      unknown.prior.map { (index, $0) }
    }
    let columns = block.unknowns.count
    var design = Matrix(rows: block.rowCount + priors.count, columns: columns)
    var right: [Double] = []
    var rows: [Range<Int>] = []
    for (group, sigma) in zip(block.groups, sigmas) {
      let first = right.count
      right += group.noise.whiten(group.right, sigma: sigma)
      for column in 0..<columns {
        let values = (0..<group.right.count).map { group.design[$0, column] }
        guard values.contains(where: { $0 != 0 }) else { continue }
        for (row, value) in group.noise.whiten(values, sigma: sigma).enumerated() {
          design[first + row, column] = value
        }
      }
      rows.append(first..<right.count)
    }
    for (column, prior) in priors {
      design[right.count, column] = 1 / prior.deviation
      right.append(prior.mean / prior.deviation)
    }
    (self.design, self.right, self.rows) = (design, right, rows)
  }
}

/// The estimate of a block: constrained generalised least squares, the noise of every category estimated with it.
///
/// Feasible generalised least squares: σ of each category from its whitened residuals and what their leverages leave of
/// the degrees of freedom, then the system again, until neither moves. Categories with fewer than three degrees of
/// freedom share one σ with all others of the block. Weights rest on opening stocks alone, so that they do not depend on
/// the error they weigh. Source: W. Greene, Econometric Analysis, 7th edition, section 9.3; the leverages and
/// Satterthwaite's degrees of freedom as in B. Hansen, Econometrics (2022), sections 4.14 and 4.22.
struct FlowSolution {
  let block: FlowBlock
  private(set) var sigmas: [Double]
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
    sigmas = block.groups.map { $0.writtenSigma ?? Self.startingSigma }
    degreesOfFreedom = block.groups.map { _ in .infinity }
    system = WhitenedSystem(block, sigmas: sigmas)
    problem = try LeastSquaresProblem(system.design, system.right)
    solution = try problem.solution(block.constraints)
    covariance = solution.covariance
    for _ in 0..<Self.mostRounds {
      let before = sigmas
      estimateNoise()
      try solve()
      if zip(before, sigmas).allSatisfy({ abs($0 - $1) <= 1e-9 * $1 }) { break }
    }
  }

  /// The first guess of an unknown σ; relative weights depend on it only where roundings or priors enter.
  static let startingSigma = 0.02
  private static let mostRounds = 25
  /// Below this a category borrows the σ of all.
  private static let leastFreedom = 3.0

  private mutating func solve() throws(LinearAlgebraError) {
    system = WhitenedSystem(block, sigmas: sigmas)
    problem = try LeastSquaresProblem(system.design, system.right)
    solution = try problem.solution(block.constraints)
    covariance = solution.covariance
  }

  private mutating func estimateNoise() {
    let open = block.groups.indices.filter { block.groups[$0].writtenSigma == nil }
    guard !open.isEmpty else { return }
    let left = open.map { Double(system.rows[$0].count) - leverage(of: system.rows[$0]) }
    let total = max(left.reduce(0, +), 1e-3)
    let pairs = open.map { (noise: block.groups[$0].noise, residuals: residuals(of: $0)) }
    let shared = BalanceNoise.sigma(pairs, degreesOfFreedom: total)
    let isOwn = left.allSatisfy { $0 >= Self.leastFreedom }
    isShared = !isOwn
    for (place, group) in open.enumerated() {
      let own = isOwn ? BalanceNoise.sigma([pairs[place]], degreesOfFreedom: left[place]) : shared
      // A category that happens to fit perfectly would else take all the weight.
      sigmas[group] = max(own, shared / 10)
      degreesOfFreedom[group] = isOwn ? left[place] : total
    }
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

  /// Residuals in units of their standard deviation.
  func standardisedResiduals(of group: Int) -> [Double] {
    block.groups[group].noise.whiten(residuals(of: group), sigma: sigmas[group])
  }

  /// The degrees of freedom behind the standard error of each parameter (Satterthwaite): with the shares c_g of the
  /// categories in its variance, (Σ c_g)²/Σ(c_g²/ν_g). Priors and written σ count as known.
  func freedom() -> [Double] {
    let columns = system.design.columns
    var shares = [[Double]](repeating: [Double](repeating: 0, count: system.rows.count), count: columns)
    for (group, rows) in system.rows.enumerated() {
      for row in rows {
        let influence = covariance * (0..<columns).map { system.design[row, $0] }
        for column in 0..<columns { shares[column][group] += influence[column] * influence[column] }
      }
    }
    let open = degreesOfFreedom.indices.filter { degreesOfFreedom[$0].isFinite }
    return shares.indices.map { column in
      let total = covariance[column, column]
      // One σ shared by several categories is one source of uncertainty.
      let sources = isShared ? [open] : open.map { [$0] }
      let spread = sources.reduce(0.0) { sum, groups in
        let part = groups.reduce(0) { $0 + shares[column][$1] }
        return sum + part * part / (groups.first.map { degreesOfFreedom[$0] } ?? .infinity)
      }
      return total > 0 && spread > 0 ? total * total / spread : degreesOfFreedom.min() ?? .infinity
    }
  }
}
