extension Distribution {
  /// This distribution prepared for evaluation; the distribution exists, `problem()` is nil.
  var law: Law {
    if let certainValue { return .constant(certainValue) }
    switch self {
    case .normal(let mean, let sd): return .normal(mean: mean, sd: sd)
    case .truncatedNormal(let mean, let sd, let min, let max):
      return truncatedLaw(TruncatedNormal(mean: mean, sd: sd, min: min, max: max))
    case .lognormal(let mean, let sd):
      let parameters = LognormalParameters(mean: mean, sd: sd)
      return .exponential(location: parameters.location, scale: parameters.scale)
    case .uniform(let min, let max): return .uniform(min: min, max: max)
    case .triangular(let min, let mode, let max): return .triangular(Triangle(min: min, mode: mode, max: max))
    case .pert(let min, let mode, let max): return betaLaw(.pert(min: min, mode: mode, max: max), min: min, max: max)
    case .beta(let mean, let sd): return betaLaw(BetaShapes(mean: mean, sd: sd), min: 0, max: 1)
    case .gamma(let mean, let sd): return gammaLaw(mean: mean, sd: sd)
    case .discrete(let values, let weights): return .steps(Steps(values: values, weights: weights))
    case .quantiles(let levels, let values, let min, let max):
      return Metalog(levels: levels, values: values, min: min, max: max).map(Law.metalog) ?? .constant(.nan)
    case .rounded(let value, let to): return .uniform(min: value - to / 2, max: value + to / 2)
    case .fittedGrowth(let location, let scale): return .growth(location: location, scale: scale)
    }
  }

  private func truncatedLaw(_ normal: TruncatedNormal) -> Law {
    if normal.min == nil && normal.max == nil { return .normal(mean: normal.mean, sd: normal.sd) }
    return .integrated(
      IntegratedLaw(normal.density), .linear(origin: normal.anchor, scale: normal.sd, min: normal.min, max: normal.max))
  }

  private func betaLaw(_ shapes: BetaShapes, min: Double, max: Double) -> Law {
    // Beyond, the beta distribution is normal to all digits.
    if Swift.min(shapes.first, shapes.second) > 1e30 { return .normal(mean: mean, sd: standardDeviation) }
    return .integrated(
      IntegratedLaw(.logisticBeta(first: shapes.first, second: shapes.second)),
      .logistic(first: shapes.first, second: shapes.second, min: min, max: max))
  }

  private func gammaLaw(mean: Double, sd: Double) -> Law {
    let ratio = mean / sd
    // Beyond, the gamma distribution is normal to all digits; a shape must not underflow to 0 either.
    if ratio > 1e15 { return .normal(mean: mean, sd: sd) }
    let shape = max(ratio * ratio, 1e-280)
    return .integrated(IntegratedLaw(.logarithmicGamma(shape: shape)), .exponential(scale: mean))
  }
}

/// Mean and standard deviation of the logarithm of a lognormal variable.
struct LognormalParameters {
  let location: Double
  let scale: Double

  init(mean: Double, sd: Double) {
    let variation = sd / mean
    // (sd/mean)² overflows from 1e154 on, where the 1 no longer matters.
    let variance =
      variation > 1e100 ? 2 * (logarithm(sd) - logarithm(mean)) : logarithmOfOnePlus(variation * variation)
    scale = variance.squareRoot()
    location = logarithm(mean) - variance / 2
  }
}

/// The two shapes of a beta distribution.
struct BetaShapes {
  let first: Double
  let second: Double

  init(first: Double, second: Double) {
    self.first = first
    self.second = second
  }

  init(mean: Double, sd: Double) {
    let total = mean * (1 - mean) / (sd * sd) - 1
    self.init(first: mean * total, second: (1 - mean) * total)
  }

  static func pert(min: Double, mode: Double, max: Double) -> BetaShapes {
    BetaShapes(first: 1 + 4 * ((mode - min) / (max - min)), second: 1 + 4 * ((max - mode) / (max - min)))
  }
}

/// A normal distribution cut at one or both ends.
struct TruncatedNormal {
  let mean: Double
  let sd: Double
  let min: Double?
  let max: Double?

  /// The bounds in standard units.
  var lower: Double { min.map { ($0 - mean) / sd } ?? -.infinity }
  var upper: Double { max.map { ($0 - mean) / sd } ?? .infinity }

  /// The most probable value in standard units: 0 or the nearer bound.
  private var peak: Double { Swift.min(Swift.max(0, lower), upper) }

  /// The most probable value.
  var anchor: Double { Swift.min(Swift.max(mean, min ?? -.infinity), max ?? .infinity) }

  var density: LogConcaveDensity {
    .truncatedNormal(
      peak: peak, lower: min.map { ($0 - anchor) / sd } ?? -.infinity,
      upper: max.map { ($0 - anchor) / sd } ?? .infinity)
  }
}
