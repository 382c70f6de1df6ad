import StockFlow

/// `check`: the problems of every file, and the plan's statements recomputed.
struct CheckReport: AnswerReport {
  let answers: [CheckAnswer]
  let options: ReportOptions

  var words: Words { options.words }

  /// One file has the common keys of its scenario; of several files all entries stand in the same two lists.
  func json() -> JSONValue {
    let scenario = answers.count == 1 ? answers[0].scenario : nil
    return .object([
      "scenario": JSONValue(scenario?.id),
      "variant": .null,
      "unit": JSONValue(scenario?.unit.name),
      "years": scenario.map { .array($0.horizon.map(JSONValue.integer)) } ?? .null,
      "warnings": .array(
        answers.flatMap(\.problems).filter { $0.severity == .warning }.map { warning($0, options.language) }),
      "files": .array(answers.map { .string($0.file) }),
      "problems": .array(
        answers.flatMap { answer in
          answer.problems.map { problem($0, options.language, in: answer.file) }
        }),
      "statements": .array(
        answers.flatMap { answer in
          let glossary = answer.scenario.map { Glossary($0, words) }
          return answer.statements.map { object(of: $0, in: answer, glossary) }
        }),
    ])
  }

  private func object(of check: StatementCheck, in answer: CheckAnswer, _ glossary: Glossary?) -> JSONValue {
    .object([
      "statement": JSONValue(glossary?.wording(of: check.statement)),
      "stated": .number(check.statement.comparison.figure.value),
      "comparison": .string(check.statement.comparison.key),
      "computed": JSONValue(check.computed),
      "difference": JSONValue(check.difference),
      "agrees": JSONValue(check.agrees),
      "within_rounding": JSONValue(check.withinRounding),
      "file": .string(check.statement.place?.file ?? answer.file),
      "line": JSONValue(check.statement.place?.line),
    ])
  }

  func csv() -> CSVTable {
    var table = CSVTable(header: [
      "record", "file", "line", "column", "severity", "code", "message", "help", "statement", "comparison", "stated",
      "computed", "difference", "agrees", "within_rounding",
    ])
    for answer in answers {
      for diagnostic in answer.problems { table.append(row(of: diagnostic, in: answer)) }
      let glossary = answer.scenario.map { Glossary($0, words) }
      for check in answer.statements { table.append(row(of: check, in: answer, glossary)) }
    }
    return table
  }

  private func row(of diagnostic: Diagnostic, in answer: CheckAnswer) -> [String] {
    [
      "problem", diagnostic.place?.file ?? answer.file, cell(diagnostic.place?.line), cell(diagnostic.place?.column),
      diagnostic.severity.rawValue, diagnostic.code, diagnostic.message(options.language),
      diagnostic.help?(options.language) ?? "",
    ] + Array(repeating: "", count: 7)
  }

  private func row(of check: StatementCheck, in answer: CheckAnswer, _ glossary: Glossary?) -> [String] {
    let place = check.statement.place
    return ["statement", place?.file ?? answer.file, cell(place?.line), cell(place?.column), "", "", "", ""]
      + [glossary?.wording(of: check.statement) ?? "", check.statement.comparison.key]
      + [cell(check.statement.comparison.figure.value), cell(check.computed), cell(check.difference)]
      + [cell(check.agrees), cell(check.withinRounding)]
  }
}

extension Statement.Comparison {
  var key: String {
    switch self {
    case .equals: "is"
    case .atLeast: "at_least"
    case .atMost: "at_most"
    }
  }
}
