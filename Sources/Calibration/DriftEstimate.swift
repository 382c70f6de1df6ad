import Foundation

/// The random walk with drift through observed yearly log growths.
///
/// With μ_k over Δ_k years: μ̂ = Σ Δ_k μ_k / Σ Δ_k, σ² = Σ Δ_k (μ_k − μ̂)² / (m − 1), variance of μ̂ = σ²/ΣΔ_k.
/// Source: section 4 of the specification; the estimator is that of R. Hyndman and G. Athanasopoulos, Forecasting:
/// Principles and Practice, 3rd edition, section 5.2 (drift method), for unequal intervals.
struct DriftEstimate {
  struct Step {
    let interval: HistoryInterval
    let logGrowth: Double
  }

  let steps: [Step]
  let drift: Double
  /// ΣΔ_k.
  let years: Double
  /// Σ Δ_k (μ_k − μ̂)².
  let squares: Double

  /// - Precondition: at least one step.
  init(_ steps: [Step]) {
    precondition(!steps.isEmpty, "a drift is estimated from at least one interval")
    self.steps = steps
    let years = steps.reduce(0) { $0 + $1.interval.years }
    let drift = steps.reduce(0) { $0 + $1.interval.years * $1.logGrowth } / years
    self.years = years
    self.drift = drift
    squares = steps.reduce(0) { $0 + $1.interval.years * ($1.logGrowth - drift) * ($1.logGrowth - drift) }
  }

  /// m − 1.
  var degreesOfFreedom: Int { steps.count - 1 }
  /// `nil` for one interval.
  var sigma: Double? { degreesOfFreedom > 0 ? (squares / Double(degreesOfFreedom)).squareRoot() : nil }

  /// The σ several histories share: √(Σ Δ(μ − μ̂)² / Σ(m − 1)); `nil` where none has two intervals.
  static func pooledSigma(_ estimates: [DriftEstimate]) -> (sigma: Double, degreesOfFreedom: Int)? {
    let freedom = estimates.reduce(0) { $0 + $1.degreesOfFreedom }
    guard freedom > 0 else { return nil }
    return ((estimates.reduce(0) { $0 + $1.squares } / Double(freedom)).squareRoot(), freedom)
  }
}
