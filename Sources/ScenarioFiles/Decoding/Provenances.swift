import StockFlow

/// Where figures and assumptions come from.
extension ScenarioDecoder {
  /// The `source` of an entry; `.none` if it has none.
  func provenance(_ entry: EntryReader) -> Provenance {
    entry["source"].flatMap { provenance($0, at: entry.keyPlace("source")) } ?? .none
  }

  private func provenance(_ node: MarkedNode, at place: SourcePlace) -> Provenance? {
    guard let source = EntryReader(node, .source, key: "source", at: place, by: self) else { return nil }
    let document = document(source["of"])
    let status: Provenance.Status? = word(source["status"], key: "status", Provenance.Status.allCases)
    let needsDocument = status != .assumed && status != .fitted
    if !source.has("of"), needsDocument, status != nil || !source.has("status") {
      report(RelationProblem.noDocument, at: place)
    }
    return Provenance(
      document: document, at: text(source["at"], key: "at"), status: status, note: text(source["note"], key: "note"),
      place: place)
  }

  private func document(_ node: MarkedNode?) -> String? {
    guard let node, let name = text(node, key: "of") else { return nil }
    guard documents.contains(name) else {
      let near = suggestion(for: name, among: documents.sorted())
      report(NameProblem.noSource(name: name, nearest: near), at: node.place)
      return nil
    }
    return name
  }

  /// `assumed` as the provenance of what names none.
  func assumption(_ entry: EntryReader) -> Provenance? {
    guard let reason = text(entry["assumed"], key: "assumed") else { return nil }
    return Provenance(status: .assumed, note: reason, place: entry.keyPlace("assumed"))
  }

  func decodeDocuments(_ node: MarkedNode?) -> [SourceDocument] {
    entries(of: node, key: "sources").compactMap { entry in
      checkId(entry)
      documents.insert(entry.key)
      return sourceDocument(entry)
    }
  }

  private func sourceDocument(_ entry: MarkedNode.Entry) -> SourceDocument? {
    guard
      let fields = EntryReader(entry.value, .document, key: entry.key, at: entry.keyPlace, by: self)
    else { return nil }
    return SourceDocument(
      id: entry.key, title: localizedText(fields["title"], key: "title") ?? LocalizedText(entry.key),
      publisher: localizedText(fields["publisher"], key: "publisher"), year: year(fields["year"], key: "year"),
      url: text(fields["url"], key: "url"), licence: text(fields["licence"], key: "licence"),
      note: text(fields["note"], key: "note"))
  }

  /// The entries of a map of names; a section that is empty has none.
  func entries(of node: MarkedNode?, key: String) -> [MarkedNode.Entry] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      reportExpected(.names, key: key, found: node)
      return []
    }
    for entry in entries where entry.value.isAbsent {
      reportAbsent(entry)
    }
    return entries.filter { !$0.value.isAbsent }
  }
}

extension Provenance {
  /// The same source with another note where it has none of its own.
  func noting(_ other: String?) -> Provenance {
    Provenance(document: document, at: at, status: status, note: note ?? other, place: place)
  }

  /// The same source with a note that comes before its own.
  func noted(_ first: String?) -> Provenance {
    Provenance(document: document, at: at, status: status, note: first ?? note, place: place)
  }
}
