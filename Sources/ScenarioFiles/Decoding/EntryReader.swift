import StockFlow

/// One map of the file, checked against its table: what is unknown, missing or contradictory has been reported
/// when it exists.
struct EntryReader {
  let table: KeyTable
  /// Where the entry is named; what is missing is reported here.
  let place: SourcePlace
  let decoder: ScenarioDecoder
  private let written: [String: MarkedNode.Entry]
  /// Entries whose keys are numbers, where the table has levels.
  let levels: [MarkedNode.Entry]

  /// `nil` if the node is no map.
  init?(_ node: MarkedNode, _ name: KeyTable.Name, key: String, at place: SourcePlace, by decoder: ScenarioDecoder) {
    guard let entries = node.entries else {
      decoder.reportExpected(.entry(name), key: key, found: node)
      return nil
    }
    let table = name.table
    self.table = table
    self.place = place
    self.decoder = decoder
    var written: [String: MarkedNode.Entry] = [:]
    var levels: [MarkedNode.Entry] = []
    var meant: Set<String> = []
    for entry in entries {
      if table[entry.key] != nil {
        written[entry.key] = entry
      } else if table.levels != nil, startsLikeANumber(entry.key) {
        levels.append(entry)
      } else {
        meant.formUnion(Self.reportUnknown(entry, table, decoder))
      }
    }
    self.written = written
    self.levels = levels
    reportMissing(meant)
    reportContradictions(meant)
    reportEmpty()
  }

  /// What is written under a key of the table; `nil` if nothing is.
  subscript(key: String) -> MarkedNode? {
    precondition(table[key] != nil, "the decoder asks only for keys of the table")
    decoder.wasRead(key, of: table.name)
    guard let value = written[key]?.value, !value.isAbsent else { return nil }
    return value
  }

  func keyPlace(_ key: String) -> SourcePlace { written[key]?.keyPlace ?? place }

  /// Whether something stands under a key, without reading it.
  func has(_ key: String) -> Bool { written[key].map { !$0.value.isAbsent } ?? false }

  /// The first of some keys that is written.
  func first(of keys: [String]) -> String? { keys.first(where: has) }

  private static func reportUnknown(
    _ entry: MarkedNode.Entry, _ table: KeyTable, _ decoder: ScenarioDecoder
  ) -> Set<String> {
    if decoder.explainedKey(entry) { return Set(table.keys.map(\.name).filter(entry.key.hasPrefix)) }
    let known = table.keys.map(\.name)
    let near = decoder.suggestion(for: entry.key, among: known)
    decoder.report(
      KeyProblem.unknown(key: entry.key, entry: table.name, nearest: near, known: known), at: entry.keyPlace)
    return near.map { [$0] } ?? []
  }

  /// - Parameter meant: keys that a misspelt one stands for; they are not missing.
  private func reportMissing(_ meant: Set<String>) {
    for key in table.keys where key.isRequired && written[key.name] == nil && !meant.contains(key.name) {
      decoder.report(KeyProblem.missing(key: key.name, entry: table.name, example: key.shape.example), at: place)
    }
    for choice in table.choices where choice.isRequired && meant.isDisjoint(with: choice.keys) {
      guard !choice.keys.contains(where: { written[$0] != nil }) else { continue }
      decoder.report(KeyProblem.noneOf(choice.keys, entry: table.name), at: place)
    }
  }

  private func reportContradictions(_ meant: Set<String>) {
    for choice in table.choices {
      let found = choice.keys.filter { written[$0] != nil }
      guard found.count > 1 else { continue }
      decoder.report(KeyProblem.together(found, entry: table.name), at: keyPlace(found[1]))
    }
    for need in table.needs where written[need.key] != nil {
      guard !need.others.contains(where: { written[$0] != nil || meant.contains($0) }) else { continue }
      decoder.report(KeyProblem.needs(key: need.key, others: need.others), at: keyPlace(need.key))
    }
  }

  /// An empty section is no mistake, an empty value is.
  private func reportEmpty() {
    guard table.name != .scenario else { return }
    for entry in written.values.sorted(by: { $0.keyPlace.comesBefore($1.keyPlace) }) where entry.value.isAbsent {
      decoder.reportAbsent(entry)
    }
  }
}

/// Whether a text can only be meant as a number: ids and words never start like one.
func startsLikeANumber(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) else { return false }
  return first.properties.numericType == .decimal || "+-.−－＋．".unicodeScalars.contains(first)
}
