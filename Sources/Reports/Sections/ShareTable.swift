import Planning
import SensitivityAnalysis
import StockFlow

extension ReportWriter {
  /// Which share of each target's variance every assumption explains alone; the largest first.
  func shareTable() -> ReportTable? {
    guard let answer = study.shares else { return nil }
    let outputs = targetOutputs(of: answer)
    guard !outputs.isEmpty else { return nil }
    let ranked = answer.parameters.indices.map { parameter in
      (parameter, outputs.map { max(0, $0.indices[parameter].first?.value ?? 0) })
    }.filter { ($0.1.max() ?? 0) >= 0.01 }
      .sorted { ($0.1[0], $0.1.max() ?? 0) > ($1.1[0], $1.1.max() ?? 0) }
    var table = ReportTable(
      id: "variance", title: words.shareTitle(scenarioName, targetYears), unit: "%",
      columns: [.text(words.assumption)]
        + outputs.map { .number(targetName($0.of, $0.year)) })
    for (parameter, shares) in ranked.prefix(ReportWriter.mostAssumptions) {
      table.append(
        [.text(glossary.drawName(answer.parameters[parameter]))] + shares.map { .number($0 * 100, decimals: 0) })
    }
    table.append([.text(words.unexplained)] + outputs.map { .number(100 * rest(of: $0), decimals: 0) })
    table.notes = [words.shareNote(words.evaluated(answer.samples, answer.method.rawValue))]
    table.sources = [words.ownProjection]
    return table
  }

  static let mostAssumptions = 30
  /// Columns that a page of A4 can hold.
  private static let mostOutputs = 6

  /// Those of the first targets whose value varies.
  private func targetOutputs(of answer: SensitivityAnswer) -> [SensitivityOutput] {
    let asked = scenario.targets.compactMap { target in
      answer.outputs.first { $0.of == target.of && $0.year == target.year && ($0.variance ?? 0) > 0 }
    }
    return Array(asked.prefix(ReportWriter.mostOutputs))
  }

  private func rest(of output: SensitivityOutput) -> Double {
    max(0, 1 - output.indices.reduce(0) { $0 + max(0, $1.first?.value ?? 0) })
  }

  private func targetName(_ of: String, _ year: Year) -> String {
    let name = glossary.seriesName(of)
    return hasOneYear ? name : words.targetName(name, year)
  }

  /// The share of the first target's variance that everything drawn for a parameter explains; `nil` where it is not
  /// drawn.
  func share(of address: ParameterAddress) -> Double? {
    guard let answer = study.shares, let output = targetOutputs(of: answer).first else { return nil }
    let name = address.description
    let shares = zip(answer.parameters, output.indices).compactMap { parameter, index in
      parameter == name || parameter.hasPrefix(name + ".") ? index.first.map { max(0, $0.value) } : nil
    }
    return shares.isEmpty ? nil : min(1, shares.reduce(0, +))
  }

  /// The target by which assumptions are ranked.
  var rankedTarget: String? {
    study.shares.flatMap { targetOutputs(of: $0).first }.map { targetName($0.of, $0.year) }
  }
}
