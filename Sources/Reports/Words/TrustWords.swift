import StockFlow

// Can I trust it?
extension Words {
  var whatProbabilityMeans: String { say("概率是什么意思", "What a probability means") }
  var meaning: String {
    say(
      "概率是在大量抽取的未来中达到目标的比例：每个不确定的假设按其分布抽取，每年再加上年度波动。“每 100 种未来中有 37 种”就是 37%。",
      "A probability is the share of many drawn futures in which the target is reached: every uncertain assumption is drawn from its distribution, and every year has its noise. “In 37 of 100 futures” is 37 %."
    )
  }
  var meaningNot: String {
    say(
      "它以场景文件的结构和假设为前提：不证明假设正确，也不包括假设以外的事件，如政策或统计口径改变、行政区划调整、经济危机。抽样误差很小，不等于推演没有误差；假设不同，概率也不同（见下表各假设的方差份额）。",
      "It holds under the structure and the assumptions of the scenario file: it does not prove them right and knows no event outside them, such as a new policy, another definition, a redrawn boundary or a crisis. A small sampling error does not make the projection exact; with other assumptions the probability is another one (see each assumption's share of the variance below)."
    )
  }
  var pastTitle: String { say("同样的方法在过去有多准", "How good the same method would have been") }
  var noTrackRecord: String {
    say("历史数据太短，无法回测。", "The history is too short for a backtest.")
  }
  var ownFigures: String { say("规划自己的数字是否相符", "Do the plan's own figures agree") }
  func statementTitle(_ scenario: String) -> String {
    say("\(scenario)：与规划其他数字不符的表述", "\(scenario): statements that do not agree with the plan's other figures")
  }
  var statementName: String { say("表述", "Statement") }
  var planSays: String { say("规划所写", "The plan says") }
  var figuresGive: String { say("按其数字算得", "Its figures give") }
  var differenceName: String { say("相差", "Difference") }
  var byRounding: String { say("四舍五入可解释", "By rounding") }
  var remark: String { say("出处和说明", "Place and remark") }

  var assumptionsTitle: String { say("全部假设", "Every assumption") }
  func parameterTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：推演所用参数，\(years)", "\(scenario): parameters of the projection, \(years)")
  }
  var value: String { say("数值", "Value") }
  var status: String { say("性质", "Status") }
  var sourceAndReason: String { say("来源和理由", "Source and reason") }
  var shareOfVariance: String { say("占方差", "Share of variance") }
  var parameterNote: String {
    say(
      "三角、PERT 为最小～最可能～最大，均匀为最小～最大，其余为均值 ± 标准差；比率为年率。",
      "Triangular and PERT: least – most likely – most; uniform: least – most; others: mean ± standard deviation. Rates are yearly."
    )
  }
  func shareBelongs(to target: String) -> String {
    say("方差份额针对“\(target)”。", "Shares of the variance are those of “\(target)”.")
  }
  func status(_ status: Provenance.Status) -> String {
    switch status {
    case .observed: say("统计", "observed")
    case .stated: say("规划所述", "stated")
    case .fitted: say("由历史估计", "fitted")
    case .assumed: say("假设", "assumed")
    }
  }
  func baselineStock(_ year: Year) -> String { say("\(year) 年存量", "Stock \(year)") }
  var completionName: String { say("毕业率", "Completion") }
  var givenValues: String { say("给定数值", "Given values") }
  var transitions: String { say("类别之间的转移", "Transitions") }
  var coverages: String { say("覆盖系数", "Coverage") }
  var yearlyNoise: String { say("年度波动", "Yearly noise") }
  var fromHistory: String { say("由历史估计", "from the history") }
  func trend(_ first: String) -> String {
    say("由历史估计，首年 \(first)，逐年变动", "from the history, \(first) in the first year, moving")
  }

  enum Law {
    case normal, truncatedNormal, lognormal, beta, gamma, uniform, triangular, pert, rounded, discrete, quantiles
    case fittedGrowth
  }

  func law(_ law: Law, _ values: String) -> String {
    let name =
      switch law {
      case .normal: say("正态", "normal")
      case .truncatedNormal: say("截尾正态", "truncated normal")
      case .lognormal: say("对数正态", "lognormal")
      case .beta: say("贝塔", "beta")
      case .gamma: say("伽马", "gamma")
      case .uniform: say("均匀", "uniform")
      case .triangular: say("三角", "triangular")
      case .pert: "PERT"
      case .rounded: say("取整", "rounded")
      case .discrete: say("离散", "discrete")
      case .quantiles: say("分位数", "quantiles")
      case .fittedGrowth: say("由历史估计", "fitted")
      }
    return "\(name) \(values)"
  }

  var leftOutTitle: String { say("推演没有包括什么", "What the projection leaves out") }
  var leftOutByTheModel: String {
    say(
      "年龄、性别和地区结构没有区分；每一类人按同一比率进出，离职率不随年龄结构变化。目标没有完成时会采取的补救措施也不在内。",
      "Age, sex and place are not told apart: everybody of a category comes and goes at the same rates, which do not follow its age structure. What would be done when a target slips is not in it either."
    )
  }
  func factsLeftOut(_ count: Int) -> String {
    say(
      "规划的 \(count) 个数字没有基期或流量，只用于核对，不参与推演（见下表）。",
      "\(count) figures of the plan have neither baseline nor flow; they serve to check its statements and are not projected (table below)."
    )
  }
  func notJoint(_ targets: String) -> String {
    say("不计入“全部目标同时实现”的目标：\(targets)。", "Left out of the joint probability: \(targets).")
  }
  var allIndependent: String {
    say("所有假设彼此独立地抽取。", "All assumptions are drawn independently of each other.")
  }
  func correlated(_ count: Int) -> String {
    say(
      "除场景写明的 \(count) 对相关外，假设彼此独立地抽取。",
      "But for the \(count) \(count == 1 ? "correlation" : "correlations") written in the scenario, assumptions are drawn independently of each other."
    )
  }
  func certain(_ count: Int) -> String {
    say(
      "\(count) 个参数按确定的数字给出，其误差不在区间之内。",
      "\(count) \(count == 1 ? "parameter is" : "parameters are") given as certain; their errors are not in the intervals."
    )
  }
  var figuresNotSimulated: String { say("只用于核对的规划数字", "Figures of the plan that are not projected") }
  func factTitle(_ scenario: String) -> String {
    say("\(scenario)：只用于核对的规划数字", "\(scenario): figures of the plan that are not projected")
  }
  var warningsTitle: String { say("需要注意", "To beware of") }
  var sourcesTitle: String { say("资料来源", "Sources") }
}
