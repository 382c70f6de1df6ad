import StockFlow

// Why, or why not?
extension Words {
  var whatCarries: String { say("什么推动，什么拖累", "What carries it, what holds it back") }
  var whichAssumption: String { say("哪个假设起决定作用", "Which assumption decides") }
  var whereTheyComeFrom: String { say("人从哪里来，到哪里去", "Where people come from and where they go") }
  var otherTargets: String { say("其余目标的图", "Charts of the other targets") }
  var allContributions: String { say("各流量的贡献", "Contribution of every flow") }
  var item: String { say("项目", "Item") }
  var gap: String { say("与规划值之差", "Distance to the plan") }
  var increase: String { say("增加", "Adds") }
  var decrease: String { say("减少", "Takes away") }
  func otherFlows(_ count: Int) -> String { say("其余 \(count) 项", "\(count) others") }
  func waterfallTitle(_ name: String) -> String {
    say("\(name)：由基期到中心值的变化", "\(name): from the baseline to the central value")
  }
  func waterfallDescription(from: Year, to: Year) -> String {
    say(
      "\(from) 年基期加上各流量至 \(to) 年的累计，得到中心值；末端为规划值。",
      "The baseline of \(from) and what each flow adds until \(to) make the central value; the plan's value stands at the end."
    )
  }
  func contributionTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：各流量对\(years)各项目标的贡献", "\(scenario): what each flow contributes to the targets, \(years)")
  }
  var contributionNote: String {
    say(
      "中心值为每个参数取均值、无年度波动时的值；比值类指标的贡献按 Shapley 值分摊。",
      "The central value is that with every parameter at its mean and no yearly noise; contributions to a ratio are Shapley values."
    )
  }

  func partOfParameter(_ parameter: String, isFactor: Bool) -> String {
    isFactor ? say("\(parameter)（系数）", "\(parameter) (factor)") : say("\(parameter)（加数）", "\(parameter) (addend)")
  }
  func tornadoTitle(_ name: String) -> String { say("\(name)：逐一改变假设", "\(name): one assumption after the other") }
  var tornadoDescription: String {
    say(
      "每次只把一个假设放到第 10 和第 90 百分位，其余取中位数。",
      "One assumption at a time at its 10th and 90th percentile, all others at their median.")
  }
  var allAtMedian: String { say("全部取中位数", "All at their median") }
  func shareTitle(_ scenario: String, _ years: String) -> String {
    say(
      "\(scenario)：各假设单独解释的方差份额，\(years)",
      "\(scenario): share of the variance that each assumption explains alone, \(years)")
  }
  func shareNote(_ evaluated: String) -> String {
    say(
      "一阶方差份额（\(evaluated)）；相关的假设会有重叠，各列之和可能不等于 100。份额均不足 1% 的假设未列。",
      "First-order share of the variance (\(evaluated)); shares of correlated assumptions overlap, so that columns need not add up to 100. Assumptions below 1 % everywhere are not listed."
    )
  }
  var unexplained: String { say("其余（年度波动、相互作用、未列假设）", "Rest (yearly noise, interactions, not listed)") }

  func tooManyAssumptions(_ count: Int) -> String {
    say(
      "场景有 \(count) 个不确定的假设，报告不逐一分析；可用 talent sensitivity --groups 按类分析。",
      "With \(count) uncertain assumptions the report does not look at each; talent sensitivity --groups looks at kinds of them."
    )
  }
  func tooManyFlows(_ count: Int) -> String {
    say("\(count) 个流量画在一张图上无法阅读；平衡表列出全部。", "\(count) flows cannot be read in one picture; the balances list them all.")
  }
  func flowsTitle(_ years: ClosedRange<Year>) -> String { say("场景的存量与流量", "Stocks and flows of the scenario") }
  var flowsDescription: String {
    say(
      "方框为存量，箭头为整个规划期的累计流量（中心预测）。",
      "Boxes are stocks, arrows the persons who pass over the whole horizon (central projection).")
  }
  var peopleOverHorizon: String { say("存量为期末、流量为累计", "Stocks at the end, flows over the horizon") }
  var from: String { say("从", "From") }
  var to: String { say("到", "To") }
  var outside: String { say("外部", "Outside") }
  var stockName: String { say("存量", "Stock") }
  var pipelineName: String { say("院校", "Pipeline") }
  var flowWord: String { say("流量", "Flow") }
  var intakeName: String { say("招生", "intake") }
  var graduatesName: String { say("毕业", "graduates") }

  func balanceTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：\(years)各类人才平衡表（中心预测）", "\(scenario): balance of every category, \(years) (central projection)")
  }
  var balanceNote: String {
    say(
      "年初存量加各项流入、减各项流出，等于年末存量；每一格均已核对。",
      "Opening stock plus inflows less outflows is the closing stock; every cell has been checked.")
  }
  var roundedTotals: String {
    say("由于四舍五入，部分合计与分项之和略有出入。", "Because of rounding, some totals differ slightly from the sum of their parts.")
  }
  func compositionTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：\(years)合计指标的构成（中心预测）", "\(scenario): what totals are made of, \(years) (central projection)")
  }
  var coverageLine: String { say("覆盖系数调整", "Coverage adjustment") }
}
