import StockFlow

/// Mistakes inside brackets and braces.
extension SyntaxDiagnosis {
  func flow(_ complaint: Complaint) -> SyntaxExplanation? {
    if complaint.problem.contains("found unexpected ':'") { return missingSpace(after: complaint.at) }
    if complaint.problem.contains("expected node content") {
      return SyntaxExplanation(.missingValue, at: place(complaint.at))
    }
    guard complaint.problem.contains("did not find expected ','"), let opening = complaint.from else { return nil }
    return fullWidthColon(before: complaint.at) ?? fullWidthComma(at: complaint.at)
      ?? fullWidthComma(before: complaint.at) ?? hash(after: opening, complaint)
      ?? unclosed(opening, complaint) ?? closed(too: complaint) ?? missingComma(before: complaint.at)
  }

  /// `{stock：{2019: 5}}`: the bracket stands where the text "stock：" has already ended.
  private func fullWidthColon(before end: Position) -> SyntaxExplanation? {
    let line = scalars(end.line)
    guard let bracket = scalar(at: end), bracket == "{" || bracket == "[",
      let colon = line.indices.prefix(end.column - 1).last(where: { !isBlank(line[$0]) }), line[colon] == "："
    else { return nil }
    let position = Position(line: end.line, column: colon + 1)
    let repair = WorkingText.Edit(line: end.line, column: colon + 1, removed: 1, inserted: [":", " "])
    return SyntaxExplanation(.fullWidthColon(key: keyText(line, before: colon)), at: place(position), repairs: [repair])
  }

  /// `{a: {b: 1}，c: 2}`: behind a bracket the comma begins another text.
  private func fullWidthComma(at start: Position) -> SyntaxExplanation? {
    guard let comma = scalar(at: start), comma == "，" || comma == "、" || comma == "；" else { return nil }
    let repair = WorkingText.Edit(line: start.line, column: start.column, removed: 1, inserted: [",", " "])
    return SyntaxExplanation(.fullWidthComma, at: place(start), repairs: [repair])
  }

  /// `{stock:{2019: 5}}`: a colon that a bracket follows.
  private func missingSpace(after at: Position) -> SyntaxExplanation? {
    let line = scalars(at.line)
    let colon = line.indices.dropFirst(max(0, at.column - 2)).first { line[$0] == ":" }
    guard let colon, line.indices.contains(colon + 1), line[colon + 1] == "{" || line[colon + 1] == "["
    else { return nil }
    let position = Position(line: at.line, column: colon + 1)
    let repair = WorkingText.Edit(line: at.line, column: colon + 2, inserted: [" "])
    let problem = TextProblem.missingSpaceAfterColon(key: keyText(line, before: colon), value: "\(line[colon + 1])…")
    return SyntaxExplanation(problem, at: place(position), repairs: [repair])
  }

  /// The key that ends before a colon.
  private func keyText(_ line: [Unicode.Scalar], before colon: Int) -> String {
    let key = line[..<colon].reversed().prefix { !",{[:，".unicodeScalars.contains($0) }.reversed()
    return trimmed(String(String.UnicodeScalarView(key)))
  }

  /// `{zh: 甲，en: X}`: the colon of the second key stands where the text "甲，en" has already ended.
  private func fullWidthComma(before end: Position) -> SyntaxExplanation? {
    let line = scalars(end.line)
    let run = line.indices.prefix(end.column - 1).reversed().prefix { !",{}[]:\"'".unicodeScalars.contains(line[$0]) }
    guard scalar(at: end) == ":",
      let comma = run.first(where: { line[$0] == "，" || line[$0] == "、" || line[$0] == "；" })
    else { return nil }
    let position = Position(line: end.line, column: comma + 1)
    let repair = WorkingText.Edit(line: end.line, column: comma + 1, removed: 1, inserted: [",", " "])
    return SyntaxExplanation(.fullWidthComma, at: place(position), repairs: [repair])
  }

  /// `{zh: 甲 #1, en: X}`: the rest of the line is a comment, the closing brace too.
  private func hash(after opening: Position, _ complaint: Complaint) -> SyntaxExplanation? {
    guard complaint.at.line > opening.line else { return nil }
    let line = scalars(opening.line)
    let rest = line.indices.dropFirst(opening.column)
    guard let hash = rest.first(where: { line[$0] == "#" && isBlank(line[$0 - 1]) }),
      line[hash...].contains(where: { $0 == "]" || $0 == "}" })
    else { return nil }
    let position = Position(line: opening.line, column: hash + 1)
    return SyntaxExplanation(.hashInBrackets, at: place(position), repairs: masking(position))
  }

  /// A bracket that is still open where the next key begins a line.
  private func unclosed(_ opening: Position, _ complaint: Complaint) -> SyntaxExplanation? {
    guard complaint.at.line > opening.line || complaint.at.column > scalars(complaint.at.line).count,
      let bracket = scalar(at: opening), bracket == "[" || bracket == "{"
    else { return nil }
    let line = scalars(opening.line)
    let end = line.lastIndex { !isBlank($0) && $0 != "," }.map { $0 + 2 } ?? opening.column + 1
    let repair = WorkingText.Edit(line: opening.line, column: end, inserted: [bracket == "[" ? "]" : "}"])
    return SyntaxExplanation(.unclosedBracket(Character(bracket)), at: place(opening), repairs: [repair])
  }

  /// `[a, b}`: the wrong bracket closes.
  private func closed(too complaint: Complaint) -> SyntaxExplanation? {
    guard let found = scalar(at: complaint.at), found == "]" || found == "}" else { return nil }
    return SyntaxExplanation(.strayBracket(Character(found)), at: place(complaint.at))
  }

  private func missingComma(before end: Position) -> SyntaxExplanation {
    let line = scalars(end.line)
    let previous = line.indices.prefix(end.column - 1).last { !isBlank(line[$0]) }
    if scalar(at: end) != ":", let previous, line[previous] == "\"" || line[previous] == "'" {
      return SyntaxExplanation(.textAfterQuote, at: place(end))
    }
    guard scalar(at: end) == ":" else { return SyntaxExplanation(.missingComma, at: place(end)) }
    // `{a: 1 b: 2}`: the value ends at the last blank before the second key.
    let word = line.indices.prefix(end.column - 1).reversed().drop { isBlank(line[$0]) }.prefix { !isBlank(line[$0]) }
    guard let start = word.last, start > 0, isBlank(line[start - 1]), line[start...].first != "{" else {
      let colon = TextProblem.colonInText(text: entryText(line, end.column - 1))
      return SyntaxExplanation(colon, at: place(end), repairs: masking(end))
    }
    let position = Position(line: end.line, column: start + 1)
    let repair = WorkingText.Edit(line: end.line, column: start + 1, inserted: [",", " "])
    return SyntaxExplanation(.missingComma, at: place(position, length: word.count), repairs: [repair])
  }

  /// The text around an index up to the separators beside it.
  private func entryText(_ line: [Unicode.Scalar], _ index: Int) -> String {
    let before = line[..<index].reversed().prefix { !",{[:".unicodeScalars.contains($0) }.reversed()
    let after = line[index...].prefix { !",}]".unicodeScalars.contains($0) }
    return trimmed(String(String.UnicodeScalarView(Array(before) + after)))
  }
}
