import StockFlow
import Yams

/// What the parser stumbled over, and how to go on behind it.
struct SyntaxExplanation {
  let findings: [TextFinding]
  let repairs: [WorkingText.Edit]

  init(_ problem: TextProblem, at place: SourcePlace, repairs: [WorkingText.Edit] = []) {
    findings = [TextFinding(problem: problem, place: place)]
    self.repairs = repairs
  }
}

/// Finds the planner's mistake behind the parser's complaint.
struct SyntaxDiagnosis {
  let file: SourceFile
  let working: WorkingText

  init(_ file: SourceFile, _ working: WorkingText) {
    self.file = file
    self.working = working
  }

  /// Where the parser gave up, and where the thing began that it was reading.
  struct Complaint {
    let problem: String
    let context: String
    let at: Position
    let from: Position?
  }

  /// A place in the original file.
  struct Position: Equatable {
    let line: Int
    /// Counted from 1.
    let column: Int
  }

  func explain(_ error: YamlError) -> SyntaxExplanation {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let complaint = Complaint(
        problem: problem, context: context?.text ?? "", at: position(mark),
        from: context.map { position($0.mark) })
      return explain(complaint)
    default:
      return SyntaxExplanation(.syntax(.unknown), at: file.place(line: 1, column: 1))
    }
  }

  private func position(_ mark: Mark) -> Position {
    // At the very end the parser may point behind the last line.
    let line = min(mark.line, file.lines.count)
    let column = line < mark.line ? scalars(line).count + 1 : mark.column
    return Position(line: line, column: working.originalColumn(line: line, column: column))
  }

  private func explain(_ complaint: Complaint) -> SyntaxExplanation {
    tab(complaint) ?? character(complaint) ?? quoted(complaint) ?? flow(complaint) ?? colon(complaint)
      ?? block(complaint) ?? other(complaint)
  }

  func scalars(_ line: Int) -> [Unicode.Scalar] {
    file.line(line).map { Array($0.unicodeScalars) } ?? []
  }

  func scalar(at position: Position) -> Unicode.Scalar? {
    let line = scalars(position.line)
    return line.indices.contains(position.column - 1) ? line[position.column - 1] : nil
  }

  func place(_ position: Position, length: Int = 1) -> SourcePlace {
    file.place(line: position.line, column: position.column, length: length)
  }

  /// An edit that hides one character from the parser.
  func masking(_ position: Position) -> [WorkingText.Edit] {
    guard let scalar = scalar(at: position), scalar.isASCII else { return [] }
    return [.init(line: position.line, column: position.column, removed: 1, inserted: [working.mask(scalar)])]
  }

  // MARK: Characters

  private func tab(_ complaint: Complaint) -> SyntaxExplanation? {
    let indented = file.lines.enumerated().filter { indentation($0.element).contains("\t") }.map(\.offset)
    let isHere = scalar(at: complaint.at) == "\t" || indented.contains(complaint.at.line - 1)
    guard isHere || complaint.problem.contains("tab character") else { return nil }
    let first = indented.first.map { $0 + 1 } ?? complaint.at.line
    let column = scalars(first).firstIndex(of: "\t").map { $0 + 1 } ?? complaint.at.column
    return SyntaxExplanation(
      .tabIndentation(lines: indented.count), at: place(Position(line: first, column: column)))
  }

  private func indentation(_ line: String) -> Substring {
    line.prefix { $0 == " " || $0 == "\t" }
  }

  /// Characters that begin something else than a text: `@`, a backtick, `%`, `&`, `!`, `|`, `>`.
  private func character(_ complaint: Complaint) -> SyntaxExplanation? {
    if complaint.context.contains("directive") {
      return SyntaxExplanation(.syntax(.directive), at: place(complaint.from ?? complaint.at))
    }
    var start: Position?
    if complaint.problem.contains("cannot start any token") { start = complaint.at }
    if ["anchor", "alias", " tag", "block scalar"].contains(where: complaint.context.contains) {
      start = complaint.from
    }
    if complaint.problem.contains("tag handle") { start = complaint.from ?? complaint.at }
    guard let start, let scalar = scalar(at: start) else { return nil }
    guard "@`%&!|>*".unicodeScalars.contains(scalar) else {
      return SyntaxExplanation(.syntax(.unknown), at: place(start))
    }
    return SyntaxExplanation(.reservedCharacter(Character(scalar)), at: place(start), repairs: masking(start))
  }

  private func quoted(_ complaint: Complaint) -> SyntaxExplanation? {
    guard complaint.context.contains("quoted scalar"), let start = complaint.from else { return nil }
    guard complaint.problem.contains("escape") || complaint.problem.contains("hexdecimal") else {
      return SyntaxExplanation(.unclosedQuote(scalar(at: start).map(Character.init) ?? "\""), at: place(start))
    }
    let line = scalars(complaint.at.line)
    let slash = line.indices.prefix(complaint.at.column).last { line[$0] == "\\" }
    let position = slash.map { Position(line: complaint.at.line, column: $0 + 1) } ?? complaint.at
    let next = slash.flatMap { line.indices.contains($0 + 1) ? Character(line[$0 + 1]) : nil }
    return SyntaxExplanation(.unknownEscape(next), at: place(position, length: 2), repairs: masking(position))
  }

  private func other(_ complaint: Complaint) -> SyntaxExplanation {
    if complaint.problem.contains("nesting level") {
      return SyntaxExplanation(.tooDeep(limit: TreeConversion.Limits.standard.depth), at: place(complaint.at))
    }
    return SyntaxExplanation(.syntax(.unknown), at: place(complaint.at))
  }
}
