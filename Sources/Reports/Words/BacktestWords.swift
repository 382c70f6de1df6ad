import Calibration
import StockFlow

// What the past says about a way to project.
extension Words {
  var pointsCompared: String { say("比较点数", "Points") }
  var pinball: String { say("分位损失", "Pinball") }
  func coverage(_ percent: Int) -> String { say("\(percent)%区间覆盖", "In \(percent) %") }
  var forecastOf: String { say("起点", "Forecast") }
  var cameTrue: String { say("实际", "Came true") }
  var missedBy: String { say("偏差", "Missed by") }
  func fromOrigin(_ origin: Year) -> String { say("\(origin) 年", "from \(origin)") }

  func methodName(_ key: String) -> String {
    switch SimpleMethod(rawValue: key) {
    case nil: say("本场景", "this scenario")
    case .lastValue: say("沿用末值", "last value")
    case .drift: say("带漂移的随机游走", "drift")
    case .linearTrend: say("线性趋势", "linear trend")
    case .greyModel: "GM(1,1)"
    case .dampedHolt: say("阻尼 Holt", "damped Holt")
    }
  }

  /// One line on how good this way to project has been.
  func trackRecord(_ track: TrackRecord) -> String? {
    guard let miss = track.score.meanAbsolutePercentageError, let held = track.score.coverage80 else { return nil }
    let missed = number(100 * miss, decimals: miss < 10 ? 1 : 0)
    let share = number(100 * held, decimals: 0)
    let origins = track.originsOfACategory
    return say(
      "回测：以过去 \(origins) 个年份为起点，这一方法平均偏差 \(missed)%；其 80% 区间有 \(share)% 的次数包含了实际值。",
      "\(origins == 1 ? "From the last origin" : "Over the last \(origins) origins") this method missed by \(missed) % on average; "
        + "its 80 % intervals held \(share) % of the time.")
  }

  func comparison(best: (method: SimpleMethod, score: ForecastScore)?, _ own: ForecastScore) -> String? {
    guard let best, let ours = own.rankedProbabilityScore, let theirs = best.score.rankedProbabilityScore, theirs > 0
    else { return nil }
    let name = methodName(best.method.rawValue)
    let ratio = number(100 * abs(1 - ours / theirs), decimals: 0)
    guard abs(1 - ours / theirs) >= 0.005 else {
      return say("CRPS 与最好的简单方法（\(name)）相当。", "Its CRPS is that of the best simple method (\(name)).")
    }
    guard ours < 10 * theirs else {
      return say(
        "CRPS 是最好的简单方法（\(name)）的十倍以上：这段历史用简单方法更好。",
        "Its CRPS is more than ten times that of the best simple method (\(name)): on this history the simple one was better."
      )
    }
    return ours <= theirs
      ? say(
        "CRPS 比最好的简单方法（\(name)）低 \(ratio)%。", "Its CRPS is \(ratio) % below that of the best simple method (\(name)).")
      : say(
        "CRPS 比最好的简单方法（\(name)）高 \(ratio)%：这段历史用简单方法更好。",
        "Its CRPS is \(ratio) % above that of the best simple method (\(name)): on this history the simple one was better."
      )
  }

  /// The histogram of the probability integral transform.
  func tenths(_ counts: [Int]) -> String {
    let all = counts.map(String.init).joined(separator: " ")
    return say(
      "实际值落入预测分布各个十分位段的次数（PIT）：\(all)；预测可靠时大致相等。",
      "How often what happened fell into each tenth of the forecast (PIT): \(all); about even where forecasts are honest."
    )
  }

  func scoreNotes(horizon: Int) -> String {
    say(
      "各起点只用当时已知的数据重新拟合，向前最多 \(horizon) 年。MAPE 为中位数的平均绝对百分比误差；MASE、CRPS 和分位损失"
        + "除以此前存量年变化的平均绝对值，越小越好。带 * 的区间未包含实际值。",
      "Refitted at each origin with what was known then, up to \(horizon) years ahead. MAPE is that of the median; MASE, "
        + "CRPS and pinball loss are divided by the mean absolute yearly change before; less is better. An interval with * did not hold."
    )
  }
}
