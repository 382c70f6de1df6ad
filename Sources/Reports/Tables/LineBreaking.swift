package import StockFlow

/// The text in lines of at most `width` columns, broken at spaces and between wide characters.
///
/// In English text lines end at spaces alone, so that a unit such as 万人 stays whole.
/// Lines after the first start with `hanging` spaces. A word wider than a line is broken where the line ends.
/// No line starts with closing punctuation.
///
/// - Complexity: O(n) in the length of the text.
package func wrapped(_ text: String, width: Int, hanging: Int = 0, language: Language) -> [String] {
  var breaker = LineBreaker(width: max(width, hanging + 4), hanging: hanging)
  for piece in pieces(of: text, breaksBetweenWide: language == .zh) { breaker.add(piece) }
  return breaker.finished()
}

private struct LineBreaker {
  let width: Int
  let hanging: Int
  private var lines: [String] = []
  private var line = ""
  private var used = 0

  init(width: Int, hanging: Int) {
    self.width = width
    self.hanging = hanging
  }

  mutating func add(_ piece: String) {
    let columns = displayWidth(withoutTrailingSpaces(piece))
    if used + columns > width, used > (lines.isEmpty ? 0 : hanging) { breakLine() }
    if used + columns > width { return addByCharacters(piece) }
    line += piece
    used += displayWidth(piece)
  }

  private mutating func addByCharacters(_ piece: String) {
    for character in piece {
      if character != " ", used + displayWidth(String(character)) > width { breakLine() }
      line.append(character)
      used += displayWidth(String(character))
    }
  }

  private mutating func breakLine() {
    lines.append(withoutTrailingSpaces(line))
    line = String(repeating: " ", count: hanging)
    used = hanging
  }

  func finished() -> [String] { lines + [withoutTrailingSpaces(line)] }
}

/// Parts of a text between which a line may end: words with the spaces behind them, and single wide characters with
/// the closing punctuation behind them.
private func pieces(of text: String, breaksBetweenWide: Bool) -> [String] {
  var pieces: [String] = []
  var current = ""
  for character in text {
    let isWide = breaksBetweenWide && displayWidth(String(character)) > 1
    let continues = character == " " || closing.contains(character)
    let mayBreak = current.last.map { last in
      let follows = breaksBetweenWide && displayWidth(String(last)) > 1
      return last == " " || (isWide || follows) && !opening.contains(last)
    }
    if mayBreak == true, !continues {
      pieces.append(current)
      current = ""
    }
    current.append(character)
  }
  return current.isEmpty ? (pieces.isEmpty ? [""] : pieces) : pieces + [current]
}

private let closing: Set<Character> = [
  "，", "。", "；", "：", "、", "）", "”", "》", "％", "！", "？", "～", "%", ",", ".", ";", ")",
]
private let opening: Set<Character> = ["（", "“", "《", "("]
