import StockFlow

/// The chain of files behind `extends`, read and merged into one tree.
struct ExtendedFiles {
  private let read: (String) throws(FileFailure) -> SourceFile
  /// The files of the chain, the one the user named first.
  private(set) var files: [SourceFile] = []
  private(set) var problems: [Diagnostic] = []
  private var trees: [MarkedNode] = []

  init(read: @escaping (String) throws(FileFailure) -> SourceFile) { self.read = read }

  /// The tree of a file, merged over those it extends; `nil` if there is nothing to decode.
  mutating func tree(of file: SourceFile) -> MarkedNode? {
    var next: SourceFile? = file
    while let file = next {
      files.append(file)
      let (root, found) = readTree(file)
      problems += found
      guard let root else { return nil }
      trees.append(isNormalised(file.text) ? root : ScenarioFiles.normalised(root))
      guard let named = root["extends"], let path = named.text else { break }
      guard let base = base(path, namedIn: file, at: named.place) else { return nil }
      next = base
    }
    guard let last = trees.last else { return nil }
    return trees.dropLast().reversed().reduce(last) { base, over in
      merge(base, over, whole: isReplacedWhole)
    }
  }

  /// The file a path leads to; `nil` after a report.
  private mutating func base(_ path: String, namedIn file: SourceFile, at place: SourcePlace) -> SourceFile? {
    let resolved = relativePath(path, to: file.path)
    if let start = files.firstIndex(where: { normalisedPath($0.path) == normalisedPath(resolved) }) {
      let circle = files[start...].map(\.path) + [files[start].path]
      report(.circle(circle), in: file, at: place)
      return nil
    }
    do {
      return try read(resolved)
    } catch {
      switch error {
      case .unreadable(let path, let reason):
        report(.unreadable(path: path, reason: reason), in: file, at: place)
      case .invalid(let diagnostics): problems += diagnostics
      }
      return nil
    }
  }

  private mutating func report(_ problem: FileProblem, in file: SourceFile, at place: SourcePlace) {
    problems.append(problem.diagnostic(at: place, line: file.line(place.line)))
  }
}
