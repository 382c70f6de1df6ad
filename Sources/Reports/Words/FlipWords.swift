import StockFlow

// What would have to be otherwise for a verdict to be another one.
extension Words {
  var assumption: String { say("假设", "Assumption") }
  var turnsTo: String { say("变为", "Turns to") }
  var fromTo: String { say("由 → 到", "From → to") }
  var changeTitle: String { say("改变量（95%区间）", "Change (95 %)") }
  var deviationsTitle: String { say("标准差数", "In sd") }
  var certain: String { say("确定值", "certain") }
  var breakEven: String { say("中心值恰好达标", "central value = plan") }

  func atLeast(_ probability: String) -> String { "≥ " + probability }
  func below(_ probability: String) -> String { "< " + probability }
  func quoted(_ word: String) -> String { say("“\(word)”", "“\(word)”") }

  func standing(_ target: String, _ probability: String, _ verdict: String) -> String {
    say("\(target)：概率 \(probability)，\(verdict)。", "\(target): \(probability), \(verdict).")
  }

  func turns(
    to goal: String, with assumption: String, at new: String, insteadOf old: String, deviations: String?
  ) -> String {
    let size = deviations.map { say("（\($0) 个标准差）", " (\($0) standard deviations)") } ?? ""
    return say(
      "变为\(goal)：\(assumption)由 \(old) 改为 \(new)\(size)。",
      "It becomes \(goal) with \(assumption) at \(new) instead of \(old)\(size).")
  }

  func nothingCrosses(_ probability: String) -> String {
    say("单独改变任何一个假设（在可能范围内）都不能跨过 \(probability)。", "No possible change of one assumption alone crosses \(probability).")
  }

  var howFlipsWork: String {
    say(
      "每次只把一个假设在所有年份平移同一数量，其余不变且随机数相同。每种变化只列最小的几个，全部见 --format csv。",
      "Each change moves one assumption alone by the same amount in all years, with the draws of all others kept. "
        + "The smallest of each kind are listed; all of them: --format csv.")
  }
}

extension Glossary {
  /// A parameter within a sentence, `training of Skilled workers`; of a transition with where it leads.
  func assumptionName(_ address: ParameterAddress) -> String {
    address.property == .rate
      ? words.flow(.rate, of: flowName(address.description)) : words.flow(address.property, of: name(of: address.owner))
  }
}
