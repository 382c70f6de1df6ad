public import Digests
public import StockFlow

/// What became of a scenario file: the scenario, and everything the planner should know about the file.
public struct LoadedScenario: Sendable, Equatable {
  /// `nil` if there is any error among the diagnostics.
  public let scenario: Scenario?
  /// All errors and warnings, in the order of the file; those of the files it names follow under their own names.
  public let diagnostics: [Diagnostic]
  /// The text of the file and of those it names, for what is found later.
  public let lines: SourceLines

  public init(scenario: Scenario?, diagnostics: [Diagnostic], lines: SourceLines = SourceLines([])) {
    self.scenario = scenario
    self.diagnostics = diagnostics
    self.lines = lines
  }
}

/// The lines of source files, to show what a diagnostic is about.
public struct SourceLines: Sendable, Equatable {
  private let files: [String: [String]]
  private let sources: [SourceFile]

  public init(_ files: [SourceFile]) {
    self.files = Dictionary(files.map { ($0.path, $0.lines) }, uniquingKeysWith: { first, _ in first })
    sources = files
  }

  /// The scenario's own file first, then those it names, each with the SHA-256 of its bytes.
  public func digests() -> [FileDigest] { sources.map { FileDigest(path: $0.path, digest: $0.digest) } }

  /// The same diagnostics, each with the line its place is in.
  public func shown(in diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.map { diagnostic in
      guard diagnostic.sourceLine == nil, let place = diagnostic.place, let lines = files[place.file],
        lines.indices.contains(place.line - 1)
      else { return diagnostic }
      return Diagnostic(
        severity: diagnostic.severity, code: diagnostic.code, message: diagnostic.message, help: diagnostic.help,
        place: place, sourceLine: lines[place.line - 1])
    }
  }
}

/// Which text a file held when it was read.
public struct FileDigest: Sendable, Equatable {
  /// As the user, or the file that names it, wrote it.
  public let path: String
  public let digest: SHA256

  public init(path: String, digest: SHA256) {
    self.path = path
    self.digest = digest
  }
}

/// A scenario file that cannot be read at all (exit status 66).
public struct UnreadableFile: Error, Sendable, Equatable {
  /// As the user wrote it.
  public let path: String
  public let reason: FileFailure.Reason

  public init(path: String, reason: FileFailure.Reason) {
    self.path = path
    self.reason = reason
  }

  /// What to tell the user.
  public var diagnostics: [Diagnostic] { FileFailure.unreadable(path: path, reason: reason).diagnostics }
}

/// Reads a scenario file, the files it extends and the CSV files with its histories.
///
/// Every mistake is a diagnostic; only a file that cannot be read at all is thrown. A file that is named by `extends` or
/// `csv` and cannot be read is a mistake in the file that names it.
///
/// - Complexity: O(n) in the size of the files.
public func loadScenario(at path: String) throws(UnreadableFile) -> LoadedScenario {
  do {
    let file = try SourceFile.read(path)
    return loadScenario(file) { path throws(FileFailure) in try SourceFile.readNamed(path) }
  } catch {
    switch error {
    case .unreadable(let path, let reason): throw UnreadableFile(path: path, reason: reason)
    case .invalid(let diagnostics): return LoadedScenario(scenario: nil, diagnostics: diagnostics)
    }
  }
}

/// Reads a scenario from a file in memory.
///
/// - Parameter read: gives the files that are named by `extends` and `csv`.
package func loadScenario(
  _ file: SourceFile, reading read: @escaping (String) throws(FileFailure) -> SourceFile
) -> LoadedScenario {
  var chain = ExtendedFiles(read: read)
  guard let root = chain.tree(of: file) else {
    return LoadedScenario(scenario: nil, diagnostics: chain.problems)
  }
  let decoder = ScenarioDecoder(files: chain.files, reading: read)
  let scenario = decoder.scenario(root, file: file.path)
  let files = chain.files + decoder.historyFiles.files
  let diagnostics = inOrder(chain.problems + decoder.diagnostics, files: files.map(\.path))
  let isBroken = diagnostics.contains { $0.severity == .error }
  return LoadedScenario(
    scenario: isBroken ? nil : scenario, diagnostics: atMost(mostDiagnostics, diagnostics),
    lines: SourceLines(files))
}

/// More problems than anybody reads help nobody; a hostile file could have a hundred thousand.
private let mostDiagnostics = 3000

private func atMost(_ most: Int, _ diagnostics: [Diagnostic]) -> [Diagnostic] {
  guard diagnostics.count > most else { return diagnostics }
  // Errors come first in what is kept, so that none is hidden by warnings.
  let errors = diagnostics.filter { $0.severity == .error }
  let kept = errors.count >= most ? Array(errors.prefix(most)) : Array(diagnostics.prefix(most))
  let rest = diagnostics.count - kept.count
  let note = Diagnostic(
    severity: .note, code: "more-problems",
    message: LocalizedText(zh: "另有 \(rest) 个问题未列出", en: "\(rest) more problems are not listed"))
  return kept + [note]
}

/// Diagnostics by file, line and column.
private func inOrder(_ diagnostics: [Diagnostic], files: [String]) -> [Diagnostic] {
  let positions = Dictionary(files.indices.map { (files[$0], $0) }, uniquingKeysWith: { first, _ in first })
  return diagnostics.enumerated().sorted { first, second in
    let one = first.element.place
    let other = second.element.place
    let left = (positions[one?.file ?? ""] ?? -1, one?.line ?? 0, one?.column ?? 0, first.offset)
    return left < (positions[other?.file ?? ""] ?? -1, other?.line ?? 0, other?.column ?? 0, second.offset)
  }.map(\.element)
}
