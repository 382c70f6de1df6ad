import StockFlow

/// The problem of a text whose mere parsing would take too long or too much memory, judged from its bytes.
///
/// The parser itself refuses more than 1,000 levels, which its recursion survives; but it looks at every open bracket
/// for each value, and at all that stands inside a bracketed key on every level, so long lists under hundreds of
/// brackets would cost it minutes. Brackets are counted twice, once as if quotes meant nothing and once with them:
/// neither a stray quote nor a quoted bracket hides a level.
///
/// - Complexity: O(n) in the size of the file.
func tooLargeToParse(_ file: SourceFile) -> Diagnostic? {
  var scan = StructureScan()
  for (index, line) in file.lines.enumerated() {
    guard let problem = scan.read(line) else { continue }
    return file.diagnostic(problem.problem, at: file.place(line: index + 1, column: problem.column))
  }
  return nil
}

/// Counts what opens levels and separates values.
private struct StructureScan {
  private static let deepest = 120
  private static let mostSeparators = 1_000_000
  private static let mostDirectives = 100
  /// Brackets as keys inside each other, and `? ` indicators: the parser hashes a key with all that it holds.
  private static let mostNestedKeys = 10
  private static let mostKeyMarks = 30

  private var everywhere = BracketCount()
  private var outsideQuotes = BracketCount()
  private var quotes = QuoteState()
  private var separators = 0
  private var directives = 0
  private var keyMarks = 0
  private var mayMarkKey = false

  mutating func read(_ line: String) -> (problem: TextProblem, column: Int)? {
    everywhere.beginLine()
    outsideQuotes.beginLine()
    quotes.beginLine()
    separators += 1
    if line.utf8.first == UInt8(ascii: "%") { directives += 1 }
    var column = 0
    for byte in line.utf8 {
      // Continuation bytes of UTF-8 begin no character.
      if byte & 0xC0 != 0x80 { column += 1 }
      read(byte)
      if max(everywhere.depth, outsideQuotes.depth) > StructureScan.deepest {
        return (.tooDeep(limit: TreeConversion.Limits.standard.depth), column)
      }
      if outsideQuotes.nestedKeys > StructureScan.mostNestedKeys || keyMarks > StructureScan.mostKeyMarks {
        return (.keyIsNoText, column)
      }
    }
    if separators > StructureScan.mostSeparators { return (.tooManyNodes(limit: StructureScan.mostSeparators), 1) }
    return directives > StructureScan.mostDirectives ? (.syntax(.directive), 1) : nil
  }

  private mutating func read(_ byte: UInt8) {
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { separators += 1 }
    if mayMarkKey, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { keyMarks += 1 }
    mayMarkKey = byte == UInt8(ascii: "?") && everywhere.mayBegin
    everywhere.read(byte)
    if !quotes.hides(byte, mayBegin: outsideQuotes.mayBegin) { outsideQuotes.read(byte) }
  }
}

/// The open brackets. A bracket opens a level only where a value may begin: `[0, 1)` in a text opens none.
private struct BracketCount {
  private struct Level {
    let isMapping: Bool
    /// Whether the bracket stands where a mapping's key belongs.
    let isKey: Bool
    var expectsKey: Bool
  }

  private var levels: [Level] = []
  private(set) var nestedKeys = 0
  private(set) var mayBegin = true

  var depth: Int { levels.count }

  mutating func beginLine() {
    mayBegin = true
  }

  mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if mayBegin { open(isMapping: byte == UInt8(ascii: "{")) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if levels.popLast()?.isKey == true { nestedKeys -= 1 }
      mayBegin = false
    case UInt8(ascii: ","), UInt8(ascii: ":"):
      if let top = levels.indices.last { levels[top].expectsKey = byte == UInt8(ascii: ",") }
      mayBegin = true
    case UInt8(ascii: "-"), UInt8(ascii: "?"):
      mayBegin = true
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      break
    default:
      mayBegin = false
    }
  }

  private mutating func open(isMapping: Bool) {
    let isKey = levels.last.map { $0.isMapping && $0.expectsKey } ?? false
    if isKey { nestedKeys += 1 }
    levels.append(Level(isMapping: isMapping, isKey: isKey, expectsKey: true))
  }
}

/// Whether the reader is inside quotes or a comment.
private struct QuoteState {
  private var quote: UInt8?
  private var isEscaped = false
  private var isComment = false
  private var afterBlank = true

  mutating func beginLine() {
    isComment = false
    afterBlank = true
    isEscaped = false
  }

  /// Takes the next byte and says whether it stands in quotes or a comment, quotes themselves included.
  mutating func hides(_ byte: UInt8, mayBegin: Bool) -> Bool {
    defer { afterBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    if isComment { return true }
    if let open = quote {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = open == UInt8(ascii: "\"")
      } else if byte == open {
        quote = nil
      }
      return true
    }
    if byte == UInt8(ascii: "#"), afterBlank { isComment = true }
    if mayBegin, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
    return isComment || quote != nil
  }
}
