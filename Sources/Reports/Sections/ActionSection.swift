import Ensembles
import Planning
import StockFlow

// What would it take?
extension ReportWriter {
  func actionSection() -> ReportSection {
    var blocks: [ReportBlock] = []
    let missing = shortfalls()
    if !missing.isEmpty { blocks += [.heading(words.whatIsMissing), .list(missing)] }
    if let table = needTable() { blocks.append(.folded(title: words.needHeading, [.table(table)])) }
    blocks.append(.heading(words.whatCouldBeDone))
    if scenario.levers.isEmpty {
      blocks.append(.paragraph(study.solution == nil ? words.noLevers : words.noLeversButInverse))
    } else {
      blocks.append(.table(leverTable()))
    }
    if let solution = study.solution { blocks += solutionBlocks(solution) }
    if let table = variantTable() { blocks.append(.table(table)) }
    blocks += watchBlocks()
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

  /// In which flows the futures that just reach a target differ from the central projection.
  private func needTable() -> ReportTable? {
    var table = ReportTable(
      id: "needs", title: words.needTitle(scenarioName, targetYears),
      columns: [.text(words.item), .number(words.moreByFlow), .number(words.margin95)])
    for target in study.reach.targets where !target.verdict.isLikely {
      guard let why = target.why, let gap = why.gap, why.target != why.projection else { continue }
      append(gap, of: why, target, to: &table)
    }
    guard !table.rows.isEmpty else { return nil }
    table.notes = [words.needNote] + (table.hasRoundedTotals ? [words.roundedTotals] : [])
    table.sources = [words.ownProjection]
    return table
  }

  /// The five largest by name, all others as one.
  private func append(_ gap: [Waterfall.Need], of why: Waterfall, _ target: TargetAnswer, to table: inout ReportTable) {
    let unit = glossary.unit(of: target.target.of)
    let named = gap.count <= 6 ? gap : Array(gap.prefix(5))
    let rest = gap.dropFirst(named.count)
    let missing = unit.shown(why.target - why.projection)
    let decimals = decimals(for: named.map { unit.shown($0.needed) } + [missing])
    table.append(
      heading: words.titled(words.targetName(glossary.seriesName(target.target.of), target.target.year), unit))
    for need in named {
      table.append([
        .text(glossary.capitalised(glossary.flowName(need.name))),
        .number(unit.shown(need.needed), decimals: decimals, sign: true),
        .number(unit.shown(1.96 * need.standardError), decimals: decimals),
      ])
    }
    if !rest.isEmpty {
      table.append([
        .text(words.otherFlows(rest.count)),
        .number(unit.shown(rest.reduce(0) { $0 + $1.needed }), decimals: decimals, sign: true),
      ])
    }
    table.append(
      [.text(words.gap), .number(missing, decimals: decimals, sign: true)],
      .total(ofLast: named.count + (rest.isEmpty ? 0 : 1)))
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
      lever.note.map { words.remark(on: visible(glossaryName(of: lever)), visible($0)) }
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
