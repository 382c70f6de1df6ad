import Charts
import Planning
import StockFlow

// On what it hangs whether the plan is reached.
extension ReportWriter {
  /// The corner in which the main target is missed.
  func cornerBlocks() -> [ReportBlock] {
    guard let found = study.prospects.corner,
      let search = found.searches.first(where: { $0.kind != .reached && !$0.corners.isEmpty }),
      let box = search.corners.first, !box.limits.isEmpty
    else { return [] }
    let conditions = box.limits.map { limit in
      glossary.condition(
        limit.parameter, named: phrase(glossary.drawName(limit.parameter)), lower: limit.lower, upper: limit.upper)
    }
    let sentence = ReportItem(
      words.cornerOf(
        search.kind, conditions, density: words.percent(box.density), coverage: words.percent(box.coverage)),
      label: words.targetName(glossary.seriesName(found.target.of), found.target.year))
    return [.heading(words.cornerHeading), .list([sentence])] + (corner().map { [.chart($0)] } ?? [])
  }

  /// The name of an assumption within a sentence.
  private func phrase(_ name: String) -> String { name.prefix(1).lowercased() + name.dropFirst() }

  /// What would have to change for the verdict on the main target to turn.
  func flipBlocks() -> [ReportBlock] {
    guard let flips = study.prospects.flips else { return [] }
    let report = FlipReport(answer: flips, options: ReportOptions(format: .table, language: language))
    let items = flips.targets.map {
      ReportItem(
        report.changes(of: $0, glossary), label: words.targetName(glossary.seriesName($0.target.of), $0.target.year))
    }
    return items.isEmpty ? [] : [.heading(words.flipHeading), .list(items)]
  }

  /// What tells early whether the targets will be reached.
  func watchBlocks() -> [ReportBlock] {
    guard let signposts = study.prospects.signposts else { return [] }
    let report = SignpostReport(answer: signposts, options: ReportOptions(format: .table, language: language))
    let found = signposts.targets.filter { !$0.signposts.isEmpty }
    guard !found.isEmpty else { return [] }
    return [
      .heading(words.watchHeading),
      .list(found.prefix(ReportWriter.mostSignposts).map { ReportItem(report.sentence(on: $0, glossary)) }),
      .paragraph(words.watchNote),
    ]
  }

  /// More would not be watched.
  private static let mostSignposts = 8
}
