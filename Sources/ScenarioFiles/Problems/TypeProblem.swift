import StockFlow

/// Something else stands where a certain kind of thing is expected.
enum TypeProblem: Problem {
  case expected(Expectation, key: String, found: MarkedNode)
  case notWhole(key: String, text: String, bounds: ClosedRange<Int>)
  case notAYear(key: String, text: String)
  case unknownWord(key: String, text: String, nearest: String?, known: [String])
  case count(key: String, found: Int, atLeast: Int, atMost: Int?)
  case appearsTwice(key: String, text: String)

  /// What the decoder looks for, where the word for it differs by language.
  enum Expectation: Sendable {
    case text, number, value, list, names, years, parameters, truth
    case entry(KeyTable.Name)
    case listOrWeights

    var isCollection: Bool {
      switch self {
      case .list, .names, .years, .parameters, .entry, .listOrWeights: true
      case .text, .number, .value, .truth: false
      }
    }
  }

  var code: String {
    switch self {
    case .expected: "wrong-type"
    case .notWhole: "not-a-whole-number"
    case .notAYear: "not-a-year"
    case .unknownWord: "unknown-word"
    case .count: "wrong-count"
    case .appearsTwice: "repeated"
    }
  }
}
