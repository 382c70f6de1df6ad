import StockFlow

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
  func whetherHit(_ name: String, _ year: Year) -> String {
    say("\(name)（\(year) 年）能否达标", "whether \(name) reaches its target in \(year)")
  }
  func dated(_ name: String, _ year: Year) -> String { say("\(name)（\(year) 年）", "\(name) in \(year)") }

  /// A group of inputs.
  func kind(_ name: String) -> String? {
    switch name {
    case "noise": allNoise
    case "growth": say("净增长", "growth")
    case "training": say("培养", "training")
    case "migration": say("迁移", "migration")
    case "attrition": say("流失", "attrition")
    case "transitions": say("类别间转移", "transitions")
    case "pipelines": say("院校培养", "pipelines")
    case "stock": say("基期存量", "baseline stocks")
    case "coverage": say("口径系数", "coverage")
    default: nil
    }
  }

  var morrisLegend: String {
    say(
      "μ* 是参数从分布一端移到另一端时输出平均变动的大小；σ 大说明影响不均匀或与其他参数有交互。",
      "μ* is how far the output moves on average while the parameter crosses its range; a large σ says that the effect is uneven or depends on others."
    )
  }

  func strongestEffect(_ input: String, _ output: String) -> String {
    say("对\(output)平均影响最大的是\(input)。", "\(output) moves most, on average, with \(input).")
  }

  func closestTie(_ input: String, _ output: String) -> String {
    say("与\(output)关系最紧密的是\(input)。", "\(output) is tied most closely to \(input).")
  }

  func movesMost(_ output: String, with input: String, from low: String, to high: String) -> String {
    say(
      "\(output)随\(input)变动最大：从其第 10 百分位到第 90 百分位，由 \(low) 变为 \(high)。",
      "\(output) moves most with \(input): from \(low) to \(high) between its 10th and 90th percentile.")
  }

  func tooUncertain(_ output: String) -> String {
    say(
      "样本太少，还说不清\(output)由什么决定：请增大 --samples。",
      "Too few samples to tell what decides \(output): use more --samples.")
  }

  func explainedByOne(_ input: String, _ share: String, of output: String) -> String {
    say("\(output)的差异有 \(share) 来自\(input)。", "One assumption explains \(share) of \(output): \(input).")
  }

  func spread(of output: String) -> String { say(output, "the spread of \(output)") }

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
      "\(output)的差异有 \(share) 来自\(number[parts.count])个假设：\(list(parts))。",
      "\(number[parts.count]) \(share) of \(output): \(list(parts)).")
  }
}
