import StockFlow

/// The problem of a text whose mere parsing would take too long or too much memory, judged from its bytes.
///
/// The parser itself refuses more than 1,000 levels, which its recursion survives; but it looks at every open bracket
/// for each value, so long lists under hundreds of brackets would cost it minutes.
func tooLargeToParse(_ file: SourceFile) -> Diagnostic? {
  var scan = StructureScan()
  for (index, line) in file.lines.enumerated() {
    guard let problem = scan.read(line) else { continue }
    return file.diagnostic(problem.problem, at: file.place(line: index + 1, column: problem.column))
  }
  return nil
}

/// Counts what opens levels and separates values, without telling text from structure.
private struct StructureScan {
  private static let deepest = 120
  private static let mostSeparators = 1_000_000
  private static let mostDirectives = 100

  private var depth = 0
  private var separators = 0
  private var directives = 0
  /// Whether a value may begin here, so that a bracket opens a level; `[0, 1)` in a text opens none.
  private var mayBegin = true

  mutating func read(_ line: String) -> (problem: TextProblem, column: Int)? {
    mayBegin = true
    separators += 1
    if line.utf8.first == UInt8(ascii: "%") { directives += 1 }
    var column = 0
    for byte in line.utf8 {
      // Continuation bytes of UTF-8 begin no character.
      if byte & 0xC0 != 0x80 { column += 1 }
      read(byte)
      if depth > StructureScan.deepest { return (.tooDeep(limit: TreeConversion.Limits.standard.depth), column) }
    }
    if separators > StructureScan.mostSeparators { return (.tooManyNodes(limit: StructureScan.mostSeparators), 1) }
    return directives > StructureScan.mostDirectives ? (.syntax(.directive), 1) : nil
  }

  private mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      if mayBegin { depth += 1 }
      separators += 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      mayBegin = false
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "?"):
      if byte == UInt8(ascii: ",") { separators += 1 }
      mayBegin = true
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      break
    default:
      mayBegin = false
    }
  }
}
