import Foundation

/// The errors of the balances of one category, interval after interval.
///
/// An interval has the variance σ²·exposure of the yearly noise plus that of both its observations; two intervals that
/// share an observation share its error with opposite signs. The covariance is tridiagonal, V = L·Lᵀ with L bidiagonal
/// (G. Golub and C. Van Loan, Matrix Computations, 4th edition, section 4.3.6), and rows are whitened by solving with L.
struct BalanceNoise {
  /// What σ² is multiplied with in each interval.
  let exposures: [Double]
  let errors: ObservationErrors

  /// The variance of the yearly noise in one interval.
  func noiseVariance(_ row: Int, sigma: Double) -> Double { sigma * sigma * exposures[row] }

  /// The same with the errors of both observations.
  func variance(_ row: Int, sigma: Double) -> Double {
    noiseVariance(row, sigma: sigma) + errors.opening[row] + errors.closing[row]
  }

  /// The diagonal of L and what stands left of it.
  private func factor(sigma: Double) -> (diagonal: [Double], below: [Double]) {
    var diagonal: [Double] = []
    var below: [Double] = []
    for row in exposures.indices {
      below.append(errors.continues[row] ? -errors.opening[row] / diagonal[row - 1] : 0)
      diagonal.append(max(variance(row, sigma: sigma) - below[row] * below[row], 1e-300).squareRoot())
    }
    return (diagonal, below)
  }

  /// w with L·w = v.
  func whiten(_ values: [Double], sigma: Double) -> [Double] {
    let (diagonal, below) = factor(sigma: sigma)
    var whitened = values
    for row in values.indices {
      if row > 0 { whitened[row] -= below[row] * whitened[row - 1] }
      whitened[row] /= diagonal[row]
    }
    return whitened
  }

  /// u with Lᵀ·u = w: the weight on each raw balance of a combination of whitened ones.
  func rawWeights(_ weights: [Double], sigma: Double) -> [Double] {
    let (diagonal, below) = factor(sigma: sigma)
    var raw = weights
    for row in weights.indices.reversed() {
      if row + 1 < raw.count { raw[row] -= below[row + 1] * raw[row + 1] }
      raw[row] /= diagonal[row]
    }
    return raw
  }

  /// How much of the information on σ the errors of observation leave: the mean of (noise/all)².
  func shareOfNoise(sigma: Double) -> Double {
    let shares = exposures.indices.map { pow(noiseVariance($0, sigma: sigma) / variance($0, sigma: sigma), 2) }
    return shares.reduce(0, +) / Double(max(1, shares.count))
  }

  /// Σ of the squares of whitened residuals.
  func squares(_ residuals: [Double], sigma: Double) -> Double {
    whiten(residuals, sigma: sigma).reduce(0) { $0 + $1 * $1 }
  }

  /// σ at which the whitened residuals have as large a sum of squares as they have degrees of freedom; 0 where the
  /// errors of observation explain them already. Several categories may share σ.
  ///
  /// R. Paule and J. Mandel, "Consensus values and weighting factors", Journal of Research of the National Bureau of
  /// Standards 87 (1982) 377–385; the sum falls with σ, so bisection on its logarithm finds the root.
  static func sigma(_ groups: [(noise: BalanceNoise, residuals: [Double])], degreesOfFreedom: Double) -> Double {
    func squares(_ sigma: Double) -> Double {
      groups.reduce(0) { $0 + $1.noise.squares($1.residuals, sigma: sigma) }
    }
    let pure = groups.reduce(0) { sum, group in
      zip(group.residuals, group.noise.exposures).reduce(sum) { $0 + $1.0 * $1.0 / $1.1 }
    }
    let highest = max(leastSigma, (pure / degreesOfFreedom).squareRoot())
    let isExact = groups.allSatisfy { $0.noise.errors.areNone }
    guard !isExact else { return highest }
    guard squares(leastSigma) > degreesOfFreedom else { return leastSigma }
    var low = log(leastSigma)
    var high = log(highest * 2)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if squares(exp(middle)) > degreesOfFreedom { low = middle } else { high = middle }
    }
    return exp((low + high) / 2)
  }

  /// Below this the noise is nothing but rounding of the arithmetic.
  static let leastSigma = 1e-10
}
