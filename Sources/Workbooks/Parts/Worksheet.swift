/// The part of one sheet, its elements in the order of ECMA-376, part 1, 18.3.1.99.
func worksheet(_ sheet: Sheet, isFirst: Bool, _ styles: inout StyleTable) throws(WorkbookError) -> Markup {
  let widths = sheet.columnWidths
  var markup = Markup()
  markup += "<worksheet xmlns=\"\(mainNamespace)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
  let last = address(row: max(0, sheet.rowCount - 1), column: max(0, sheet.columns.count - 1))
  markup += "<dimension ref=\"A1\(last == "A1" ? "" : ":" + last)\"/>"
  appendView(of: sheet, isFirst: isFirst, to: &markup)
  markup += "<sheetFormatPr defaultRowHeight=\"\(RowHeight.line)\" customHeight=\"1\"/>"
  appendColumns(widths, to: &markup)
  var rows = RowWriter(sheet: sheet, widths: widths, styles: styles, markup: markup)
  try rows.writeAll()
  styles = rows.styles
  markup = rows.markup
  appendMergedNotes(of: sheet, to: &markup)
  markup += "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
  // A4, as wide as the page and as long as it gets.
  markup += "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>"
  markup += "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
  return markup
}

private func appendView(of sheet: Sheet, isFirst: Bool, to markup: inout Markup) {
  // At least the last row and the last column of the format are left to move.
  let frozenRows = sheet.freezesHead ? min(sheet.headRow + 1, Limits.rows - 1) : 0
  let frozenColumns = min(max(0, sheet.frozenColumns), sheet.columns.count, Limits.columns - 1)
  markup += "<sheetViews><sheetView\(isFirst ? " tabSelected=\"1\"" : "") workbookViewId=\"0\">"
  if frozenRows + frozenColumns > 0 {
    let corner = address(row: frozenRows, column: frozenColumns)
    let pane = frozenColumns == 0 ? "bottomLeft" : frozenRows == 0 ? "topRight" : "bottomRight"
    markup += "<pane"
    if frozenColumns > 0 { markup += " xSplit=\"\(frozenColumns)\"" }
    if frozenRows > 0 { markup += " ySplit=\"\(frozenRows)\"" }
    markup += " topLeftCell=\"\(corner)\" activePane=\"\(pane)\" state=\"frozen\"/>"
    markup += "<selection pane=\"\(pane)\" activeCell=\"\(corner)\" sqref=\"\(corner)\"/>"
  }
  markup += "</sheetView></sheetViews>"
}

private func appendColumns(_ widths: [Double], to markup: inout Markup) {
  guard !widths.isEmpty else { return }
  markup += "<cols>"
  for (index, width) in widths.enumerated() {
    markup += "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
  }
  markup += "</cols>"
}

/// Notes break into lines over the width of the table.
private func appendMergedNotes(of sheet: Sheet, to markup: inout Markup) {
  guard sheet.columns.count > 1, !sheet.notes.isEmpty else { return }
  markup += "<mergeCells count=\"\(sheet.notes.count)\">"
  for index in sheet.notes.indices {
    let row = sheet.firstNoteRow + index
    markup += "<mergeCell ref=\"\(address(row: row, column: 0)):"
    markup += "\(address(row: row, column: sheet.columns.count - 1))\"/>"
  }
  markup += "</mergeCells>"
}
