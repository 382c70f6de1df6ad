import StockFlow

extension YearProblem {
  var english: Phrase {
    switch self {
    case .reversed(let from, let to):
      Phrase("the horizon ends in \(to), not after \(from)", help: "write a later year under `to`")
    case .horizonTooLong(let years):
      Phrase("the horizon has \(years) years; at most 1000 are computed", help: "write an earlier year under `to`")
    case .outside(let key, let year, let horizon):
      Phrase("`\(key)` is \(year), outside the horizon \(span(horizon))", help: "write a year of the horizon")
    case .targetNotAfterStart(let year, let horizon):
      Phrase(
        "the target's year \(year) is outside the projected years \(span((horizon.lowerBound + 1)...horizon.upperBound))",
        help: year <= horizon.lowerBound ? "a figure of a past year is a fact or a statement" : "extend `years.to`")
    case .periodReversed(let text):
      Phrase("the period `\(text)` ends before it begins", help: "write the first year first")
    case .noBaseline(let category, let horizon):
      Phrase(
        "`\(category)` has no stock up to \(horizon.upperBound)", help: "add a stock of \(horizon.lowerBound)")
    case .noDriverBaseline(let driver, let from):
      Phrase("`\(driver)` grows but has no value up to \(from)", help: "add a value of \(from)")
    case .driverValuesIgnored(let driver, let years, let from):
      Phrase(
        "`\(driver)` grows from its latest value up to \(from); its later values are ignored (\(listed(years.map(String.init), ", ")))",
        help: "remove `growth` or the later values")
    case .changeNotObserved(let measure, let part, let year):
      Phrase(
        "`\(measure)` needs a value of `\(part)` in \(year)", help: "add the stock of \(year), or choose a later `from`"
      )
    case .statementYears(let from, let to):
      Phrase("the years run from \(from) to \(to)", help: "`to` is the later year")
    case .breakOutside(let year, let observed): englishBreak(year, observed)
    case .breaksTogether(let first, let second):
      Phrase("there is no observation between the breaks \(first) and \(second)", help: "keep one of them")
    }
  }

  var chinese: Phrase {
    switch self {
    case .reversed(let from, let to): Phrase("规划期止于 \(to)，不晚于 \(from)", help: "请在 `to` 写更晚的年份")
    case .horizonTooLong(let years): Phrase("规划期长达 \(years) 年；最多 1000 年", help: "请在 `to` 写更早的年份")
    case .outside(let key, let year, let horizon):
      Phrase("`\(key)` 为 \(year)，不在规划期 \(span(horizon)) 内", help: "请写规划期内的年份")
    case .targetNotAfterStart(let year, let horizon):
      Phrase(
        "目标年份 \(year) 不在预测年份 \(span((horizon.lowerBound + 1)...horizon.upperBound)) 内",
        help: year <= horizon.lowerBound ? "过去年份的数字请写作事实数据或陈述" : "请延长 `years.to`")
    case .periodReversed(let text): Phrase("时期 `\(text)` 首尾颠倒", help: "请先写较早的年份")
    case .noBaseline(let category, let horizon):
      Phrase("`\(category)` 到 \(horizon.upperBound) 年没有存量", help: "请添加 \(horizon.lowerBound) 年的存量")
    case .noDriverBaseline(let driver, let from):
      Phrase("`\(driver)` 有增长率，但到 \(from) 年没有数值", help: "请添加 \(from) 年的数值")
    case .driverValuesIgnored(let driver, let years, let from):
      Phrase(
        "`\(driver)` 从 \(from) 年及以前的最近数值起按增长率推算，其后的数值不用（\(listed(years.map(String.init), "、"))）",
        help: "请删去 `growth` 或其后的数值")
    case .changeNotObserved(let measure, let part, let year):
      Phrase("`\(measure)` 需要 `\(part)` 在 \(year) 年的数值", help: "请添加 \(year) 年的存量，或写更晚的 `from`")
    case .statementYears(let from, let to): Phrase("年份从 \(from) 到 \(to)", help: "`to` 应为较晚的年份")
    case .breakOutside(let year, let observed): chineseBreak(year, observed)
    case .breaksTogether(let first, let second): Phrase("\(first) 与 \(second) 两次变更之间没有观测值", help: "请只保留一个")
    }
  }

  private func englishBreak(_ year: Year, _ observed: ClosedRange<Year>) -> Phrase {
    let side = year <= observed.lowerBound ? "before" : "from"
    return Phrase(
      "there is no observation \(side) \(year), so the break separates nothing",
      help: observed.count == 1
        ? "remove `breaks`, or add the observations of other years"
        : "a break is the first year of a new definition: write a year from \(observed.lowerBound + 1) to \(observed.upperBound), or remove it"
    )
  }

  private func chineseBreak(_ year: Year, _ observed: ClosedRange<Year>) -> Phrase {
    let side = year <= observed.lowerBound ? "以前" : "及以后"
    return Phrase(
      "\(year) 年\(side)没有观测值，口径变更无从区分",
      help: observed.count == 1
        ? "请删去 `breaks`，或添加其他年份的观测值"
        : "请写新口径的首年，在 \(observed.lowerBound + 1) 到 \(observed.upperBound) 之间，或删去")
  }

  private func span(_ years: ClosedRange<Year>) -> String { "\(years.lowerBound)–\(years.upperBound)" }
}
