import StockFlow

/// Turns the tree of a scenario file into a scenario, and collects every mistake on the way.
///
/// Each decoding function returns `nil` for what is broken, after it has reported why; nothing that depends on a broken
/// entry is reported a second time.
final class ScenarioDecoder {
  private(set) var diagnostics: [Diagnostic] = []
  /// The files the tree was read from, by path.
  private let files: [String: SourceFile]
  /// The CSV files the tree names.
  var historyFiles: HistoryFiles

  /// The unit people are computed in; single persons until the header has been read.
  var unit = PeopleUnit.persons
  /// `nil` while `years` is missing or broken: then nothing is checked against it.
  var horizon: ClosedRange<Year>?
  var documents: Set<String> = []
  /// What stands behind parameters that name no source.
  var assumed: Provenance?
  var names = EntryNames()
  /// Parameters without any source, for one counted warning.
  var unsourced: [(name: String, place: SourcePlace)] = []
  /// Which keys of which tables have been asked for; kept only when a test wants to know.
  var keysRead: Set<KeyRead>?

  private var suggestionsLeft = 200

  struct KeyRead: Hashable {
    let table: KeyTable.Name
    let key: String
  }

  /// - Parameter read: gives the files that the tree names.
  init(files: [SourceFile], reading read: @escaping (String) throws(FileFailure) -> SourceFile) {
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    historyFiles = HistoryFiles(read: read)
  }

  func report(_ problem: some Problem, at place: SourcePlace?) {
    let line = place.flatMap { place in files[place.file].map { $0.line(place.line) } ?? historyFiles.line(at: place) }
    diagnostics.append(problem.diagnostic(at: place, line: line))
  }

  /// Something else stands where a certain kind of thing is expected, often because of its punctuation.
  func reportExpected(_ expectation: TypeProblem.Expectation, key: String, found node: MarkedNode) {
    if expectation.isCollection, let file = files[node.place.file], let reason = explainScalar(node, in: file) {
      diagnostics.append(reason)
    } else {
      report(TypeProblem.expected(expectation, key: key, found: node), at: node.place)
    }
  }

  /// Whether the punctuation of an unknown key tells what is wrong; then that has been reported.
  func explainedKey(_ entry: MarkedNode.Entry) -> Bool {
    guard let file = files[entry.keyPlace.file], let reason = explainKey(entry, in: file) else { return false }
    diagnostics.append(reason)
    return true
  }

  /// Whether the punctuation of a list's items tells what is wrong; then that has been reported.
  func explainedItems(_ items: [MarkedNode]) -> Bool {
    let reasons = items.compactMap { item in files[item.place.file].flatMap { explainListItem(item, in: $0) } }
    diagnostics += reasons
    return !reasons.isEmpty
  }

  /// A key with nothing behind it.
  func reportAbsent(_ entry: MarkedNode.Entry) {
    if let file = files[entry.keyPlace.file], let reason = explainAbsent(entry, in: file) {
      diagnostics.append(reason)
    } else {
      report(KeyProblem.nothingWritten(key: entry.key), at: entry.keyPlace)
    }
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The candidate most like a misspelt word. After many of them in one file none is looked for: then something else is wrong.
  func suggestion(for text: String, among candidates: @autoclosure () -> [String]) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return nearest(to: text, in: candidates())
  }

  func wasRead(_ key: String, of table: KeyTable.Name) {
    if keysRead != nil { keysRead?.insert(KeyRead(table: table, key: key)) }
  }
}
