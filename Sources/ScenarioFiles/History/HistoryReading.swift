import StockFlow

/// Reads a CSV file into a table: which column is which, and what is wrong with its form.
struct HistoryReading {
  private let file: SourceFile
  private var reader: CSVReader
  private var problems: [LocatedProblem] = []

  /// After so many broken rows the file is taken for something else.
  private static let mostProblems = 20

  init(_ file: SourceFile) {
    self.file = file
    reader = CSVReader(file.text)
  }

  mutating func run() -> (table: HistoryTable?, problems: [LocatedProblem]) {
    do {
      guard let header = try reader.record() else {
        report(.emptyFile, line: 1, column: 1)
        return (nil, problems)
      }
      guard let positions = positions(in: header) else { return (nil, problems) }
      let rows = try rows(positions, width: header.count)
      let table = HistoryTable(file, header: header, columns: Set(positions.keys), rows: rows)
      return (problems.isEmpty ? table : nil, problems)
    } catch {
      switch error {
      case .unclosedQuote(let line, let column): report(.unclosedQuote, line: line, column: column)
      case .textAfterQuote(let line, let column): report(.textAfterQuote, line: line, column: column)
      }
      return (nil, problems)
    }
  }

  private mutating func report(_ problem: HistoryProblem, line: Int, column: Int, length: Int = 1) {
    problems.append(
      LocatedProblem(problem: problem, place: file.place(line: line, column: column, length: length)))
  }

  private mutating func report(_ problem: HistoryProblem, at field: CSVField) {
    report(problem, line: field.line, column: field.column, length: field.length)
  }

  /// Where each known column stands; `nil` after a report if one is missing or stands twice.
  private mutating func positions(in header: [CSVField]) -> [HistoryTable.Column: Int]? {
    var positions: [HistoryTable.Column: Int] = [:]
    for (position, field) in header.enumerated() {
      guard let column = HistoryTable.Column(rawValue: trimmed(field.text).lowercased()) else { continue }
      if positions.updateValue(position, forKey: column) != nil { report(.columnTwice(column), at: field) }
    }
    for column in HistoryTable.Column.required where positions[column] == nil {
      let length = file.line(header[0].line)?.unicodeScalars.count ?? 1
      report(.missingColumn(.init(column, from: header)), line: header[0].line, column: 1, length: length)
    }
    return problems.isEmpty ? positions : nil
  }

  private mutating func rows(
    _ positions: [HistoryTable.Column: Int], width: Int
  ) throws(CSVMistake) -> [HistoryTable.Row] {
    var rows: [HistoryTable.Row] = []
    while let record = try reader.record() {
      guard problems.count < Self.mostProblems else {
        report(.moreBrokenRows(told: problems.count), at: record[0])
        break
      }
      guard record.contains(where: { !$0.text.isEmpty }) else { continue }
      guard record.count == width else {
        report(.fieldCount(found: record.count, expected: width), at: record[0])
        continue
      }
      func field(_ column: HistoryTable.Column) -> CSVField { positions[column].map { record[$0] } ?? .empty }
      guard !trimmed(field(.stock).text).isEmpty else { continue }
      guard rows.count < HistoryTable.mostRows else {
        report(.tooManyRows(limit: HistoryTable.mostRows), at: record[0])
        return []
      }
      rows.append(
        HistoryTable.Row(
          region: trimmed(field(.region).text), occupation: trimmed(field(.occupation).text),
          source: trimmed(field(.source).text), year: field(.year), stock: field(.stock)))
    }
    return rows
  }
}
