/// `A1`, `AB12`: a cell by column and row from 0.
func address(row: Int, column: Int) -> String { columnLetters(column) + String(row + 1) }

/// A, …, Z, AA, …: numbers to the base of 26 whose digits run from 1 to 26.
func columnLetters(_ column: Int) -> String {
  var letters: [Character] = []
  var rest = column + 1
  while rest > 0 {
    letters.append(Character(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))))
    rest = (rest - 1) / 26
  }
  return String(letters.reversed())
}

/// The text of formulas in one cell of a table.
struct FormulaWriter {
  let sheet: Sheet
  /// The formula's own place in the table.
  let row: Int
  let column: Int

  private typealias Place = (row: Int, column: Int)

  func text(of formula: Formula) throws(WorkbookError) -> String {
    switch formula {
    case .sumAbove(let rows):
      guard rows > 0 else { throw problem(.withoutCells) }
      // As a difference, so that no number of rows overflows.
      guard rows <= row else { throw problem(.outsideTable) }
      return try sum(from: (row - rows, column), to: (row - 1, column))
    case .sumOfRows(let rows):
      return try sum(from: (rows.lowerBound, column), to: (rows.upperBound, column))
    case .sumOfColumns(let columns):
      return try sum(from: (row, columns.lowerBound), to: (row, columns.upperBound))
    case .balance(let plus, let minus):
      guard !plus.isEmpty || !minus.isEmpty else { throw problem(.withoutCells) }
      return try terms(plus).joined(separator: "+") + terms(minus).map { "-" + $0 }.joined()
    case .quotient(let dividend, let divisor):
      return try terms([dividend, divisor]).joined(separator: "/")
    }
  }

  private func sum(from first: Place, to last: Place) throws(WorkbookError) -> String {
    if (first.row...last.row).contains(row), (first.column...last.column).contains(column) {
      throw problem(.refersToItself)
    }
    return "SUM(\(try address(of: first)):\(try address(of: last)))"
  }

  private func terms(_ references: [Reference]) throws(WorkbookError) -> [String] {
    var terms: [String] = []
    for reference in references {
      let place = place(of: reference)
      if place == (row, column) { throw problem(.refersToItself) }
      terms.append(try address(of: place))
    }
    return terms
  }

  private func place(of reference: Reference) -> Place {
    switch reference {
    case .row(let row): (row, column)
    case .column(let column): (row, column)
    case .cell(let row, let column): (row, column)
    }
  }

  private func address(of place: Place) throws(WorkbookError) -> String {
    guard sheet.rows.indices.contains(place.row), sheet.columns.indices.contains(place.column) else {
      throw problem(.outsideTable)
    }
    return Workbooks.address(row: sheet.firstRow + place.row, column: place.column)
  }

  private func problem(_ problem: FormulaProblem) -> WorkbookError {
    .formula(sheet: sheet.name, row: row, column: column, problem)
  }
}
