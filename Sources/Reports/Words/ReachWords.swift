import Ensembles
import StockFlow

// What a planner takes into a meeting.
extension Words {
  var target: String { say("目标", "Target") }
  var baseline: String { say("基期", "Baseline") }
  var central: String { say("中心值", "Central") }
  var median: String { say("中位数", "Median") }
  var interval80: String { say("80%区间", "80 % interval") }
  var promised: String { say("规划值", "Plan") }
  var probability: String { say("概率（95%区间）", "Probability (95 %)") }
  var verdict: String { say("判断", "Verdict") }
  var noTargets: String { say("场景没有写目标。", "The scenario names no targets.") }

  /// The calibrated words; in Chinese those of the panel's own translation.
  func verdict(_ verdict: Verdict) -> String {
    switch verdict {
    case .virtuallyCertain: say("几乎确定", "virtually certain")
    case .veryLikely: say("很可能", "very likely")
    case .likely: say("可能", "likely")
    case .aboutAsLikelyAsNot: say("或许可能", "about as likely as not")
    case .unlikely: say("不可能", "unlikely")
    case .veryUnlikely: say("很不可能", "very unlikely")
    case .exceptionallyUnlikely: say("几乎不可能", "exceptionally unlikely")
    }
  }

  func targetName(_ name: String, _ year: Year) -> String { say("\(name)（\(year) 年）", "\(name) \(year)") }
  /// The same within a sentence.
  func targetInYear(_ name: String, _ year: Year) -> String { say("\(year) 年\(name)", "\(name) in \(year)") }

  /// How often, in words: "in 38 of 100 futures".
  package func frequency(_ probability: Double, paths: Int) -> String {
    let hundredth = Int((probability * 100).rounded())
    switch probability {
    case 0: return say("抽取的 \(counted(paths, "种"))未来中没有一种", "in none of the \(count(paths)) futures drawn")
    case 1: return say("抽取的 \(counted(paths, "种"))未来全部", "in all of the \(count(paths)) futures drawn")
    case ..<0.01: return say("每 100 种未来中不到 1 种", "in fewer than 1 of 100 futures")
    case _ where probability > 0.99:
      return say("每 100 种未来中超过 99 种", "in more than 99 of 100 futures")
    default: return say("每 100 种未来中有 \(hundredth) 种", "in \(hundredth) of 100 futures")
    }
  }

  func reached(_ target: String, _ frequency: String) -> String {
    say("\(target)：\(frequency)达到目标。", "\(target): reached \(frequency).")
  }

  /// - Parameter everywhere: whether no path meets the target.
  func shortfall(_ amount: String, of comparison: Target.Comparison, everywhere: Bool) -> String {
    let place = everywhere ? say("", "It ") : say("未达到时", "Where it is missed, it ")
    switch comparison {
    case .atLeast: return place + say("平均差 \(amount)。", "falls short by \(amount) on average.")
    case .atMost: return place + say("平均超出 \(amount)。", "is exceeded by \(amount) on average.")
    case .within: return place + say("平均偏离区间 \(amount)。", "lies outside the bounds by \(amount) on average.")
    }
  }

  var missedWithoutValue: String {
    say("未达到的路径中该指标无值（分母为 0）。", "Where it is missed, it has no value (a denominator of 0).")
  }

  /// The first year in which the central value meets the target, where that is not the target's own year.
  func firstReached(_ first: Year, targetYear: Year) -> String {
    first < targetYear
      ? say("中心预测在 \(first) 年首次达到该值。", "The central projection first meets it in \(first).")
      : say("中心预测到 \(first) 年才达到该值。", "The central projection meets it only in \(first).")
  }

  func neverReached(by last: Year) -> String {
    say("中心预测到 \(last) 年仍未达到。", "The central projection does not meet it by \(last).")
  }

  func change(from baseline: String, in year: Year, to central: String, _ change: String) -> String {
    say(
      "中心预测由 \(year) 年的 \(baseline) 变为 \(central)（\(change)）",
      "The central projection goes from \(baseline) in \(year) to \(central) (\(change))")
  }

  func carriedBy(_ flows: String) -> String { say("，主要来自\(flows)", ", carried by \(flows)") }
  func against(_ flows: String) -> String { say("；起相反作用的是\(flows)", "; against it \(flows)") }
  func onlyAgainst(_ flows: String) -> String { say("，主要由于\(flows)", ", because of \(flows)") }
  func others(_ amount: String) -> String { say("；其余合计 \(amount)", "; all others together \(amount)") }
  var fullStop: String { say("。", ".") }
  var nothingChanges: String { say("，没有流量使其变化", "; no flow changes it") }

  func joint(_ frequency: String, _ probability: String, leftOut: [String]) -> String {
    let except =
      leftOut.isEmpty ? "" : say("（不计\(list(leftOut))）", " (leaving out \(list(leftOut)))")
    return say(
      "全部目标同时达到\(except)：\(frequency)，概率 \(probability)。",
      "All targets in the same future\(except): reached \(frequency), probability \(probability).")
  }

  func targetUnmet(_ target: String, probability: String, required: String) -> String {
    say(
      "\(target)：概率 \(probability) 低于要求的 \(required)",
      "\(target): probability \(probability) is below the required \(required)")
  }
}
