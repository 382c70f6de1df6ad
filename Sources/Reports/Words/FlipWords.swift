import StockFlow

// What would have to be otherwise for a verdict to be another one.
extension Words {
  var assumption: String { say("假设", "Assumption") }
  var fromTo: String { say("由 → 到", "From → to") }
  var changeTitle: String { say("改变量（95%区间）", "Change (95 %)") }
  var deviationsTitle: String { say("标准差数", "In sd") }
  var certain: String { say("确定值", "certain") }
  var breakEven: String { say("中心值恰好达标", "central value just at the plan") }

  func atLeast(_ probability: String) -> String { say("概率 ≥ ", "≥ ") + probability }
  func below(_ probability: String) -> String { say("概率 < ", "< ") + probability }
  func turning(to goal: String) -> String { say("变为：\(goal)", "to: \(goal)") }
  func standingBriefly(_ target: String, _ probability: String) -> String {
    say("\(target)，现为 \(probability)", "\(target), now \(probability)")
  }

  func standing(_ target: String, _ probability: String, _ verdict: String) -> String {
    say("\(target)：概率 \(probability)，\(verdict)。", "\(target): \(probability), \(verdict).")
  }

  private func size(_ deviations: String?) -> String {
    deviations.map { say("（\($0) 个标准差）", " (\($0) standard deviations)") } ?? ""
  }

  func nearest(to goal: String, _ assumption: String, from old: String, to new: String, deviations: String?) -> String {
    say(
      "要使\(goal)，最小的改变是\(assumption)由 \(old) 改为 \(new)\(size(deviations))。",
      "To get to \(goal), the smallest change is \(assumption) at \(new) instead of \(old)\(size(deviations)).")
  }

  func nearestWord(
    _ verdict: String, _ assumption: String, from old: String, to new: String, deviations: String?
  ) -> String {
    say(
      "判断先变为“\(verdict)”：\(assumption)由 \(old) 改为 \(new)\(size(deviations))。",
      "The verdict first turns to “\(verdict)”, with \(assumption) at \(new) instead of \(old)\(size(deviations)).")
  }

  func nothingCrosses(_ probability: String, tried: Int) -> String {
    say(
      "逐一试过的 \(counted(tried, "个"))假设，单独改变都不能使概率跨过 \(probability)。",
      "None of the \(count(tried)) assumptions tried crosses \(probability) alone.")
  }

  func nothingTurns(tried: Int) -> String {
    say(
      "试过的 \(counted(tried, "个"))假设都不能单独改变判断。", "None of the \(count(tried)) assumptions tried turns the verdict alone."
    )
  }

  var howFlipsWork: String {
    say(
      "每次只把一个假设在所有年份平移同一数量，其余不变且随机数相同。每种变化只列最小的几个，更多见 --format csv 和 --best。",
      "Each change moves one assumption alone by the same amount in all years, with the draws of all others kept. "
        + "The smallest of each kind are listed; for more: --format csv and --best.")
  }
}

extension Glossary {
  /// A parameter within a sentence: `training of Skilled workers`.
  func assumptionName(_ address: ParameterAddress) -> String {
    words.flow(address.property, of: name(of: address.owner))
  }
}
