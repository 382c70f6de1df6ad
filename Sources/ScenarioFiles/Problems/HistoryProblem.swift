import StockFlow

/// What can be wrong with a history that stands in a CSV file, beyond its numbers and years.
enum HistoryProblem: Problem {
  // The file.
  case emptyFile
  case missingColumn(MissingColumn)
  case columnTwice(HistoryTable.Column)
  case fieldCount(found: Int, expected: Int)
  case unclosedQuote
  case textAfterQuote
  case tooManyRows(limit: Int)
  case tooManyBytes(limit: Int)
  /// There are rows behind so many broken ones that no more are told.
  case moreBrokenRows(told: Int)

  // The choice of rows.
  case nothingHas(HistoryTable.Column, text: String, nearest: String?, known: [String])
  case nothingHasAll([(column: HistoryTable.Column, text: String)])
  case noRows
  case noRowsInYears(first: Year, last: Year)
  case several([(column: HistoryTable.Column, texts: [String])], year: Year)
  case yearTwice(Year, firstLine: Int)
  case yearsBesideFile(key: String)

  /// A column that is looked for and not there.
  struct MissingColumn {
    let column: HistoryTable.Column
    let nearest: String?
    let known: [String]
    /// Another character than the comma that seems to stand between the columns.
    let separator: Character?

    init(_ column: HistoryTable.Column, from header: [CSVField]) {
      self.column = column
      known = header.map(\.text)
      nearest = ScenarioFiles.nearest(to: column.rawValue, in: known)
      let alone = header.count == 1 ? header[0].text : ""
      separator = [";", "\t", "；", "，", "|"].first { alone.contains($0) }
    }
  }

  var code: String {
    switch self {
    case .emptyFile: "empty-file"
    case .missingColumn: "missing-column"
    case .columnTwice, .yearTwice: "repeated"
    case .fieldCount: "wrong-count"
    case .moreBrokenRows: "more-problems"
    case .unclosedQuote: "unclosed-quote"
    case .textAfterQuote: "text-after-quote"
    case .tooManyRows: "too-many-values"
    case .tooManyBytes: "file-too-large"
    case .nothingHas, .nothingHasAll, .noRows, .noRowsInYears: "no-row"
    case .several: "several-rows"
    case .yearsBesideFile: "value-form"
    }
  }
}
