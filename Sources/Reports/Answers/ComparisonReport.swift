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
      "differing": .array(comparison.changes.map { .string($0.name) }),
      "changes": .array(comparison.changes.map(\.json)),
      "targets": .array(comparison.targets.map(object)),
    ])
  }

  private func object(of difference: ComparisonAnswer.Difference) -> JSONValue {
    let bounds = [difference.bounds.reference, difference.bounds.other]
    return .object([
      "of": .string(difference.target.of),
      "year": .integer(difference.target.year),
      "comparison": .array(bounds.map { .string($0.key) }),
      "value": .array(bounds.map(\.value)),
      "mean": .array([JSONValue(difference.means.reference), JSONValue(difference.means.other)]),
      "difference": JSONValue(difference.difference.value),
      "difference_interval": JSONValue(difference.difference.interval),
      "probability": .array([.number(difference.probabilities.reference), .number(difference.probabilities.other)]),
      "probability_difference": JSONValue(difference.probabilityDifference.value),
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
            + [cell(value.interval?.lowerBound), cell(value.interval?.upperBound)]
            + [cell(target.probabilities.reference), cell(target.probabilities.other), cell(share.value)]
            + [cell(share.interval?.lowerBound), cell(share.interval?.upperBound), cell(target.varianceSaved)])
      }
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    var lines = glossary.head(answer.header, words.drawn(answer.stamp))
    for comparison in answer.comparisons {
      let title = words.heldAgainst(name(comparison.name), name(answer.reference))
      let differing = words.differs(comparison.changes.map { changeText($0, glossary) })
      lines += wrapped(title + words.say("", " ") + differing, width: 100, hanging: 2, language: words.language) + [""]
      lines += comparison.targets.isEmpty ? [words.noTargetOfBoth] : table(comparison, glossary).lines()
      lines.append("")
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
        TextTable.Column(words.differenceTitle), TextTable.Column(words.say("概率", "Probability")),
        TextTable.Column(words.pointsTitle), TextTable.Column(words.varianceSavedTitle),
      ], language: words.language)
    for target in comparison.targets { table.append(row(of: target, glossary)) }
    return table
  }

  private func row(of target: ComparisonAnswer.Difference, _ glossary: Glossary) -> [String] {
    let unit = glossary.unit(of: target.target.of)
    let values = [target.means.reference, target.means.other].compactMap { $0.map(unit.shown) }
    let decimals = decimals(for: values.map { ($0 * 1e6).rounded() / 1e6 })
    func signed(_ value: Double) -> String { words.signed(unit.shown(value), decimals: decimals) }
    func points(_ value: Double) -> String { words.signed(100 * value, decimals: 1) }
    return [
      glossary.seriesName(target.target.of) + bounds(target, unit), String(target.target.year),
      words.cell(target.means.reference.map(unit.shown), decimals: decimals),
      words.cell(target.means.other.map(unit.shown), decimals: decimals),
      text(target.difference, signed),
      "\(words.percent(target.probabilities.reference)) → \(words.percent(target.probabilities.other))",
      text(target.probabilityDifference, points),
      target.varianceSaved.map { words.percent($0) } ?? "-",
    ]
  }

  /// With its interval where that says more.
  private func text(_ change: ComparisonAnswer.Change, _ written: (Double) -> String) -> String {
    guard let value = change.value else { return "-" }
    guard let interval = change.interval else { return written(value) }
    let ends = (written(interval.lowerBound), written(interval.upperBound))
    return written(value) + (ends.0 == ends.1 ? "" : " (\(words.interval(ends.0, ends.1)))")
  }

  /// Both where they differ.
  private func bounds(_ target: ComparisonAnswer.Difference, _ unit: ShownUnit) -> String {
    let texts = [target.bounds.reference, target.bounds.other].map { words.bound($0, unit) }
    return texts[0] == texts[1] ? "" : " (\(texts[0]) → \(texts[1]))"
  }
}

extension Words {
  var asItIs: String { say("原场景", "as it is") }
  var differenceTitle: String { say("差（95%区间）", "Difference (95 %)") }
  var pointsTitle: String { say("概率差，百分点（95%区间）", "Points (95 %)") }

  func heldAgainst(_ other: String, _ reference: String) -> String {
    say("\(other) 与 \(reference) 相比，逐路径采用相同的随机数。", "\(other) against \(reference), path by path with the same draws.")
  }

  var varianceSavedTitle: String { say("配对节省的方差", "Variance saved by pairing") }
  var noTargetOfBoth: String { say("没有两边都有的目标。", "No target that both have.") }

  func differs(_ inputs: [String]) -> String {
    inputs.isEmpty
      ? say("没有输入不同。", "No input differs.")
      : say("不同的输入：\(list(inputs))。", "What differs: \(list(inputs)).")
  }

  /// A target's bound: ≥ 112 人.
  func bound(_ comparison: Target.Comparison, _ unit: ShownUnit) -> String {
    switch comparison {
    case .atLeast(let bound): "≥ " + quantity(unit.written(bound, in: self), unit)
    case .atMost(let bound): "≤ " + quantity(unit.written(bound, in: self), unit)
    case .within(let low, let high):
      quantity(interval(unit.written(low, in: self), unit.written(high, in: self)), unit)
    }
  }
}
