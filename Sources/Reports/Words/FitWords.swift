import Calibration
import StockFlow

// What the history supports.
extension Words {
  var parameter: String { say("参数", "Parameter") }
  var estimate: String { say("估计值", "Estimate") }
  var standardError: String { say("标准误", "Std. error") }
  var interval95: String { say("95%区间", "95 % interval") }
  var intervalsUsed: String { say("观测区间数", "Intervals") }
  var method: String { say("方法", "Method") }
  var nothingToFit: String { say("场景中没有写 fit 的参数。", "No parameter of the scenario is written as fit.") }

  func method(_ method: FitRequest.Method) -> String {
    switch method {
    case .auto: say("自动", "auto")
    case .drift: say("带漂移的随机游走", "drift")
    case .panel: say("面板最小二乘", "panel")
    }
  }

  func grew(_ category: String, _ rate: String, interval: String?) -> String {
    say(
      "\(category)：扣除其他流量后，每年增长 \(rate)" + (interval.map { "（95%区间 \($0)）" } ?? "") + "，",
      "\(category): growth of \(rate) a year beyond the other flows"
        + (interval.map { " (95 % interval \($0))" } ?? "") + ", ")
  }

  func estimatedFrom(_ intervals: Int, _ years: ClosedRange<Year>) -> String {
    say(
      "依据 \(period(years)) 年的 \(intervals) 个观测区间。",
      "from \(intervals) observed \(intervals == 1 ? "interval" : "intervals"), \(period(years)).")
  }

  func noise(_ sigma: String, _ source: FitDiagnostic.Volatility) -> String {
    let origin =
      switch source {
      case .own: say("来自自身历史", "from its own history")
      case .pooled: say("自身区间太少，取自有足够区间的类别", "pooled over the categories that have enough intervals")
      case .written: say("按场景所写", "as written in the scenario")
      }
    return say("年度波动 σ = \(sigma)，\(origin)。", "Year-to-year noise σ = \(sigma), \(origin).")
  }

  var observedIntervals: String { say("观测区间", "Observed interval") }
  var logGrowth: String { say("年对数增长", "Log growth a year") }
  var residual: String { say("标准化残差", "Standardised residual") }
}
