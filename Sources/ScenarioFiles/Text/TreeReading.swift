package import StockFlow
import Yams

/// Reads the YAML of a file into a tree of texts, and everything that is wrong with its form.
///
/// The reader goes on after most mistakes as if they had been repaired, so one call finds them all and the tree is
/// useful beside the problems. `root` is `nil` when no mapping could be read.
///
/// - Complexity: O(n) in the size of the file for each repaired mistake, limited to a hundred passes and 100 MB in all.
package func readTree(_ file: SourceFile) -> (root: MarkedNode?, problems: [Diagnostic]) {
  var reading = TreeReading(file)
  return reading.run()
}

private struct TreeReading {
  private let file: SourceFile
  private var working: WorkingText
  private var found: [Diagnostic] = []
  /// The duplicate that the last pass stopped at.
  private var unresolved: TextFinding?
  /// How many kinds of keys have been numbered: plain ones, then quoted ones.
  private var numberings = 0

  init(_ file: SourceFile) {
    self.file = file
    working = WorkingText(file)
  }

  mutating func run() -> (root: MarkedNode?, problems: [Diagnostic]) {
    if let problem = tooLargeToParse(file) { return (nil, [problem]) }
    // The size of the text bounds the work: small files get a hundred passes, the largest a dozen.
    var passes = min(100, 100_000_000 / max(1, file.text.utf8.count))
    while passes > 0 {
      passes -= 1
      working.mapColumns()
      switch parse() {
      case .success(let outcome):
        guard repairRoot(outcome.tree) else { return finish(outcome) }
      case .failure(let error):
        guard repair(after: error) else { return (nil, sorted(found)) }
      }
    }
    return (nil, sorted(found + [lastWord]))
  }

  /// What is said when the passes are used up.
  private var lastWord: Diagnostic {
    if let finding = unresolved { return file.diagnostic(finding.problem, at: finding.place) }
    return file.diagnostic(.tooManyProblems(limit: found.count), at: file.place(line: 1, column: 1))
  }

  private enum ParseFailure: Error {
    case yaml(YamlError)
    case other
  }

  private struct Outcome {
    let tree: MarkedNode?
    let problems: [Diagnostic]
  }

  /// One pass of the parser. Anchors live as long as the parser does, so the tree is converted before it goes.
  private func parse() -> Result<Outcome, ParseFailure> {
    do {
      let parser = try Parser(yaml: working.text(), resolver: .basic, encoding: .utf8)
      guard let root = try parser.nextRoot() else { return .success(Outcome(tree: nil, problems: [])) }
      var conversion = TreeConversion(file, working)
      let tree = conversion.convert(root)
      if let second = try parser.nextRoot() {
        let line = second.mark?.line ?? 1
        conversion.report(.severalDocuments, at: file.place(line: max(1, line - 1), column: 1, length: 3))
      }
      let usable = conversion.isOverLimit ? nil : tree
      return withExtendedLifetime(parser) { .success(Outcome(tree: usable, problems: conversion.problems)) }
    } catch let error as YamlError {
      return .failure(.yaml(error))
    } catch {
      return .failure(.other)
    }
  }

  private func finish(_ outcome: Outcome) -> (root: MarkedNode?, problems: [Diagnostic]) {
    var problems = found + outcome.problems
    guard let tree = outcome.tree else {
      if problems.isEmpty { problems = [file.diagnostic(.emptyFile, at: file.place(line: 1, column: 1))] }
      return (nil, sorted(problems))
    }
    guard tree.entries == nil else { return (tree, sorted(problems)) }
    problems.append(explainRoot(tree, in: file))
    return (nil, sorted(problems))
  }

  /// Lines of `key：value` alone are one long text to the parser; reports and repairs the first of them.
  private mutating func repairRoot(_ root: MarkedNode?) -> Bool {
    guard let root, case .scalar(_, quoted: false) = root.content,
      let explanation = SyntaxDiagnosis(file, working).keyLine(root.place.line)
    else { return false }
    return apply(explanation)
  }

  private mutating func apply(_ explanation: SyntaxExplanation) -> Bool {
    let isNew = explanation.repairs.map { working.apply($0) }
    // A repair that stands already has not helped, and its problem has been reported.
    if explanation.repairs.isEmpty || isNew.contains(true) {
      found += explanation.findings.map { file.diagnostic($0.problem, at: $0.place) }
    }
    return isNew.contains(true)
  }

  /// Reports what stopped the parser and repairs it; false when it cannot go on.
  private mutating func repair(after failure: ParseFailure) -> Bool {
    guard case .yaml(let error) = failure else {
      found.append(file.diagnostic(.syntax(.unknown), at: file.place(line: 1, column: 1)))
      return false
    }
    unresolved = nil
    if case .duplicatedKeysInMapping(let keys, let context) = error {
      return separateDuplicates(working.mask.revealed(keys.first ?? ""), context.mark)
    }
    if apply(SyntaxDiagnosis(file, working).explain(error)) { return true }
    if found.isEmpty { found.append(file.diagnostic(.syntax(.unknown), at: file.place(line: 1, column: 1))) }
    return false
  }

  /// Makes equal keys different for the parser: first all that a look at the text finds, then the one it names.
  private mutating func separateDuplicates(_ key: String, _ mark: Mark) -> Bool {
    if numberings < 2 {
      working.apply(all: numberedKeys(of: file, working.mask, quoted: numberings == 1))
      numberings += 1
      return true
    }
    let column = working.originalColumn(line: mark.line, column: mark.column)
    var scanner = SourceScanner(file)
    let start = scanner.columnAfterProperties(line: mark.line, column: column)
    let duplicate = TextProblem.duplicateKey(key, firstLine: mark.line)
    unresolved = TextFinding(problem: duplicate, place: file.place(line: mark.line, column: start))
    let scalars = scanner.scalars(ofLine: mark.line)
    let isQuoted = start <= scalars.count && (scalars[start - 1] == "\"" || scalars[start - 1] == "'")
    let number = working.mask.digits(1_000_000 + mark.line)
    let edit = WorkingText.Edit(line: mark.line, column: isQuoted ? start + 1 : start, inserted: number)
    if working.apply(edit) { return true }
    found.append(file.diagnostic(.keyIsNoText, at: file.place(line: mark.line, column: start)))
    return false
  }
}

private func sorted(_ problems: [Diagnostic]) -> [Diagnostic] {
  problems.enumerated().sorted { first, second in
    let a = first.element.place, b = second.element.place
    return (a?.line ?? 0, a?.column ?? 0, first.offset) < (b?.line ?? 0, b?.column ?? 0, second.offset)
  }.map(\.element)
}
