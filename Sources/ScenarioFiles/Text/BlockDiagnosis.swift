import StockFlow

/// Mistakes in lines of keys and values.
extension SyntaxDiagnosis {
  /// Complaints about a colon that is missing or one too many.
  func colon(_ complaint: Complaint) -> SyntaxExplanation? {
    if complaint.problem.contains("could not find expected ':'"), let start = complaint.from {
      return keyLine(start.line) ?? missingColon(start.line)
    }
    guard complaint.problem.contains("mapping values are not allowed") else { return nil }
    return fullWidthBracket(complaint.at) ?? secondColon(complaint.at) ?? lineAbove(complaint.at)
  }

  /// `name：x` or `attrition:3%` where `key: value` belongs.
  func keyLine(_ number: Int) -> SyntaxExplanation? {
    let line = scalars(number)
    let start = contentStart(line)
    guard let pair = SplitPair(String(String.UnicodeScalarView(line[start...]))) else { return nil }
    let column = start + pair.keyLength + 1
    let position = Position(line: number, column: column)
    let repair: WorkingText.Edit =
      pair.separator == "："
      ? .init(line: number, column: column, removed: 1, inserted: [":", " "])
      : .init(line: number, column: column + 1, inserted: [" "])
    let isColon = line.dropFirst(column).first.map(isBlank) ?? true
    if pair.separator == ":" && isColon { return nil }
    return SyntaxExplanation(pair.problem, at: place(position), repairs: [repair])
  }

  /// Where a line's content begins, behind indentation and `- `.
  private func contentStart(_ line: [Unicode.Scalar]) -> Int {
    var index = 0
    while index < line.count,
      isBlank(line[index]) || line[index] == "-" && index + 1 < line.count && isBlank(line[index + 1])
    {
      index += 1
    }
    return index
  }

  private func missingColon(_ number: Int) -> SyntaxExplanation {
    let line = scalars(number)
    let start = contentStart(line)
    var end = line.indices.dropFirst(start).first { line[$0] == "#" && isBlank(line[$0 - 1]) } ?? line.count
    while end > start, isBlank(line[end - 1]) { end -= 1 }
    let text = String(String.UnicodeScalarView(line[start..<max(start, end)]))
    let position = Position(line: number, column: start + 1)
    let isName = !text.isEmpty && text.unicodeScalars.allSatisfy(isNameScalar)
    guard isName else { return SyntaxExplanation(.syntax(.key), at: place(position, length: end - start)) }
    let repair = WorkingText.Edit(line: number, column: end + 1, inserted: [":"])
    return SyntaxExplanation(.missingColon(text), at: place(position, length: end - start), repairs: [repair])
  }

  /// `｛zh: 甲｝`: to the parser the bracket is a letter.
  private func fullWidthBracket(_ colon: Position) -> SyntaxExplanation? {
    let line = scalars(colon.line)
    let plain: [Unicode.Scalar: Unicode.Scalar] = ["｛": "{", "｝": "}", "［": "[", "］": "]"]
    guard let first = line.indices.prefix(colon.column).first(where: { plain[line[$0]] != nil }),
      let replacement = plain[line[first]]
    else { return nil }
    let repairs = line.indices.compactMap { index in
      plain[line[index]].map {
        WorkingText.Edit(line: colon.line, column: index + 1, removed: 1, inserted: [$0])
      }
    }
    let problem = TextProblem.fullWidthBracket(Character(line[first]), plain: Character(replacement))
    return SyntaxExplanation(
      problem, at: place(Position(line: colon.line, column: first + 1)), repairs: repairs)
  }

  /// `note: 目标: 2025`: the second colon of a line.
  private func secondColon(_ colon: Position) -> SyntaxExplanation? {
    let line = scalars(colon.line)
    let before = line.indices.prefix(colon.column - 1)
    guard let first = before.first(where: { line[$0] == ":" && line.indices.contains($0 + 1) && isBlank(line[$0 + 1]) })
    else { return nil }
    let text = trimmed(String(String.UnicodeScalarView(line[(first + 1)...])))
    return SyntaxExplanation(.colonInText(text: text), at: place(colon), repairs: masking(colon))
  }

  /// The line above a key that was read as the key's beginning.
  private func lineAbove(_ colon: Position) -> SyntaxExplanation {
    let number = (1..<max(1, colon.line)).reversed().first { !isEmptyOrComment($0) }
    guard let number else { return SyntaxExplanation(.badIndentation, at: place(colon)) }
    if let explanation = keyLine(number) { return explanation }
    let above = scalars(number)
    let start = contentStart(above)
    if above.dropFirst(start).allSatisfy(isNameScalar) { return missingColon(number) }
    let here = contentStart(scalars(colon.line))
    let position = Position(line: colon.line, column: here + 1)
    guard here > start else { return SyntaxExplanation(.badIndentation, at: place(position)) }
    let repair = WorkingText.Edit(line: colon.line, column: start + 1, removed: here - start)
    return SyntaxExplanation(.badIndentation, at: place(position), repairs: [repair])
  }

  private func isEmptyOrComment(_ number: Int) -> Bool {
    let first = scalars(number).first { !isBlank($0) }
    return first == nil || first == "#"
  }

  /// Complaints about lines that do not fit the lines above.
  func block(_ complaint: Complaint) -> SyntaxExplanation? {
    if complaint.problem.contains("block sequence entries are not allowed") {
      return SyntaxExplanation(.listOnKeyLine, at: place(complaint.at))
    }
    guard
      ["did not find expected key", "expected '-' indicator", "document start"].contains(
        where: complaint.problem.contains)
    else { return nil }
    if let closing = afterClosing(complaint.at) { return closing }
    if complaint.problem.contains("document start") { return strayText(complaint) }
    if let found = scalar(at: complaint.at), found == "]" || found == "}" {
      return SyntaxExplanation(.strayBracket(Character(found)), at: place(complaint.at))
    }
    return SyntaxExplanation(.badIndentation, at: place(complaint.at))
  }

  /// Text behind what the parser took for the whole document.
  private func strayText(_ complaint: Complaint) -> SyntaxExplanation {
    if let directive = file.lines.firstIndex(where: { $0.hasPrefix("%") }), directive < complaint.at.line {
      return SyntaxExplanation(.syntax(.directive), at: place(Position(line: directive + 1, column: 1)))
    }
    return SyntaxExplanation(.syntax(.unknown), at: place(complaint.at))
  }

  /// Text behind a closing quote or bracket.
  private func afterClosing(_ position: Position) -> SyntaxExplanation? {
    let line = scalars(position.line)
    guard let previous = line.prefix(position.column - 1).last(where: { !isBlank($0) }) else { return nil }
    switch previous {
    case "\"", "'": return SyntaxExplanation(.textAfterQuote, at: place(position))
    case "]", "}": return SyntaxExplanation(.textAfterBracket, at: place(position))
    default: return nil
    }
  }
}
