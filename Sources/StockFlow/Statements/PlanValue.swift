import Randomness

/// A value computed from written figures, as a function of what rounding may have hidden in each of them.
///
/// Every figure f stands for f ± half a unit of its last digit. The formulas of statements are monotone in each
/// figure by itself, so the extremes lie in two corners, found from the direction of each figure.
struct PlanValue {
  let value: Double
  /// The figures that enter, each once per place where it enters.
  private let figures: [Figure]
  private let formula: @Sendable ([Double]) -> Double

  init(_ figure: Figure) {
    self.init(figures: [figure]) { $0[0] }
  }

  /// The central value of a written parameter; `rounded` and `uniform` carry their own width.
  init(central parameter: ParameterValue, in year: Year) {
    self.init(parameter.centralFigure(in: year))
  }

  private init(figures: [Figure], formula: @escaping @Sendable ([Double]) -> Double) {
    self.figures = figures
    self.formula = formula
    value = formula(figures.map(\.value))
  }

  func scaled(by factor: Double) -> PlanValue {
    factor == 1 ? self : PlanValue(figures: figures) { [formula] in formula($0) * factor }
  }

  /// The result of a formula over several values; `nil` where one of them is missing.
  private static func reduced(
    _ parts: [PlanValue?], _ reduce: @escaping @Sendable ([Double]) -> Double
  ) -> PlanValue? {
    let values = parts.compactMap { $0 }
    guard values.count == parts.count, !values.isEmpty else { return nil }
    return PlanValue(figures: values.flatMap(\.figures)) { inputs in
      var first = 0
      return reduce(
        values.map { value in
          defer { first += value.figures.count }
          return value.formula(Array(inputs[first..<first + value.figures.count]))
        })
    }
  }

  static func sum(_ parts: [PlanValue?]) -> PlanValue? { reduced(parts) { $0.reduce(0, +) } }
  static func product(_ parts: [PlanValue?]) -> PlanValue? { reduced(parts) { $0.reduce(1, *) } }
  static func combined(
    _ first: PlanValue?, _ second: PlanValue?, _ combine: @escaping @Sendable (Double, Double) -> Double
  ) -> PlanValue? {
    reduced([first, second]) { combine($0[0], $0[1]) }
  }

  /// The least and the greatest value that the rounding of the figures allows.
  var range: ClosedRange<Double>? {
    let centre = figures.map(\.value)
    guard value.isFinite else { return nil }
    var low = centre
    var high = centre
    for index in figures.indices where figures[index].lastDigit > 0 {
      let half = figures[index].lastDigit / 2
      var moved = centre
      moved[index] += half
      let isRising = formula(moved) >= value
      low[index] += isRising ? -half : half
      high[index] += isRising ? half : -half
    }
    let ends = [formula(low), formula(high), value].filter(\.isFinite)
    guard let least = ends.min(), let greatest = ends.max() else { return nil }
    return least...greatest
  }
}

extension ParameterValue {
  /// The mean of the value in a year, with the width of what is written as rounded or uniform.
  func centralFigure(in year: Year) -> Figure {
    guard times == nil, plus == nil else { return Figure(central(in: year)) }
    switch base {
    case .number(let figure): return figure
    case .path(let path): return path.points.first { $0.year == year }?.figure ?? Figure(path.value(in: year))
    case .distribution(let distribution): return Figure(distribution.mean, lastDigit: distribution.writtenWidth)
    case .fit: return Figure(0)
    }
  }

  /// The mean of the value in a year: mean(base) · mean(times) + mean(plus); not defined for what is still to be fitted.
  public func central(in year: Year) -> Double {
    let base =
      switch base {
      case .number(let figure): figure.value
      case .path(let path): path.value(in: year)
      case .distribution(let distribution): distribution.mean
      case .fit: Double.nan
      }
    return base * (times?.mean ?? 1) + (plus?.mean ?? 0)
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
