import Foundation
import Randomness

/// A yearly rate pooled over observed years: all who left over all who could have.
///
/// p = Σ x / Σ n with the variance φ·p·(1 − p)/Σ n, where x leave of n exposed in a year and the dispersion
/// φ = max(1, Pearson's χ²/(years − 1)), χ² = Σ (x − n·p)²/(n·p·(1 − p)), lets the variation from year to year widen the
/// error. This is the quasi-binomial model with a constant alone, its interval taken on the logit scale.
/// Source: P. McCullagh and J. Nelder, Generalized Linear Models, 2nd edition (1989), section 4.5; rates of 0 and 1 by
/// Jeffreys' prior: L. Brown, T. Cai and A. DasGupta, Statistical Science 16 (2001), section 3.1.
struct PooledRate {
  struct Year {
    let rate: Double
    /// Persons.
    let exposed: Double
  }

  let rate: Double
  let standardError: Double
  /// Of the dispersion; infinite where it is not estimated, because binomial variation explains all there is.
  let degreesOfFreedom: Double
  let dispersion: Double
  let years: Int

  /// `nil` where nobody was exposed.
  init?(_ observed: [Year]) {
    let used = observed.filter { $0.exposed > 0 }
    let exposed = used.reduce(0) { $0 + $1.exposed }
    guard exposed > 0 else { return nil }
    let share = min(1, max(0, used.reduce(0) { $0 + $1.rate * $1.exposed } / exposed))
    // Nobody or everybody: half a person more on either side, so that nothing is certain.
    let pooled = share == 0 || share == 1 ? (share * exposed + 0.5) / (exposed + 1) : share
    let variance = pooled * (1 - pooled)
    let pearson = used.reduce(0) { sum, year in
      variance > 0 ? sum + year.exposed * (year.rate - pooled) * (year.rate - pooled) / variance : sum
    }
    let freedom = Double(used.count - 1)
    let isWider = freedom > 0 && pearson > freedom
    rate = pooled
    dispersion = isWider ? pearson / freedom : 1
    degreesOfFreedom = isWider ? freedom : .infinity
    standardError = (dispersion * variance / exposed).squareRoot()
    years = used.count
  }

  /// logit p ± t·se/(p·(1 − p)), back on the scale of rates; `nil` for a rate of 0 or 1.
  var interval95: ClosedRange<Double>? {
    guard rate > 0, rate < 1, standardError > 0 else { return nil }
    let centre = log(rate / (1 - rate))
    let reach =
      upperStudentQuantile(degreesOfFreedom: degreesOfFreedom) * standardError / (rate * (1 - rate))
    return 1 / (1 + exp(reach - centre))...1 / (1 + exp(-reach - centre))
  }
}
