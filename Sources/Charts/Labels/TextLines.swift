/// A text broken into lines, perhaps shortened.
package struct TextLines: Equatable {
  package let lines: [String]
  /// The whole text where the lines show less than that.
  package let full: String?
  package let style: TextStyle

  package var width: Double { lines.map { style.width($0) }.max() ?? 0 }
  package var height: Double { Double(lines.count) * style.lineHeight }

  /// At most `maximum` lines of at most `width`; the last ends with … where the text is longer.
  ///
  /// Lines end at spaces and between Chinese characters, in the middle of a word only where the word alone is too
  /// wide, and none starts with closing punctuation.
  package init(_ text: String, width: Double, style: TextStyle, maximum: Int = 1) {
    self.style = style
    let text = visible(text)
    var lines: [String] = []
    var rest = pieces(of: text)[...]
    while !rest.isEmpty, lines.count < maximum - 1 {
      lines.append(takeLine(from: &rest, width: width, style: style))
    }
    let last = trimmed(rest.joined())
    let (shown, isShortened) = shortened(last, width: width, style: style)
    if !last.isEmpty || lines.isEmpty { lines.append(shown) }
    self.lines = lines
    full = isShortened ? text : nil
  }

  /// A name with a value behind it; where there is not room for both, the name is shortened.
  package init(name: String, value: String, width: Double, style: TextStyle, maximum: Int = 1) {
    let both = name + " " + value
    let whole = TextLines(both, width: width, style: style, maximum: maximum)
    guard whole.full != nil else {
      self = whole
      return
    }
    self.style = style
    full = visible(both)
    let (shown, _) = shortened(visible(value), width: width, style: style)
    if maximum > 1 {
      lines = TextLines(name, width: width, style: style, maximum: maximum - 1).lines + [shown]
    } else {
      let room = width - style.width(" " + shown)
      lines = [room < style.size * 2 ? shown : shortened(visible(name), width: room, style: style).0 + " " + shown]
    }
  }
}

/// As many pieces as fit into a line, at least a part of one.
private func takeLine(from rest: inout ArraySlice<String>, width: Double, style: TextStyle) -> String {
  var line = ""
  while let piece = rest.first, style.width(trimmed(line + piece)) <= width {
    line += piece
    rest.removeFirst()
  }
  guard line.isEmpty, let word = rest.popFirst() else { return trimmed(line) }
  // A word wider than the line is broken where the line ends.
  var (head, used) = ("", 0.0)
  for character in word {
    used += style.width(String(character))
    if used > width, !head.isEmpty { break }
    head.append(character)
  }
  if head.count < word.count { rest = [String(word.dropFirst(head.count))] + rest }
  return trimmed(head)
}

private func shortened(_ text: String, width: Double, style: TextStyle) -> (String, Bool) {
  if style.width(text) <= width { return (text, false) }
  var (head, used) = ("", style.width("…"))
  for character in text {
    used += style.width(String(character))
    if used > width { break }
    head.append(character)
  }
  return (trimmed(head) + "…", true)
}

private func trimmed(_ text: String) -> String {
  let start = text.firstIndex { $0 != " " } ?? text.endIndex
  let end = text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? start
  return String(text[start..<max(start, end)])
}

/// Parts between which a line may end: words with the space behind them, single wide characters with the closing
/// punctuation behind them.
private func pieces(of text: String) -> [String] {
  var (pieces, current) = ([String](), "")
  for character in text {
    if let last = current.last, mayBreak(between: last, and: character) {
      pieces.append(current)
      current = ""
    }
    current.append(character)
  }
  return current.isEmpty ? pieces : pieces + [current]
}

private func mayBreak(between last: Character, and next: Character) -> Bool {
  if next == " " || closing.contains(next) || opening.contains(last) { return false }
  // A number keeps its unit: 121.3万, 2025年.
  if last.isNumber || last == "%", isWide(next) { return false }
  return last == " " || isWide(last) || isWide(next) || last == "-" && next.isLetter
}

private func isWide(_ character: Character) -> Bool {
  switch character.unicodeScalars.first?.value ?? 0 {
  case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
  default: false
  }
}

private let closing: Set<Character> = [
  "，", "。", "；", "：", "、", "）", "”", "》", "％", "！", "？", "～", "%", ",", ".", ";", ")", "…",
]
private let opening: Set<Character> = ["（", "“", "《", "(", "≥", "≤"]
