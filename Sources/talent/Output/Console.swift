import ArgumentParser
import Foundation
import Reports
import ScenarioFiles
import StockFlow
import TalentSupply

/// What a command says and to whom: results to standard output or a file, everything else to standard error.
struct Console {
  let language: Language
  let format: OutputFormat
  let hasByteOrderMark: Bool
  let isQuiet: Bool
  let destination: OutputDestination
  let terminal: Terminal

  var words: Words { Words(language: language) }

  func reportOptions(warnings: [Diagnostic] = []) -> ReportOptions {
    ReportOptions(
      format: format, language: language, isColored: destination.file == nil && terminal.showsColorOnOutput,
      hasByteOrderMark: hasByteOrderMark, loadingWarnings: warnings)
  }

  /// Writes the result; a reader who has gone ends the program quietly.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    do {
      try destination.write(bytes)
    } catch {
      throw exitCode(for: error)
    }
  }

  /// Refuses, before anything is computed, an output file that cannot be written, or that the result is computed from.
  func checkDestination(inputs: [String] = []) throws {
    do {
      try destination.check()
      try destination.check(isNoneOf: inputs)
    } catch {
      throw exitCode(for: error)
    }
  }

  func exitCode(for failure: OutputDestination.Failure) -> ExitCode {
    guard case .cannotWrite(let file, let reason) = failure else { return ExitStatus.done.code }
    sayError(words.cannotWrite(file, words.reason(reason)))
    return ExitStatus.cannotWrite.code
  }

  func sayError(_ sentence: String) { sayLine(words.errorPrefix + visible(sentence)) }

  /// A line on standard error; there is nobody to tell that it could not be written.
  func sayLine(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8)) }

  func narrate(_ line: String) {
    if !isQuiet { sayLine(line) }
  }

  func show(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      sayLine(render(diagnostic, language: language, color: terminal.showsColorOnErrors))
    }
  }
}

extension Console {
  /// A scenario that was read, with what the reader should know about the file.
  struct Input {
    let scenario: Scenario
    let warnings: [Diagnostic]
    let lines: SourceLines
  }

  /// Reads a scenario; what is wrong with it goes to standard error and ends the command.
  func load(_ file: String) throws -> Input {
    try checkDestination(inputs: [file])
    let loaded: LoadedScenario
    do {
      loaded = try TalentSupply.load(file)
    } catch {
      show(error.diagnostics)
      throw ExitStatus.cannotRead.code
    }
    guard let scenario = loaded.scenario else {
      show(loaded.diagnostics)
      throw ExitStatus.scenarioHasErrors.code
    }
    try checkDestination(inputs: loaded.lines.digests().map(\.path))
    let warnings = loaded.diagnostics.filter { $0.severity == .warning }
    if !warnings.isEmpty { narrate(visible(words.warningsOfTheFile(warnings.count, file: file))) }
    return Input(scenario: scenario, warnings: warnings, lines: loaded.lines)
  }

  /// The answer of a verb; why there is none goes to standard error and ends the command.
  func answer<Answer>(about input: Input, _ verb: () throws(VerbError) -> Answer) throws -> Answer {
    do {
      return try verb()
    } catch {
      throw exitCode(for: error, about: input)
    }
  }

  /// The same for a verb that tells how far it has come.
  func answerShowingProgress<Answer>(
    about input: Input, _ verb: ((@Sendable (ProgressReport) -> Void)?) throws(VerbError) -> Answer
  ) throws -> Answer {
    guard terminal.showsProgress, !isQuiet else {
      return try answer(about: input) { () throws(VerbError) in try verb(nil) }
    }
    let line = ProgressLine(words)
    do {
      let answer = try verb { line.show($0) }
      line.erase()
      return answer
    } catch {
      line.erase()
      throw exitCode(for: error, about: input)
    }
  }

  private func exitCode(for error: VerbError, about input: Input) -> ExitCode {
    switch error {
    case .unknownVariant(let id, let known):
      sayError(words.unknownVariant(id, known: known))
      return ExitStatus.wrongUsage.code
    case .unknownSweep(let id, let known):
      sayError(words.unknownSweep(id, known: known))
      return ExitStatus.wrongUsage.code
    case .unknownTarget(let name, let known):
      sayError(words.unknownTarget(name, known: known))
      return ExitStatus.wrongUsage.code
    case .wrongArgument(let diagnostic):
      show([diagnostic])
      return ExitStatus.wrongUsage.code
    case .cannotCompute(let diagnostics):
      show(input.lines.shown(in: diagnostics))
      return ExitStatus.scenarioHasErrors.code
    }
  }
}
