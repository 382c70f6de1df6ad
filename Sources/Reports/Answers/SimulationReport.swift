import Ensembles
import StockFlow

/// `simulate`: mean, standard deviation and quantiles of every series.
struct SimulationReport: AnswerReport {
  let answer: SimulationAnswer
  let options: ReportOptions

  private var words: Words { options.words }
  private var horizon: ClosedRange<Year> { answer.header.scenario.horizon }

  func json() -> JSONValue {
    let series = answer.series.map { ($0.id, object(of: $0)) }
    return commonKeys(answer.header, options).adding(ensembleKeys(answer.stamp)).adding([
      "levels": .array(answer.levels.map(JSONValue.number)), "series": members(series),
    ])
  }

  private func object(of series: SimulatedSeries) -> JSONValue {
    .object([
      "mean": JSONValue(series.years.map(\.mean)),
      "sd": JSONValue(series.years.map(\.standardDeviation)),
      "quantiles": .array(series.years.map { JSONValue($0.quantiles) }),
    ])
  }

  func csv() -> CSVTable {
    let glossary = Glossary(answer.header.scenario, words)
    let levels = answer.levels.map { "q" + shortest($0) }
    var table = CSVTable(header: ["series", "year", "mean", "sd"] + levels + ["unit"])
    for series in answer.series {
      for (year, summary) in zip(horizon, series.years) {
        table.append(
          [series.id, String(year), cell(summary.mean), cell(summary.standardDeviation)]
            + summary.quantiles.map { cell($0) } + [glossary.exportedUnit(of: series.id)])
      }
    }
    return table
  }

  func text() -> String {
    let glossary = Glossary(answer.header.scenario, words)
    let columns =
      [TextTable.Column(words.year, alignment: .left), TextTable.Column(words.mean)]
      + [TextTable.Column(words.standardDeviation)] + answer.levels.map { TextTable.Column(words.level($0)) }
    var table = TextTable(columns, language: words.language)
    for (index, series) in answer.series.enumerated() {
      if index > 0 { table.appendBlank() }
      add(series, to: &table, glossary)
    }
    let lines =
      glossary.head(answer.header, words.drawn(answer.stamp)) + table.lines() + glossary.warningLines(answer.header)
    return lines.joined(separator: "\n")
  }

  private func add(_ series: SimulatedSeries, to table: inout TextTable, _ glossary: Glossary) {
    let unit = glossary.unit(of: series.id)
    func numbers(_ summary: SeriesSummary) -> [Double?] {
      ([summary.mean, summary.standardDeviation] + summary.quantiles).map { $0.map(unit.shown) }
    }
    let decimals = decimals(for: series.years.flatMap(numbers).compactMap { $0 })
    table.append(heading: words.titled(glossary.name(of: series.id), unit))
    for (year, summary) in zip(horizon, series.years) {
      table.append(["  \(year)"] + numbers(summary).map { words.cell($0, decimals: decimals) })
    }
  }
}
