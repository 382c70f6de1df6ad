import StockFlow

// Will we get there?
extension Words {
  func headline(targets: Int, likely: Int, unlikely: Int) -> String {
    let between = targets - likely - unlikely
    guard targets > 1 else {
      return likely == 1
        ? say("规划目标有望实现。", "The plan's target is likely to be reached.")
        : unlikely == 1
          ? say("规划目标难以实现。", "The plan's target is unlikely to be reached.")
          : say("规划目标能否实现在两可之间。", "The plan's target is about as likely to be reached as not.")
    }
    return say(
      "规划的 \(targets) 项目标中，\(likely) 项有望实现（概率高于 66%），\(between) 项在两可之间，\(unlikely) 项难以实现（概率低于 33%）。",
      "Of the plan's \(targets) targets, \(none(likely)) \(likely == 1 ? "is" : "are") likely to be reached (above 66 %), "
        + "\(none(between)) \(between == 1 ? "is" : "are") about as likely as not, \(none(unlikely)) "
        + "\(unlikely == 1 ? "is" : "are") unlikely (below 33 %).")
  }

  private func none(_ count: Int) -> String { count == 0 ? "none" : String(count) }

  /// What stands behind a target's name: "≥ 135 万人 is very unlikely: reached in 3 of 100 futures; …".
  func outlook(promise: String, verdict: String, frequency: String, range: String?) -> String {
    let spread = range.map {
      say("；每 10 种未来中有 8 种落在 \($0)", "; 8 of 10 futures lie between \(between($0))")
    }
    return say(
      "\(promise)，\(verdict)：\(frequency)达到", "\(promise) is \(verdict): reached \(frequency)")
      + (spread ?? "") + fullStop
  }

  private func between(_ range: String) -> String {
    range.replacing("–", with: " and ").replacing(" to ", with: " and ")
  }

  func jointly(_ frequency: String, _ probability: String, leftOut: Int) -> String {
    let except =
      leftOut == 0
      ? ""
      : say("（\(leftOut) 项按场景文件所写不计入）", " (\(leftOut) left out, as the scenario file says)")
    return say(
      "全部目标同时实现\(except)：\(frequency)，概率 \(probability)。",
      "All targets in the same future\(except): \(frequency), probability \(probability).")
  }

  var howItMayGo: String { say("今后各年会怎样", "How it may go, year by year") }
  var valuesByYear: String { say("各年推演数值和概率", "Values and probabilities year by year") }
  var chance: String { say("概率", "Probability") }
  var chanceAndVerdict: String { say("概率和判断", "Probability and verdict") }
  var low80: String { say("80%区间下限", "80 % low") }
  var high80: String { say("80%区间上限", "80 % high") }
  var low50: String { say("50%区间下限", "50 % low") }
  var high50: String { say("50%区间上限", "50 % high") }
  var low95: String { say("95%区间下限", "95 % low") }
  var high95: String { say("95%区间上限", "95 % high") }
  func intervalName(_ level: Double) -> String {
    let percent = fixed(level * 100, decimals: 0)
    return say("\(percent)%区间", "\(percent) % interval")
  }
  func baselineOf(_ year: Year) -> String { say("\(year) 年基期", "Baseline \(year)") }
  func centralOf(_ year: Year) -> String { say("\(year) 年中心值", "Central \(year)") }

  func verdictTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：\(years)规划目标与推演", "\(scenario): the plan's targets and the projection, \(years)")
  }
  func quantileTitle(_ scenario: String, _ years: String) -> String {
    say("\(scenario)：\(years)各指标推演的中位数和区间", "\(scenario): median and intervals of the projection, \(years)")
  }
  func courseTitle(_ scenario: String, _ years: String) -> String {
    say(
      "\(scenario)：\(years)各年末达到目标值的概率",
      "\(scenario): probability that a target's value is met at the end of each year, \(years)")
  }
  var courseNote: String {
    say("目标值是规划为目标年份规定的数值，这里逐年与它比较。", "The value the plan names for the target's own year is asked of every year.")
  }
  var ownProjection: String { say("本程序推演", "projection by this program") }
  var verdictScale: String {
    say(
      "判断用语：几乎确定 >99%，很可能 >90%，可能 >66%，或许可能 33%—66%，不可能 <33%，很不可能 <10%，几乎不可能 <1%（IPCC 校准用语）。",
      "Verdicts: virtually certain > 99 %, very likely > 90 %, likely > 66 %, about as likely as not 33–66 %, unlikely < 33 %, very unlikely < 10 %, exceptionally unlikely < 1 % (calibrated language of the IPCC)."
    )
  }
  func samplingError(_ points: String) -> String {
    say(
      "概率的抽样误差不超过 ±\(points) 个百分点（95%）。",
      "Sampling error of the probabilities: at most ±\(points) percentage points (95 %).")
  }
  /// - Parameter targets: `nil` for all that are not named otherwise.
  func baselineYear(_ year: Year, of targets: [String]?) -> String {
    guard let targets else { return say("基期为 \(year) 年。", "The baseline is that of \(year).") }
    return say("以下目标的基期为 \(year) 年：\(list(targets))。", "The baseline of \(enumeration(targets)) is that of \(year).")
  }

  var bulletsTitle: String { say("各项目标：基期、推演区间与规划值", "Every target: baseline, interval and what the plan asks") }
  var bulletsDescription: String {
    say(
      "每行一个目标，各用自己的刻度；横条为 80% 区间，竖线为规划值，右侧为概率和判断。",
      "One row a target, each on its own scale: the bar is the 80 % interval, the mark the plan's value; probability and verdict stand on the right."
    )
  }
  var probabilityTitle: String { say("各年末达到目标值的概率", "Probability that each target's value is met, by year") }
  var probabilityDescription: String {
    say(
      "每条线一个目标：该年末已达到规划值的概率。", "One line a target: the probability that the plan's value is met at the end of the year."
    )
  }
  var lowerEnd: String { say("95%区间下限", "95 % low") }
  var upperEnd: String { say("95%区间上限", "95 % high") }
  func linesLeftOut(_ count: Int) -> String {
    say("图中未画其余 \(count) 项目标，数值见下表。", "\(count) more targets are not drawn; their values stand in the table below.")
  }
  func notDrawn(_ count: Int, file: String, example: String) -> String {
    say(
      "其余 \(count) 个指标的图可用命令得到：talent plot \(file) --chart fan:\(example) -o 图.svg（换上指标名）。",
      "\(count) more series can be drawn: talent plot \(file) --chart fan:\(example) -o chart.svg (with their names).")
  }
  func fanTitle(_ name: String) -> String { say("\(name)：推演与规划值", "\(name): projection and plan") }
  func fanDescription(year: Year, median: String, interval: String) -> String {
    say(
      "到 \(year) 年中位数为 \(median)，80% 区间为 \(interval)。",
      "By \(year) the median is \(median), the 80 % interval \(interval).")
  }
  var observedHistory: String { say("历史", "History") }
  var singlePaths: String { say("单条路径", "Single paths") }
}
