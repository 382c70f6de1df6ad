import ScenarioFiles
import StockFlow
import Testing

/// Reads a scenario from a text.
func load(_ text: String, path: String = "test.yaml", others: [String: String] = everyFormFiles) -> LoadedScenario {
  loadScenario(SourceFile(path: path, text: text)) { path throws(FileFailure) in
    guard let text = others[path] else { throw .unreadable(path: path, reason: .missing) }
    return SourceFile(path: path, text: text)
  }
}

/// The diagnostics as a user reads them.
func report(_ loaded: LoadedScenario, _ language: Language = .en) -> String {
  loaded.diagnostics.map { render($0, language: language, color: false) }.joined(separator: "\n")
}

@Test func `the complete example loads without a problem`() {
  let loaded = load(completeExample)
  #expect(report(loaded) == "")
  #expect(loaded.scenario != nil)
}
