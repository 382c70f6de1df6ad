/// Why a distribution does not exist.
public enum DistributionProblem: Error, Sendable, Equatable {
  /// A parameter is infinite or not a number.
  case notFinite(Double)
  /// A parameter is beyond ±1e150: its square, and with it the variance, might overflow.
  case tooLarge(Double)
  case negativeStandardDeviation(Double)
  case boundsReversed(min: Double, max: Double)
  case modeOutsideBounds(min: Double, mode: Double, max: Double)
  /// Lognormal and gamma variables are positive.
  case meanNotPositive(Double)
  /// A beta variable lies between 0 and 1.
  case meanOutsideUnitInterval(Double)
  /// A beta variable with this mean has a standard deviation below `limit`.
  case standardDeviationTooLarge(sd: Double, limit: Double)
  /// The part of the normal distribution between the bounds has a probability of 0 in double precision.
  case noMassBetweenBounds(min: Double?, max: Double?)
  case noValues
  case countMismatch(values: Int, weights: Int)
  case negativeWeight(Double)
  case noPositiveWeight
  case tooFewLevels(Int)
  /// A level is not strictly between 0 and 1.
  case levelOutsideUnitInterval(Double)
  case levelsNotIncreasing(Double, Double)
  case valuesNotIncreasing(Double, Double)
  /// A value is not strictly inside the bounds.
  case valueOutsideBounds(Double, min: Double?, max: Double?)
  /// The metalog through the points decreases at this level (0 or 1: in the outermost tail).
  case quantileFunctionDecreases(level: Double)
  /// The tail is so heavy that there is no mean, or none in double precision.
  case meanNotFinite
  case negativeRounding(Double)
}

extension Distribution {
  /// What is wrong with it; nil when the distribution exists.
  public func problem() -> DistributionProblem? {
    switch self {
    case .normal(let mean, let sd): finite([mean, sd]) ?? deviationProblem(sd)
    case .fittedGrowth(let location, let scale):
      finite([location, scale]) ?? deviationProblem(scale) ?? (mean.isFinite ? nil : .meanNotFinite)
    case .truncatedNormal(let mean, let sd, let min, let max):
      finite([mean, sd] + [min, max].compactMap { $0 }) ?? deviationProblem(sd)
        ?? truncationProblem(TruncatedNormal(mean: mean, sd: sd, min: min, max: max))
    case .lognormal(let mean, let sd), .gamma(let mean, let sd):
      finite([mean, sd]) ?? (mean > 0 ? nil : .meanNotPositive(mean)) ?? deviationProblem(sd)
    case .uniform(let min, let max): boundsProblem(min, max)
    case .triangular(let min, let mode, let max), .pert(let min, let mode, let max):
      finite([mode]) ?? boundsProblem(min, max)
        ?? (min <= mode && mode <= max ? nil : .modeOutsideBounds(min: min, mode: mode, max: max))
    case .beta(let mean, let sd): betaProblem(mean: mean, sd: sd)
    case .discrete(let values, let weights): discreteProblem(values, weights)
    case .quantiles(let levels, let values, let min, let max):
      MetalogQuestion(levels: levels, values: values, min: min, max: max).problem
    case .rounded(let value, let to):
      finite([value, to]) ?? (to < 0 ? .negativeRounding(to) : nil)
    }
  }

  private func deviationProblem(_ sd: Double) -> DistributionProblem? {
    sd < 0 ? .negativeStandardDeviation(sd) : nil
  }

  private func boundsProblem(_ min: Double, _ max: Double) -> DistributionProblem? {
    finite([min, max]) ?? (min <= max ? nil : .boundsReversed(min: min, max: max))
  }

  private func truncationProblem(_ normal: TruncatedNormal) -> DistributionProblem? {
    if let min = normal.min, let max = normal.max, min > max { return .boundsReversed(min: min, max: max) }
    // Φ(−37) is 6e-300; beyond it double precision sees no probability.
    let reachable = normal.sd == 0 ? 0 : 37.0
    let isEmpty =
      normal.sd == 0
      ? normal.mean < normal.min ?? -.infinity || normal.mean > normal.max ?? .infinity
      : normal.lower > reachable || normal.upper < -reachable
    return isEmpty ? .noMassBetweenBounds(min: normal.min, max: normal.max) : nil
  }

  private func betaProblem(mean: Double, sd: Double) -> DistributionProblem? {
    if let problem = finite([mean, sd]) ?? deviationProblem(sd) { return problem }
    guard mean >= 0 && mean <= 1 else { return .meanOutsideUnitInterval(mean) }
    let limit = (mean * (1 - mean)).squareRoot()
    return sd > 0 && sd >= limit ? .standardDeviationTooLarge(sd: sd, limit: limit) : nil
  }

  private func discreteProblem(_ values: [Double], _ weights: [Double]) -> DistributionProblem? {
    if values.isEmpty { return .noValues }
    guard values.count == weights.count else { return .countMismatch(values: values.count, weights: weights.count) }
    if let problem = finite(values + weights) { return problem }
    if let negative = weights.first(where: { $0 < 0 }) { return .negativeWeight(negative) }
    return weights.contains { $0 > 0 } ? nil : .noPositiveWeight
  }
}

/// The first number that is infinite, not a number, or too large to be squared.
func finite(_ numbers: [Double]) -> DistributionProblem? {
  numbers.first { !(abs($0) <= 1e150) }.map { $0.isFinite ? .tooLarge($0) : .notFinite($0) }
}
