package import StockFlow

/// Columns aligned by the width characters have on a terminal, Chinese ones counted twice.
///
/// The first column holds names: it stands left and is broken into lines where the table would be too wide.
package struct TextTable {
  package enum Alignment { case left, right }

  package struct Column {
    /// One or more lines, the last stands over the values.
    package let header: [String]
    package let alignment: Alignment
    package init(_ header: String..., alignment: Alignment = .right) {
      self.header = header
      self.alignment = alignment
    }
  }

  package enum Row {
    case cells([String])
    /// A line over a group of rows.
    case heading(String)
    case blank
  }

  package let columns: [Column]
  package let language: Language
  package private(set) var rows: [Row] = []

  /// Columns of a terminal that a table takes, if it can.
  package static let widest = 120
  /// Names are not broken into lines shorter than this.
  private static let narrowestName = 20
  private static let gap = 2

  package init(_ columns: [Column], language: Language) {
    self.columns = columns
    self.language = language
  }

  /// Adds a row; cells that are missing are empty.
  package mutating func append(_ cells: [String]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(.cells(Array(cells.prefix(columns.count)) + Array(repeating: "", count: missing)))
  }
  package mutating func append(heading: String) { rows.append(.heading(heading)) }
  package mutating func appendBlank() { rows.append(.blank) }

  /// The lines of the table, without trailing spaces.
  package func lines() -> [String] {
    let widths = self.widths()
    let total = widths.reduce(0, +) + TextTable.gap * (widths.count - 1)
    return headerLines(widths) + [String(repeating: "-", count: total)] + rows.flatMap { lines(of: $0, widths) }
  }

  private func widths() -> [Int] {
    var widths = columns.map { $0.header.map { displayWidth($0) }.max() ?? 0 }
    for case .cells(let cells) in rows {
      for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], displayWidth(cell)) }
    }
    let others = widths.dropFirst().reduce(0) { $0 + $1 + TextTable.gap }
    if let first = widths.first { widths[0] = min(first, max(TextTable.narrowestName, TextTable.widest - others)) }
    return widths
  }

  private func headerLines(_ widths: [Int]) -> [String] {
    let height = columns.map(\.header.count).max() ?? 0
    return (0..<height).map { line in
      let cells = columns.map { column in
        let index = line - (height - column.header.count)
        return index >= 0 ? column.header[index] : ""
      }
      return self.line(of: cells, widths)
    }
  }

  private func lines(of row: Row, _ widths: [Int]) -> [String] {
    switch row {
    case .blank: return [""]
    case .heading(let text): return [text]
    case .cells(let cells):
      let names = wrapped(cells[0], width: widths[0], hanging: 2, language: language)
      let first = line(of: [names[0]] + cells.dropFirst(), widths)
      return [first] + names.dropFirst()
    }
  }

  private func line(of cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[index] - displayWidth(cell)))
      if index > 0 { line += String(repeating: " ", count: TextTable.gap) }
      line += columns[index].alignment == .left ? cell + padding : padding + cell
    }
    return withoutTrailingSpaces(line)
  }
}

func withoutTrailingSpaces(_ line: String) -> String {
  line.lastIndex { $0 != " " }.map { String(line[...$0]) } ?? ""
}
