import Randomness

extension ParameterValue {
  /// The mean of the value in a year, with the width of what is written as rounded or uniform.
  func centralFigure(in year: Year) -> Figure {
    guard times == nil, plus == nil, addition == nil else { return Figure(central(in: year)) }
    switch base {
    case .number(let figure): return figure
    case .path(let path): return path.points.first { $0.year == year }?.figure ?? Figure(path.value(in: year))
    case .distribution(let distribution): return Figure(distribution.mean, lastDigit: distribution.writtenWidth)
    case .fit: return Figure(0)
    case .trend(let trend): return Figure(trend.centralRate(in: year))
    }
  }

  /// The mean of the value in a year: mean(base) · mean(times) + mean(plus) + what levers add; not defined for what is still to be fitted.
  public func central(in year: Year) -> Double {
    let base =
      switch base {
      case .number(let figure): figure.value
      case .path(let path): path.value(in: year)
      case .distribution(let distribution): distribution.mean
      case .fit: Double.nan
      case .trend(let trend): trend.centralRate(in: year)
      }
    return base * (times?.mean ?? 1) + (plus?.mean ?? 0) + (addition?.amount(in: year) ?? 0)
  }
}

extension ParameterValue.Part {
  public var mean: Double {
    switch self {
    case .number(let number): number
    case .distribution(let distribution): distribution.mean
    }
  }
}

extension Distribution {
  /// The width of a distribution that stands for rounding; 0 for all others.
  fileprivate var writtenWidth: Double {
    switch self {
    case .uniform(let min, let max): max - min
    case .rounded(_, let to): to
    default: 0
    }
  }
}
