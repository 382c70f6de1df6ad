public import StockFlow

/// What became of a scenario file: the scenario, and everything the planner should know about the file.
public struct LoadedScenario: Sendable, Equatable {
  /// `nil` if there is any error among the diagnostics.
  public let scenario: Scenario?
  /// All errors and warnings, in the order of the file; those of extended files follow under their own names.
  public let diagnostics: [Diagnostic]

  public init(scenario: Scenario?, diagnostics: [Diagnostic]) {
    self.scenario = scenario
    self.diagnostics = diagnostics
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

/// Reads a scenario file and the files it extends.
///
/// Every mistake is a diagnostic; only a file that cannot be read at all is thrown. A file that is named by `extends`
/// and cannot be read is a mistake in the file that names it.
///
/// - Complexity: O(n) in the size of the files.
public func loadScenario(at path: String) throws(UnreadableFile) -> LoadedScenario {
  do {
    let file = try SourceFile.read(path)
    return loadScenario(file) { path throws(FileFailure) in try SourceFile.read(path) }
  } catch {
    switch error {
    case .unreadable(let path, let reason): throw UnreadableFile(path: path, reason: reason)
    case .invalid(let diagnostics): return LoadedScenario(scenario: nil, diagnostics: diagnostics)
    }
  }
}

/// Reads a scenario from a file in memory.
///
/// - Parameter read: gives the files that are named by `extends`.
package func loadScenario(
  _ file: SourceFile, reading read: @escaping (String) throws(FileFailure) -> SourceFile
) -> LoadedScenario {
  var chain = ExtendedFiles(read: read)
  guard let root = chain.tree(of: file) else {
    return LoadedScenario(scenario: nil, diagnostics: chain.problems)
  }
  let decoder = ScenarioDecoder(files: chain.files)
  let scenario = decoder.scenario(root, file: file.path)
  let diagnostics = inOrder(chain.problems + decoder.diagnostics, files: chain.files.map(\.path))
  let isBroken = diagnostics.contains { $0.severity == .error }
  return LoadedScenario(scenario: isBroken ? nil : scenario, diagnostics: diagnostics)
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
