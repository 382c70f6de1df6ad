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

  /// mean ± t·se with count − 1 degrees of freedom.
  var interval95: ClosedRange<Double>? {
    let quantile = upperStudentQuantile(degreesOfFreedom: Double(count - 1))
    return standardError.map { mean - quantile * $0...mean + quantile * $0 }
  }
}

extension HistoryInterval {
  var logGrowth: Double { (log(last) - log(first)) / years }
}
