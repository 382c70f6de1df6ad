import StockFlow

/// Turns the tree of a scenario file into a scenario, and collects every mistake on the way.
///
/// Each decoding function returns `nil` for what is broken, after it has reported why; nothing that depends on a broken
/// entry is reported a second time.
final class ScenarioDecoder {
  private(set) var diagnostics: [Diagnostic] = []
  private let lineAt: (SourcePlace) -> String?

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

  /// - Parameter lineAt: the line of a place as it stands in its file.
  init(lineAt: @escaping (SourcePlace) -> String?) { self.lineAt = lineAt }

  func report(_ problem: some Problem, at place: SourcePlace?) {
    diagnostics.append(problem.diagnostic(at: place, line: place.flatMap(lineAt)))
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
