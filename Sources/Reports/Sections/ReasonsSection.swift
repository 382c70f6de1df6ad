import Charts
import Ensembles
import Planning
import StockFlow

// Why, or why not?
extension ReportWriter {
  func reasonsSection() throws(ReportFault) -> ReportSection {
    var blocks: [ReportBlock] = []
    let targets = study.reach.targets
    if !targets.isEmpty { blocks += [.heading(words.whatCarries)] + carriers(targets) }
    if let table = shareTable() {
      blocks += [.heading(words.whichAssumption)] + assumptionBlocks(table)
    } else if study.assumptions > StudyParts.mostAssumptions {
      blocks += [.heading(words.whichAssumption), .paragraph(words.tooManyAssumptions(study.assumptions))]
    }
    blocks += flipBlocks() + cornerBlocks()
    blocks.append(.heading(words.whereTheyComeFrom))
    let diagram = flowDiagram()
    let isReadable = diagram.stocks.count <= 40 && diagram.flows.count <= 160
    blocks.append(isReadable ? .chart(diagram) : .paragraph(words.tooManyFlows(diagram.flows.count)))
    blocks.append(.table(try balanceTable()))
    if let table = compositionTable() { blocks.append(.table(table)) }
    return ReportSection(id: "reasons", title: words.why, blocks: blocks)
  }

  /// The waterfall of the first target large, the others small; a sentence for each target.
  private func carriers(_ targets: [TargetAnswer]) -> [ReportBlock] {
    let moved = targets.filter { ($0.why?.flows.count ?? 0) > 1 }
    let sentences = (moved.isEmpty ? targets : moved).map {
      ReportItem(carries($0), label: words.targetName(glossary.seriesName($0.target.of), $0.target.year))
    }
    let small = moved.dropFirst().prefix(ReportWriter.mostSmallWaterfalls).compactMap { waterfall(of: $0, width: 440) }
    var blocks: [ReportBlock] = []
    if let first = moved.first, let chart = waterfall(of: first) { blocks.append(.chart(chart)) }
    blocks.append(.list(sentences))
    if !small.isEmpty { blocks.append(.folded(title: words.otherTargets, [.charts(small)])) }
    return blocks + [.folded(title: words.allContributions, [.table(contributionTable())])]
  }

  static let mostSmallWaterfalls = 6

  private func carries(_ target: TargetAnswer) -> String {
    ReachReport(answer: study.reach, track: nil, options: ReportOptions(format: .table, language: language))
      .reasons(for: target, glossary)
  }

  /// Every contribution to every target.
  private func contributionTable() -> ReportTable {
    var table = ReportTable(
      id: "contributions", title: words.contributionTitle(scenarioName, targetYears),
      columns: [.text(words.item), .number(words.central), .number(words.low80), .number(words.high80)])
    for target in study.reach.targets {
      if let why = target.why { append(why, target, to: &table) }
    }
    table.notes = [words.contributionNote] + (table.hasRoundedTotals ? [words.roundedTotals] : [])
    table.sources = [words.ownProjection]
    return table
  }

  private func append(_ why: Waterfall, _ target: TargetAnswer, to table: inout ReportTable) {
    let shown = shown(target)
    let needed = decimals(for: why.flows.map { shown.unit.shown($0.central) })
    let decimals = max(shown.decimals, min(needed, shown.decimals + 1))
    func number(_ value: Double?, sign: Bool = false) -> ReportTable.Cell {
      .number(value.map(shown.unit.shown), decimals: decimals, sign: sign)
    }
    table.append(
      heading: words.titled(words.targetName(glossary.seriesName(target.target.of), target.target.year), shown.unit))
    table.append([.text(words.baselineOf(target.baselineYear)), number(why.baseline)])
    for bar in why.flows {
      table.append([
        .text(glossary.capitalised(glossary.flowName(bar.name))), number(bar.central, sign: true),
        number(bar.interval80?.lowerBound, sign: true), number(bar.interval80?.upperBound, sign: true),
      ])
    }
    table.append(
      [
        .text(words.centralOf(target.target.year)), number(why.projection), number(target.interval80?.lowerBound),
        number(target.interval80?.upperBound),
      ], .total(ofLast: why.flows.count + 1))
  }

  private func assumptionBlocks(_ table: ReportTable) -> [ReportBlock] {
    let moved = study.reach.targets.filter { ($0.why?.flows.count ?? 0) > 1 }
    let charts = moved.prefix(1).compactMap { tornado(of: $0) }
    let small = moved.dropFirst().prefix(ReportWriter.mostSmallTornados).compactMap { tornado(of: $0, width: 440) }
    return charts.map { .chart($0) }
      + (small.isEmpty ? [] : [.folded(title: words.otherTargets, [.charts(small)])]) + [.table(table)]
  }

  static let mostSmallTornados = 4
}
