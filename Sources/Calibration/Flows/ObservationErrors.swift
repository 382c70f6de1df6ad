import Randomness
import StockFlow

/// How uncertain the observed stocks at both ends of the balances of a category are.
struct ObservationErrors: Equatable {
  /// Variances, one for each interval.
  let opening: [Double]
  let closing: [Double]
  /// Whether an interval opens with the observation that closed the one before.
  let continues: [Bool]

  init(_ category: StockFlow.Category, _ intervals: [HistoryInterval]) {
    let variances = Dictionary(
      category.observations.map { ($0.year, $0.value.observationVariance) }, uniquingKeysWith: { first, _ in first })
    opening = intervals.map { variances[$0.from] ?? 0 }
    closing = intervals.map { variances[$0.to] ?? 0 }
    continues = intervals.indices.map { $0 > 0 && intervals[$0 - 1].to == intervals[$0].from }
  }

  /// Whether all stocks are taken as they stand.
  var areNone: Bool { (opening + closing).allSatisfy { $0 == 0 } }
}

extension ParameterValue {
  /// A figure published as rounded is off by at most half a unit of its last digit, all errors alike: lastDigit²/12. A
  /// stock given as a distribution has that of the distribution.
  var observationVariance: Double {
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
