import Randomness
import StockFlow

// Two inputs are the same whatever their place in the file, the digits they are written with, and the rounding of a
// converted unit.

/// But for the rounding of a few operations.
func isNearly(_ first: Double, _ second: Double) -> Bool {
  first == second || abs(first - second) <= 1e-12 * max(abs(first), abs(second)) || first.isNaN && second.isNaN
}

extension ParameterValue {
  func isNearly(_ other: ParameterValue, in horizon: ClosedRange<Year>) -> Bool {
    base.isNearly(other.base, in: horizon) && Part.areNearly(times, other.times) && Part.areNearly(plus, other.plus)
  }
}

extension ParameterValue.Base {
  fileprivate func isNearly(_ other: Self, in horizon: ClosedRange<Year>) -> Bool {
    switch (self, other) {
    case (.number(let first), .number(let second)): Planning.isNearly(first.value, second.value)
    case (.distribution(let first), .distribution(let second)): first.isNearly(second)
    case (.path(let first), .path(let second)):
      first.shape == second.shape
        && first.points.elementsEqual(second.points) {
          $0.year == $1.year && Planning.isNearly($0.figure.value, $1.figure.value)
        }
    case (.trend(let first), .trend(let second)): first == second || first.isNearly(second, in: horizon)
    default: self == other
    }
  }
}

extension ParameterValue.Part {
  fileprivate static func areNearly(_ first: Self?, _ second: Self?) -> Bool {
    switch (first, second) {
    case (.number(let first), .number(let second)): Planning.isNearly(first, second)
    case (.distribution(let first), .distribution(let second)): first.isNearly(second)
    default: first == second
    }
  }
}

extension GrowthTrend {
  /// Estimates from histories in another unit agree to about half of the digits.
  fileprivate func isNearly(_ other: GrowthTrend, in horizon: ClosedRange<Year>) -> Bool {
    let (mine, theirs) = (ParameterValue(.trend(self)), ParameterValue(.trend(other)))
    return start == other.start && years == other.years
      && horizon.dropFirst().allSatisfy { year in
        abs(mine.central(in: year) - theirs.central(in: year)) < 1e-9
          && abs(mine.standardDeviation(in: year) - theirs.standardDeviation(in: year)) < 1e-9
      }
  }
}

extension Distribution {
  fileprivate func isNearly(_ other: Distribution) -> Bool {
    guard self != other else { return true }
    guard family == other.family, isCertain == other.isCertain else { return false }
    guard !isCertain else { return Planning.isNearly(mean, other.mean) }
    let scale = max(standardDeviation, abs(mean)) * 1e-9
    return [0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999].allSatisfy { abs(quantile($0) - other.quantile($0)) <= scale }
  }

  private var family: Int {
    switch self {
    case .normal: 0
    case .truncatedNormal: 1
    case .lognormal: 2
    case .uniform: 3
    case .triangular: 4
    case .pert: 5
    case .beta: 6
    case .gamma: 7
    case .discrete: 8
    case .quantiles: 9
    case .rounded: 10
    case .fittedGrowth: 11
    }
  }
}

extension Target.Comparison {
  func isNearly(_ other: Target.Comparison?) -> Bool {
    switch (self, other) {
    case (.atLeast(let first), .atLeast(let second)), (.atMost(let first), .atMost(let second)):
      Planning.isNearly(first.value, second.value)
    case (.within(let low, let high), .within(let otherLow, let otherHigh)):
      Planning.isNearly(low.value, otherLow.value) && Planning.isNearly(high.value, otherHigh.value)
    default: false
    }
  }
}
