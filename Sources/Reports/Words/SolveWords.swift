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
  var probabilityAlone: String { say("概率", "Probability") }
  var leastCost: String { say("最低费用", "Least cost") }
  var targetsReached: String { say("实现的目标", "Targets reached") }
  var number: String { say("个数", "Number") }
  var candidate: String { say("方案", "Candidate") }
  var satisfied: String { say("全部实现的未来", "All reached in") }
  var regret90: String { say("遗憾第 90 百分位", "Regret, 90 %") }
  var minimaxRegret: String { say("最差情形平均遗憾", "Worst mean regret") }
  var maximumRegret: String { say("最大遗憾", "Largest regret") }
  func everySo(_ step: Int) -> String {
    say("表中每 \(step) 年列出一年；全部年份见 --format json。", "One year in \(step) is shown; --format json has all.")
  }
  var holdsEverywhere: String { say("各方案均达标", "Holds in all") }
  func yesOrNo(_ value: Bool) -> String { value ? say("是", "yes") : say("否", "no") }

  func nothingNeeded(_ count: Int, _ asked: String) -> String {
    switch count {
    case 0: say("场景中没有目标。", "The scenario has no targets.")
    case 1: say("目标不采取措施也以至少 \(asked) 的概率实现。", "The target is reached with \(asked) or more without any lever.")
    default:
      say(
        "全部 \(count) 个目标不采取措施也各以至少 \(asked) 的概率实现。",
        "Each of the \(count) targets is reached with \(asked) or more without any lever.")
    }
  }

  func named(_ name: String, _ value: String) -> String { say("\(name)（\(value)）", "\(name) (\(value))") }

  func fallShort(_ targets: [String], of count: Int, _ asked: String) -> String {
    let zh =
      count == 1
      ? "这个目标达不到要求的概率 \(asked)"
      : targets.count == count
        ? "\(count) 个目标都达不到要求的概率 \(asked)" : "\(count) 个目标中有 \(targets.count) 个达不到要求的概率 \(asked)"
    let en =
      count == 1
      ? "The target has less than the \(asked) asked for"
      : targets.count == count
        ? "None of the \(count) targets has the \(asked) asked for"
        : "\(targets.count) of the \(count) targets have less than the \(asked) asked for"
    return say("\(zh)：\(list(targets))。", "\(en): \(list(targets)).")
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
    _ target: String, asked: String, median: String, bound: String, reached: String, binding: String?,
    inFullFrom year: Year?
  ) -> String {
    let time = year.map { say("（\($0) 年起才全部见效）", ", which acts in full only from \($0)") } ?? ""
    let limit =
      binding.map {
        say("；制约最大的是“\($0)”的上限\(time)", "; what binds most is the limit of \($0)\(time)")
      } ?? ""
    return say(
      "\(target)无法以 \(asked) 的概率达到：即使有利的措施都用足，只有\(reached)达到 \(bound)（中位数 \(median)）\(limit)。",
      "\(target) cannot be had with \(asked): even with every lever that helps at its limit, only \(reached) reach \(bound) "
        + "(median \(median))\(limit).")
  }

  func noMix(_ budget: String?) -> String {
    guard let budget else { return say("没有任何目标能靠这些措施达到。", "No target can be reached with these levers.") }
    return say("预算 \(budget) 不足以达到任何一个目标。", "The budget of \(budget) is too small for any target.")
  }

  func nearest(_ cost: String, _ probability: String) -> String {
    say(
      "用 \(cost) 最接近的组合，实现的概率为 \(probability)（用另一组随机数验证）。",
      " The nearest mix costs \(cost) and reaches what was asked with \(probability), verified with other draws.")
  }

  struct MixSummary {
    let cost: String?
    /// `nil` where it reaches all that were asked about.
    let targets: [String]?
    let givenUp: [String]
    let isJoint: Bool
    let probability: String
    /// The least of the targets' own probabilities, where each counts by itself.
    let least: String
    let budget: String?
    let variants: [String]
  }

  func mix(_ mix: MixSummary) -> String {
    let what =
      mix.targets.map { say("实现\(list($0))的最省组合", "The least-cost mix that reaches \(list($0))") }
      ?? say("实现全部目标的最省组合", "The least-cost mix that reaches all targets")
    let price = mix.cost.map { say("费用 \($0)", "costs \($0)") } ?? say("措施未写费用", "has no cost, as none is written")
    let surety =
      mix.isJoint
      ? say("实现的概率为 \(mix.probability)", "it reaches them with \(mix.probability)")
      : say(
        "每个目标的概率至少为 \(mix.least)，同时实现的概率为 \(mix.probability)",
        "each is reached with at least \(mix.least), all together with \(mix.probability)")
    let variants =
      mix.variants.isEmpty
      ? ""
      : say(
        "在以下各方案中都成立，概率取最差者：\(list(mix.variants))。",
        " It holds in each of: \(list(mix.variants)); the probability is that of the worst.")
    let rest =
      mix.givenUp.isEmpty
      ? ""
      : say(
        "无法同时实现：\(list(mix.givenUp))。",
        " Not to be had in the same futures with that probability: \(list(mix.givenUp)).")
    let limit = mix.budget.map { say("预算为 \($0)。", " The budget is \($0).") } ?? ""
    return say(
      "\(what)：\(price)，\(surety)（用另一组随机数验证）。\(variants)\(rest)\(limit)",
      "\(what) \(price); \(surety), verified with other draws.\(variants)\(rest)\(limit)")
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
    say("目标每收紧一个单位的费用：\(list(parts))。", "Each unit stricter costs: \(list(parts)).")
  }

  /// Money in round units: 2.35 亿元, 1240 万元; CNY 235 million.
  ///
  /// - Parameter currency: left out where the table has said it.
  func money(_ value: Double, _ currency: String?) -> String {
    let (scaled, unit) = scaledMoney(value)
    let digits = number(scaled, decimals: scaled >= 100 || scaled == 0 ? 0 : scaled >= 10 ? 1 : 2)
    guard language == .zh else { return [currency, digits + unit].compactMap { $0 }.joined(separator: " ") }
    let name = currency.map { $0 == "CNY" ? "元" : (unit.isEmpty ? "" : " ") + $0 } ?? ""
    return [digits, unit + name].filter { !$0.isEmpty }.joined(separator: " ")
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

  func seriesGrowth(_ needed: String?, bound: String?, central: String?, _ past: String?) -> String {
    let now = central.map { say("现预测 \($0)", "projected: \($0)") }
    let just = bound.map { say("恰好达到需要 \($0)", "just to meet the plan: \($0)") }
    let rest = [just, now, past].compactMap { $0 }.joined(separator: say("，", "; "))
    guard let needed else { return say("  每年增长：\(rest)。", "  yearly growth – \(rest).") }
    return say("  需要每年增长 \(needed)；\(rest)。", "  needs \(needed) a year; \(rest).")
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
      return kind == .retention
        ? say("  即使无人流失，概率也只有 \(atLimit)。", "  even without any attrition the probability is only \(atLimit).")
        : say(
          "  \(name)：现为 \(present)；即使用到极限也只有 \(atLimit)。",
          "  \(name): now \(present); even at its extreme only \(atLimit).")
    }
    return say("  \(name)：现为 \(present)，需要 \(needed)。", "  \(name): now \(present), needed \(needed).")
  }

  func candidate(_ origin: RobustAnswer.Candidate.Origin, name: (String?) -> String) -> String {
    switch origin {
    case .nothing: say("不采取措施", "no lever")
    case .variant(nil): say("原场景的最省组合", "least-cost mix of the plan as it is")
    case .variant(let id): say("“\(name(id))”方案的最省组合", "least-cost mix of \(name(id))")
    case .robust: say("各方案下都成立的最省组合", "least-cost mix that holds in all")
    }
  }
}
