import Ensembles
import Planning
import SensitivityAnalysis
import StockFlow

/// `flip`: for each target the smallest changes of one assumption that turn its verdict.
struct FlipReport: AnswerReport {
  let answer: FlipAnswer
  let options: ReportOptions

  private var words: Words { options.words }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "asked_probability": .number(answer.probability), "targets": .array(answer.targets.map(object)),
    ])
  }

  private func object(of target: TargetFlips) -> JSONValue {
    .object([
      "of": .string(target.target.of),
      "year": .integer(target.target.year),
      "central": JSONValue(target.central),
      "probability": .number(target.probability.value),
      "interval": JSONValue(target.probability.interval),
      "verdict": .string(target.verdict.rawValue),
      "assumptions": .integer(target.tried),
      "flips": .array(target.flips.map(object)),
    ])
  }

  private func object(of flip: Flip) -> JSONValue {
    .object([
      "turn": .string(flip.turn.rawValue),
      "parameter": .string(flip.parameter.description),
      "value": .number(flip.value),
      "new_value": .number(flip.newValue),
      "change": .number(flip.change.value),
      "change_interval": JSONValue(flip.change.interval),
      "standard_deviation": JSONValue(flip.standardDeviation),
      "change_in_standard_deviations": JSONValue(flip.deviations),
      "probability": JSONValue(flip.probability?.value),
      "interval": JSONValue(flip.probability?.interval),
      "verdict": JSONValue(flip.verdict?.rawValue),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "of", "year", "probability", "verdict", "turn", "parameter", "value", "new_value", "change", "change_low",
      "change_high", "standard_deviation", "change_in_standard_deviations", "new_probability", "new_verdict",
    ])
    for target in answer.targets {
      for flip in target.flips {
        table.append(
          [target.target.of, String(target.target.year), cell(target.probability.value), target.verdict.rawValue]
            + [flip.turn.rawValue, flip.parameter.description, cell(flip.value), cell(flip.newValue)]
            + [cell(flip.change.value), cell(flip.change.interval.lowerBound), cell(flip.change.interval.upperBound)]
            + [cell(flip.standardDeviation), cell(flip.deviations), cell(flip.probability?.value)]
            + [flip.verdict?.rawValue ?? ""])
      }
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let head = glossary.head(answer.header, words.drawn(answer.stamp))
    guard !answer.targets.isEmpty else { return (head + [words.noTargets]).joined(separator: "\n") }
    let sentences = answer.targets.flatMap {
      wrapped(sentence(on: $0, glossary), width: 100, hanging: 2, language: words.language)
    }
    let rows = answer.targets.contains { !$0.flips.isEmpty } ? [""] + table(glossary).lines() : []
    let explained = wrapped(words.howFlipsWork, width: 100, hanging: 2, language: words.language)
    return (head + sentences + rows + [""] + explained + glossary.warningLines(answer.header))
      .joined(separator: "\n")
  }

  /// How it stands, and the smallest change for the probability asked for and for another word.
  private func sentence(on target: TargetFlips, _ glossary: Glossary) -> String {
    let name = words.targetInYear(glossary.seriesName(target.target.of), target.target.year)
    let present = words.standing(name, words.percentWithInterval(target.probability), words.verdict(target.verdict))
    return present + words.say("", " ") + changes(of: target, glossary)
  }

  /// The smallest changes alone, without where the target stands.
  func changes(of target: TargetFlips, _ glossary: Glossary) -> String {
    let asked = target.flips(to: .probability).first.map { flip in
      let shown = ShownFlip(flip, glossary)
      return words.nearest(
        to: goal(of: flip, from: target), shown.name, from: shown.value, to: shown.newValue,
        deviations: shown.deviations)
    }
    let word = nearestWord(target).map { flip in
      let shown = ShownFlip(flip, glossary)
      return words.nearestWord(
        flip.verdict.map { words.verdict($0) } ?? "", shown.name, from: shown.value, to: shown.newValue,
        deviations: shown.deviations)
    }
    return [
      asked ?? words.nothingCrosses(words.level(answer.probability), tried: target.tried),
      word ?? words.nothingTurns(tried: target.tried),
    ]
    .joined(separator: words.say("", " "))
  }

  /// Of the next better and the next worse word the nearer one.
  private func nearestWord(_ target: TargetFlips) -> Flip? {
    let both = [Flip.Turn.better, .worse].compactMap { target.flips(to: $0).first }
    let uncertain = both.filter { $0.deviations != nil }
    return uncertain.min { abs($0.deviations ?? 0) < abs($1.deviations ?? 0) } ?? both.first
  }

  private func goal(of flip: Flip, from target: TargetFlips) -> String {
    let asked = words.level(answer.probability)
    return switch flip.turn {
    case .probability: target.probability.value < answer.probability ? words.atLeast(asked) : words.below(asked)
    case .better, .worse: flip.verdict.map { words.verdict($0) } ?? ""
    case .central: words.breakEven
    }
  }

  /// Of the probability asked for the three smallest changes of uncertain assumptions and the smallest of a certain one,
  /// of the others fewer.
  private func table(_ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.assumption, alignment: .left), TextTable.Column(words.fromTo),
        TextTable.Column(words.changeTitle), TextTable.Column(words.deviationsTitle),
      ], language: words.language)
    for target in answer.targets where !target.flips.isEmpty {
      let name = words.targetInYear(glossary.seriesName(target.target.of), target.target.year)
      table.append(heading: words.standingBriefly(name, words.percent(target.probability.value)))
      for turn in Flip.Turn.allCases { append(turn, of: target, to: &table, glossary) }
    }
    return table
  }

  private func append(_ turn: Flip.Turn, of target: TargetFlips, to table: inout TextTable, _ glossary: Glossary) {
    let flips = target.flips(to: turn)
    guard let first = flips.first else { return }
    let uncertain = flips.filter { $0.deviations != nil }.prefix(turn == .probability ? 3 : 2)
    let certain = flips.filter { $0.deviations == nil }.prefix(turn == .probability || uncertain.isEmpty ? 1 : 0)
    table.append(heading: "  " + words.turning(to: goal(of: first, from: target)))
    for flip in uncertain + certain {
      let shown = ShownFlip(flip, glossary)
      table.append(
        ["    " + shown.name, shown.fromTo, shown.change, shown.deviations ?? words.certain])
    }
  }
}

/// The numbers of one change in the parameter's unit, with the decimals they need.
private struct ShownFlip {
  private let flip: Flip
  private let unit: ShownUnit
  private let words: Words
  private let decimals: Int
  let name: String

  init(_ flip: Flip, _ glossary: Glossary) {
    self.flip = flip
    let unit = glossary.unit(of: flip.parameter)
    self.unit = unit
    words = glossary.words
    name = glossary.assumptionName(flip.parameter)
    let change = DecimalDigits(unit.shown(flip.change.value))
    let values = Reports.decimals(for: [flip.value, flip.newValue].map { (unit.shown($0) * 1e6).rounded() / 1e6 })
    decimals = min(9, max(values, 2 - change.exponent))
  }

  private func number(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }

  var value: String { words.quantity(number(flip.value), unit) }
  var newValue: String { words.quantity(number(flip.newValue), unit) }
  var fromTo: String { "\(number(flip.value)) → \(newValue)" }

  /// With its interval in brackets, but where that is a point.
  var change: String {
    let interval = flip.change.interval
    let text = words.signed(unit.shown(flip.change.value), decimals: decimals)
    let (low, high) = (number(interval.lowerBound), number(interval.upperBound))
    return low == high ? text : "\(text) (\(words.interval(low, high)))"
  }

  var deviations: String? { flip.deviations.map { words.signed($0, decimals: 2) } }
}
