package import StockFlow

/// Why a scalar stands where a mapping or a list was expected, if its punctuation tells.
///
/// To be asked only where something else than a scalar is required: texts may contain any punctuation.
package func explainScalar(_ node: MarkedNode, in file: SourceFile) -> Diagnostic? {
  guard case .scalar(let text, quoted: false) = node.content else { return nil }
  if let pair = SplitPair(text) { return file.diagnostic(pair.problem, at: pair.separatorPlace(from: node.place)) }
  if let comma = explainListItem(node, in: file) { return comma }
  return text.contains(",") ? file.diagnostic(.listWithoutBrackets(text: text), at: node.place) : nil
}

/// Why an item of a list of names or numbers is none: a full-width comma holds two of them together.
package func explainListItem(_ node: MarkedNode, in file: SourceFile) -> Diagnostic? {
  guard case .scalar(let text, quoted: false) = node.content,
    let offset = text.unicodeScalars.enumerated().first(where: { $0.element == "，" || $0.element == "、" })?.offset
  else { return nil }
  let place = file.place(line: node.place.line, column: node.place.column + offset)
  return file.diagnostic(.fullWidthComma, at: place)
}

/// Why a key nobody knows may have been written: a full-width colon or a missing space inside it.
package func explainKey(_ entry: MarkedNode.Entry, in file: SourceFile) -> Diagnostic? {
  guard let pair = SplitPair(entry.key) else { return nil }
  return file.diagnostic(pair.problem, at: pair.separatorPlace(from: entry.keyPlace))
}

/// Why a key that needs a value has none: `name: #1` begins a comment.
package func explainAbsent(_ entry: MarkedNode.Entry, in file: SourceFile) -> Diagnostic? {
  guard entry.value.isAbsent, let line = file.line(entry.keyPlace.line) else { return nil }
  let scalars = Array(line.unicodeScalars)
  let rest = scalars.indices.dropFirst(entry.keyPlace.column - 1 + entry.keyPlace.length)
  guard let colon = rest.first(where: { scalars[$0] == ":" }),
    let next = scalars.indices.dropFirst(colon + 1).first(where: { !isBlank(scalars[$0]) }), scalars[next] == "#"
  else { return nil }
  return file.diagnostic(.hashAfterColon, at: file.place(line: entry.keyPlace.line, column: next + 1))
}

/// What to say of a file whose root is no mapping.
func explainRoot(_ root: MarkedNode, in file: SourceFile) -> Diagnostic {
  if root.isAbsent { return file.diagnostic(.emptyFile, at: file.place(line: 1, column: 1)) }
  if root.text.flatMap(SplitPair.init) != nil, let diagnostic = explainScalar(root, in: file) { return diagnostic }
  return file.diagnostic(.rootIsNoMapping(found: root.kind), at: root.place)
}
