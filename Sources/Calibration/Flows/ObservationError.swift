import Foundation
import Randomness
import StockFlow

/// How uncertain the observed stocks of a category are.
struct ObservationError {
  /// Variances of the observations up to the start, in their order.
  let variances: [Double]

  init(_ category: StockFlow.Category, in horizon: ClosedRange<Year>) {
    let start = category.start(in: horizon) ?? horizon.lowerBound
    variances = category.observations.filter { $0.year <= start }.map { $0.value.observationVariance }
  }
}

extension ParameterValue {
  /// A figure published as rounded is off by at most half a unit of its last digit, all errors alike: lastDigit²/12. A
  /// stock given as a distribution has that of the distribution.
  fileprivate var observationVariance: Double {
    let factor = times?.mean ?? 1
    switch base {
    case .number(let figure): return factor * factor * figure.lastDigit * figure.lastDigit / 12
    case .distribution(let distribution):
      let deviation = distribution.standardDeviation
      return deviation.isFinite ? factor * factor * deviation * deviation : 0
    case .path, .fit: return 0
    }
  }
}

/// The errors of the balances of one category, interval after interval.
///
/// Interval k from year p to q has the variance σ²·ΣS(y)² over p < y ≤ q of the yearly noise, S as explained, plus that of
/// both its observations; two intervals that share an observation share its error with opposite signs. The covariance is tridiagonal, V = L·Lᵀ with
/// L bidiagonal (G. Golub and C. Van Loan, Matrix Computations, 4th edition, section 4.3.6), and rows are whitened by
/// solving with L.
struct BalanceNoise {
  /// ΣS(y)² of each interval.
  let exposures: [Double]
  /// One more than intervals.
  let observations: [Double]

  /// - Parameter closing: the explained stocks at the ends of the intervals: observed ones would give the more weight to
  ///   a balance the further its error lies below.
  init(_ intervals: [HistoryInterval], closing: [Double], _ errors: ObservationError) {
    let largest = intervals.reduce(0) { max($0, $1.first, $1.last) }
    // A stock of next to nobody says next to nothing about the noise of a whole profession.
    let least = max(1e-3 * largest, 1e-100)
    exposures = zip(intervals, closing).map { interval, end in
      let (first, last) = (max(interval.first, least), max(end, least))
      return (1...(interval.to - interval.from)).reduce(0) { sum, year in
        sum + pow(first * pow(last / first, Double(year) / interval.years), 2)
      }
    }
    observations = errors.variances
  }

  /// The variance of the yearly noise in one interval.
  func noiseVariance(_ row: Int, sigma: Double) -> Double { sigma * sigma * exposures[row] }

  /// The same with the errors of both observations.
  func variance(_ row: Int, sigma: Double) -> Double {
    noiseVariance(row, sigma: sigma) + observations[row] + observations[row + 1]
  }

  /// The diagonal of L and what stands left of it.
  private func factor(sigma: Double) -> (diagonal: [Double], below: [Double]) {
    var diagonal: [Double] = []
    var below: [Double] = []
    for row in exposures.indices {
      below.append(row > 0 ? -observations[row] / diagonal[row - 1] : 0)
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
    let isExact = groups.allSatisfy { $0.noise.observations.allSatisfy { $0 == 0 } }
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
