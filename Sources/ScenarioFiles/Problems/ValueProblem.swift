import Randomness
import StockFlow

/// Values that cannot be.
enum ValueProblem: Problem {
  /// A yearly rate or a share outside 0 … 1.
  case shareOutOfBounds(key: String, value: Double, isPercent: Bool, isYearly: Bool)
  case growthTooLow(key: String, value: Double, isPercent: Bool)
  case negative(key: String, value: Double)
  case correlation(Double)
  case entersAboveOne(Double)
  case exitsAboveOne(category: String, year: Year?, total: Double)
  case reversed(key: String, low: Double, high: Double)
  case bareStock(text: String, year: Year?)
  case stockForm(key: String)
  case baselineForm(address: String)
  case fitNotAllowed(key: String)
  case fitNeedsHistory(key: String)
  case driftOnFlow(key: String)
  case priorWithoutFit
  case yearsBesideKeys(key: String)
  case partIsNotDrawn(key: String)
  case tooManyPoints(Int)
  case axisWithoutCount(address: String)
  case axisDistribution(address: String, design: String)
  case quantileLevel(text: String)

  var code: String {
    switch self {
    case .shareOutOfBounds, .growthTooLow: "rate-out-of-bounds"
    case .negative: "below-zero"
    case .correlation: "correlation-out-of-bounds"
    case .entersAboveOne, .exitsAboveOne: "shares-above-one"
    case .reversed: "bounds-reversed"
    case .bareStock, .stockForm, .baselineForm: "stock-form"
    case .fitNotAllowed, .fitNeedsHistory, .driftOnFlow, .priorWithoutFit: "fit"
    case .yearsBesideKeys, .partIsNotDrawn: "value-form"
    case .tooManyPoints, .axisWithoutCount, .axisDistribution: "sweep-design"
    case .quantileLevel: "quantile-level"
    }
  }
}
