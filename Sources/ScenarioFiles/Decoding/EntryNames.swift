import StockFlow

/// The ids of a scenario and what they stand for. An entry that is broken still has its name.
struct EntryNames {
  struct Entry {
    let kind: EntryKind
    let place: SourcePlace
    /// Categories a pipeline names in `enters`.
    var entered: Set<String> = []
    /// Whether a measure is a sum, the only one with a `coverage`.
    var isSum = false
    /// What its numbers count; `nil` while unknown.
    var unit: DisplayUnit?
    /// Whether bare numbers are percentages, as under a written `unit: '%'`.
    var bareIsPercent = false
  }

  private(set) var entries: [String: Entry] = [:]

  subscript(id: String) -> Entry? { entries[id] }

  /// The entry that has this id already, if there is one; else the id is taken from now on.
  mutating func insert(_ id: String, _ entry: Entry) -> Entry? {
    if let earlier = entries[id] { return earlier }
    entries[id] = entry
    return nil
  }

  mutating func setUnit(_ unit: DisplayUnit, of id: String, bareIsPercent: Bool = false) {
    entries[id]?.unit = unit
    entries[id]?.bareIsPercent = bareIsPercent
  }

  /// The ids of some kinds, in alphabetical order.
  func ids(_ kinds: [EntryKind]) -> [String] {
    entries.filter { kinds.contains($0.value.kind) }.keys.sorted()
  }

  /// The flows of an entry, by the part of their name after the point.
  func flows(of id: String) -> [String] {
    guard let entry = entries[id] else { return [] }
    switch entry.kind {
    case .category: return ["training", "in_migration", "growth", "attrition", "out_migration"]
    case .pipeline: return ["intake", "enrolled"] + entry.entered.sorted()
    case .transition: return ["rate"]
    case .driver, .measure, .fact, .flow: return []
    }
  }
}

extension EntryKind {
  /// The parameters an entry of this kind has, for `set`, sweeps, levers and correlations.
  var parameters: [ParameterAddress.Property] {
    switch self {
    case .category: [.stock, .growth, .training, .inMigration, .outMigration, .attrition, .volatility]
    case .pipeline: [.intake, .completion]
    case .transition: [.rate]
    case .driver: [.growth, .volatility]
    case .measure: [.coverage]
    case .fact, .flow: []
    }
  }

  static let sections: [(key: String, kind: EntryKind)] = [
    ("categories", .category), ("pipelines", .pipeline), ("transitions", .transition), ("drivers", .driver),
    ("measures", .measure), ("facts", .fact),
  ]
}

/// Letters of any script, digits and `_`, not starting with a digit.
func isValidId(_ text: String) -> Bool {
  guard let first = text.first, first == "_" || first.isLetter else { return false }
  return text.allSatisfy { character in
    character == "_" || character.isLetter
      || character.unicodeScalars.allSatisfy { $0.properties.numericType == .decimal }
  }
}

extension ScenarioDecoder {
  /// Registers the ids of every section before any entry is read, so that a broken entry is not missing.
  func collectNames(_ root: EntryReader) {
    for (key, kind) in EntryKind.sections {
      for entry in root[key]?.entries ?? [] where !entry.value.isAbsent {
        checkId(entry)
        let named = EntryNames.Entry(
          kind: kind, place: entry.keyPlace, entered: entered(entry.value, kind), isSum: entry.value["sum"] != nil)
        if let earlier = names.insert(entry.key, named) {
          report(NameProblem.taken(id: entry.key, kind: earlier.kind, line: earlier.place.line), at: entry.keyPlace)
        }
      }
    }
  }

  func checkId(_ entry: MarkedNode.Entry) {
    if !isValidId(entry.key) { report(NameProblem.invalid(id: entry.key), at: entry.keyPlace) }
  }

  private func entered(_ node: MarkedNode, _ kind: EntryKind) -> Set<String> {
    kind == .pipeline ? Set(node["enters"]?.entries?.map(\.key) ?? []) : []
  }
}
