import StockFlow

/// A key that should not be there, or one that should.
enum KeyProblem: Problem {
  case unknown(key: String, entry: KeyTable.Name, nearest: String?, known: [String])
  case missing(key: String, entry: KeyTable.Name, example: String)
  /// None of a group of keys of which one is needed.
  case noneOf([String], entry: KeyTable.Name)
  /// Several keys that exclude one another.
  case together([String], entry: KeyTable.Name)
  /// A key that stands only beside one of others.
  case needs(key: String, others: [String])
  case nothingWritten(key: String)
  case format(found: String)

  var code: String {
    switch self {
    case .unknown: "unknown-key"
    case .missing("stock", .category, _): "missing-baseline"
    case .missing: "missing-key"
    case .noneOf: "missing-key"
    case .together: "contradicting-keys"
    case .needs: "missing-key"
    case .nothingWritten: "nothing-written"
    case .format: "unknown-format"
    }
  }
}
