import Calibration
import Ensembles
import StockFlow

// What a planner takes into a meeting: one line per target, then why, then all together.
extension ReachReport {
  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.drawn(answer.stamp))
    guard !answer.targets.isEmpty else { return (head + [words.noTargets]).joined(separator: "\n") }
    let paragraphs = answer.targets.filter { !$0.verdict.isLikely }.map { paragraph(on: $0, glossary) }
    let lines =
      head + table(glossary).lines()
      + paragraphs.flatMap { [""] + wrapped($0, width: 100, hanging: 2, language: words.language) }
      + jointLines(glossary) + trackLines() + waterfallLines(glossary) + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  private func table(_ glossary: Glossary) -> TextTable {
    let years = Set(answer.targets.map(\.baselineYear))
    let common = years.count == 1 ? years.first : nil
    var table = TextTable(
      [
        TextTable.Column(words.target, alignment: .left), TextTable.Column(words.year),
        common.map { TextTable.Column(words.baseline, String($0)) } ?? TextTable.Column(words.baseline),
        TextTable.Column(words.central), TextTable.Column(words.median), TextTable.Column(words.interval80),
        TextTable.Column(words.promised, alignment: .left), TextTable.Column(words.probability),
        TextTable.Column(words.verdict, alignment: .left),
      ], language: words.language)
    for target in answer.targets { table.append(row(of: target, glossary, showsBaselineYear: common == nil)) }
    return table
  }

  private func row(of target: TargetAnswer, _ glossary: Glossary, showsBaselineYear: Bool) -> [String] {
    let shown = ShownTarget(target, glossary)
    let baseline = shown.cell(target.baseline)
    return [
      glossary.seriesName(target.target.of), String(target.target.year),
      showsBaselineYear ? "\(baseline) (\(target.baselineYear))" : baseline,
      shown.cell(target.central), shown.cell(target.median), shown.interval80,
      shown.promise, words.percentWithInterval(target.probability),
      words.verdict(target.verdict),
    ]
  }

  func paragraph(on target: TargetAnswer, _ glossary: Glossary) -> String {
    let shown = ShownTarget(target, glossary)
    let name = words.targetName(glossary.seriesName(target.target.of), target.target.year)
    let frequency = words.frequency(target.probability.value, paths: answer.stamp.paths)
    let miss = target.expectedShortfall.map {
      words.shortfall(
        shown.difference($0), of: target.target.comparison, everywhere: target.probability.value == 0)
    }
    let sentences = [
      words.reached(name, frequency),
      miss ?? (target.probability.value < 1 ? words.missedWithoutValue : ""), reasons(for: target, glossary),
    ]
    return sentences.filter { !$0.isEmpty }.joined(separator: words.say("", " "))
  }

  /// What carries the change of a target's series, and when its central value meets the target.
  func reasons(for target: TargetAnswer, _ glossary: Glossary) -> String {
    [whatCarries(target, ShownTarget(target, glossary), glossary), when(target)].filter { !$0.isEmpty }
      .joined(separator: words.say("", " "))
  }

  /// When the central value meets the target, where that is not simply its year.
  private func when(_ target: TargetAnswer) -> String {
    let last = answer.header.scenario.horizon.upperBound
    guard let first = target.firstYearReached else {
      return target.target.year < last ? words.neverReached(by: last) : ""
    }
    return first == target.target.year || first <= target.baselineYear
      ? "" : words.firstReached(first, targetYear: target.target.year)
  }

  private func whatCarries(_ target: TargetAnswer, _ shown: ShownTarget, _ glossary: Glossary) -> String {
    guard let baseline = target.baseline, let central = target.central, let contributions = target.contributions
    else { return "" }
    let change = words.change(
      from: shown.cell(baseline), in: target.baselineYear,
      to: words.quantity(shown.cell(central), shown.unit), shown.signed(central - baseline))
    return change + shares(of: contributions, shown, glossary) + words.fullStop
  }

  /// The largest contributions with the change, those against it, and the rest as one number.
  private func shares(of contributions: Contributions, _ shown: ShownTarget, _ glossary: Glossary) -> String {
    let (up, down, rest) = mainShares(of: contributions)
    let decimals = shown.decimals(forShares: contributions)
    func text(_ shares: [Contributions.Share]) -> String {
      words.list(
        shares.map {
          glossary.flowName($0.name) + " " + words.signed(shown.unit.shown($0.amount), decimals: decimals)
        })
    }
    guard !(up + down).isEmpty else { return words.nothingChanges }
    let others = rest == 0 ? "" : words.others(words.signed(shown.unit.shown(rest), decimals: decimals))
    if up.isEmpty { return words.onlyAgainst(text(down)) + others }
    return words.carriedBy(text(up)) + (down.isEmpty ? "" : words.against(text(down))) + others
  }

  /// At most three of each sign, none below a hundredth of the largest.
  private func mainShares(of contributions: Contributions) -> (
    up: [Contributions.Share], down: [Contributions.Share], rest: Double
  ) {
    let shares = contributions.shares
    let largest = shares.map { abs($0.amount) }.max() ?? 0
    let visible = shares.filter { abs($0.amount) >= largest / 100 }
    let up = Array(visible.filter { $0.amount > 0 }.prefix(3))
    let down = Array(visible.filter { $0.amount < 0 }.prefix(3))
    let named = Set((up + down).map(\.source))
    let rest = shares.filter { !named.contains($0.source) }.reduce(0) { $0 + $1.amount }
    return (up, down, rest)
  }

  private func trackLines() -> [String] {
    guard let sentence = track.flatMap(words.trackRecord) else { return [] }
    return [""] + wrapped(sentence, width: 100, hanging: 2, language: words.language)
  }

  private func jointLines(_ glossary: Glossary) -> [String] {
    guard let joint = answer.joint else { return [] }
    let leftOut = answer.targets.filter { !$0.target.isJoint }.map {
      words.targetName(glossary.seriesName($0.target.of), $0.target.year)
    }
    let sentence = words.joint(
      words.frequency(joint.value, paths: answer.stamp.paths),
      words.probabilityAndInterval(joint),
      leftOut: leftOut)
    return [""] + wrapped(sentence, width: 100, hanging: 2, language: words.language)
  }
}

/// The values of one target in the unit and with the decimals they are shown with.
struct ShownTarget {
  let target: TargetAnswer
  let unit: ShownUnit
  private let words: Words
  let decimals: Int

  init(_ target: TargetAnswer, _ glossary: Glossary) {
    let unit = glossary.unit(of: target.target.of)
    self.target = target
    self.unit = unit
    words = glossary.words
    let interval = [target.interval80?.lowerBound, target.interval80?.upperBound]
    let (low, high) = target.target.comparison.bounds
    let values = [target.baseline, target.central, target.median, low, high] + interval
    decimals = Reports.decimals(for: values.compactMap { $0.map(unit.shown) })
  }

  /// One decimal more than the values have, where the contributions need it.
  func decimals(forShares contributions: Contributions) -> Int {
    let needed = Reports.decimals(for: contributions.shares.map { unit.shown($0.amount) })
    return max(decimals, min(needed, decimals + 1))
  }

  func cell(_ value: Double?) -> String { words.cell(value.map(unit.shown), decimals: decimals) }

  func signed(_ value: Double) -> String { words.signed(unit.shown(value), decimals: decimals) }

  /// An amount of the target's unit, with at least two significant digits.
  func difference(_ value: Double) -> String {
    let shown = unit.shown(value)
    let digits = max(decimals, min(Reports.decimals(for: [shown]), decimals + 2))
    return words.difference(words.number(shown, decimals: digits), unit)
  }

  var interval80: String {
    target.interval80.map { words.interval(cell($0.lowerBound), cell($0.upperBound)) } ?? "-"
  }

  /// The plan's own figure as it was written.
  var promise: String { words.bound(target.target.comparison, unit) }
}
