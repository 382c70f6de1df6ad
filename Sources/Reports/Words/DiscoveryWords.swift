import Planning
import StockFlow

// In which corner of the assumptions a target is missed.
extension Words {
  func missedIn(_ target: String, share: String, of futures: Int) -> String {
    say(
      "\(target)：在 \(counted(futures, "个"))未来中有 \(share) 未达到。",
      "\(target) is missed in \(share) of \(count(futures)) futures.")
  }

  func alwaysMissed(_ target: String, of futures: Int) -> String {
    say(
      "\(target)：\(counted(futures, "个"))未来全部未达到，没有哪个角落更差。",
      "\(target) is always missed: in all of \(count(futures)) futures. No corner is worse than another.")
  }

  func neverMissed(_ target: String, of futures: Int) -> String {
    say(
      "\(target)：从未落空，\(counted(futures, "个"))未来全部达到。",
      "\(target) is never missed: it is reached in all of \(count(futures)) futures.")
  }

  func certainly(_ target: String, isMissed: Bool) -> String {
    isMissed
      ? say("\(target)：没有不确定的假设，必定落空。", "\(target) is missed with certainty: nothing in the scenario is uncertain.")
      : say("\(target)：没有不确定的假设，必定达到。", "\(target) is reached with certainty: nothing in the scenario is uncertain.")
  }

  var noiseAlone: String {
    say(
      "没有不确定的假设，只有年度波动，因此没有角落可找。",
      "No assumption is uncertain, only yearly noise is; so there is no corner to be sought.")
  }

  /// "It is too low in 30 % and too high in 40 % of the futures; …".
  func waysOfMissing(_ ways: [(kind: DiscoveryAnswer.Kind, share: String)]) -> String {
    let zh = ways.map { "\(predicate($0.kind)) \($0.share)" }.joined(separator: "，")
    let en = enumeration(ways.map { "\(predicate($0.kind)) in \($0.share)" })
    return say("落空有几种：\(zh)；分别查找。", "It \(en) of the futures; corners are sought for each.")
  }

  func predicate(_ kind: DiscoveryAnswer.Kind) -> String {
    switch kind {
    case .missed: say("未达到", "is missed")
    case .tooLow: say("过低", "is too low")
    case .tooHigh: say("过高", "is too high")
    case .withoutValue: say("没有数值", "has no value")
    case .reached: say("达到", "is reached")
    }
  }

  func raisedDensity(_ kind: DiscoveryAnswer.Kind, share: String, sought: String, asked: String) -> String {
    say(
      "全部未来中已有 \(share) \(predicate(kind))，因此查找 \(sought) 的角落，而不是所要的 \(asked)。",
      "It \(predicate(kind)) in \(share) of all futures already; corners of \(sought) are sought instead of \(asked).")
  }

  func densityNotReached(_ density: String, least: Int) -> String {
    say(
      "至少含 \(counted(least, "个"))未来的角落都达不到 \(density)，以下是最集中者（去掉可能出于偶然的界限）。",
      "No corner of at least \(count(least)) futures comes to \(density); the densest is told, without limits that may be chance."
    )
  }

  /// - Parameter earlier: numbers of the corners of the kind that come before.
  func corner(
    _ number: Int, outside earlier: [Int], _ kind: DiscoveryAnswer.Kind, _ conditions: [String], density: String,
    coverage: String
  ) -> String {
    let when = say(list(conditions) + "时", "when " + enumeration(conditions))
    let numbers = enumeration(earlier.map { String($0) })
    let subject =
      earlier.isEmpty
      ? say("", "It") : say("在角落 \(numbers) 以外，", "Outside corner\(earlier.count > 1 ? "s" : "") \(numbers), it")
    let all = kind == .missed ? say("全部落空", "all misses") : say("全部此类未来", "all such futures")
    return say(
      "\(number). \(subject)\(when)，\(density) 的未来\(predicate(kind))；这占\(all)的 \(coverage)。",
      "\(number). \(subject) \(predicate(kind)) in \(density) of the futures \(when); this covers \(coverage) of \(all)."
    )
  }

  func condition(_ parameter: String, lower: String?, upper: String?) -> String {
    // An id is held apart from the words, a name is not.
    let gap = parameter.unicodeScalars.last?.isASCII == false ? "" : " "
    return switch (lower, upper) {
    case (let low?, let high?):
      say("\(parameter)\(gap)在 \(low) 与 \(high) 之间", "\(parameter) is between \(low) and \(high)")
    case (let low?, nil): say("\(parameter)\(gap)高于 \(low)", "\(parameter) is above \(low)")
    case (nil, let high?): say("\(parameter)\(gap)低于 \(high)", "\(parameter) is below \(high)")
    case (nil, nil): parameter
    }
  }

  func noCorner(_ kind: DiscoveryAnswer.Kind) -> String {
    say(
      "没有找到“\(predicate(kind))”明显更集中的角落。",
      "No corner of the assumptions was found in which it \(predicate(kind)) markedly more often.")
  }

  var limitTitle: String { say("角落的界限", "Limit of a corner") }
  var quasiPTitle: String { say("准 p 值", "Quasi-p") }
  var foundAgainTitle: (String, String) {
    (say("半样本中再现", "Found again in halves"), say("同覆盖/同密度", "at coverage/density"))
  }
  func cornerTitle(_ number: Int) -> String { say("角落 \(number)", "Corner \(number)") }

  func tradeOffTitle(_ number: Int) -> String { say("角落 \(number) 的取舍", "Trade-off on the way to corner \(number)") }
  var densityTitle: String { say("密度", "Density") }
  var coverageTitle: String { say("覆盖", "Coverage") }
  var massTitle: String { say("占未来", "Of futures") }
  func limits(_ number: Int) -> String { say("\(number) 个假设的界限", "limits of \(number) assumptions") }
  var noLimits: String { say("无界限", "no limits") }

  package func unknownTarget(_ name: String?, known: [String]) -> String {
    let others =
      known.isEmpty
      ? say("场景中没有目标，请写在 targets: 之下", "the scenario has no targets; write them under targets:")
      : say("可选：\(list(known))", "it may be one of: \(list(known))")
    guard name != nil || !known.isEmpty else { return others }
    guard let name else { return say("请用 --target 指明目标；\(others)", "name the target with --target; \(others)") }
    return say("没有唯一的目标“\(name)”；\(others)", "there is no single target “\(name)”; \(others)")
  }
}
