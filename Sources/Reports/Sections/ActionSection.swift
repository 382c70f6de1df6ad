import Ensembles
import Planning
import StockFlow

// What would it take?
extension ReportWriter {
  func actionSection() -> ReportSection {
    var blocks: [ReportBlock] = [.list(shortfalls())]
    if scenario.levers.isEmpty {
      blocks.append(.paragraph(words.noLevers))
    } else {
      blocks.append(.table(leverTable()))
    }
    if let table = variantTable() { blocks.append(.table(table)) }
    return ReportSection(id: "action", title: words.whatWouldItTake, blocks: blocks)
  }

  /// What is missing on average where a target is missed.
  private func shortfalls() -> [ReportItem] {
    study.reach.targets.filter { !$0.verdict.isLikely }.compactMap { target in
      guard let amount = target.expectedShortfall else { return nil }
      return ReportItem(
        words.shortfall(
          shown(target).difference(amount), of: target.target.comparison, everywhere: target.probability.value == 0),
        label: words.targetName(glossary.seriesName(target.target.of), target.target.year))
    }
  }

  private func leverTable() -> ReportTable {
    var table = ReportTable(
      id: "levers", title: words.leverTitle(scenarioName, words.horizon(scenario.horizon)),
      columns: [
        .text(words.lever), .text(words.moves), .text(words.mostPossible), .text(words.cost),
        .number(words.decidedFrom), .number(words.yearsToEffect), .number(words.yearsToFullEffect),
      ])
    for lever in scenario.levers {
      let name = lever.name(language)
      table.append([
        .text(visible(name.isEmpty ? lever.id : name)), .text(moved(by: lever)), .text(limit(of: lever)),
        .text(words.cost(of: lever.cost)), .whole(lever.from), .whole(lever.lag), .whole(max(1, lever.ramp)),
      ])
    }
    table.notes = scenario.levers.compactMap { lever in
      lever.note.map { visible(glossaryName(of: lever)) + words.say("：", ": ") + visible($0) }
    }
    return table
  }

  private func glossaryName(of lever: Lever) -> String {
    let name = lever.name(language)
    return name.isEmpty ? lever.id : name
  }

  private func moved(by lever: Lever) -> String {
    words.list(lever.parameters.map { words.moves(glossary.parameterName($0), up: lever.direction == .raises) })
  }

  private func limit(of lever: Lever) -> String {
    guard let parameter = lever.parameters.first else { return "–" }
    let unit = glossary.unit(of: parameter)
    return words.quantity(trimmed(unit.shown(lever.limits.upperBound)), unit)
  }

  /// What the file's variants make of the probabilities.
  private func variantTable() -> ReportTable? {
    let computed = study.variants.compactMap { effect in effect.probabilities.map { (effect.variant, $0) } }
    guard !computed.isEmpty else { return nil }
    let shown = computed.prefix(ReportWriter.mostVariants)
    var table = ReportTable(
      id: "variants", title: words.variantTitle(scenarioName, targetYears), unit: "%",
      columns: [.text(words.target), .number(words.asWritten)] + shown.map { .number(variantName($0.0)) })
    for (index, target) in study.reach.targets.enumerated() {
      table.append(
        [.text(targetName(target.target)), percent(target.probability.value)]
          + shown.map { _, probabilities in
            probabilities.indices.contains(index) ? percent(probabilities[index].value) : .missing
          })
    }
    table.notes = [words.variantNote]
    table.sources = [words.ownProjection]
    return table
  }

  private static let mostVariants = 6
}
