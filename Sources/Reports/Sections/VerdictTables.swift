import Ensembles
import Planning
import StockFlow

extension ReportWriter {
  /// The answer in figures: one row per target.
  func verdictTable() -> ReportTable {
    let targets = study.reach.targets
    let common = commonUnit(targets.map(\.target.of))
    let baselineYears = Set(targets.map(\.baselineYear))
    let head = baselineYears.count == 1 ? baselineYears.first : nil
    var columns: [ReportTable.Column] = [.text(words.target)]
    if common == nil { columns.append(.text(words.unitName)) }
    if !hasOneYear { columns.append(.number(words.year)) }
    columns += [
      .number(head.map(words.baselineOf) ?? words.baseline), .number(words.promised), .number(words.central),
      .number(words.median), .number(words.low80), .number(words.high80), .number(words.chance, unit: "%"),
      .text(words.verdict),
    ]
    var table = ReportTable(
      id: "targets", title: words.verdictTitle(scenarioName, targetYears), unit: common ?? "", columns: columns)
    for target in targets { table.append(row(of: target, showsUnit: common == nil)) }
    table.notes = verdictNotes(showsBaselineYear: head == nil)
    table.sources = [sourcesOf(scenario.targets.map(\.provenance)), words.ownProjection]
      .filter { !$0.isEmpty }
    return table
  }

  private func row(of target: TargetAnswer, showsUnit: Bool) -> [ReportTable.Cell] {
    let shown = shown(target)
    func number(_ value: Double?) -> ReportTable.Cell {
      .number(value.map(shown.unit.shown), decimals: shown.decimals)
    }
    let unit: [ReportTable.Cell] = showsUnit ? [.text(shown.unit.label)] : []
    let year: [ReportTable.Cell] = hasOneYear ? [] : [.whole(target.target.year)]
    return [.text(glossary.seriesName(target.target.of))] + unit + year + [
      number(target.baseline), bound(of: target.target, shown), number(target.central), number(target.median),
      number(target.interval80?.lowerBound), number(target.interval80?.upperBound),
      percent(target.probability.value), .text(words.verdict(target.verdict)),
    ]
  }

  private func bound(of target: Target, _ shown: ShownTarget) -> ReportTable.Cell {
    func decimals(_ figure: Figure) -> Int { shown.unit.writtenDecimals(of: figure) }
    return switch target.comparison {
    case .atLeast(let figure):
      .number(shown.unit.shown(figure.value), decimals: decimals(figure), prefix: "≥")
    case .atMost(let figure):
      .number(shown.unit.shown(figure.value), decimals: decimals(figure), prefix: "≤")
    case .within(let low, let high):
      .text(words.interval(shown.unit.written(low, in: words), shown.unit.written(high, in: words)))
    }
  }

  /// A probability in percent with one decimal, more where that would say 0 or 100 of what is neither.
  func percent(_ probability: Double) -> ReportTable.Cell {
    let isExtreme = probability > 0 && probability < 1
    let decimals = (1...4).first { decimals in
      let shown = Double(fixed(probability * 100, decimals: decimals)) ?? 0
      return !isExtreme || shown > 0 && shown < 100
    }
    return .number(probability * 100, decimals: decimals ?? 4)
  }

  private func verdictNotes(showsBaselineYear: Bool) -> [String] {
    let widest = study.reach.targets.map { $0.probability.halfWidth }.max() ?? 0
    let baselines = showsBaselineYear ? baselineYears() : []
    return [words.verdictScale, words.samplingError(words.number(widest * 100, decimals: 1))] + baselines
  }

  /// The baseline year of most targets, then those of the others by name.
  private func baselineYears() -> [String] {
    let years = Dictionary(grouping: study.reach.targets, by: \.baselineYear)
    let usual = years.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
    return years.sorted { $0.key < $1.key }.map { year, targets in
      words.baselineYear(year, of: year == usual ? nil : targets.map { targetName($0.target) })
    }.sorted { first, _ in first == usual.map { words.baselineYear($0, of: nil) } }
  }

  var targetYears: String {
    let years = Set(scenario.targets.map(\.year)).sorted()
    guard let first = years.first, let last = years.last else { return words.horizon(scenario.horizon) }
    return words.horizon(first...last)
  }

  /// The unit of all series, where they have one in common.
  func commonUnit(_ series: [String]) -> String? {
    let units = Set(series.map { glossary.unit(of: $0).label })
    return units.count == 1 ? units.first : nil
  }

  /// Every simulated target series year by year with its intervals.
  func quantileTable() -> ReportTable {
    var columns: [ReportTable.Column] = [.text(words.year)]
    columns += [words.median, words.low50, words.high50, words.low80, words.high80, words.low95, words.high95]
      .map { .number($0) }
    var table = ReportTable(
      id: "quantiles", title: words.quantileTitle(scenarioName, words.horizon(scenario.horizon)), columns: columns)
    for series in targetSeries {
      guard let simulated = study.simulation.series.first(where: { $0.id == series }) else { continue }
      let unit = glossary.unit(of: series)
      table.append(heading: words.titled(glossary.seriesName(series), unit))
      let decimals = decimals(for: simulated.years.flatMap(\.quantiles).compactMap { $0.map(unit.shown) })
      for (year, summary) in zip(scenario.horizon, simulated.years) {
        let values = [3, 2, 4, 1, 5, 0, 6].map { level in
          ReportTable.Cell.number(summary.quantiles[level].map(unit.shown), decimals: decimals)
        }
        table.append([.whole(year)] + values)
      }
    }
    table.sources = [words.ownProjection]
    return table
  }

  /// What targets are about, once each, in the order of the file.
  var targetSeries: [String] {
    var seen: [String] = []
    for target in scenario.targets where !seen.contains(target.of) { seen.append(target.of) }
    return seen
  }

  /// The probability of every target's bound in every year.
  func courseTable() -> ReportTable {
    var table = ReportTable(
      id: "probabilities", title: words.courseTitle(scenarioName, words.horizon(scenario.horizon)), unit: "%",
      columns: [.text(words.target)] + scenario.horizon.map { .number(String($0)) })
    for course in study.courses {
      table.append(
        [.text(targetName(course.target))] + course.probabilities.map { $0.map { percent($0.value) } ?? .missing })
    }
    table.notes = [words.courseNote]
    table.sources = [words.ownProjection]
    return table
  }
}
