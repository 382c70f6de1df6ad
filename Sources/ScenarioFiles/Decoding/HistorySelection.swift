import StockFlow

/// The rows of a CSV file that make up one history.
extension ScenarioDecoder {
  /// After so many broken rows of one history the rest is not looked at.
  private static let mostBrokenRows = 20

  func values(from table: HistoryTable, _ request: HistoryRequest) -> [HistoryValue]? {
    guard let rows = rows(of: table, request) else { return nil }
    guard let dated = dated(rows, in: table) else { return nil }
    let wanted = dated.filter { request.years.contains($0.year) }
    guard !wanted.isEmpty else {
      let years = dated.map(\.year)
      let problem = HistoryProblem.noRowsInYears(first: years.min() ?? 0, last: years.max() ?? 0)
      report(problem, at: request.place)
      return nil
    }
    guard eachYearOnce(wanted, in: table, request) else { return nil }
    return figures(wanted.sorted { $0.year < $1.year }, in: table, request)
  }

  private struct DatedRow {
    let year: Year
    let row: HistoryTable.Row
  }

  private func rows(of table: HistoryTable, _ request: HistoryRequest) -> [HistoryTable.Row]? {
    guard hasColumns(of: request, table) else { return nil }
    let found = table.rows(with: request.texts)
    guard !found.isEmpty else {
      reportNothing(in: table, request)
      return nil
    }
    guard historyFiles.take(found.count) else {
      report(HistoryProblem.tooManyRows(limit: HistoryTable.mostRows), at: request.place)
      return nil
    }
    return found
  }

  private func hasColumns(of request: HistoryRequest, _ table: HistoryTable) -> Bool {
    let missing = request.choices.map(\.column).filter { !table.columns.contains($0) }
    for column in missing where table.notesMissing(column) {
      let place = table.file.place(line: table.header[0].line, column: 1)
      report(HistoryProblem.missingColumn(.init(column, from: table.header)), at: place)
    }
    return missing.isEmpty
  }

  /// Says which text is in no row, or that no row has all of them.
  private func reportNothing(in table: HistoryTable, _ request: HistoryRequest) {
    guard !table.rows.isEmpty, !request.choices.isEmpty else {
      report(HistoryProblem.noRows, at: request.place)
      return
    }
    var isReported = false
    for choice in request.choices where !table.has(choice.text, in: choice.column) {
      let known = table.texts(in: choice.column)
      let near = suggestion(for: choice.text, among: known)
      let problem = HistoryProblem.nothingHas(choice.column, text: choice.text, nearest: near, known: known)
      report(problem, at: choice.place)
      isReported = true
    }
    if !isReported {
      report(HistoryProblem.nothingHasAll(request.choices.map { ($0.column, $0.text) }), at: request.place)
    }
  }

  private func dated(_ rows: [HistoryTable.Row], in table: HistoryTable) -> [DatedRow]? {
    var dated: [DatedRow] = []
    var broken = 0
    for row in rows {
      guard isTold(broken, before: row.year, in: table) else { break }
      let text = withoutZeroDecimals(trimmed(row.year.text))
      if let year = plausibleYear(text) {
        dated.append(DatedRow(year: year, row: row))
      } else {
        report(TypeProblem.notAYear(key: "year", text: row.year.text), at: table.place(row.year))
        broken += 1
      }
    }
    return broken == 0 ? dated : nil
  }

  /// Whether more broken rows are told after so many; if not, that has been reported where the next row begins.
  private func isTold(_ broken: Int, before field: CSVField, in table: HistoryTable) -> Bool {
    guard broken >= Self.mostBrokenRows else { return true }
    report(HistoryProblem.moreBrokenRows(told: broken), at: table.place(field))
    return false
  }

  /// Whether every year has one row; if not, what the rows of a year differ in has been reported.
  private func eachYearOnce(_ rows: [DatedRow], in table: HistoryTable, _ request: HistoryRequest) -> Bool {
    var first: [Year: HistoryTable.Row] = [:]
    for next in rows {
      guard let earlier = first.updateValue(next.row, forKey: next.year) else { continue }
      let differing = HistoryTable.Column.choosing.filter { earlier[$0] != next.row[$0] }
      guard !differing.isEmpty else {
        report(HistoryProblem.yearTwice(next.year, firstLine: earlier.year.line), at: table.place(next.row.year))
        return false
      }
      let choices = differing.map { column in (column, Set(rows.map { $0.row[column] }).sorted()) }
      report(HistoryProblem.several(choices, year: next.year), at: request.place)
      return false
    }
    return true
  }

  private func figures(
    _ rows: [DatedRow], in table: HistoryTable, _ request: HistoryRequest
  ) -> [HistoryValue]? {
    var values: [HistoryValue] = []
    var broken = 0
    for row in rows {
      guard isTold(broken, before: row.row.stock, in: table) else { break }
      if let value = value(of: row, in: table, request) { values.append(value) } else { broken += 1 }
    }
    return broken == 0 ? values : nil
  }

  private func value(of row: DatedRow, in table: HistoryTable, _ request: HistoryRequest) -> HistoryValue? {
    let place = table.place(row.row.stock)
    var text = trimmed(row.row.stock.text)
    var isCount = false
    if case .people = request.quantity {
      isCount = true
      // Programs write a whole person as 28130.0.
      if request.unit.factor == 1 { text = withoutZeroDecimals(text) }
    }
    let node = MarkedNode(.scalar(text: text, quoted: true), at: place)
    guard let figure = figure(node, key: "stock", as: request.quantity) else { return nil }
    guard !isCount || figure.value >= 0 else {
      report(ValueProblem.negative(key: "stock", value: figure.value), at: place)
      return nil
    }
    return HistoryValue(year: row.year, figure: figure, place: place)
  }
}

/// A number without the decimals that are all zero: 28130.0 → 28130.
private func withoutZeroDecimals(_ text: String) -> String {
  guard let point = text.firstIndex(of: "."), point != text.startIndex else { return text }
  let decimals = text[text.index(after: point)...]
  return decimals.allSatisfy { $0 == "0" } ? String(text[..<point]) : text
}
