import Foundation
import Randomness
import StockFlow

/// The σ a drift estimate is used with, and where it comes from.
struct VolatilityEstimate {
  let sigma: Double
  let origin: FitDiagnostic.Volatility
  /// Degrees of freedom of an estimated σ; 0 for a written one.
  let degreesOfFreedom: Int

  /// A written volatility takes the place of σ; one interval borrows the pooled σ; `nil` where there is none.
  init?(_ estimate: DriftEstimate, written: Double?, pooled: (sigma: Double, degreesOfFreedom: Int)?) {
    if let written {
      (sigma, origin, degreesOfFreedom) = (written, .written, 0)
    } else if let own = estimate.sigma {
      (sigma, origin, degreesOfFreedom) = (own, .own, estimate.degreesOfFreedom)
    } else if let pooled {
      (sigma, origin, degreesOfFreedom) = (pooled.sigma, .pooled, pooled.degreesOfFreedom)
    } else {
      return nil
    }
  }

  /// The yearly rate: 1 + g = exp(μ + σ²/2) with μ ~ Normal(μ̂, σ²/ΣΔ).
  func growth(_ estimate: DriftEstimate) -> Distribution {
    .fittedGrowth(location: estimate.drift + sigma * sigma / 2, scale: sigma / estimate.years.squareRoot())
  }

  func parameter(_ address: ParameterAddress, rate: Distribution, _ estimate: DriftEstimate) -> FittedParameter {
    let location = estimate.drift + sigma * sigma / 2
    let reach = 1.959963984540054 * sigma / estimate.years.squareRoot()  // 97.5 % normal quantile
    return FittedParameter(
      address: address, estimate: rate.mean, standardError: rate.standardDeviation,
      interval95: expm1(location - reach)...expm1(location + reach), observations: estimate.steps.count,
      method: .drift)
  }

  /// σ as a parameter of its own; `nil` where it was written. Its interval is that of a normal sample's standard
  /// deviation: σ·√(ν/χ²) at the 97.5 % and 2.5 % quantiles of χ² with ν degrees of freedom.
  func parameter(_ address: ParameterAddress) -> FittedParameter? {
    guard degreesOfFreedom > 0 else { return nil }
    let freedom = Double(degreesOfFreedom)
    let chiSquare = Distribution.gamma(mean: freedom, sd: (2 * freedom).squareRoot())
    let low = sigma * (freedom / chiSquare.quantile(0.975)).squareRoot()
    let high = sigma * (freedom / chiSquare.quantile(0.025)).squareRoot()
    return FittedParameter(
      address: address, estimate: sigma, standardError: sigma / (2 * freedom).squareRoot(),
      interval95: low...max(low, high), observations: degreesOfFreedom + 1, method: .drift)
  }

  func diagnostic(_ id: String, _ estimate: DriftEstimate) -> FitDiagnostic {
    FitDiagnostic(
      category: id, drift: estimate.drift, sigma: sigma, volatility: origin,
      intervals: estimate.steps.map { step in
        let residual = (step.logGrowth - estimate.drift) * step.interval.years.squareRoot() / sigma
        return FitDiagnostic.Interval(
          from: step.interval.from, to: step.interval.to, logGrowth: step.logGrowth,
          standardisedResidual: sigma > 0 ? residual : nil)
      })
  }
}

/// The mean of observed yearly values.
struct MeanEstimate {
  let mean: Double
  /// `nil` for one value.
  let standardError: Double?
  let count: Int

  /// - Precondition: at least one value.
  init(_ values: [Double]) {
    precondition(!values.isEmpty, "a mean is of at least one value")
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    self.count = values.count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = values.count > 1 ? (squares / (count - 1) / count).squareRoot() : nil
  }

  var base: ParameterValue.Base {
    guard let standardError, standardError > 0 else { return .number(Figure(mean)) }
    return .distribution(.normal(mean: mean, sd: standardError))
  }

  func parameter(_ address: ParameterAddress) -> FittedParameter {
    let reach = standardError.map { 1.959963984540054 * $0 }  // 97.5 % normal quantile
    return FittedParameter(
      address: address, estimate: mean, standardError: standardError,
      interval95: reach.map { mean - $0...mean + $0 }, observations: count, method: .drift)
  }
}

extension HistoryInterval {
  var logGrowth: Double { log(last / first) / years }
}
