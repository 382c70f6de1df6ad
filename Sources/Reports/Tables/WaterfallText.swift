import Ensembles
import Planning
import StockFlow

// Waterfalls as tables with bars: what leads from one level to the next.
extension ReachReport {
  func waterfallLines(_ glossary: Glossary) -> [String] {
    guard explains else { return [] }
    return answer.targets.flatMap { target in
      target.why.map { [""] + lines(target, $0, glossary) } ?? []
    }
  }

  private func lines(_ target: TargetAnswer, _ why: Waterfall, _ glossary: Glossary) -> [String] {
    let name = words.targetName(glossary.seriesName(target.target.of), target.target.year)
    let levels = [why.baseline, why.projection, why.target]
    let steps = why.flows.flatMap { numbers($0.central, $0.interval80) } + (why.gap ?? []).map(\.needed)
    var table = WaterfallTable(name, glossary.unit(of: target.target.of), levels: levels, steps: steps, words)
    table.append(level: why.baseline, words.baselineLevel(target.baselineYear))
    for step in Step.shown(why.flows.map { Step($0, glossary) }, words) { table.append(step) }
    table.append(level: why.projection, words.projectionLevel)
    guard let gap = why.gap else { return table.lines() + [words.nothingVaries] }
    guard why.target != why.projection else { return table.lines() }
    table.append(heading: words.toTheTarget(table.text(level: why.target)))
    for step in Step.shown(gap.map { Step($0, glossary) }, words) { table.append(step) }
    table.append(level: why.target, words.targetLevel)
    return table.lines() + farAway(why)
  }

  private func farAway(_ why: Waterfall) -> [String] {
    guard let distance = why.gapInStandardDeviations, abs(distance) > 3 else { return [] }
    let sentence = words.extrapolated(words.number(abs(distance), decimals: 1))
    return wrapped(sentence, width: 100, hanging: 2, language: words.language)
  }
}

extension ComparisonReport {
  func waterfallLines(_ comparison: ComparisonAnswer.Comparison, _ glossary: Glossary) -> [String] {
    comparison.targets.flatMap { target -> [String] in
      guard let why = target.why, !(why.flows.isEmpty && why.inputs.isEmpty) else { return [] }
      return lines(target.target, why, other: comparison.name, glossary) + [""]
    }
  }

  private func lines(
    _ target: Target, _ why: DifferenceWaterfall, other: String?, _ glossary: Glossary
  ) -> [String] {
    let title = words.targetName(glossary.seriesName(target.of), target.year)
    let steps =
      why.flows.flatMap { numbers($0.central, $0.interval80) }
      + why.inputs.flatMap { numbers($0.central, $0.interval80) }
    var table = WaterfallTable(
      title, glossary.unit(of: target.of), levels: [why.reference, why.other], steps: steps, words)
    table.append(heading: words.byFlow)
    table.append(level: why.reference, words.centralLevel(name(answer.reference)))
    for step in Step.shown(why.flows.map { Step($0, glossary) }, words) { table.append(step) }
    table.append(level: why.other, words.centralLevel(name(other)))
    table.append(heading: words.byInput)
    table.append(level: why.reference, words.centralLevel(name(answer.reference)))
    for step in Step.shown(why.inputs.map { Step($0, glossary) }, words) { table.append(step) }
    table.append(level: why.other, words.centralLevel(name(other)))
    return table.lines()
  }
}

/// What is shown of a step.
private func numbers(_ central: Double, _ interval: ClosedRange<Double>?) -> [Double] {
  [central] + (interval.map { [$0.lowerBound, $0.upperBound] } ?? [])
}

/// What one flow or input adds, or some small ones together.
private struct Step {
  let name: String
  let amount: Double
  var interval: ClosedRange<Double>?
  /// Half of the 95 % interval.
  var margin: Double?

  init(_ bar: Waterfall.Bar, _ glossary: Glossary) {
    (name, amount, interval) = (glossary.flowName(bar.name), bar.central, bar.interval80)
  }

  init(_ need: Waterfall.Need, _ glossary: Glossary) {
    (name, amount, margin) = (glossary.flowName(need.name), need.needed, 1.96 * need.standardError)
  }

  init(_ input: DifferenceWaterfall.Input, _ glossary: Glossary) {
    name = glossary.inputName(input.name)
    (amount, interval, margin) = (input.central, input.interval80, input.standardError.map { 1.96 * $0 })
  }

  private init(others: [Step], _ words: Words) {
    (name, amount) = (words.allOthers(others.count), others.reduce(0) { $0 + $1.amount })
  }

  private var size: Double {
    max(abs(amount), abs(interval?.lowerBound ?? 0), abs(interval?.upperBound ?? 0))
  }

  private static let most = 10

  /// At most ten, none below a hundredth of the largest; the others as one.
  static func shown(_ steps: [Step], _ words: Words) -> [Step] {
    let largest = steps.map(\.size).max() ?? 0
    let limit = steps.map(\.size).sorted(by: >).dropFirst(most).first ?? 0
    func isShown(_ step: Step) -> Bool { step.size >= largest / 100 && step.size > limit }
    let others = steps.filter { !isShown($0) }
    guard others.count > 1 else { return steps }
    return steps.filter(isShown) + [Step(others: others, words)]
  }
}

/// A table of levels and of the steps between them, each with its place on one scale.
private struct WaterfallTable {
  private enum Line {
    case level(String, Double)
    case step(Step, from: Double)
    case heading(String)
  }

  private let title: String
  private let unit: ShownUnit
  private let words: Words
  private let levelDecimals: Int
  private let stepDecimals: Int
  private var content: [Line] = []
  private var reached = 0.0

  init(_ title: String, _ unit: ShownUnit, levels: [Double], steps: [Double], _ words: Words) {
    (self.title, self.unit, self.words) = (title, unit, words)
    levelDecimals = decimals(for: levels.map(unit.shown))
    let needed = decimals(for: steps.map(unit.shown))
    stepDecimals = max(levelDecimals, min(needed, levelDecimals + 1))
  }

  mutating func append(level: Double, _ name: String) {
    content.append(.level(name, level))
    reached = level
  }

  mutating func append(_ step: Step) {
    content.append(.step(step, from: reached))
    reached += step.amount
  }

  mutating func append(heading: String) { content.append(.heading(heading)) }

  /// A level with its unit.
  func text(level: Double) -> String { words.quantity(words.number(unit.shown(level), decimals: levelDecimals), unit) }

  func lines() -> [String] {
    let scale = BarScale(
      content.flatMap { line -> [Double] in
        switch line {
        case .level(_, let value): [value]
        case .step(let step, let start): [start, start + step.amount]
        case .heading: []
        }
      })
    var table = TextTable(
      [
        TextTable.Column(title, alignment: .left), TextTable.Column(words.amount(unit.label)),
        TextTable.Column(words.interval80), TextTable.Column("", alignment: .left),
      ], language: words.language)
    for line in content {
      switch line {
      case .level(let name, let value):
        table.append([name, words.number(unit.shown(value), decimals: levelDecimals), "", scale.mark(value)])
      case .step(let step, let start):
        table.append([
          step.name, signed(step.amount), spread(of: step), scale.bar(from: start, to: start + step.amount),
        ])
      case .heading(let text): table.append(heading: text)
      }
    }
    return table.lines()
  }

  private func signed(_ value: Double) -> String { words.signed(unit.shown(value), decimals: stepDecimals) }

  private func plain(_ value: Double) -> String { words.number(unit.shown(value), decimals: stepDecimals) }

  private func spread(of step: Step) -> String {
    let margin = step.margin.map { "± " + plain($0) }
    let interval = step.interval.map { words.interval(plain($0.lowerBound), plain($0.upperBound)) }
    guard let margin, let interval else { return margin ?? interval ?? "" }
    return interval + words.say("（", " (") + margin + words.say("）", ")")
  }
}

/// Values on a line of characters: `█` what is added, `░` what is taken away, `▏` what is too little to be seen, `│` a
/// level.
private struct BarScale {
  private static let width = 28
  private let low: Double
  private let high: Double

  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    low = finite.min() ?? 0
    high = finite.max() ?? 0
  }

  func mark(_ value: Double) -> String {
    guard let place = place(of: value) else { return "" }
    return String(repeating: " ", count: min(place, Self.width - 1)) + "│"
  }

  func bar(from start: Double, to end: Double) -> String {
    guard start != end, let first = place(of: min(start, end)), let last = place(of: max(start, end)) else { return "" }
    guard last > first else { return String(repeating: " ", count: min(first, Self.width - 1)) + "▏" }
    return String(repeating: " ", count: first) + String(repeating: end > start ? "█" : "░", count: last - first)
  }

  private func place(of value: Double) -> Int? {
    guard high > low, value.isFinite else { return nil }
    return Int(((value - low) / (high - low) * Double(Self.width)).rounded())
  }
}
