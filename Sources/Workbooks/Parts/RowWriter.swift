/// Writes the rows of one sheet.
struct RowWriter {
  let sheet: Sheet
  let widths: [Double]
  private(set) var styles: StyleTable
  private(set) var markup: Markup

  init(sheet: Sheet, widths: [Double], styles: StyleTable, markup: Markup) {
    self.sheet = sheet
    self.widths = widths
    self.styles = styles
    self.markup = markup
  }

  mutating func writeAll() throws(WorkbookError) {
    markup += "<sheetData>"
    writeTitleLines()
    writeHead()
    for row in sheet.rows.indices { try writeRow(row) }
    writeNotes()
    markup += "</sheetData>"
  }

  private mutating func writeTitleLines() {
    for (row, line) in sheet.titleLines.enumerated() {
      beginRow(row, lines: 1, of: row == 0 ? RowHeight.title : RowHeight.line)
      write(line, at: address(row: row, column: 0), Style(font: row == 0 ? .title : .note))
      markup += "</row>"
    }
  }

  private mutating func writeHead() {
    guard !sheet.columns.isEmpty else { return }
    let lines = sheet.columns.indices.map { linesOfText(cellText(sheet.columns[$0].headText), width: widths[$0] - 2) }
    beginRow(sheet.headRow, lines: lines.max() ?? 1)
    for (index, column) in sheet.columns.enumerated() {
      let alignment: Style.Alignment = column.kind == .text ? .left : .right
      write(
        column.headText, at: address(row: sheet.headRow, column: index),
        Style(font: .bold, border: .head, alignment: alignment, isWrapped: true))
    }
    markup += "</row>"
  }

  private mutating func writeRow(_ row: Int) throws(WorkbookError) {
    let border: Style.Border = row == sheet.rows.count - 1 ? .lastRow : .none
    let cells = sheet.rows[row]
    beginRow(sheet.firstRow + row, lines: lineCount(ofRow: row))
    for column in sheet.columns.indices {
      try write(column < cells.count ? cells[column] : .empty, row: row, column: column, border)
    }
    markup += "</row>"
  }

  private mutating func write(_ cell: Cell, row: Int, column: Int, _ border: Style.Border) throws(WorkbookError) {
    let place = address(row: sheet.firstRow + row, column: column)
    let format = numberFormat(of: cell, in: sheet.columns[column].kind)
    let style = Style(border: border, numberFormat: format)
    switch cell {
    case .text(let text): write(text, at: place, Style(border: border, alignment: .left, isWrapped: true))
    case .number(let value, _) where value.isFinite, .percent(let value, _) where value.isFinite:
      writeValue(decimal(value), at: place, style)
    case .year(let year): writeValue(String(year), at: place, style)
    case .formula(let formula, let result, _):
      let text = try FormulaWriter(sheet: sheet, row: row, column: column).text(of: formula)
      guard result.isFinite else { return writeEmpty(at: place, border) }
      writeValue(decimal(result), formula: text, at: place, style)
    case .empty, .number, .percent: writeEmpty(at: place, border)
    }
  }

  /// Only a cell that bears a line needs to be there at all.
  private mutating func writeEmpty(at place: String, _ border: Style.Border) {
    if border != .none { markup += "<c r=\"\(place)\" s=\"\(styles.index(of: Style(border: border)))\"/>" }
  }

  private mutating func writeValue(_ value: String, formula: String? = nil, at place: String, _ style: Style) {
    markup += "<c r=\"\(place)\" s=\"\(styles.index(of: style))\">"
    if let formula { markup += "<f>\(formula)</f>" }
    markup += "<v>\(value)</v></c>"
  }

  private mutating func write(_ text: String, at place: String, _ style: Style) {
    let text = cellText(text)
    var style = style
    style.isQuoted = text.first.map("=+-@".contains) ?? false
    markup += "<c r=\"\(place)\" s=\"\(styles.index(of: style))\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
    markup.append(escaping: escapingCodes(text))
    markup += "</t></is></c>"
  }

  private mutating func writeNotes() {
    let spreads = sheet.columns.count > 1
    for (index, note) in sheet.notes.enumerated() {
      let row = sheet.firstNoteRow + index
      beginRow(row, lines: spreads ? linesOfText(cellText(note), width: widths.reduce(-1, +)) : 1)
      write(note, at: address(row: row, column: 0), Style(font: .note, alignment: .left, isWrapped: spreads))
      markup += "</row>"
    }
  }

  /// The lines of the highest cell of a row of the table.
  private func lineCount(ofRow row: Int) -> Int {
    var count = 1
    for case (let column, .text(let text)) in sheet.rows[row].enumerated() {
      count = max(count, linesOfText(cellText(text), width: widths[column] - 1))
    }
    return count
  }

  /// Not every program makes rows as high as their lines need, and none does so for merged cells.
  private mutating func beginRow(_ row: Int, lines: Int, of height: Int = RowHeight.line) {
    markup += "<row r=\"\(row + 1)\""
    if lines * height != RowHeight.line {
      markup += " ht=\"\(min(lines, RowHeight.highest / height) * height)\" customHeight=\"1\""
    }
    markup += ">"
  }
}

/// The shortest digits that give the same number back; zero has no sign.
private func decimal(_ value: Double) -> String {
  if value == 0 { return "0" }
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// Readers take `_x0041_` for the character of this code (ECMA-376, part 1, 22.9.2.19); its first mark is written as a
/// code itself.
private func escapingCodes(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
  return text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/.matchingSemantics(.unicodeScalar), with: "_x005F_")
}
