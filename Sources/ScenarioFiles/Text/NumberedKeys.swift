import StockFlow

/// Invisible digits for every key that the file writes more than once: the second `stock` gets 1, the third 2 ….
///
/// Works on the text without parsing it, so some digits land in texts that only look like keys; the reader removes
/// them all. Quoted keys come only when `quoted` asks for them, as what looks like one may be the end of one text
/// and the beginning of another.
///
/// - Complexity: O(n) in the size of the file.
func numberedKeys(of file: SourceFile, _ mask: Mask, quoted: Bool) -> [WorkingText.Edit] {
  var counts: [String: Int] = [:]
  var edits: [WorkingText.Edit] = []
  for (index, line) in file.lines.enumerated() where line.utf8.contains(UInt8(ascii: ":")) {
    for (column, key) in keys(in: Array(line.unicodeScalars), quoted: quoted) {
      let count = counts[key, default: 0]
      counts[key] = count + 1
      if count > 0 { edits.append(.init(line: index + 1, column: column, inserted: mask.digits(count))) }
    }
  }
  return edits
}

/// What looks like a key in a line: a name at its start or after `{`, `,`, `-` or `?`, up to a colon.
private func keys(in scalars: [Unicode.Scalar], quoted: Bool) -> [(column: Int, key: String)] {
  var found: [(Int, String)] = []
  var index = 0
  var mayStart = true
  while index < scalars.count {
    let scalar = scalars[index]
    if mayStart, let (start, end) = extentOfKey(scalars, index, quoted: quoted) {
      found.append((start + 1, String(String.UnicodeScalarView(scalars[start..<end]))))
      index = end
      mayStart = false
    } else {
      mayStart = isBlank(scalar) ? mayStart : "{,-?".unicodeScalars.contains(scalar)
      index += 1
    }
  }
  return found
}

/// Where a key's letters begin and end, for a key that begins at an index.
private func extentOfKey(_ scalars: [Unicode.Scalar], _ index: Int, quoted: Bool) -> (start: Int, end: Int)? {
  let first = scalars[index]
  let isQuote = first == "\"" || first == "'"
  guard isQuote == quoted, isQuote || isNameScalar(first) && first != "-" else { return nil }
  let start = isQuote ? index + 1 : index
  let stops = isQuote ? "\"'\\" : ":,{}[]#\"'"
  guard let end = scalars[start...].firstIndex(where: { stops.unicodeScalars.contains($0) }) else { return nil }
  guard isQuote else { return scalars[end] == ":" ? (start, end) : nil }
  guard scalars[end] == first, scalars[(end + 1)...].first(where: { !isBlank($0) }) == ":" else { return nil }
  return (start, end)
}
