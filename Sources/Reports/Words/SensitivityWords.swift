// Which assumption decides.
extension Words {
  var totalShare: String { say("总效应", "Total") }
  var firstShare: String { say("一阶效应", "Alone") }
  var shapleyShare: String { say("Shapley 效应", "Shapley") }
  var parameterPair: String { say("参数对", "Pair of parameters") }
  var interaction: String { say("交互效应", "Together") }
  var noInteraction: String {
    say("没有两个参数的交互效应达到 0.005。", "No two parameters explain 0.005 or more beyond what each does alone.")
  }

  func shapleyError(_ largest: String) -> String {
    say(
      "Shapley 效应之和为 1；标准误不超过 \(largest)。", "Shapley effects add up to 1; their standard errors are at most \(largest)."
    )
  }

  func marginOf(_ target: String) -> String { say("\(target)的余量", "the margin of \(target)") }
  func whetherHit(_ target: String) -> String { say("\(target)是否达到目标", "whether \(target) meets its target") }

  var rank: String { say("秩相关", "Rank corr.") }
  var partialRank: String { say("偏秩相关", "Partial rank corr.") }
  var lowEnd: String { say("第 10 百分位时", "At its 10 %") }
  var highEnd: String { say("第 90 百分位时", "At its 90 %") }
  var allNoise: String { say("全部年度波动", "all yearly noise") }
  var notPrecise: String {
    say("区间仍宽于要求：已达到样本上限。", "Intervals are wider than asked for: the largest number of samples is reached.")
  }

  func evaluated(_ samples: Int, _ method: String) -> String {
    say("\(method)，\(counted(samples, "次"))计算", "\(method), \(count(samples)) evaluations")
  }

  func explain(_ parts: [String], share: String, of output: String) -> String {
    let number = [
      "", say("一", "One assumption explains"), say("两", "Two assumptions explain"),
      say("三", "Three assumptions explain"),
    ]
    return say(
      "\(number[parts.count])个假设解释了\(output)离散程度的 \(share)：\(list(parts))。",
      "\(number[parts.count]) \(share) of the spread of \(output): \(list(parts)).")
  }
}
