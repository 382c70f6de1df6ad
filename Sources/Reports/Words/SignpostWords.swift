import Planning
import StockFlow

// What to watch, and how far it can be relied on.
extension Words {
  var signpostTitle: String { say("观测值", "To be watched") }
  var alarmTitle: String { say("预警", "Alarm") }
  var falseAlarmTitle: String { say("误报率（95%区间）", "False alarms (95 %)") }
  var missedAlarmTitle: String { say("漏报率（95%区间）", "Missed (95 %)") }
  var withAlarmTitle: String { say("预警/无预警时概率", "Reached with/without") }
  var areaTitle: String { say("AUC", "AUC") }

  func observed(_ name: String, _ year: Year) -> String { say("\(year) 年\(name)", "\(name) in \(year)") }
  func changeOf(_ name: String, from first: Year, to year: Year) -> String {
    say("\(name)（\(first)—\(year) 年的变化）", "change of \(name) from \(first) to \(year)")
  }

  func alarm(_ reading: String, _ threshold: String, isBelow: Bool) -> String {
    isBelow
      ? say("\(reading)低于 \(threshold)", "\(reading) is below \(threshold)")
      : say("\(reading)高于 \(threshold)", "\(reading) is above \(threshold)")
  }

  func signpost(_ target: String, if condition: String, alarm: String, otherwise: String) -> String {
    say(
      "\(target)：若\(condition)，\(alarm)达到目标，否则\(otherwise)。",
      "\(target): if \(condition), it is reached \(alarm), otherwise \(otherwise).")
  }

  func noSignpost(
    _ target: String, _ reason: TargetSignposts.Reason, probability: String, years: [Year]
  ) -> String {
    let named = list(years.map { String($0) })
    switch reason {
    case .tooFewHits:
      return say(
        "\(target)：几乎从不达到（\(probability)），无从学习预警。",
        "\(target): almost never reached (\(probability)); no signpost can be learnt.")
    case .tooFewMisses:
      return say(
        "\(target)：几乎总能达到（\(probability)），无从学习预警。",
        "\(target): almost always reached (\(probability)); no signpost can be learnt.")
    case .tooSoon:
      return say(
        "\(target)：目标年份之前没有可观测的年份（\(named)）。", "\(target): none of the years observed (\(named)) comes before its own.")
    case .nothingSeparates:
      return say(
        "\(target)：\(named) 年可观测的数值都不能区分以后达到与否。",
        "\(target): nothing observed in \(named) tells later hits from misses.")
    }
  }

  var howSignpostsWork: String {
    say(
      "误报率：以后达到的未来中被预警的比例；漏报率：以后未达到的未来中未被预警的比例。阈值由一半路径学得，误差率在另一半上测得。",
      "False alarms: share of the futures that reach the target in spite of the alarm; missed: share of those that "
        + "miss it without one. Thresholds are learnt on half of the paths, error rates measured on the other half.")
  }
}
