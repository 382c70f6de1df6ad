/// Why there is no workbook. Rows and columns count from 0, those of formulas from the first row under the head.
public enum WorkbookError: Error, Sendable, Equatable {
  case noSheets
  case tooManySheets(Int, limit: Int)
  /// `rows` counts title lines, head and notes too.
  case tooManyRows(sheet: String, rows: Int, limit: Int)
  case tooManyColumns(sheet: String, columns: Int, limit: Int)
  /// A row with more cells than the table has columns.
  case rowTooLong(sheet: String, row: Int, cells: Int, columns: Int)
  case formula(sheet: String, row: Int, column: Int, FormulaProblem)
  /// More than an archive with 32-bit offsets holds.
  case tooLarge(bytes: Int, limit: Int)
}

/// What is wrong with a formula.
public enum FormulaProblem: Sendable, Equatable {
  case outsideTable
  case withoutCells
  case refersToItself
}
