import Ensembles
import Planning
import Randomness
import SensitivityAnalysis
import StockFlow

/// `compare`: what another variant or file changes, target by target.
struct ComparisonReport: AnswerReport {
  let answer: ComparisonAnswer
  let options: ReportOptions

  var words: Words { options.words }

  func json() -> JSONValue {
    commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "reference": JSONValue(answer.reference), "comparisons": .array(answer.comparisons.map(object)),
    ])
  }

  private func object(of comparison: ComparisonAnswer.Comparison) -> JSONValue {
    .object([
      "name": JSONValue(comparison.name),
      "differing": .array(comparison.differing.map(JSONValue.string)),
      "targets": .array(comparison.targets.map(object)),
    ])
  }

  private func object(of difference: ComparisonAnswer.Difference) -> JSONValue {
    .object([
      "of": .string(difference.target.of),
      "year": .integer(difference.target.year),
      "mean": .array([.number(difference.means.reference), .number(difference.means.other)]),
      "difference": .number(difference.difference.value),
      "difference_interval": JSONValue(difference.difference.interval),
      "probability": .array([.number(difference.probabilities.reference), .number(difference.probabilities.other)]),
      "probability_difference": .number(difference.probabilityDifference.value),
      "probability_difference_interval": JSONValue(difference.probabilityDifference.interval),
      "variance_saved": JSONValue(difference.varianceSaved),
    ]).adding(explains ? ["why": difference.why.map { $0.json } ?? .null] : [:])
  }

  /// Whether waterfalls were asked for.
  var explains: Bool { answer.comparisons.contains { $0.targets.contains { $0.why != nil } } }

  func csv() -> CSVTable {
    guard !explains else { return waterfallCSV() }
    var table = CSVTable(header: [
      "name", "of", "year", "mean_reference", "mean", "difference", "difference_low", "difference_high",
      "probability_reference", "probability", "probability_difference", "probability_difference_low",
      "probability_difference_high", "variance_saved",
    ])
    for comparison in answer.comparisons {
      for target in comparison.targets {
        let (value, share) = (target.difference, target.probabilityDifference)
        table.append(
          [comparison.name ?? "", target.target.of, String(target.target.year)]
            + [cell(target.means.reference), cell(target.means.other), cell(value.value)]
            + [cell(value.interval.lowerBound), cell(value.interval.upperBound)]
            + [cell(target.probabilities.reference), cell(target.probabilities.other), cell(share.value)]
            + [cell(share.interval.lowerBound), cell(share.interval.upperBound), cell(target.varianceSaved)])
      }
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    var lines = glossary.head(answer.header, words.drawn(answer.stamp))
    for comparison in answer.comparisons {
      let title = words.heldAgainst(name(comparison.name), name(answer.reference))
      let differing = words.differs(comparison.differing)
      lines += wrapped(title + words.say("", " ") + differing, width: 100, hanging: 2, language: words.language) + [""]
      lines += table(comparison, glossary).lines() + [""]
      lines += waterfallLines(comparison, glossary)
    }
    return (lines.dropLast() + glossary.warningLines(answer.header)).joined(separator: "\n")
  }

  func name(_ id: String?) -> String { id.map(visible) ?? words.asItIs }

  private func table(_ comparison: ComparisonAnswer.Comparison, _ glossary: Glossary) -> TextTable {
    var table = TextTable(
      [
        TextTable.Column(words.target, alignment: .left), TextTable.Column(words.year),
        TextTable.Column(name(answer.reference)), TextTable.Column(name(comparison.name)),
        TextTable.Column(words.differenceTitle), TextTable.Column(words.probability),
        TextTable.Column(words.pointsTitle),
      ], language: words.language)
    for target in comparison.targets { table.append(row(of: target, glossary)) }
    return table
  }

  private func row(of target: ComparisonAnswer.Difference, _ glossary: Glossary) -> [String] {
    let unit = glossary.unit(of: target.target.of)
    let values = [target.means.reference, target.means.other].map(unit.shown)
    let decimals = decimals(for: values.map { ($0 * 1e6).rounded() / 1e6 })
    func text(_ value: Double) -> String { words.number(unit.shown(value), decimals: decimals) }
    func signed(_ value: Double) -> String { words.signed(unit.shown(value), decimals: decimals) }
    func points(_ value: Double) -> String { words.signed(100 * value, decimals: 1) }
    let (value, share) = (target.difference, target.probabilityDifference)
    return [
      glossary.seriesName(target.target.of), String(target.target.year), text(target.means.reference),
      text(target.means.other),
      "\(signed(value.value)) (\(words.interval(signed(value.interval.lowerBound), signed(value.interval.upperBound))))",
      "\(words.percent(target.probabilities.reference)) → \(words.percent(target.probabilities.other))",
      "\(points(share.value)) (\(words.interval(points(share.interval.lowerBound), points(share.interval.upperBound))))",
    ]
  }
}

extension Words {
  var asItIs: String { say("原场景", "as it is") }
  var differenceTitle: String { say("差（95%区间）", "Difference (95 %)") }
  var pointsTitle: String { say("概率差，百分点（95%区间）", "Points (95 %)") }

  func heldAgainst(_ other: String, _ reference: String) -> String {
    say("\(other) 与 \(reference) 相比，逐路径采用相同的随机数。", "\(other) against \(reference), path by path with the same draws.")
  }

  func differs(_ parameters: [String]) -> String {
    parameters.isEmpty
      ? say("没有参数不同。", "No parameter differs.")
      : say("不同的参数：\(list(parameters))。", "What differs: \(list(parameters)).")
  }
}
