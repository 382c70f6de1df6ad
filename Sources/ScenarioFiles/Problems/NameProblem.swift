import StockFlow

/// What a name in the file stands for.
enum EntryKind: String, Sendable, CaseIterable {
  case category, pipeline, transition, driver, measure, fact, flow
}

/// Ids that cannot be, and names that lead nowhere.
enum NameProblem: Problem {
  case invalid(id: String)
  case taken(id: String, kind: EntryKind, line: Int)
  case nothing(name: String, expected: [EntryKind], nearest: String?)
  case wrongKind(name: String, kind: EntryKind, expected: [EntryKind])
  case noSource(name: String, nearest: String?)
  case noSuchFlow(name: String, owner: EntryKind, nearest: String?, known: [String])
  case notEntered(pipeline: String, category: String, entered: [String])
  case notAParameter(text: String)
  case noSuchParameter(name: String, owner: EntryKind, nearest: String?, known: [String])
  case coverageOfNoSum(measure: String)
  case growthOnly(name: String)

  var code: String {
    switch self {
    case .invalid: "invalid-id"
    case .taken: "id-taken"
    default: "reference-to-nothing"
    }
  }
}
