import Testing
import Workbooks

/// What cannot be written, and that it is said so.
struct LimitTests {
  private func error(_ sheets: [Sheet]) -> WorkbookError? {
    do throws(WorkbookError) {
      _ = try Workbook(title: "", sheets: sheets).bytes()
      return nil
    } catch { return error }
  }

  private func table(columns: Int, rows: [[Cell]]) -> Sheet {
    Sheet(name: "s", columns: Array(repeating: Column("c", kind: .number(decimals: 0)), count: columns), rows: rows)
  }

  @Test func `a workbook needs a sheet`() { #expect(error([]) == .noSheets) }

  @Test func `more sheets than an archive numbers are refused`() {
    let sheets = Array(repeating: table(columns: 0, rows: []), count: 65_530)
    #expect(error(sheets) == .tooManySheets(65_530, limit: 65_529))
  }

  @Test func `more rows than a sheet has are refused, the head counted`() {
    let rows = Array(repeating: [] as [Cell], count: 1_048_576)
    #expect(error([table(columns: 1, rows: rows)]) == .tooManyRows(sheet: "s", rows: 1_048_577, limit: 1_048_576))
    #expect(error([table(columns: 1, rows: rows.dropLast())]) == nil)
  }

  @Test func `more columns than a sheet has are refused`() {
    #expect(
      error([table(columns: 16_385, rows: [])]) == .tooManyColumns(sheet: "s", columns: 16_385, limit: 16_384))
    #expect(error([table(columns: 16_384, rows: [])]) == nil)
  }

  @Test func `a row longer than the table is refused`() {
    #expect(
      error([table(columns: 1, rows: [[], [.empty, .empty]])])
        == .rowTooLong(sheet: "s", row: 1, cells: 2, columns: 1))
  }

  @Test(arguments: [
    (Formula.sumAbove(rows: 3), FormulaProblem.outsideTable), (.sumAbove(rows: .max), .outsideTable),
    (.sumAbove(rows: 0), .withoutCells), (.sumAbove(rows: .min), .withoutCells), (.sumOfRows(0...2), .refersToItself),
    (.sumOfRows(-1...1), .outsideTable), (.sumOfRows(.min ... .max), .refersToItself),
    (.sumOfColumns(1...5), .outsideTable), (.sumOfColumns(0...1), .refersToItself),
    (.balance(plus: [], minus: []), .withoutCells), (.balance(plus: [.row(2)], minus: []), .refersToItself),
    (.balance(plus: [.row(1)], minus: [.cell(row: 0, column: 2)]), .outsideTable),
    (.quotient(.column(1), .column(.max)), .outsideTable),
  ])
  func `a formula that leads nowhere is refused`(formula: Formula, problem: FormulaProblem) {
    let rows: [[Cell]] = [[.number(1)], [.number(2)], [.formula(formula, result: 3)]]
    #expect(error([table(columns: 2, rows: rows)]) == .formula(sheet: "s", row: 2, column: 0, problem))
  }
}
