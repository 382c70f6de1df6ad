public import StockFlow

/// How an answer is written down.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Words and aligned columns, for people.
  case table
  /// One object, for programs (section 6 of the specification).
  case json
  /// The same object in one line; of a sweep one line a point.
  case jsonl
  /// Long tables after RFC 4180, for spreadsheets and statistics.
  case csv
}

/// What a report looks like and what it says besides its answer.
public struct ReportOptions: Sendable, Equatable {
  public var format: OutputFormat
  public var language: Language
  /// Whether the text may carry colours for a terminal.
  public var isColored: Bool
  /// Whether CSV starts with the byte-order mark, by which Excel knows UTF-8.
  public var hasByteOrderMark: Bool
  /// What reading the scenario warned of; JSON lists it before the answer's own warnings.
  public var loadingWarnings: [Diagnostic]

  public init(
    format: OutputFormat, language: Language, isColored: Bool = false, hasByteOrderMark: Bool = false,
    loadingWarnings: [Diagnostic] = []
  ) {
    self.format = format
    self.language = language
    self.isColored = isColored
    self.hasByteOrderMark = hasByteOrderMark
    self.loadingWarnings = loadingWarnings
  }

  var words: Words { Words(language: language) }
}

/// One answer in its three forms.
protocol AnswerReport {
  func json() -> JSONValue
  func csv() -> CSVTable
  func text() -> String
}

extension AnswerReport {
  /// The whole report, ended by a line break.
  func written(as options: ReportOptions) -> String {
    switch options.format {
    case .table: text() + "\n"
    case .json: json().written() + "\n"
    case .jsonl: json().compact() + "\n"
    case .csv: csv().written(byteOrderMark: options.hasByteOrderMark)
    }
  }
}
