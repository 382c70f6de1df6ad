import StockFlow
import Workbooks

/// The tables of a report as a workbook: what it says first, then one sheet a table.
struct ReportWorkbook {
  /// One per language, never empty.
  let documents: [ReportDocument]

  func workbook() -> Workbook {
    Workbook(
      title: documents.map(\.title).joined(separator: " · "),
      sheets: documents.flatMap { document in
        let words = Words(language: document.language)
        return [document.aboutTable(words)].map { sheet(of: $0, words) } + document.tables.map { sheet(of: $0, words) }
      })
  }

  private func sheet(of table: ReportTable, _ words: Words) -> Sheet {
    let unit = table.unit.isEmpty ? [] : [words.unitLine(table.unit)]
    let sources =
      table.sources.isEmpty ? [] : [words.sourceName + table.sources.joined(separator: words.say("；", "; "))]
    let layout = SheetLayout(table, words)
    return Sheet(
      name: words.sheetName(table.id), titleLines: [table.title] + unit, columns: layout.columns, rows: layout.rows,
      notes: table.notes + sources, frozenColumns: 1)
  }
}

/// The cells of a table as a sheet has them: what stands before a number gets a column of its own, so that numbers stay
/// numbers.
private struct SheetLayout {
  let columns: [Workbooks.Column]
  let rows: [[Workbooks.Cell]]

  init(_ table: ReportTable, _ words: Words) {
    let prefixed = table.columns.indices.map { column in
      table.rows.contains { row in
        if case .number(_, _, _, let prefix) = row.cells[column] { !prefix.isEmpty } else { false }
      }
    }
    columns = table.columns.enumerated().flatMap { index, column -> [Workbooks.Column] in
      let own = Workbooks.Column(
        column.title, unit: column.unit.isEmpty ? nil : column.unit,
        kind: column.isNumeric ? .number(decimals: SheetLayout.decimals(of: index, table)) : .text)
      return prefixed[index] ? [Workbooks.Column(words.comparisonName, kind: .text), own] : [own]
    }
    rows = table.rows.indices.map { row in
      table.columns.indices.flatMap { column -> [Workbooks.Cell] in
        let own = SheetLayout.cell(table, row, column)
        guard prefixed[column] else { return [own] }
        guard case .number(_, _, _, let prefix) = table.rows[row].cells[column] else { return [.empty, own] }
        return [.text(prefix), own]
      }
    }
  }

  private static func cell(_ table: ReportTable, _ row: Int, _ column: Int) -> Workbooks.Cell {
    switch table.rows[row].cells[column] {
    case .empty, .missing: return .empty
    case .text(let text): return .text(text)
    case .whole(let number): return .year(number)
    case .number(let value, let decimals, _, _):
      guard let count = table.summedRows(row, column) else { return .number(value, decimals: decimals) }
      return .formula(.sumAbove(rows: count), result: value, decimals: decimals)
    }
  }

  private static func decimals(of column: Int, _ table: ReportTable) -> Int {
    table.rows.map { row in
      if case .number(_, let decimals, _, _) = row.cells[column] { decimals } else { 0 }
    }.max() ?? 0
  }
}

extension ReportDocument {
  /// What the report answers and by what it can be made again.
  func aboutTable(_ words: Words) -> ReportTable {
    var table = ReportTable(id: "about", title: title, columns: [.text(words.item), .text(words.contentName)])
    table.append([.text(words.reportName), .text(subtitle)])
    let answer = (sections.first?.blocks ?? []).prefix { if case .table = $0 { false } else { true } }
    for block in answer {
      switch block {
      case .lead(let text), .paragraph(let text): table.append([.empty, .text(text)])
      case .list(let items): for item in items { table.append([.text(item.label), .text(item.text)]) }
      default: break
      }
    }
    for item in colophon { table.append([.text(item.label), .text(item.text)]) }
    return table
  }
}
