import StockFlow

// Problems with their places, statements that do not agree, and the counts.
extension CheckReport {
  func text() -> String { answers.map(text).joined(separator: "\n\n") }

  private func text(of answer: CheckAnswer) -> String {
    let problems = answer.problems.map { render($0, language: options.language, color: options.isColored) }
    let statements = answer.scenario.map { scenario in
      let glossary = Glossary(scenario, words)
      return answer.statements.compactMap { finding($0, in: answer, glossary) }
    }
    let name = answers.count > 1 ? [visible(answer.file)] : []
    return (name + problems + (statements ?? []) + [summary(of: answer)]).joined(separator: "\n\n")
  }

  /// What is to be said of a statement; `nil` where it agrees.
  private func finding(_ check: StatementCheck, in answer: CheckAnswer, _ glossary: Glossary) -> String? {
    guard check.agrees != true else { return nil }
    let place = check.statement.place.map { "\(visible($0.file)):\($0.line): " } ?? ""
    let wording = glossary.wording(of: check.statement)
    guard let (computed, difference) = glossary.computed(check) else { return place + words.notComputable(wording) }
    let figures = words.figures(
      stated: glossary.stated(check.statement), computed: computed, difference: difference)
    let rounding = words.rounding(explains: check.withinRounding == true)
    return place + words.disagreement(wording) + "\n   " + figures + words.say("；", "; ") + rounding
  }

  private func summary(of answer: CheckAnswer) -> String {
    func count(_ severity: Diagnostic.Severity) -> Int { answer.problems.filter { $0.severity == severity }.count }
    let problems = words.problems(errors: count(.error), warnings: count(.warning), notes: count(.note))
    guard answer.scenario != nil else {
      return problems + "\n" + words.statementsNotRecomputed
    }
    let failing = answer.statements.filter { $0.agrees == false }
    let statements = words.statements(
      agree: answer.statements.filter { $0.agrees == true }.count, disagree: failing.count,
      explained: failing.filter { $0.withinRounding == true }.count,
      unknown: answer.statements.filter { $0.agrees == nil }.count)
    return problems + "\n" + statements
  }
}
