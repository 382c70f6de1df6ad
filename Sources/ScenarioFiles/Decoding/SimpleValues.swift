import StockFlow

/// Texts, words, whole numbers and years.
extension ScenarioDecoder {
  func text(_ node: MarkedNode?, key: String) -> String? {
    guard let node else { return nil }
    guard let text = node.text else {
      reportExpected(.text, key: key, found: node)
      return nil
    }
    return text
  }

  func localizedText(_ node: MarkedNode?, key: String) -> LocalizedText? {
    guard let node else { return nil }
    if let text = node.text { return LocalizedText(text) }
    guard let texts = EntryReader(node, .localizedText, key: key, at: node.place, by: self) else { return nil }
    let zh = text(texts["zh"], key: "zh")
    let en = text(texts["en"], key: "en")
    return LocalizedText(zh: zh ?? en, en: en ?? zh)
  }

  /// `true` or `false`; `yes` and `no` are texts.
  func truth(_ node: MarkedNode?, key: String) -> Bool? {
    guard let node else { return nil }
    switch node.text {
    case "true": return true
    case "false": return false
    default:
      reportExpected(.truth, key: key, found: node)
      return nil
    }
  }

  /// One of a few words.
  func word<Word: RawRepresentable<String>>(_ node: MarkedNode?, key: String, _ known: [Word]) -> Word? {
    guard let node, let text = text(node, key: key) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = known.map(\.rawValue)
    let near = suggestion(for: text, among: words)
    report(TypeProblem.unknownWord(key: key, text: text, nearest: near, known: words), at: node.place)
    return nil
  }

  /// A plain whole number within bounds.
  func whole(_ node: MarkedNode?, key: String, in bounds: ClosedRange<Int>) -> Int? {
    guard let node, let text = text(node, key: key) else { return nil }
    guard case .success(let number) = readNumber(text), number.unitText == nil, !number.isPercent,
      let whole = Int(exactly: number.value), bounds.contains(whole)
    else {
      report(TypeProblem.notWhole(key: key, text: text, bounds: bounds), at: node.place)
      return nil
    }
    return whole
  }

  func year(_ node: MarkedNode?, key: String) -> Year? {
    guard let node, let text = text(node, key: key) else { return nil }
    guard let year = plausibleYear(text) else {
      report(TypeProblem.notAYear(key: key, text: text), at: node.place)
      return nil
    }
    return year
  }

  /// A year or a list of years, none twice.
  func years(_ node: MarkedNode?, key: String) -> [(year: Year, place: SourcePlace)] {
    var seen: Set<Year> = []
    return oneOrMore(node, key: key).compactMap { node in
      guard let year = year(node, key: key) else { return nil }
      guard seen.insert(year).inserted else {
        report(TypeProblem.appearsTwice(key: key, text: "\(year)"), at: node.place)
        return nil
      }
      return (year, node.place)
    }
  }

  /// The nodes of a list, or the one node that stands in its place.
  func oneOrMore(_ node: MarkedNode?, key: String) -> [MarkedNode] {
    guard let node else { return [] }
    guard let items = node.items else { return [node] }
    if items.isEmpty { report(TypeProblem.count(key: key, found: 0, atLeast: 1, atMost: nil), at: node.place) }
    return items
  }

  /// The nodes of a list of a certain length; `nil` if it is none.
  func list(_ node: MarkedNode?, key: String, atLeast: Int = 1, atMost: Int? = nil) -> [MarkedNode]? {
    guard let node else { return nil }
    guard let items = node.items else {
      reportExpected(.list, key: key, found: node)
      return nil
    }
    guard !explainedItems(items) else { return nil }
    guard items.count >= atLeast, items.count <= atMost ?? Int.max else {
      let problem = TypeProblem.count(key: key, found: items.count, atLeast: atLeast, atMost: atMost)
      report(problem, at: node.place)
      return nil
    }
    return items
  }
}

/// A year between −9999 and 9999, with plain or full-width digits; `nil` for any other text.
func plausibleYear(_ text: String) -> Year? {
  var digits: [Int] = []
  var isNegative = false
  for (position, scalar) in text.unicodeScalars.enumerated() {
    if position == 0, scalar == "-" || scalar == "−" || scalar == "－" {
      isNegative = true
    } else if let digit = decimalDigit(scalar), digits.count < 4 {
      digits.append(digit)
    } else {
      return nil
    }
  }
  guard !digits.isEmpty else { return nil }
  let year = digits.reduce(0) { $0 * 10 + $1 }
  return isNegative ? -year : year
}

/// The value of a plain or full-width digit.
private func decimalDigit(_ scalar: Unicode.Scalar) -> Int? {
  switch scalar {
  case "0"..."9": Int(scalar.value - 0x30)
  case "０"..."９": Int(scalar.value - 0xFF10)
  default: nil
  }
}

extension SourcePlace {
  /// Whether this place stands before another of the same file.
  func comesBefore(_ other: SourcePlace) -> Bool { (line, column) < (other.line, other.column) }
}
