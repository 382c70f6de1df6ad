/// A diagnostic as people read it: place, message, the source line with a caret under the place, and help.
///
///     Scenarios/bijie.yaml:14:16: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
///        14 |     attrition: 120%
///           |                ^^^^
///        help: write 12% if a tenth was meant
///
/// Carets stand under the text also where characters are two columns wide; long lines are shown around the place.
/// Characters that would steer the terminal are shown as symbols.
public func render(_ diagnostic: Diagnostic, language: Language, color: Bool) -> String {
  let paint = Paint(on: color)
  let severity = severityWord(diagnostic.severity, language)
  var heading = paint(severity + ":", as: diagnostic.severity == .error ? .error : .warning)
  if let place = diagnostic.place {
    heading = paint("\(visible(place.file)):\(place.line):\(place.column):", as: .strong) + " " + heading
  }
  var parts = [heading + " " + visible(diagnostic.message(language))]
  if let place = diagnostic.place, let line = diagnostic.sourceLine {
    parts += quotation(of: line, at: place, paint)
  }
  if let help = diagnostic.help {
    parts.append("   " + paint(language == .zh ? "建议:" : "help:", as: .help) + " " + visible(help(language)))
  }
  return parts.joined(separator: "\n")
}

private func severityWord(_ severity: Diagnostic.Severity, _ language: Language) -> String {
  switch (severity, language) {
  case (.error, .zh): "错误"
  case (.warning, .zh): "警告"
  case (.note, .zh): "说明"
  case (_, .en): severity.rawValue
  }
}

/// The source line and the caret line, each behind its gutter.
private func quotation(of line: String, at place: SourcePlace, _ paint: Paint) -> [String] {
  let number = String(place.line)
  let gutter = max(5, number.count)
  let excerpt = Excerpt(of: line, column: place.column, length: place.length)
  let padded = String(repeating: " ", count: gutter - number.count) + number
  let carets = String(repeating: " ", count: excerpt.indent) + paint(excerpt.carets, as: .error)
  return [
    padded + " | " + excerpt.text,
    String(repeating: " ", count: gutter) + " | " + carets,
  ]
}

/// The part of a line that is shown, and where the carets go under it.
struct Excerpt: Equatable {
  let text: String
  /// Terminal columns before the first caret.
  let indent: Int
  let carets: String

  /// Columns shown of a long line, and how many of them stand before the place.
  private static let widest = 120
  private static let before = 40

  init(of line: String, column: Int, length: Int) {
    let scalars = line.unicodeScalars
    let start = scalars.index(scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let end = scalars.index(start, offsetBy: length, limitedBy: scalars.endIndex) ?? scalars.endIndex
    // No character is wider than two columns or longer than a few scalars: look at no more than can be shown.
    let first = scalars.index(start, offsetBy: -4 * Excerpt.widest, limitedBy: scalars.startIndex) ?? scalars.startIndex
    let last = scalars.index(start, offsetBy: 4 * Excerpt.widest, limitedBy: scalars.endIndex) ?? scalars.endIndex
    let lead = glyphs(of: scalars[first..<start])
    let marked = glyphs(of: scalars[start..<min(end, last)])
    let rest = glyphs(of: scalars[min(end, last)..<last])
    let isWhole = first == scalars.startIndex && last == scalars.endIndex
    let total = [lead, marked, rest].joined().reduce(0) { $0 + $1.width }
    self.init(lead: lead, marked: marked, rest: rest, whole: isWhole && total <= Excerpt.widest)
  }

  private init(lead: [Glyph], marked: [Glyph], rest: [Glyph], whole: Bool) {
    guard !whole else {
      self.init(shown: [lead, marked, rest])
      return
    }
    let shownLead = Excerpt.tail(of: lead, within: Excerpt.before)
    let used = shownLead.reduce(0) { $0 + $1.width }
    let shownMarked = Excerpt.head(of: marked, within: Excerpt.widest - used)
    let left = Excerpt.widest - used - shownMarked.reduce(0) { $0 + $1.width }
    let shownRest = Excerpt.head(of: rest, within: left)
    let ellipsis = Glyph(text: "…", width: 1)
    let isCut = shownMarked.count + shownRest.count < marked.count + rest.count
    self.init(shown: [
      (shownLead.count < lead.count ? [ellipsis] : []) + shownLead, shownMarked, shownRest + (isCut ? [ellipsis] : []),
    ])
  }

  private init(shown: [[Glyph]]) {
    text = shown.joined().map(\.text).joined()
    indent = shown[0].reduce(0) { $0 + $1.width }
    carets = String(repeating: "^", count: max(1, shown[1].reduce(0) { $0 + $1.width }))
  }

  private static func head(of glyphs: [Glyph], within width: Int) -> [Glyph] {
    var used = 0
    return Array(
      glyphs.prefix { cell in
        used += cell.width
        return used <= width
      })
  }

  private static func tail(of glyphs: [Glyph], within width: Int) -> [Glyph] {
    head(of: glyphs.reversed(), within: width).reversed()
  }
}

/// One character as it is shown, and the columns it takes.
private struct Glyph: Equatable {
  let text: String
  let width: Int
}

private func glyphs(of scalars: Substring.UnicodeScalarView) -> [Glyph] {
  Substring(scalars).map { character in
    if character == "\t" { return Glyph(text: "  ", width: 2) }
    let text = visible(String(character))
    return Glyph(text: text, width: displayWidth(text))
  }
}

/// Colours for a terminal, or none.
private struct Paint {
  enum Style: String {
    case strong = "1"
    case error = "1;31"
    case warning = "1;33"
    case help = "1;36"
  }

  let on: Bool

  func callAsFunction(_ text: String, as style: Style) -> String {
    on ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
