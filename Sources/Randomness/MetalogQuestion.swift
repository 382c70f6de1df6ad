/// Whether a metalog through the given quantiles exists.
struct MetalogQuestion {
  let levels: [Double]
  let values: [Double]
  let min: Double?
  let max: Double?

  var problem: DistributionProblem? {
    finite(levels + values + [min, max].compactMap { $0 }) ?? levelProblem ?? valueProblem ?? shapeProblem
  }

  private var levelProblem: DistributionProblem? {
    guard levels.count == values.count else { return .countMismatch(values: values.count, weights: levels.count) }
    if levels.count < 3 { return .tooFewLevels(levels.count) }
    if let outside = levels.first(where: { $0 <= 0 || $0 >= 1 }) { return .levelOutsideUnitInterval(outside) }
    return zip(levels, levels.dropFirst()).first { $0 >= $1 }.map { .levelsNotIncreasing($0, $1) }
  }

  private var valueProblem: DistributionProblem? {
    if let pair = zip(values, values.dropFirst()).first(where: { $0 >= $1 }) {
      return .valuesNotIncreasing(pair.0, pair.1)
    }
    if let min, let max, min >= max { return .boundsReversed(min: min, max: max) }
    return values.first { $0 <= min ?? -.infinity || $0 >= max ?? .infinity }
      .map { .valueOutsideBounds($0, min: min, max: max) }
  }

  private var shapeProblem: DistributionProblem? {
    guard let metalog = Metalog(levels: levels, values: values, min: min, max: max) else {
      return .quantileFunctionDecreases(level: 0.5)
    }
    let tails = metalog.tailSlopes
    if !(tails.lower > 0) { return .quantileFunctionDecreases(level: 0) }
    if !(tails.upper > 0) { return .quantileFunctionDecreases(level: 1) }
    // Beyond |l| = 40 the slope differs from its limit by less than 1e-15 of the coefficients.
    let logits = (-2000...2000).map { Double($0) * 0.02 }
    if let logit = logits.first(where: { !(metalog.slope(at: $0) > 0) }) {
      return .quantileFunctionDecreases(level: 1 / (1 + exponential(-logit)))
    }
    return metalog.hasFiniteMean ? nil : .meanNotFinite
  }
}
