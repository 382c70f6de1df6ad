import StockFlow

/// The CSV files of a scenario, each read once.
struct HistoryFiles {
  private let read: (String) throws(FileFailure) -> SourceFile
  /// By path without detours; `nil` for one that is broken, which has been reported.
  private var tables: [String: HistoryTable?] = [:]
  /// In the order in which they were first named.
  private(set) var files: [SourceFile] = []
  private var positions: [String: Int] = [:]
  private var bytesLeft = HistoryFiles.mostBytes
  private var rowsLeft = HistoryTable.mostRows

  /// The line of a table that is not kept, while it is read.
  var shownLine: RecordStream.ShownLine?

  static let mostBytes = 4 * SourceFile.largestSize

  init(read: @escaping (String) throws(FileFailure) -> SourceFile) { self.read = read }

  /// A line of what was read from a path.
  func line(at place: SourcePlace) -> String? {
    if let shownLine, shownLine.path == place.file, shownLine.number == place.line { return shownLine.text }
    return self[place.file]?.line(place.line)
  }

  /// The file that was read from a path.
  subscript(path: String) -> SourceFile? { positions[path].map { files[$0] } }

  enum Failure: Error {
    case unreadable(FileFailure)
    case tooManyBytes
    case problems([LocatedProblem])
    /// Reported when it was first named.
    case known
  }

  /// - Parameter path: as seen from the working directory.
  mutating func table(_ path: String) throws(Failure) -> HistoryTable {
    let name = normalisedPath(path)
    if let known = tables[name] {
      guard let known else { throw .known }
      return known
    }
    tables[name] = .some(nil)
    let file = try source(path)
    let (table, problems) = HistoryTable.read(file)
    guard let table else { throw .problems(problems) }
    tables[name] = table
    return table
  }

  /// A file that is read anew, counted against what a scenario may name.
  mutating func source(_ path: String) throws(Failure) -> SourceFile {
    guard bytesLeft > 0 else { throw .tooManyBytes }
    let file: SourceFile
    do { file = try read(path) } catch { throw .unreadable(error) }
    bytesLeft -= file.text.utf8.count
    positions[file.path] = files.count
    files.append(file)
    return file
  }

  /// Counts rows against what a scenario may hold; `false` when there are too many.
  mutating func take(_ rows: Int) -> Bool {
    rowsLeft -= rows
    return rowsLeft >= 0
  }
}

extension ScenarioDecoder {
  /// The table in a file that the scenario names; `nil` after a report if there is none.
  func historyTable(_ path: String, namedAt place: SourcePlace) -> HistoryTable? {
    let path = relativePath(path, to: place.file)
    do {
      return try historyFiles.table(path)
    } catch {
      switch error {
      case .unreadable(.unreadable(let path, let reason)):
        report(FileProblem.unreadable(path: path, reason: reason), at: place)
      case .unreadable(.invalid(let found)): found.forEach { report($0) }
      case .tooManyBytes: report(HistoryProblem.tooManyBytes(limit: HistoryFiles.mostBytes), at: place)
      case .problems(let problems): for found in problems { report(found.problem, at: found.place) }
      case .known: break
      }
      return nil
    }
  }
}
