import Randomness
import SensitivityAnalysis
public import StockFlow

/// What a point of a sweep sets: a place on every axis, or on one.
struct SweepLayout: Sendable {
  let axes: [Sweep.Axis]
  let count: Int
  private let kind: Kind

  private enum Kind: Sendable {
    /// Every combination, the last axis changing fastest.
    case grid([Int])
    /// The scenario as it is, then one axis after the other through its levels.
    case oneAtATime([Int])
    /// One row after the other.
    case table(Int)
    /// Anywhere between.
    case cube(any Design)
  }

  init(_ sweep: Sweep, seed: UInt64) {
    axes = sweep.over
    let levels = sweep.over.map(\.levels.number)
    switch sweep.design {
    case .grid: kind = .grid(levels)
    case .oneAtATime: kind = .oneAtATime(levels)
    case .latinHypercube(let points):
      kind = .cube(LatinDesign(dimensions: axes.count, count: points, seed: seed))
    case .sobol(let points): kind = .cube(SobolDesign(dimensions: axes.count, count: points, seed: seed))
    case .table: kind = .table(levels.min() ?? 0)
    }
    count =
      switch kind {
      case .grid(let levels): levels.reduce(1, *)
      case .oneAtATime(let levels): levels.reduce(1, +)
      case .table(let rows): rows
      case .cube(let design): design.count
      }
  }

  /// What a point puts in the place of each axis's value; `nil` where the scenario's own stays.
  func settings(of point: Int) -> [SweepSetting?] {
    switch kind {
    case .grid(let levels):
      var rest = point
      var settings: [SweepSetting?] = []
      for (axis, number) in zip(axes, levels).reversed() {
        settings.append(axis.levels.setting(at: rest % number))
        rest /= number
      }
      return settings.reversed()
    case .oneAtATime(let levels):
      var rest = point - 1
      return zip(axes, levels).map { axis, number in
        defer { rest -= number }
        return rest >= 0 && rest < number ? axis.levels.setting(at: rest) : nil
      }
    case .table: return axes.map { $0.levels.setting(at: point) }
    case .cube(let design):
      return zip(axes, design.point(point)).map { $0.levels.setting(between: $1) }
    }
  }
}

/// What takes the place of a parameter's value at a point.
public struct SweepSetting: Sendable, Equatable {
  /// What is put in.
  public let value: ParameterValue
  /// The number it is; `nil` for a path or distribution, which `level` tells apart.
  public let number: Double?
  /// Which of the axis's values, from 1 on; `nil` for a number.
  public let level: Int?

  init(number: Double) {
    value = ParameterValue(.number(Figure(number)))
    (self.number, level) = (number, nil)
  }

  init(_ value: ParameterValue, level: Int) {
    self.value = value
    if case .number(let figure) = value.base, value.times == nil, value.plus == nil {
      (number, self.level) = (figure.value, nil)
    } else {
      (number, self.level) = (nil, level)
    }
  }
}

extension Sweep.Levels {
  /// How many levels a stepped design visits.
  fileprivate var number: Int {
    switch self {
    case .values(let values): values.count
    case .range(_, _, let count): count ?? 1
    case .distribution: 1
    case .column(let values): values.count
    }
  }

  fileprivate func setting(at index: Int) -> SweepSetting {
    switch self {
    case .values(let values): SweepSetting(values[index], level: index + 1)
    case .range(let from, let to, let count):
      // The last one exactly.
      SweepSetting(
        number: index + 1 == count ? to : from + (to - from) * Double(index) / Double(max(1, (count ?? 2) - 1)))
    case .distribution(let distribution): SweepSetting(number: distribution.mean)
    case .column(let values): SweepSetting(number: values[index])
    }
  }

  /// - Parameter place: between 0 and 1.
  fileprivate func setting(between place: Double) -> SweepSetting {
    switch self {
    case .values(let values):
      let index = min(values.count - 1, Int(place * Double(values.count)))
      return SweepSetting(values[index], level: index + 1)
    case .range(let from, let to, let count):
      guard let count, count > 1 else { return SweepSetting(number: from + (to - from) * place) }
      return setting(at: min(count - 1, Int(place * Double(count))))
    case .distribution(let distribution): return SweepSetting(number: distribution.quantile(place))
    case .column(let values):
      return SweepSetting(number: values[min(values.count - 1, Int(place * Double(values.count)))])
    }
  }
}
