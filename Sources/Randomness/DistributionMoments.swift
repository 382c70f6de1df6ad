extension Distribution {
  /// The expected value: closed, or by quadrature to rounding for truncated normals and metalogs.
  public var mean: Double {
    switch self {
    case .normal(let mean, _), .lognormal(let mean, _), .beta(let mean, _), .gamma(let mean, _): mean
    case .truncatedNormal(let mean, let sd, let min, let max):
      truncatedMoments(TruncatedNormal(mean: mean, sd: sd, min: min, max: max)).mean
    case .uniform(let min, let max): min + (max - min) / 2
    case .triangular(let min, let mode, let max): min + ((mode - min) + (max - min)) / 3
    case .pert(let min, let mode, let max): min + (4 * (mode - min) + (max - min)) / 6
    case .discrete(let values, let weights): discreteMean(Steps(values: values, weights: weights))
    case .quantiles: metalog?.mean ?? .nan
    case .rounded(let value, _): value
    case .fittedGrowth(let location, let scale): exponentialMinusOne(location + scale * scale / 2)
    }
  }

  /// The standard deviation; infinite where the mean is finite but the variance is not, in a metalog's heavy tail or a
  /// growth's overflow.
  public var standardDeviation: Double {
    switch self {
    case .normal(_, let sd), .lognormal(_, let sd), .beta(_, let sd), .gamma(_, let sd): return sd
    case .truncatedNormal(let mean, let sd, let min, let max):
      return truncatedMoments(TruncatedNormal(mean: mean, sd: sd, min: min, max: max)).standardDeviation
    case .uniform(let min, let max): return (max - min) / 12.0.squareRoot()
    case .triangular(let min, let mode, let max):
      let (left, right) = (mode - min, max - mode)
      return ((left * left + left * right + right * right) / 18).squareRoot()
    case .pert(let min, _, let max): return ((mean - min) * (max - mean) / 7).squareRoot()
    case .discrete(let values, let weights): return discreteDeviation(Steps(values: values, weights: weights))
    case .quantiles: return metalog?.standardDeviation ?? .nan
    case .rounded(_, let to): return to / 12.0.squareRoot()
    case .fittedGrowth(let location, let scale):
      let variance = scale * scale
      // e^(σ²) overflows long before the product with e^location must.
      return variance > 40
        ? exponential(location + variance)
        : exponential(location + variance / 2) * exponentialMinusOne(variance).squareRoot()
    }
  }

  private var metalog: Metalog? {
    if case .metalog(let metalog) = law { metalog } else { nil }
  }

  private func discreteMean(_ steps: Steps) -> Double {
    zip(steps.values, steps.probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func discreteDeviation(_ steps: Steps) -> Double {
    let mean = discreteMean(steps)
    return zip(steps.values, steps.probabilities).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 }.squareRoot()
  }

  private func truncatedMoments(_ normal: TruncatedNormal) -> (mean: Double, standardDeviation: Double) {
    if let certainValue { return (certainValue, 0) }
    guard case .integrated(let integrated, _) = law else { return (normal.mean, normal.sd) }
    let shift = integrated.expectation { $0 }
    let variance = integrated.expectation { ($0 - shift) * ($0 - shift) }
    return (normal.anchor + normal.sd * shift, normal.sd * variance.squareRoot())
  }
}
