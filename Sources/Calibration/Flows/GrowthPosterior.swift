import Foundation
import Randomness
import StockFlow

/// A fitted growth: 1 + g = exp(location + scale·z), once per path.
///
/// From the history alone location = μ̂ + σ²/2 and scale = σ/√ΣΔ. A prior on g is taken as the log-normal 1 + g of the
/// same mean and standard deviation and weighed with it by precision on the log scale.
struct GrowthPosterior {
  private let location: Double
  private let scale: Double
  private let prior: Prior?

  /// - Parameter beside: the standard error of g where flows of the category were estimated beside it: their uncertainty
  ///   is part of that of the growth.
  init(location: Double, scale: Double, beside deviation: Double? = nil, prior: Prior?) {
    let own = max(scale, (deviation ?? 0) / exp(location))
    guard let prior, prior.mean > -1 else {
      (self.location, self.scale, self.prior) = (location, own, nil)
      return
    }
    let relative = prior.deviation / (1 + prior.mean)
    let variance = log1p(relative * relative)
    let before = Prior(mean: log1p(prior.mean) - variance / 2, deviation: variance.squareRoot())
    let after = before.combined(mean: location, deviation: own)
    (self.location, self.scale, self.prior) = (after.mean, after.deviation, prior)
  }

  /// The yearly rate.
  var rate: Distribution { .fittedGrowth(location: location, scale: scale) }

  /// - Parameter freedom: degrees of freedom of the σ behind the error; 0 where it was written. Beside a prior the
  ///   interval is that of the normal posterior.
  func parameter(
    _ address: ParameterAddress, _ estimate: DriftEstimate, degreesOfFreedom freedom: Int
  ) -> FittedParameter {
    let isEstimated = freedom > 0 && prior == nil
    let reach = upperStudentQuantile(degreesOfFreedom: isEstimated ? Double(freedom) : .infinity) * scale
    let posterior = Prior(mean: rate.mean, deviation: rate.standardDeviation)
    return FittedParameter(
      address: address, estimate: rate.mean, standardError: rate.standardDeviation,
      interval95: expm1(location - reach)...expm1(location + reach), observations: estimate.steps.count,
      method: .drift, prior: prior?.movement(to: posterior))
  }
}
