import Charts

/// A table with its title, unit, notes and sources as HTML.
struct HTMLTable {
  let table: ReportTable
  let words: Words
  /// Counted through the page.
  let number: Int
  /// Rows that are shown.
  let mostRows: Int

  /// Longer tables may be broken between groups when printed.
  private static let longest = 24

  func written() -> String {
    let title = "\(words.tableName) \(number)" + words.say("　", ". ") + table.title
    let unit = table.unit.isEmpty ? "" : element("span", "class=\"unit\"", escaped(words.unitLine(table.unit)))
    let caption = element("figcaption", "", element("span", "class=\"title\"", escaped(title)) + unit)
    let body = element("table", "", head() + bodies())
    let scroll = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(escaped(title))\">\(body)</div>"
    let isLong = table.rows.count > Self.longest
    return element("figure", "class=\"table\(isLong ? " long" : "")\"", caption + scroll + foot())
  }

  private func head() -> String {
    let cells = table.columns.map { column in
      let unit = column.unit.isEmpty ? "" : element("span", "class=\"unit\"", escaped("/" + column.unit))
      return element(
        "th", "scope=\"col\"" + (column.isNumeric ? " class=\"n\"" : ""), escapedName(column.title) + unit)
    }
    return element("thead", "", element("tr", "", cells.joined()))
  }

  /// One `tbody` a group, so that a page break never parts a heading from its rows.
  private func bodies() -> String {
    var groups: [[ReportTable.Row]] = [[]]
    for row in table.rows.prefix(mostRows) {
      if row.kind == .heading, groups.last?.isEmpty == false { groups.append([]) }
      groups[groups.count - 1].append(row)
    }
    let decimals = mostDecimals()
    return groups.filter { !$0.isEmpty }.map { group in
      element("tbody", "", "\n" + group.map { row(of: $0, decimals) + "\n" }.joined())
    }.joined()
  }

  private func row(of row: ReportTable.Row, _ decimals: [Int]) -> String {
    switch row.kind {
    case .heading:
      let text = words.text(of: row.cells.first ?? .empty)
      return element(
        "tr", "class=\"group\"",
        element("th", "scope=\"rowgroup\" colspan=\"\(table.columns.count)\"", escapedName(text)))
    case .entry: return element("tr", "", cells(of: row, decimals))
    case .total: return element("tr", "class=\"total\"", cells(of: row, decimals))
    }
  }

  private func cells(of row: ReportTable.Row, _ decimals: [Int]) -> String {
    row.cells.enumerated().map { index, cell in
      let text = words.text(of: cell)
      if index == 0, !table.columns[0].isNumeric { return element("th", "scope=\"row\"", escapedName(text)) }
      let kind = table.columns[index].isNumeric ? " class=\"\(alignment(of: cell, decimals[index]))\"" : ""
      return "<td\(kind)>\(table.columns[index].isNumeric ? typographic(text) : textCell(text))</td>"
    }.joined()
  }

  /// `z2`: two digits less than others of the column have; `p2`: and no point either.
  private func alignment(of cell: ReportTable.Cell, _ most: Int) -> String {
    let own: Int
    switch cell {
    case .number(_, let decimals, _, _): own = decimals
    case .whole: own = 0
    case .empty, .missing, .text: return "n"
    }
    let missing = min(6, most - own)
    guard missing > 0 else { return "n" }
    return own == 0 ? "n p\(missing)" : "n z\(missing)"
  }

  private func mostDecimals() -> [Int] {
    table.columns.indices.map { column in
      table.rows.map { row in
        if case .number(_, let decimals, _, _) = row.cells[column] { decimals } else { 0 }
      }.max() ?? 0
    }
  }

  /// With a minus sign as long as the plus.
  private func typographic(_ number: String) -> String {
    escaped(number.hasPrefix("-") ? "\u{2212}" + number.dropFirst() : number)
  }

  /// A figure with its unit also where it stands among words.
  private func textCell(_ text: String) -> String {
    text.first == "-" ? typeset(text) : escapedName(text)
  }

  private func foot() -> String {
    var lines = table.rows.count > mostRows ? [words.rowsLeftOut(shown: mostRows, of: table.rows.count)] : []
    if !table.notes.isEmpty {
      lines.append(words.noteName + table.notes.joined(separator: words.say("", " ")))
    }
    if !table.sources.isEmpty {
      lines.append(words.sourceName + table.sources.joined(separator: words.say("；", "; ")) + words.fullStop)
    }
    return lines.map { element("p", "class=\"note\"", escaped($0)) }.joined(separator: "\n")
  }
}

extension Words {
  /// The values behind a chart.
  func html(_ table: ChartTable) -> String {
    let head = table.heads.map { element("th", "scope=\"col\"", escapedName($0)) }.joined()
    let rows = table.rows.map { row in
      element(
        "tr", "",
        row.map { cell in
          switch cell {
          case .text(let text): element("td", "", escapedName(text))
          case .number(_, let shown): element("td", "class=\"n\"", escaped(shown))
          case .empty: "<td></td>"
          }
        }.joined())
    }.joined(separator: "\n")
    return element("table", "", element("thead", "", element("tr", "", head)) + element("tbody", "", rows))
  }
}
