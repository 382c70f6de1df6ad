/// A table as a reader of official statistics expects it: title with place, time and subject, unit, heads, rows, notes,
/// sources. HTML, XLSX and CSV are written from it.
package struct ReportTable: Sendable, Equatable {
  package struct Column: Sendable, Equatable {
    package let title: String
    /// The unit of this column alone; empty where the table's unit or the row's holds.
    package let unit: String
    package let isNumeric: Bool

    package static func text(_ title: String) -> Column { Column(title: title, unit: "", isNumeric: false) }
    package static func number(_ title: String, unit: String = "") -> Column {
      Column(title: title, unit: unit, isNumeric: true)
    }
  }

  package enum Cell: Sendable, Equatable {
    /// Nothing belongs here.
    case empty
    /// There is no value.
    case missing
    case text(String)
    /// - Parameters:
    ///   - decimals: digits behind the point.
    ///   - sign: whether a positive number shows its sign.
    ///   - prefix: "≥" before a bound.
    case number(Double, decimals: Int, sign: Bool = false, prefix: String = "")
    /// A calendar year or another number that is never grouped.
    case whole(Int)

    package static func number(_ value: Double?, decimals: Int, sign: Bool = false) -> Cell {
      value.map { Cell.number($0, decimals: decimals, sign: sign, prefix: "") } ?? .missing
    }
  }

  package struct Row: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
      case entry
      /// A line over a group of rows.
      case heading
      /// In every column with a number in each of so many rows before it, their sum, which XLSX writes as a formula.
      case total(ofLast: Int)
    }
    package let kind: Kind
    package let cells: [Cell]
  }

  /// Stays the same in every language: the name of a sheet or file.
  package let id: String
  package let title: String
  /// Stands top right; empty where columns or rows have their own.
  package let unit: String
  package let columns: [Column]
  package private(set) var rows: [Row] = []
  package var notes: [String] = []
  package var sources: [String] = []

  package init(id: String, title: String, unit: String = "", columns: [Column]) {
    self.id = id
    self.title = title
    self.unit = unit
    self.columns = columns
  }

  /// Adds a row; cells that are missing are empty.
  package mutating func append(_ cells: [Cell], _ kind: Row.Kind = .entry) {
    let filled = cells + Array(repeating: .empty, count: max(0, columns.count - cells.count))
    rows.append(Row(kind: kind, cells: Array(filled.prefix(columns.count))))
  }

  package mutating func append(heading: String) { append([.text(heading)], .heading) }
}

extension ReportTable {
  /// Whether a total, as shown, is not the sum of the numbers above it, as shown.
  package var hasRoundedTotals: Bool {
    rows.indices.contains { row in columns.indices.contains { isRounded(row, $0) } }
  }

  /// How many rows above a cell it is the sum of; `nil` where it is none.
  package func summedRows(_ row: Int, _ column: Int) -> Int? {
    guard case .total(let count) = rows[row].kind, row >= count, case .number = rows[row].cells[column],
      rows[row - count..<row].allSatisfy({ shown($0.cells[column]) != nil })
    else { return nil }
    return count
  }

  private func isRounded(_ row: Int, _ column: Int) -> Bool {
    guard let count = summedRows(row, column), case .number(let total, let decimals, _, _) = rows[row].cells[column]
    else { return false }
    let parts = rows[row - count..<row].compactMap { shown($0.cells[column]) }
    // Half a unit of the last digit tells two shown numbers apart.
    let unit = (0..<decimals).reduce(1.0) { size, _ in size / 10 }
    return abs(parts.reduce(0, +) - rounded(total, decimals)) > unit / 2
  }

  private func shown(_ cell: Cell) -> Double? {
    guard case .number(let value, let decimals, _, _) = cell else { return nil }
    return rounded(value, decimals)
  }

  private func rounded(_ value: Double, _ decimals: Int) -> Double { Double(fixed(value, decimals: decimals)) ?? value }
}

extension Words {
  /// How a cell reads.
  func text(of cell: ReportTable.Cell) -> String {
    switch cell {
    case .empty: ""
    case .missing: "–"
    case .text(let text): text
    case .whole(let number): String(number)
    case .number(let value, let decimals, let sign, let prefix):
      (prefix.isEmpty ? "" : prefix + " ")
        + (sign ? signed(value, decimals: decimals) : number(value, decimals: decimals))
    }
  }
}
