import Planning
import StockFlow

// What it would take.
extension Words {
  var lever: String { say("措施", "Lever") }
  var leverAlone: String { say("单独一项措施", "Each lever alone") }
  var amount: String { say("数量", "Amount") }
  var amountNeeded: String { say("最小数量", "Least amount") }
  var atItsLimit: String { say("用足时的概率", "At its limit") }
  var cost: String { say("费用", "Cost") }
  var lastYearToAct: String { say("最晚启动年份", "Last year to act") }
  var notEnough: String { say("不足", "not enough") }
  var budget: String { say("预算", "the budget") }
  var costByYear: String { say("合计（分年为费用）", "All (by year: cost)") }
  var leastCost: String { say("最低费用", "Least cost") }
  var targetsReached: String { say("实现的目标", "Targets reached") }
  var number: String { say("个数", "Number") }
  var candidate: String { say("方案", "Candidate") }
  var satisfied: String { say("全部实现的未来", "All reached in") }
  var regret90: String { say("遗憾第 90 百分位", "Regret, 90 %") }
  var minimaxRegret: String { say("最差情形平均遗憾", "Worst mean regret") }
  var holdsEverywhere: String { say("各方案均达标", "Holds in all") }
  func yesOrNo(_ value: Bool) -> String { value ? say("是", "yes") : say("否", "no") }

  func nothingNeeded(_ count: Int, _ asked: String) -> String {
    say(
      "全部 \(count) 个目标不采取措施也以至少 \(asked) 的概率实现。",
      "All \(count) targets are reached with \(asked) or more without any lever.")
  }

  func named(_ name: String, _ value: String) -> String { say("\(name)（\(value)）", "\(name) (\(value))") }

  func fallShort(_ targets: [String], of count: Int, _ asked: String) -> String {
    say(
      "要求概率 \(asked)。\(count) 个目标中有 \(targets.count) 个达不到：\(list(targets))。",
      "Asked for: \(asked). Of \(count) targets \(targets.count) fall short of it: \(list(targets)).")
  }

  func perYear(_ quantity: String) -> String { say("每年 \(quantity)", "\(quantity) a year") }

  func noLeverMoves(_ targets: [String]) -> String {
    say("没有任何措施能改变：\(list(targets))。", "No lever changes: \(list(targets)).")
  }

  /// "95 of 100".
  func futures(_ share: Double) -> String {
    let hundredths = Int((share * 100).rounded())
    return say("100 种未来中的 \(hundredths) 种", "\(hundredths) of 100 futures")
  }

  func unreachable(
    _ target: String, median: String, bound: String, isUpward: Bool, missed: String, binding: String,
    inFullFrom year: Year?
  ) -> String {
    let time = year.map { say("（\($0) 年起才全部见效）", ", which acts in full only from \($0)") } ?? ""
    return say(
      "\(target)无法达到：即使所有措施都用足，\(missed)仍\(isUpward ? "低于" : "高于") \(bound)（中位数 \(median)）；制约最大的是“\(binding)”的上限\(time)。",
      "\(target) is out of reach: even with every lever at its limit it stays \(isUpward ? "below" : "above") \(bound) "
        + "in \(missed) (median \(median)); what binds most is the limit of \(binding)\(time).")
  }

  var noMix: String { say("没有任何目标能靠这些措施达到。", "No target can be reached with these levers.") }

  func mix(
    cost: String, isPriced: Bool, targets: [String]?, givenUp: [String], isJoint: Bool, probability: String,
    budget: String?
  ) -> String {
    let what =
      targets.map { say("实现 \(list($0)) 的最省组合", "The least-cost mix that reaches \(list($0))") }
      ?? say("实现全部目标的最省组合", "The least-cost mix that reaches all targets")
    let price = isPriced ? say("费用 \(cost)", " costs \(cost)") : say("无费用", " has no price")
    let surety = isJoint ? say("同时实现的概率为", "together they are reached with") : say("实现的概率为", "reached with")
    let fresh = say("（用另一组随机数验证）", ", verified with other draws")
    let rest = givenUp.isEmpty ? "" : say("在限度内无法同时实现：\(list(givenUp))。", " Beyond reach with them: \(list(givenUp)).")
    let limit = budget.map { say("预算 \($0)。", " The budget is \($0).") } ?? ""
    return say(
      "\(what)：\(price)，\(surety) \(probability)\(fresh)。\(rest)\(limit)",
      "\(what)\(price); \(surety) \(probability)\(fresh).\(rest)\(limit)")
  }

  var mixFallsShort: String {
    say("验证的概率低于要求，超出抽样误差。", " The verified probability is below the one asked for by more than its error.")
  }

  func limit(of lever: String) -> String { say("“\(lever)”的上限", "the limit of \(lever)") }
  func binding(_ names: [String]) -> String { say("起约束作用的是：\(list(names))。", "What binds: \(list(names)).") }
  func pricePerUnit(_ price: String, _ unit: ShownUnit) -> String {
    let one = unit.label.isEmpty ? "1" : "1 " + unit.label
    return say("每 \(one) \(price)", "\(price) for \(one)")
  }
  func shadowPrices(_ parts: [String]) -> String {
    say("目标每再提高一个单位的费用：\(list(parts))。", "One more unit of a target costs: \(list(parts)).")
  }

  /// Money in round units: 2.35 亿元, 1240 万元; CNY 235 million.
  ///
  /// - Parameter currency: left out where the table has said it.
  func money(_ value: Double, _ currency: String?) -> String {
    let (scaled, unit) = scaledMoney(value)
    let digits = number(scaled, decimals: scaled >= 100 || scaled == 0 ? 0 : scaled >= 10 ? 1 : 2)
    guard language == .zh else { return [currency, digits + unit].compactMap { $0 }.joined(separator: " ") }
    let name = currency == nil || currency == "CNY" ? "元" : " " + (currency ?? "")
    return digits + " " + unit + (currency == nil ? "" : name)
  }

  private func scaledMoney(_ value: Double) -> (Double, String) {
    let steps: [(Double, String)] =
      language == .zh ? [(1e8, "亿"), (1e4, "万")] : [(1e9, " bn"), (1e6, " m"), (1e3, " k")]
    let step = steps.first { value.magnitude >= $0.0 }
    return (value / (step?.0 ?? 1), step?.1 ?? "")
  }

  /// People, in tables by year.
  func persons(_ value: Double) -> String { number(value, decimals: value.magnitude < 10 && value != 0 ? 1 : 0) }

  func inverseHead(_ target: String, _ asked: String) -> String {
    say("\(target)，概率 \(asked)：", "\(target), with \(asked):")
  }

  func seriesGrowth(_ needed: String, central: String?, _ past: String?) -> String {
    let now = central.map { say("，现预测 \($0)", "; projected: \($0)") } ?? ""
    return say(
      "  需要每年增长 \(needed)\(now)\(past.map { "，" + $0 } ?? "")。",
      "  needs \(needed) a year\(now)\(past.map { "; " + $0 } ?? "").")
  }

  func pastGrowth(_ years: ClosedRange<Year>, mean: String, sd: String?, percentile: String?) -> String {
    let spread = sd.map { " ± \($0)" } ?? ""
    let rank = percentile.map { say("，过去年份中有 \($0) 低于所需", ", and \($0) of the years had less than needed") } ?? ""
    return say("\(period(years)) 年为 \(mean)\(spread)\(rank)", "\(period(years)) had \(mean)\(spread)\(rank)")
  }

  func way(_ kind: SolveAnswer.Way.Kind, present: String, needed: String?, atLimit: String) -> String {
    let name =
      switch kind {
      case .growth: say("净增长率", "net growth of every category behind it")
      case .training: say("培训输出合计", "training of all of them")
      case .retention: say("流失率（离开者）", "attrition of all of them")
      }
    guard let needed else {
      return say(
        "  \(name)：现为 \(present)；即使用到极限也只有 \(atLimit)。",
        "  \(name): now \(present); even at its extreme only \(atLimit).")
    }
    return say("  \(name)：现为 \(present)，需要 \(needed)。", "  \(name): now \(present), needed \(needed).")
  }

  func candidate(_ origin: RobustAnswer.Candidate.Origin, name: (String?) -> String) -> String {
    switch origin {
    case .nothing: say("不采取措施", "no lever")
    case .variant(let id): say("\(name(id))下的最省组合", "least-cost mix of \(name(id))")
    case .robust: say("各方案下都成立的最省组合", "least-cost mix that holds in all")
    }
  }
}
