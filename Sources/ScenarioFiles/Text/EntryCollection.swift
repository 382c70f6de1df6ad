import StockFlow

/// A problem and where it stands.
struct TextFinding: Equatable {
  let problem: TextProblem
  let place: SourcePlace
}

/// The entries of one mapping as they come in: keeps the first of each key, remembers what is wrong with the others.
struct EntryCollection {
  private var own: [MarkedNode.Entry] = []
  private var merged: [MarkedNode.Entry] = []
  private var lines: [String: Int] = [:]
  private var mergedKeys: Set<String> = []
  private var found: [TextFinding] = []
  /// Keys without a colon that follow each other, and the entry before them.
  private var valueless: [MarkedNode.Entry] = []

  /// Own entries in their order, then the merged ones that no own entry overrides.
  var entries: [MarkedNode.Entry] {
    own + merged.filter { lines[$0.key] == nil }
  }

  mutating func add(_ entry: MarkedNode.Entry) {
    explainValueless()
    if let line = lines[entry.key] {
      found.append(TextFinding(problem: .duplicateKey(entry.key, firstLine: line), place: entry.keyPlace))
    } else {
      lines[entry.key] = entry.keyPlace.line
      own.append(entry)
    }
  }

  mutating func merge(_ entries: [MarkedNode.Entry]) {
    for entry in entries where mergedKeys.insert(entry.key).inserted { merged.append(entry) }
  }

  /// Takes a key of a flow mapping that no colon follows: what remains of a mistake in punctuation.
  mutating func addValueless(_ entry: MarkedNode.Entry) {
    guard let pair = SplitPair(entry.key) else {
      valueless.append(entry)
      return
    }
    found.append(TextFinding(problem: pair.problem, place: pair.separatorPlace(from: entry.keyPlace)))
    add(pair.entry(from: entry))
  }

  /// All findings, in the order of the text.
  mutating func findings() -> [TextFinding] {
    explainValueless()
    return found
  }

  /// Keys without a value belong to the value before them: `甲, 乙` or `1,234` lost its quotes or has a comma too many.
  private mutating func explainValueless() {
    guard let first = valueless.first, let last = valueless.last else { return }
    let keys = valueless.map(\.key)
    valueless = []
    guard let previous = own.last, case .scalar(let text, quoted: false) = previous.value.content else {
      found.append(TextFinding(problem: .keyWithoutValue(first.key), place: first.keyPlace))
      return
    }
    let problem = thousands(text, keys) ?? .unquotedComma(text: ([text] + keys).joined(separator: ", "))
    found.append(TextFinding(problem: problem, place: span(from: previous.value.place, to: last.keyPlace)))
  }

  private func thousands(_ text: String, _ keys: [String]) -> TextProblem? {
    guard case .failure(.thousandsComma(let plain)) = readNumber(([text] + keys).joined(separator: ",")) else {
      return nil
    }
    return .thousandsComma(plain: plain)
  }

  private func span(from first: SourcePlace, to last: SourcePlace) -> SourcePlace {
    guard first.line == last.line, last.column > first.column else { return last }
    return SourcePlace(
      file: first.file, line: first.line, column: first.column, length: last.column + last.length - first.column)
  }
}

/// A key and a value that a wrong colon made one text: `unit：万人`, `attrition:3%`.
struct SplitPair: Equatable {
  let key: String
  let separator: Unicode.Scalar
  let value: String
  /// Unicode scalars before the separator, and before the value.
  let keyLength: Int
  let valueOffset: Int

  /// Splits at the first colon, when what stands before it looks like a name or a year.
  init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    guard let index = scalars.firstIndex(where: { $0 == ":" || $0 == "：" }), index > 0,
      scalars[..<index].allSatisfy(isNameScalar)
    else { return nil }
    let rest = scalars[(index + 1)...]
    let start = rest.firstIndex { !$0.properties.isWhitespace } ?? rest.endIndex
    key = String(String.UnicodeScalarView(scalars[..<index]))
    separator = scalars[index]
    value = String(String.UnicodeScalarView(scalars[start...]))
    keyLength = index
    valueOffset = start
    // `http://…` and 12:30 are texts.
    if value.hasPrefix("//") { return nil }
  }

  var problem: TextProblem {
    separator == "：" ? .fullWidthColon(key: key) : .missingSpaceAfterColon(key: key, value: value)
  }

  /// The place of the colon in a text that begins at a place.
  func separatorPlace(from place: SourcePlace) -> SourcePlace {
    SourcePlace(file: place.file, line: place.line, column: place.column + keyLength)
  }

  /// The entry that was meant.
  func entry(from entry: MarkedNode.Entry) -> MarkedNode.Entry {
    let place = entry.keyPlace
    let keyPlace = SourcePlace(file: place.file, line: place.line, column: place.column, length: keyLength)
    let valuePlace = SourcePlace(
      file: place.file, line: place.line, column: place.column + valueOffset,
      length: place.length - valueOffset)
    let content: MarkedNode.Content = value.isEmpty ? .absent : .scalar(text: value, quoted: false)
    return MarkedNode.Entry(key: key, keyPlace: keyPlace, value: MarkedNode(content, at: valuePlace))
  }
}

/// Letters of any script, digits, `_`, and what stands in years (`2016-2020`) and addresses (`skilled.training`).
func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar == "-" || scalar == "." || scalar.properties.isAlphabetic
    || scalar.properties.generalCategory == .decimalNumber
}
