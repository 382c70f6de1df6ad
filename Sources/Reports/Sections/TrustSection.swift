import Calibration
import Digests
import Ensembles
import Planning
import Randomness
import StockFlow

// Can I trust it?
extension ReportWriter {
  func trustSection() -> ReportSection {
    var blocks: [ReportBlock] = [.heading(words.whatProbabilityMeans), .paragraph(words.meaning)]
    blocks.append(.paragraph(words.meaningNot))
    blocks += [.heading(words.pastTitle), .paragraph(track())]
    blocks += [.heading(words.ownFigures)] + statementBlocks()
    blocks += [.heading(words.assumptionsTitle), .table(parameterTable())]
    blocks += [.heading(words.leftOutTitle), .list(leftOut())]
    if !scenario.facts.isEmpty {
      blocks.append(.folded(title: words.figuresNotSimulated, [.table(factTable())]))
    }
    let warnings = (origin.warnings + study.header.warnings).map { ReportItem(visible($0.message(language))) }
    if !warnings.isEmpty { blocks += [.heading(words.warningsTitle), .list(warnings)] }
    if !scenario.sources.isEmpty { blocks += [.heading(words.sourcesTitle), .list(scenario.sources.map(item))] }
    return ReportSection(id: "trust", title: words.canITrustIt, blocks: blocks)
  }

  private func track() -> String { study.track.flatMap(words.trackRecord) ?? words.noTrackRecord }

  private func statementBlocks() -> [ReportBlock] {
    let statements = study.statements
    let failing = statements.filter { $0.agrees == false }
    let summary = words.statements(
      agree: statements.filter { $0.agrees == true }.count, disagree: failing.count,
      explained: failing.filter { $0.withinRounding == true }.count,
      unknown: statements.filter { $0.agrees == nil }.count)
    guard !failing.isEmpty else { return [.paragraph(summary)] }
    return [.paragraph(summary), .table(statementTable(failing))]
  }

  private func statementTable(_ failing: [StatementCheck]) -> ReportTable {
    var table = ReportTable(
      id: "statements", title: words.statementTitle(scenarioName),
      columns: [
        .text(words.statementName), .text(words.planSays), .text(words.figuresGive), .text(words.differenceName),
        .text(words.byRounding), .text(words.remark),
      ])
    for check in failing {
      let (value, difference) = glossary.computed(check) ?? ("–", "–")
      let provenance = check.statement.provenance
      table.append([
        .text(glossary.capitalised(glossary.wording(of: check.statement))), .text(glossary.stated(check.statement)),
        .text(value), .text(difference), .text(words.yesOrNo(check.withinRounding == true)),
        .text(
          [provenance.at, check.statement.note].compactMap { $0.map(visible) }.joined(separator: words.say("；", "; "))),
      ])
    }
    table.sources = [sourcesOf(failing.map(\.statement.provenance))].filter { !$0.isEmpty }
    return table
  }

  private func leftOut() -> [ReportItem] {
    let notJoint = scenario.targets.filter { !$0.isJoint }.map(targetName)
    let sentences = [
      words.leftOutByTheModel,
      scenario.facts.isEmpty ? nil : words.factsLeftOut(scenario.facts.count),
      notJoint.isEmpty ? nil : words.notJoint(words.list(notJoint)),
      scenario.correlations.isEmpty ? words.allIndependent : words.correlated(scenario.correlations.count),
      certainParameters > 0 ? words.certain(certainParameters) : nil,
    ]
    return sentences.compactMap { $0.map { ReportItem($0) } }
  }

  /// Parameters given as plain numbers or paths, which no draw changes.
  private var certainParameters: Int {
    let values =
      scenario.categories.flatMap { Array($0.parameters.values) } + scenario.transitions.map(\.rate)
      + scenario.pipelines.flatMap { [$0.intake, $0.completion].compactMap { $0 } }
    return values.filter { value in
      guard value.times == nil, value.plus == nil else { return false }
      return switch value.base {
      case .number, .path: true
      case .distribution(let law): law.isCertain
      case .fit, .trend: false
      }
    }.count
  }

  private func factTable() -> ReportTable {
    var table = ReportTable(
      id: "facts", title: words.factTitle(scenarioName),
      columns: [.text(words.item), .text(words.year), .text(words.value), .text(words.sourceAndReason)])
    for fact in scenario.facts {
      let unit = ShownUnit(fact.unit, of: scenario)
      for value in fact.values {
        table.append([
          .text(glossary.name(of: fact.id)), .text(words.period(value.years)),
          .text(words.quantity(unit.written(value.figure, in: words), unit)), .text(source(of: fact.provenance)),
        ])
      }
    }
    return table
  }

  private func item(_ source: SourceDocument) -> ReportItem {
    let title = source.title(language)
    let publisher = source.publisher.map { $0(language) }
    let parts = [publisher, source.year.map(String.init), source.licence, source.note].compactMap { $0 }
      .filter { !$0.isEmpty }.map(visible)
    return ReportItem(
      parts.joined(separator: words.say("，", ", ")), label: visible(words.document(title.isEmpty ? source.id : title)),
      link: source.url.flatMap(safeLink))
  }

  /// By what every number can be made again.
  func colophon() -> [ReportItem] {
    let stamp = study.reach.stamp
    return [
      ReportItem(visible(origin.command), label: words.commandName),
      ReportItem("talent \(origin.version)", label: words.versionName),
      ReportItem(words.drawn(stamp), label: words.drawsName),
    ] + origin.files.map { ReportItem($0.digest.hexadecimal, label: words.digestOf(visible($0.path))) }
      + [ReportItem(words.reproducible)]
  }
}

/// A link that leads to a page; anything else, such as a script, is none.
func safeLink(_ text: String) -> String? {
  let lower = text.lowercased()
  return lower.hasPrefix("https://") || lower.hasPrefix("http://") ? text : nil
}
