import Charts
import Ensembles
import Planning
import StockFlow

// Will we get there?
extension ReportWriter {
  func outlookSection() -> ReportSection {
    guard !study.reach.targets.isEmpty else {
      return ReportSection(id: "outlook", title: words.willWeGetThere, blocks: [.paragraph(words.noTargets)])
    }
    var blocks: [ReportBlock] = [.lead(headline), .list(study.reach.targets.map(sentence))]
    if let joint = jointSentence() { blocks.append(.paragraph(joint)) }
    blocks += [.table(verdictTable()), .chart(bullets()), .heading(words.howItMayGo)]
    blocks += fans()
    if let panels = categories() { blocks.append(.folded(title: words.categoriesTitle, [.chart(panels)])) }
    if scenario.horizon.count > 1 { blocks += probabilityBlocks() }
    blocks.append(.folded(title: words.valuesByYear, [.table(quantileTable()), .table(courseTable())]))
    return ReportSection(id: "outlook", title: words.willWeGetThere, blocks: blocks)
  }

  /// How many targets are likely, in the balance, and unlikely.
  private var headline: String {
    let probabilities = study.reach.targets.map(\.probability.value)
    return words.headline(
      targets: probabilities.count, likely: probabilities.filter { $0 > 0.66 }.count,
      unlikely: probabilities.filter { $0 < 0.33 }.count)
  }

  private func sentence(on target: TargetAnswer) -> ReportItem {
    let shown = shown(target)
    let range = target.interval80.map { _ in words.quantity(shown.interval80, shown.unit) }
    return ReportItem(
      words.outlook(
        promise: shown.promise, verdict: words.verdict(target.verdict),
        frequency: words.frequency(target.probability.value, paths: study.reach.stamp.paths), range: range),
      label: words.targetName(glossary.seriesName(target.target.of), target.target.year), verdict: target.verdict)
  }

  private func jointSentence() -> String? {
    guard let joint = study.reach.joint, study.reach.targets.filter(\.target.isJoint).count > 1 else { return nil }
    let leftOut = study.reach.targets.filter { !$0.target.isJoint }.count
    return words.jointly(
      words.frequency(joint.value, paths: study.reach.stamp.paths), words.probabilityAndInterval(joint),
      leftOut: leftOut)
  }

  /// The first target's series large, the others small.
  private func fans() -> [ReportBlock] {
    let drawn = targetSeries.compactMap { series in fan(of: series).map { (series, $0) } }
    guard let (first, large) = drawn.first else { return [] }
    let others = drawn.dropFirst().prefix(ReportWriter.mostSmallFans).compactMap { series, _ in
      fan(of: series, width: 440)
    }
    let left = drawn.count - 1 - others.count
    var blocks: [ReportBlock] = [.chart(large)]
    if !others.isEmpty { blocks.append(.charts(others)) }
    if left > 0 { blocks.append(.paragraph(words.notDrawn(left, file: scenario.file, example: first))) }
    return blocks
  }

  /// More would make the page heavier than it is read.
  static let mostSmallFans = 8

  private func probabilityBlocks() -> [ReportBlock] {
    let left = study.courses.count - ReportWriter.mostLines
    return [.chart(probabilities())] + (left > 0 ? [.paragraph(words.linesLeftOut(left))] : [])
  }
}
