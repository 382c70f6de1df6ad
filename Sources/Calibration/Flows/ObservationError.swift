import Randomness
import StockFlow

/// How uncertain the observed stocks of a category are.
struct ObservationError {
  /// Variances of the observations up to the start, in their order.
  let variances: [Double]

  init(_ category: StockFlow.Category, in horizon: ClosedRange<Year>) {
    let start = category.start(in: horizon) ?? horizon.lowerBound
    variances = category.observations.filter { $0.year <= start }.map { $0.value.observationVariance }
  }
}

extension ParameterValue {
  /// A figure published as rounded is off by at most half a unit of its last digit, all errors alike: lastDigit²/12. A
  /// stock given as a distribution has that of the distribution.
  fileprivate var observationVariance: Double {
    let factor = times?.mean ?? 1
    switch base {
    case .number(let figure): return factor * factor * figure.lastDigit * figure.lastDigit / 12
    case .distribution(let distribution):
      let deviation = distribution.standardDeviation
      return deviation.isFinite ? factor * factor * deviation * deviation : 0
    case .path, .fit, .trend: return 0
    }
  }
}
