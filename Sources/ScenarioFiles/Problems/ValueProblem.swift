import Randomness
import StockFlow

/// Values that cannot be.
enum ValueProblem: Problem {
  /// A yearly rate or a share outside 0 … 1.
  case shareOutOfBounds(key: String, value: Double, spelling: Spelling, isYearly: Bool)
  case growthTooLow(key: String, value: Double)
  case negative(key: String, value: Double)
  case negativeFlow(key: String, value: Double)
  case correlation(Double)
  case entersAboveOne(Double)
  case exitsAboveOne(category: String, year: Year?, total: Double)
  case reversed(key: String, low: Double, high: Double)
  case bareStock(text: String, year: Year?)
  case baselineForm(address: String)
  case fitNotAllowed(key: String)
  case driftOnFlow(key: String)
  case yearsBesideKeys(key: String)
  /// A distribution or path where only a plain number can stand.
  case plainOnly(key: String)
  case tooManyPoints(Int)
  case axisWithoutCount(address: String)
  case axisDistribution(address: String, design: String)
  case noAxes
  case emptyLevels(address: ParameterAddress)
  case rangeBackwards(address: String)
  case rangeOfOne(address: String)
  case tableWithoutHeader, tableWithoutRows, tableWithSemicolons
  case quantileLevel(text: String)

  /// How a number out of bounds came about; that tells what may have been meant.
  enum Spelling: Sendable {
    case percent, bare
    /// By `times` and `plus`.
    case computed
  }

  var severity: Diagnostic.Severity {
    if case .negativeFlow = self { .warning } else { .error }
  }

  var code: String {
    switch self {
    case .shareOutOfBounds, .growthTooLow: "rate-out-of-bounds"
    case .negative: "below-zero"
    case .negativeFlow: "flow-below-zero"
    case .correlation: "correlation-out-of-bounds"
    case .entersAboveOne, .exitsAboveOne: "shares-above-one"
    case .reversed: "bounds-reversed"
    case .bareStock, .baselineForm: "stock-form"
    case .fitNotAllowed, .driftOnFlow: "fit"
    case .yearsBesideKeys, .plainOnly: "value-form"
    case .tooManyPoints, .axisWithoutCount, .axisDistribution, .noAxes, .emptyLevels, .rangeBackwards, .rangeOfOne,
      .tableWithoutHeader, .tableWithoutRows, .tableWithSemicolons:
      "sweep-design"
    case .quantileLevel: "quantile-level"
    }
  }
}
