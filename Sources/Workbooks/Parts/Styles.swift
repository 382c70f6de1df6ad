/// How a cell looks.
struct Style: Hashable {
  enum Font: Int, CaseIterable { case normal, bold, title, note }
  enum Border: Int, CaseIterable { case none, head, lastRow }
  enum Alignment: String { case general, left, right }

  var font = Font.normal
  var border = Border.none
  var alignment = Alignment.general
  /// `nil` is General.
  var numberFormat: String?
  var isWrapped = false
  /// Keeps a text that looks like a formula a text when it is edited.
  var isQuoted = false
}

/// The styles of a workbook in the order of their first use; the first is that of empty cells.
struct StyleTable {
  private(set) var styles: [Style] = [Style()]
  private var indices: [Style: Int] = [Style(): 0]

  mutating func index(of style: Style) -> Int {
    if let index = indices[style] { return index }
    indices[style] = styles.count
    styles.append(style)
    return styles.count - 1
  }

  /// The number formats of our own, in the order of their first use; the format with index 0 is number 164.
  var numberFormats: [String] {
    var formats: [String] = []
    for case let format? in styles.map(\.numberFormat) where !formats.contains(format) { formats.append(format) }
    return formats
  }
}

/// The part that says how cells look.
func stylesPart(_ table: StyleTable) -> Markup {
  let formats = table.numberFormats
  var markup = Markup()
  markup += "<styleSheet xmlns=\"\(mainNamespace)\">"
  if !formats.isEmpty {
    markup += "<numFmts count=\"\(formats.count)\">"
    for (index, format) in formats.enumerated() {
      markup += "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(format)\"/>"
    }
    markup += "</numFmts>"
  }
  markup += "<fonts count=\"\(Style.Font.allCases.count)\">"
  for font in Style.Font.allCases { markup += element(of: font) }
  markup += "</fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
  markup += "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
  markup += "<borders count=\"\(Style.Border.allCases.count)\">"
  for border in Style.Border.allCases { markup += element(of: border) }
  markup += "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
  markup += "</cellStyleXfs><cellXfs count=\"\(table.styles.count)\">"
  for style in table.styles { markup += element(of: style, formats) }
  markup += "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
  markup += "</styleSheet>"
  return markup
}

private func element(of font: Style.Font) -> String {
  let look =
    switch font {
    case .normal: "<sz val=\"11\"/>"
    case .bold: "<b/><sz val=\"11\"/>"
    case .title: "<b/><sz val=\"14\"/>"
    case .note: "<sz val=\"10\"/><color rgb=\"FF595959\"/>"
    }
  return "<font>\(look)<name val=\"Calibri\"/><family val=\"2\"/></font>"
}

/// The three lines of a table: a thick one above the head, a thin one below it, a thick one below the last row.
private func element(of border: Style.Border) -> String {
  let medium = "style=\"medium\"><color auto=\"1\"/>"
  let lines =
    switch border {
    case .none: "<top/><bottom/>"
    case .head: "<top \(medium)</top><bottom style=\"thin\"><color auto=\"1\"/></bottom>"
    case .lastRow: "<top/><bottom \(medium)</bottom>"
    }
  return "<border><left/><right/>\(lines)<diagonal/></border>"
}

private func element(of style: Style, _ formats: [String]) -> String {
  let format = style.numberFormat.flatMap { formats.firstIndex(of: $0) }.map { 164 + $0 } ?? 0
  var text = "<xf numFmtId=\"\(format)\" fontId=\"\(style.font.rawValue)\" fillId=\"0\""
  text += " borderId=\"\(style.border.rawValue)\" xfId=\"0\""
  if style.isQuoted { text += " quotePrefix=\"1\"" }
  if format != 0 { text += " applyNumberFormat=\"1\"" }
  if style.font != .normal { text += " applyFont=\"1\"" }
  if style.border != .none { text += " applyBorder=\"1\"" }
  text += " applyAlignment=\"1\"><alignment horizontal=\"\(style.alignment.rawValue)\" vertical=\"top\""
  if style.isWrapped { text += " wrapText=\"1\"" }
  return text + "/></xf>"
}
