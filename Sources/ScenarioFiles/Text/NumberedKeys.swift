import StockFlow

/// Invisible digits for every key that the file writes more than once: the second `stock` gets 1, the third 2 ….
///
/// Works on the text without parsing it, so some digits land in texts that only look like keys; the reader removes
/// them all. Quoted keys are left alone, as a quote may as well end a text.
///
/// - Complexity: O(n) in the size of the file.
func numberedKeys(of file: SourceFile, _ mask: Mask) -> [WorkingText.Edit] {
  var counts: [String: Int] = [:]
  var edits: [WorkingText.Edit] = []
  for (index, line) in file.lines.enumerated() where line.utf8.contains(UInt8(ascii: ":")) {
    for (column, key) in keys(in: Array(line.unicodeScalars)) {
      let count = counts[key, default: 0]
      counts[key] = count + 1
      if count > 0 { edits.append(.init(line: index + 1, column: column, inserted: mask.digits(count))) }
    }
  }
  return edits
}

/// What looks like a key in a line: a name at its start or after `{`, `,`, `-` or `?`, up to a colon.
private func keys(in scalars: [Unicode.Scalar]) -> [(column: Int, key: String)] {
  var found: [(Int, String)] = []
  var index = 0
  var mayStart = true
  while index < scalars.count {
    let scalar = scalars[index]
    if mayStart, isNameScalar(scalar), scalar != "-" {
      let end = scalars[index...].firstIndex { ":,{}[]#\"'".unicodeScalars.contains($0) } ?? scalars.endIndex
      if end < scalars.endIndex, scalars[end] == ":" {
        found.append((index + 1, String(String.UnicodeScalarView(scalars[index..<end]))))
      }
      index = end
      mayStart = false
    } else {
      mayStart = isBlank(scalar) ? mayStart : "{,-?".unicodeScalars.contains(scalar)
      index += 1
    }
  }
  return found
}
