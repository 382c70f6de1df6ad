/// One table: title lines, an empty row, the head, the rows, an empty row, notes.
public struct Sheet: Sendable, Equatable {
  /// Made valid and unique when written: see ``validSheetNames(_:)``.
  public let name: String
  /// The first is the title.
  public let titleLines: [String]
  public let columns: [Column]
  /// A row shorter than the table ends with empty cells.
  public let rows: [[Cell]]
  public let notes: [String]
  /// Whether everything down to the head stays in sight, and is repeated on every printed page.
  public let freezesHead: Bool
  /// How many columns from the left stay in sight.
  public let frozenColumns: Int

  public init(
    name: String, titleLines: [String] = [], columns: [Column], rows: [[Cell]], notes: [String] = [],
    freezesHead: Bool = true, frozenColumns: Int = 0
  ) {
    self.name = name
    self.titleLines = titleLines
    self.columns = columns
    self.rows = rows
    self.notes = notes
    self.freezesHead = freezesHead
    self.frozenColumns = frozenColumns
  }
}

/// A column of a table: what stands in its head and how its numbers are shown.
public struct Column: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case text
    /// Grouped thousands and so many decimals, 0 to 15.
    case number(decimals: Int)
    case percent(decimals: Int)
    case year
  }

  public let head: String
  /// Stands in brackets behind the head; the empty text and `nil` are no unit.
  public let unit: String?
  public let kind: Kind
  /// In widths of a digit; `nil` fits the content, between 6 and 60.
  public let width: Double?

  public init(_ head: String, unit: String? = nil, kind: Kind, width: Double? = nil) {
    self.head = head
    self.unit = unit
    self.kind = kind
    self.width = width
  }
}

extension Column {
  /// The head with its unit, in full-width brackets behind a Chinese character.
  var headText: String {
    guard let unit, !unit.isEmpty else { return head }
    let isIdeographic = head.unicodeScalars.last?.properties.isIdeographic ?? false
    return isIdeographic ? "\(head)（\(unit)）" : "\(head) (\(unit))"
  }
}

/// Where the parts of a sheet stand, in rows from 0.
extension Sheet {
  /// The row of the column heads.
  package var headRow: Int { titleLines.isEmpty ? 0 : titleLines.count + 1 }
  package var firstRow: Int { headRow + 1 }
  package var firstNoteRow: Int { firstRow + rows.count + 1 }
  var rowCount: Int { notes.isEmpty ? firstRow + rows.count : firstNoteRow + notes.count }

  /// Refuses what no workbook can hold.
  func check() throws(WorkbookError) {
    guard rowCount <= Limits.rows else {
      throw .tooManyRows(sheet: name, rows: rowCount, limit: Limits.rows)
    }
    guard columns.count <= Limits.columns else {
      throw .tooManyColumns(sheet: name, columns: columns.count, limit: Limits.columns)
    }
    for (index, row) in rows.enumerated() where row.count > columns.count {
      throw .rowTooLong(sheet: name, row: index, cells: row.count, columns: columns.count)
    }
  }
}
