import Randomness
import StockFlow

/// How far the data moved an estimate from what was believed before.
public struct PriorMovement: Sendable, Equatable {
  public let priorMean: Double
  public let priorDeviation: Double
  public let posteriorMean: Double
  public let posteriorDeviation: Double

  public init(priorMean: Double, priorDeviation: Double, posteriorMean: Double, posteriorDeviation: Double) {
    self.priorMean = priorMean
    self.priorDeviation = priorDeviation
    self.posteriorMean = posteriorMean
    self.posteriorDeviation = posteriorDeviation
  }

  /// The share of the information that comes from the data, 1 − (posterior sd / prior sd)²; 0 where they say nothing.
  public var informationFromData: Double {
    guard priorDeviation > 0 else { return 0 }
    let ratio = posteriorDeviation / priorDeviation
    return max(0, 1 - ratio * ratio)
  }
}

/// What was believed of a parameter before the data, by its first two moments.
struct Prior: Equatable {
  let mean: Double
  let deviation: Double

  init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }

  /// `nil` where no prior is written, or one without a finite spread.
  init?(_ value: ParameterValue) {
    guard let prior = value.prior else { return nil }
    let (mean, deviation) = (prior.mean, prior.standardDeviation)
    guard mean.isFinite, deviation.isFinite, deviation >= 0 else { return nil }
    self.init(mean: mean, deviation: deviation)
  }

  /// The precision-weighted mean of the prior and a normal estimate: 1/s² = 1/s₀² + 1/s₁².
  ///
  /// Source: A. Gelman and others, Bayesian Data Analysis, 3rd edition, section 2.5.
  func combined(mean other: Double, deviation error: Double) -> Prior {
    guard deviation > 0, error.isFinite else { return self }
    guard error > 0 else { return Prior(mean: other, deviation: 0) }
    let share = deviation * deviation / (deviation * deviation + error * error)
    return Prior(mean: mean + share * (other - mean), deviation: error * share.squareRoot())
  }

  func movement(to posterior: Prior) -> PriorMovement {
    PriorMovement(
      priorMean: mean, priorDeviation: deviation, posteriorMean: posterior.mean, posteriorDeviation: posterior.deviation
    )
  }
}

extension ParameterValue {
  /// The prior beside `fit`.
  var prior: Distribution? {
    if case .fit(let request) = base { request.prior } else { nil }
  }
}
