import Randomness

extension ParameterValue {
  /// The standard deviation of the value in a year; 0 where it is certain. Base, `times` and `plus` are drawn independently.
  public func standardDeviation(in year: Year) -> Double {
    let (mean, spread) = baseMoments(in: year)
    let factor = times?.moments ?? (mean: 1, variance: 0)
    let product =
      mean * mean * factor.variance + factor.mean * factor.mean * spread * spread + spread * spread * factor.variance
    return (product + (plus?.moments.variance ?? 0)).squareRoot()
  }

  private func baseMoments(in year: Year) -> (mean: Double, standardDeviation: Double) {
    switch base {
    case .number(let figure): (figure.value, 0)
    case .path(let path): (path.value(in: year), 0)
    case .distribution(let distribution):
      (distribution.mean, distribution.isCertain ? 0 : distribution.standardDeviation)
    case .trend(let trend): (trend.centralRate(in: year), trend.standardDeviationOfAverage(through: year))
    case .fit: (.nan, .nan)
    }
  }
}

extension ParameterValue.Part {
  fileprivate var moments: (mean: Double, variance: Double) {
    switch self {
    case .number(let number): return (number, 0)
    case .distribution(let distribution):
      let deviation = distribution.isCertain ? 0 : distribution.standardDeviation
      return (distribution.mean, deviation * deviation)
    }
  }
}

extension GrowthTrend {
  /// The standard deviation of the yearly log growth, averaged from the start through a year: what one shift of all
  /// years has to be held against.
  func standardDeviationOfAverage(through year: Year) -> Double {
    let steps = min(max(1, year - start), years)
    guard years > 0 else { return 0 }
    let sums = courses.map { (weight: $0.weight, sum: $0.cumulative[steps - 1]) }
    let mean = sums.reduce(0) { $0 + $1.weight * $1.sum.mean }
    let variance = sums.reduce(0) { total, course in
      let distance = course.sum.mean - mean
      return total + course.weight * (course.sum.variance + distance * distance)
    }
    return variance.squareRoot() / Double(steps)
  }
}
