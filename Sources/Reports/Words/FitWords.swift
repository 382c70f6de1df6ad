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
  var writtenValue: String { say("假设值", "Written assumption") }
  var assumed: String { say("假设", "Assumed") }
  var observedMean: String { say("观测均值", "Observed") }
  var nothingToFit: String { say("场景中没有写 fit 的参数。", "No parameter of the scenario is written as fit.") }

  /// What a parameter was estimated by.
  func method(_ parameter: FittedParameter) -> String {
    guard parameter.method != .panel else { return say("面板（经验贝叶斯）", "panel") }
    return switch parameter.estimator {
    case .drift: say("带漂移的随机游走", "drift")
    case .mean: say("观测值的均值", "mean")
    case .pooledRate: say("合并的比率", "pooled rate")
    case .balance: say("存量平衡", "balance")
    case .prior: say("先验", "prior")
    }
  }

  /// What the panel estimator found beside growth and noise.
  func panel(_ panel: PanelDiagnostic) -> String {
    let share = number(100 * panel.shrinkage, decimals: 0)
    let moving = number(100 * (panel.dampedSlope + panel.localSlope), decimals: 0)
    let unusual =
      panel.unusualYears.isEmpty
      ? ""
      : say(
        "\(list(panel.unusualYears.map(String.init))) 年视为异常。",
        " Taken as unusual: \(list(panel.unusualYears.map(String.init))).")
    guard panel.histories > 1 else {
      return say(
        "文件中没有其他序列，长期增长和波动参照内置先验；增长率本身随时间变化的概率为 \(moving)%。",
        "Alone in the file, its long-run growth and noise lean on stated priors. The probability that growth itself moves is "
          + "\(moving) %.") + unusual
    }
    return say(
      "与 \(panel.histories) 个历史序列一起估计，长期增长向共同水平靠拢 \(share)%；增长率本身随时间变化的概率为 \(moving)%。",
      "Fitted with \(panel.histories) histories, its long-run growth drawn \(share) % of the way to theirs. The probability that "
        + "growth itself moves is \(moving) %.") + unusual
  }

  func estimatedTogether(_ names: String, _ intervals: Int) -> String {
    say(
      "\(names)：由 \(intervals) 个区间的存量平衡共同估计。", "\(names): from the balance of \(intervals) observed intervals together."
    )
  }
  func unexplained(_ percent: String) -> String {
    say("每年未解释的变化约为存量的 \(percent)%。", "About \(percent) % of the stock a year stays unexplained.")
  }
  func largestResidual(_ category: String, _ span: String, _ value: String) -> String {
    say(
      "最大残差：\(category) \(span)，\(value) 个标准差。",
      "The largest residual is that of \(category), \(span): \(value) standard deviations.")
  }
  func held(_ names: String) -> String { say("\(names) 停在界限上。", "\(names): held at a bound.") }
  func condition(_ number: String) -> String { say("条件数 \(number)。", "Condition number \(number).") }
  func moved(_ name: String, from prior: String, to posterior: String, share: String) -> String {
    say(
      "\(name)：先验 \(prior)，数据将其移至 \(posterior)；\(share)% 的信息来自数据。",
      "\(name): the data moved \(prior) to \(posterior); \(share) % of what is known comes from them.")
  }
  var balanceResidual: String { say("未解释的变化", "Unexplained change") }

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
      case .panel: say("由自身历史和先验得出", "from its own history and what is shared or stated beforehand")
      }
    return say("年度波动 σ = \(sigma)，\(origin)。", "Year-to-year noise σ = \(sigma), \(origin).")
  }

  var observedIntervals: String { say("观测区间", "Observed interval") }
  var logGrowth: String { say("年对数增长", "Log growth a year") }
  var residual: String { say("标准化残差", "Standardised residual") }
}
