import StockFlow

/// The rows of a CSV file from which the history of a series can be taken.
///
/// A class, so that the indexes it makes when first asked serve every series of the file.
final class HistoryTable {
  enum Column: String, CaseIterable, Sendable {
    case region, occupation, source, year, stock

    /// The columns whose texts choose rows.
    static let choosing: [Column] = [.region, .occupation, .source]
    static let required: [Column] = [.year, .stock]
  }

  struct Row {
    let region: String
    let occupation: String
    let source: String
    let year: CSVField
    let stock: CSVField

    subscript(column: Column) -> String {
      switch column {
      case .region: region
      case .occupation: occupation
      case .source: source
      case .year: year.text
      case .stock: stock.text
      }
    }
  }

  /// More rows than this are refused, as are more values in a scenario.
  static let mostRows = 1_000_000

  let file: SourceFile
  /// The names in the first line as they are written.
  let header: [CSVField]
  let columns: Set<Column>
  /// Rows whose stock is empty are left out.
  let rows: [Row]
  /// Rows by what they say in some of the choosing columns, made when first asked for.
  private var indexes: [[Column]: [[String]: [Int]]] = [:]
  private var texts: [Column: [String]] = [:]
  /// Columns that were asked for and are not there.
  private var missed: Set<Column> = []

  /// Reads a file; what is wrong with its form is in `problems`, and then there may be no table.
  static func read(_ file: SourceFile) -> (table: HistoryTable?, problems: [LocatedProblem]) {
    var reading = HistoryReading(file)
    return reading.run()
  }

  init(_ file: SourceFile, header: [CSVField], columns: Set<Column>, rows: [Row]) {
    self.file = file
    self.header = header
    self.columns = columns
    self.rows = rows
  }

  /// The rows with the given texts in the given columns, in the order of the file.
  ///
  /// - Complexity: O(rows) the first time for a set of columns, then O(rows found).
  func rows(with texts: [Column: String]) -> [Row] {
    let used = Column.choosing.filter { texts[$0] != nil }
    guard !used.isEmpty else { return rows }
    return (index(of: used)[used.compactMap { texts[$0] }] ?? []).map { rows[$0] }
  }

  /// Notes that a column is not there; `false` when that is known already.
  func notesMissing(_ column: Column) -> Bool { missed.insert(column).inserted }

  /// Whether some row has a text in a column.
  func has(_ text: String, in column: Column) -> Bool { index(of: [column])[[text]] != nil }

  /// The texts of a column in alphabetical order, at most ten thousand: more are no list to choose from.
  func texts(in column: Column) -> [String] {
    if let known = texts[column] { return known }
    let sorted = Array(index(of: [column]).keys.map { $0[0] }.sorted().prefix(10_000))
    texts[column] = sorted
    return sorted
  }

  private func index(of used: [Column]) -> [[String]: [Int]] {
    if let known = indexes[used] { return known }
    let index = Dictionary(grouping: rows.indices) { row in used.map { rows[row][$0] } }
    indexes[used] = index
    return index
  }

  /// The place of a field.
  func place(_ field: CSVField) -> SourcePlace {
    file.place(line: field.line, column: field.column, length: field.length)
  }
}

/// A problem and where it stands.
struct LocatedProblem {
  let problem: HistoryProblem
  let place: SourcePlace
}
