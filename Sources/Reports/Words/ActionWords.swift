import StockFlow

// What would it take?
extension Words {
  var noLevers: String {
    say(
      "场景文件没有写可采取的措施（levers），因此不能回答需要多少努力。写入措施及其限度和成本后，报告会给出。",
      "The scenario file names nothing that could be done (levers), so that the effort needed cannot be told. With levers, their limits and costs written into it, the report says it."
    )
  }
  var whatIsMissing: String { say("差多少", "What is missing") }
  var whatCouldBeDone: String { say("可以做什么", "What could be done") }
  func needTitle(_ scenario: String, _ years: String) -> String {
    say(
      "\(scenario)：恰好达到目标的未来与中心预测的差别，\(years)",
      "\(scenario): how futures that just reach a target differ from the central projection, \(years)")
  }
  var needHeading: String { say("达到目标的未来有什么不同", "What is different in the futures that reach a target") }
  /// A remark of the planner's, ended by a full stop.
  func remark(on name: String, _ text: String) -> String {
    let isEnded = text.last.map { ".。!！?？".contains($0) } ?? true
    return say("\(name)：\(text)", "\(name): \(text)") + (isEnded ? "" : fullStop)
  }
  var moreByFlow: String { say("差别", "Difference") }
  var margin95: String { say("±（95%）", "± (95 %)") }
  var needNote: String {
    say(
      "在恰好达到目标的未来中，各流量平均比中心预测多（+）或少（−）多少；合计等于目标与中心值之差。",
      "By how much each flow is larger (+) or smaller (−), on average, in the futures that just reach the target; together they make the distance from the central value to the target."
    )
  }
  var noLeversButInverse: String {
    say(
      "场景文件没有写可采取的措施（levers）。下面说明各参数本身要达到多少才能实现目标；写入措施及其限度和成本后，报告会给出最省的组合和最晚启动年份。",
      "The scenario file names nothing that could be done (levers). What the parameters themselves would have to be is told below; with levers, their limits and costs written into it, the report says the least-cost mix and the last year to act."
    )
  }
  var solutionTitle: String { say("需要多少努力", "How much it would take") }
  func singleTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：单独一项措施需要的最小数量，\(years)", "\(scenario): the least amount of each lever alone, \(years)")
  }
  func mixTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：最省的措施组合，\(years)", "\(scenario): the least-cost mix of levers, \(years)")
  }
  func frontierTitle(_ scenario: String) -> String {
    say("\(scenario)：概率与最低费用", "\(scenario): the least cost of each probability")
  }
  var costOfProbability: String { say("各概率的最低费用", "The least cost of each probability") }
  var frontierDescription: String {
    say("每个概率对应的最低费用；标出的是所要求的概率。", "The least cost that buys each probability; the one asked for is marked.")
  }
  var totalName: String { say("合计", "All") }
  var personsName: String { say("人", "persons") }
  var aYear: String { say("/年", " a year") }
  var askedFor: String { say("所要求的概率", "Asked for") }
  var peopleByYearNote: String { say("各年一栏为当年增加或留住的人数。", "Under each year: the persons added or kept in it.") }
  func solvedWith(_ paths: Int) -> String {
    say(
      "按 \(counted(paths, "条"))路径求解，组合用另一组随机数验证。",
      "Solved on \(count(paths)) paths; the mix is verified with other draws.")
  }
  var emptyMeansNotEnough: String {
    say("空格表示用足也达不到要求的概率。", "Empty: even the limit does not give the probability asked for.")
  }
  /// Money in one unit for a whole column: 万元, or millions.
  func moneyColumn(_ currency: String) -> (unit: String, size: Double) {
    language == .zh
      ? (currency == "CNY" ? "万元" : "万 \(currency)", 1e4) : ("\(currency) million", 1e6)
  }
  var moves: String { say("作用于", "Moves") }
  var mostPossible: String { say("最大幅度", "At most") }
  var decidedFrom: String { say("最早决定年份", "Decided from") }
  var yearsToEffect: String { say("见效滞后/年", "Years to effect") }
  var yearsToFullEffect: String { say("达到全效/年", "Years to full effect") }
  func leverTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：场景中写明的措施，\(years)", "\(scenario): what could be done, as written in the scenario, \(years)")
  }
  func moves(_ parameter: String, up: Bool) -> String {
    say("\(up ? "提高" : "降低")\(parameter)", "\(parameter) \(up ? "up" : "down")")
  }

  func cost(of cost: Lever.Cost?) -> String {
    guard let cost else { return "–" }
    func money(_ amount: Double) -> String {
      let large = language == .zh && abs(amount) >= 10_000
      let scaled = large ? (abs(amount) >= 1e8 ? amount / 1e8 : amount / 1e4) : amount
      let unit = large ? (abs(amount) >= 1e8 ? "亿" : "万") : ""
      let number = number(scaled, decimals: decimals(for: [scaled]))
      return cost.currency == "CNY" ? say("\(number)\(unit)元", "CNY \(number)") : "\(cost.currency) \(number)\(unit)"
    }
    let parts = [
      cost.perPerson.map { say("每人 \(money($0))", "\(money($0)) a person") },
      cost.perPersonYear.map { say("每人每年 \(money($0))", "\(money($0)) a person and year") },
      cost.fixed.map { say("一次性 \(money($0))", "\(money($0)) once") },
    ]
    return list(parts.compactMap { $0 })
  }

  func variantTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：各方案下达到目标的概率，\(years)", "\(scenario): probability of each target under the variants, \(years)")
  }
  var asWritten: String { say("原场景", "As written") }
  var variantNote: String {
    say(
      "各方案与原场景采用相同的随机数，差异只来自方案本身。",
      "Variants share all random numbers with the scenario as written; differences come from the variant alone.")
  }
}
