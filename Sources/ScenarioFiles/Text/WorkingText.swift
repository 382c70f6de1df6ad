/// The text as it is given to the YAML parser, with a way back to the places in the original.
///
/// Three things differ from the file. Asterisks are masked, so that aliases come back as scalars with a place of
/// their own and the parser never expands (or hashes) them. A key that is written several times gets invisible
/// digits, so that the parser, which stops at the first duplicate, sees different keys. A mistake that has been
/// reported is repaired, so that the parser goes on to the next one.
struct WorkingText {
  /// What is inserted or taken away in a line.
  struct Edit: Equatable {
    let line: Int
    /// Counted from 1 in the original line.
    let column: Int
    let removed: Int
    let inserted: [Unicode.Scalar]

    init(line: Int, column: Int, removed: Int = 0, inserted: [Unicode.Scalar] = []) {
      self.line = line
      self.column = column
      self.removed = removed
      self.inserted = inserted
    }
  }

  private let lines: [String]
  private var edits: [Int: [Edit]] = [:]
  let mask: Mask

  init(_ file: SourceFile) {
    lines = file.lines
    mask = Mask(absentFrom: file.text)
  }

  /// Adds an edit; false when one stands at that place already and nothing changes.
  mutating func apply(_ edit: Edit) -> Bool {
    let known = edits[edit.line] ?? []
    guard !known.contains(where: { $0.column == edit.column }) else { return false }
    let position = known.firstIndex { $0.column > edit.column } ?? known.endIndex
    edits[edit.line, default: []].insert(edit, at: position)
    return true
  }

  /// Adds edits for a whole text at once, sorted by line and column, none where one stands already.
  mutating func apply(all new: [Edit]) {
    for (line, added) in Dictionary(grouping: new, by: \.line) {
      let known = Set((edits[line] ?? []).map(\.column))
      edits[line] = ((edits[line] ?? []) + added.filter { !known.contains($0.column) }).sorted { $0.column < $1.column }
    }
  }

  /// The whole text with all edits, lines joined by a line feed.
  func text() -> String {
    var result = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { result += "\n" }
      result += edits[index + 1].map { edited(line, $0) } ?? line
    }
    return mask.hidingAsterisks(result)
  }

  private func edited(_ line: String, _ edits: [Edit]) -> String {
    let scalars = Array(line.unicodeScalars)
    var result: [Unicode.Scalar] = []
    var next = 0
    for edit in edits where edit.column - 1 >= next && edit.column - 1 <= scalars.count {
      result += scalars[next..<(edit.column - 1)]
      result += edit.inserted
      next = min(scalars.count, edit.column - 1 + edit.removed)
    }
    return String(String.UnicodeScalarView(result + scalars[next...]))
  }

  /// The column in the original line of a column in the working text.
  func originalColumn(line: Int, column: Int) -> Int {
    guard let map = columnMaps[line] else { return column }
    return map.original(column)
  }

  /// Column maps of the edited lines; rebuilt by `mapColumns`.
  private var columnMaps: [Int: ColumnMap] = [:]

  /// Prepares `originalColumn`; to be called after edits and before places are asked for.
  mutating func mapColumns() {
    columnMaps = edits.mapValues(ColumnMap.init)
  }
}

/// The way back from the columns of an edited line.
private struct ColumnMap {
  /// Where each edit begins in the edited line, where it ends, and the shift from there on.
  private let starts: [Int]
  private let ends: [Int]
  private let columns: [Int]
  private let shifts: [Int]

  init(_ edits: [WorkingText.Edit]) {
    var shift = 0
    var starts: [Int] = []
    var ends: [Int] = []
    var shifts: [Int] = []
    for edit in edits {
      starts.append(edit.column + shift)
      ends.append(edit.column + shift + edit.inserted.count)
      shift += edit.inserted.count - edit.removed
      shifts.append(shift)
    }
    (self.starts, self.ends, self.shifts) = (starts, ends, shifts)
    columns = edits.map(\.column)
  }

  func original(_ column: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= column { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return column }
    return column < ends[low - 1] ? columns[low - 1] : column - shifts[low - 1]
  }
}

/// Private characters that stand for ASCII characters the YAML parser must not see.
struct Mask: Equatable {
  private let base: UInt32

  /// Chooses 128 private characters of which the text contains none; all texts in practice get the first choice.
  init(absentFrom text: String) {
    guard text.utf8.contains(where: { $0 >= 0xF3 }) else {
      base = 0xF0000
      return
    }
    let used = Set(text.unicodeScalars.lazy.map(\.value).filter { $0 >= 0xF0000 }.map { $0 / 128 })
    let blocks = UInt32(0xF0000 / 128)..<UInt32(0x10FF00 / 128)
    base = (blocks.first { !used.contains($0) } ?? blocks.lowerBound) * 128
  }

  /// The stand-in for an ASCII character.
  func callAsFunction(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(base + scalar.value) ?? scalar
  }

  /// Digits nobody sees, which make equal keys different.
  func digits(_ number: Int) -> [Unicode.Scalar] {
    String(number).unicodeScalars.map { self($0) }
  }

  func hidingAsterisks(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "*")) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar == "*" ? self("*") : scalar) }
    return String(result)
  }

  /// The text with stand-ins turned back and digits of duplicates removed.
  func revealed(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0xF3 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard (base..<base + 128).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - base) else {
        result.append(scalar)
        continue
      }
      if !("0"..."9").contains(plain) { result.append(plain) }
    }
    return String(result)
  }

  /// The name of the alias that a plain scalar stands for, `nil` when it is no alias.
  func aliasName(_ text: String) -> String? {
    guard text.unicodeScalars.first == self("*") else { return nil }
    return revealed(String(text.unicodeScalars.dropFirst()))
  }
}
