import StockFlow

/// A mistake of the planner's, as data; how it is worded stands in a file of its own.
protocol Problem: Sendable {
  /// A stable name in kebab-case.
  var code: String { get }
  var severity: Diagnostic.Severity { get }
  var chinese: Phrase { get }
  var english: Phrase { get }
}

extension Problem {
  var severity: Diagnostic.Severity { .error }

  func diagnostic(at place: SourcePlace?, line: String?) -> Diagnostic {
    let zh = chinese
    let en = english
    let help = zh.help == nil && en.help == nil ? nil : LocalizedText(zh: zh.help, en: en.help)
    return Diagnostic(
      severity: severity, code: code, message: LocalizedText(zh: zh.message, en: en.message), help: help,
      place: place, sourceLine: line)
  }
}

/// What a problem says in one language, and what to write instead.
struct Phrase: Sendable, Equatable {
  let message: String
  let help: String?

  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}
