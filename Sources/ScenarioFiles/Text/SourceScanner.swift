import StockFlow

/// Looks at the characters of single lines; keeps the last line at hand, as a reader goes through a file in order.
struct SourceScanner {
  private let file: SourceFile
  private var current: (number: Int, scalars: [Unicode.Scalar]) = (0, [])

  /// Longer runs are not looked through: nobody underlines more.
  private static let reach = 2000

  init(_ file: SourceFile) {
    self.file = file
  }

  mutating func scalars(ofLine number: Int) -> [Unicode.Scalar] {
    if current.number != number {
      current = (number, file.line(number).map { Array($0.unicodeScalars) } ?? [])
    }
    return current.scalars
  }

  /// The column after anchors and tags that stand before a node.
  mutating func columnAfterProperties(line: Int, column: Int) -> Int {
    let scalars = scalars(ofLine: line)
    var index = column - 1
    while index < scalars.count, scalars[index] == "&" || scalars[index] == "!" {
      let start = index
      while index < scalars.count, !isBlank(scalars[index]) { index += 1 }
      while index < scalars.count, isBlank(scalars[index]) { index += 1 }
      if index == scalars.count { return start + 1 }
    }
    return index + 1
  }

  /// The number of characters of a scalar or bracketed node that begins at a place, as far as it stands on that line.
  mutating func length(line: Int, column: Int, plainText: String?) -> Int {
    let scalars = scalars(ofLine: line)
    let start = column - 1
    guard start < scalars.count else { return 1 }
    switch scalars[start] {
    case "\"", "'": return quotedLength(scalars, start)
    case "[", "{": return bracketLength(scalars, start)
    default: break
    }
    return plainText.flatMap { lengthOfMatch(scalars, start, $0) } ?? plainLength(scalars, start)
  }

  /// The length of a text that stands at a place letter by letter; `nil` when something else does.
  private func lengthOfMatch(_ scalars: [Unicode.Scalar], _ start: Int, _ text: String) -> Int? {
    var index = start
    for scalar in text.unicodeScalars {
      guard index < min(scalars.count, start + SourceScanner.reach), scalars[index] == scalar else { return nil }
      index += 1
    }
    return index > start ? index - start : nil
  }

  private func quotedLength(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    let quote = scalars[start]
    var index = start + 1
    while index < min(scalars.count, start + SourceScanner.reach) {
      if quote == "\"" && scalars[index] == "\\" {
        index += 2
      } else if scalars[index] != quote {
        index += 1
      } else if quote == "'" && index + 1 < scalars.count && scalars[index + 1] == "'" {
        index += 2
      } else {
        return index + 1 - start
      }
    }
    return plainLength(scalars, start)
  }

  private func bracketLength(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var depth = 0
    var index = start
    while index < min(scalars.count, start + SourceScanner.reach) {
      switch scalars[index] {
      case "[", "{": depth += 1
      case "]", "}": depth -= 1
      case "\"", "'":
        let before = scalars[index - 1]
        if isBlank(before) || "[{,".unicodeScalars.contains(before) { index += quotedLength(scalars, index) - 1 }
      default: break
      }
      index += 1
      if depth == 0 { return index - start }
    }
    return plainLength(scalars, start)
  }

  /// To the end of the line without trailing blanks and comment.
  private func plainLength(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var end = start
    for index in start..<min(scalars.count, start + SourceScanner.reach) {
      if scalars[index] == "#" && index > start && isBlank(scalars[index - 1]) { break }
      if !isBlank(scalars[index]) { end = index }
    }
    return end - start + 1
  }
}

func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar == " " || scalar == "\t"
}
