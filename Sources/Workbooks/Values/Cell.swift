/// What stands in one place of a table.
public enum Cell: Sendable, Equatable {
  case empty
  /// Remains text whatever it begins with; longer than 32,767 UTF-16 units it is cut and ends with `…`.
  case text(String)
  /// Without decimals of its own it has those of its column. What is not finite leaves the cell empty.
  case number(Double, decimals: Int? = nil)
  /// 0.25 is 25 %.
  case percent(Double, decimals: Int? = nil)
  case year(Int)
  /// A formula with its result, which programs that do not compute show. Where that is not finite the cell is empty.
  case formula(Formula, result: Double, decimals: Int? = nil)
}

/// What a cell computes from others of its table.
public enum Formula: Sendable, Equatable {
  /// The sum of so many cells directly above.
  case sumAbove(rows: Int)
  /// The sum over rows of the table, counted from 0, in the formula's own column.
  case sumOfRows(ClosedRange<Int>)
  /// The sum over columns of the table, counted from 0, in the formula's own row.
  case sumOfColumns(ClosedRange<Int>)
  /// `plus` summed less `minus` summed, such as opening + inflows − outflows.
  case balance(plus: [Reference], minus: [Reference])
  case quotient(Reference, Reference)
}

/// A cell of the same table; rows count from 0 under the head.
public enum Reference: Sendable, Equatable {
  /// In the formula's own column.
  case row(Int)
  /// In the formula's own row.
  case column(Int)
  case cell(row: Int, column: Int)
}
