import StockFlow

/// One value of a history that stands in a CSV file.
struct HistoryValue {
  let year: Year
  let figure: Figure
  /// Where the value stands in the CSV file.
  let place: SourcePlace
}

/// Histories in CSV files: `stock: {csv: nurses.csv, region: Ohio}`.
extension ScenarioDecoder {
  /// Whether a map names a file instead of giving values by year.
  func namesHistoryFile(_ node: MarkedNode) -> Bool {
    guard let entries = node.entries else { return false }
    if entries.contains(where: { ["csv", "region", "occupation"].contains($0.key) }) { return true }
    // A misspelt key is a file's too, but only where there are no years.
    guard entries.count <= KeyTable.csv.keys.count, !entries.contains(where: { startsLikeANumber($0.key) }) else {
      return false
    }
    return entries.contains { nearest(to: $0.key, in: ["csv"]) != nil }
  }

  /// The values of a history, ascending by year; `nil` after a report if there are none.
  ///
  /// - Parameter quantity: what the numbers count, when bare ones are in a unit of people.
  func history(
    _ node: MarkedNode, key: String, at keyPlace: SourcePlace, as quantity: (PeopleUnit) -> Quantity
  ) -> [HistoryValue]? {
    if let year = node.entries?.first(where: { plausibleYear($0.key) != nil }) {
      report(HistoryProblem.yearsBesideFile(key: key), at: year.keyPlace)
      return nil
    }
    guard let fields = EntryReader(node, .csv, key: key, at: keyPlace, by: self) else { return nil }
    let choices = HistoryTable.Column.choosing.compactMap { column -> HistoryChoice? in
      guard let node = fields[column.rawValue], let text = text(node, key: column.rawValue) else { return nil }
      return HistoryChoice(column: column, text: trimmed(text), place: node.place)
    }
    let unit = historyUnit(fields["unit"], beside: quantity(.persons))
    let years = historyYears(fields)
    _ = note(fields)
    guard let file = fields["csv"], let path = text(file, key: "csv"), let unit, let years,
      let table = historyTable(path, namedAt: file.place)
    else { return nil }
    let request = HistoryRequest(
      choices: choices, years: years, key: key, quantity: quantity(unit), unit: unit, place: file.place)
    return values(from: table, request)
  }

  private func historyUnit(_ node: MarkedNode?, beside quantity: Quantity) -> PeopleUnit? {
    guard let node else { return .persons }
    guard let text = text(node, key: "unit") else { return nil }
    guard case .people = quantity, let unit = PeopleUnit.parse(text) else {
      report(UnitProblem.notPeople(unit: text, key: "unit"), at: node.place)
      return nil
    }
    if unit.perYear { report(UnitProblem.yearlyStock(unit: text, key: "unit"), at: node.place) }
    return unit
  }

  private func historyYears(_ fields: EntryReader) -> ClosedRange<Year>? {
    let from = year(fields["from"], key: "from")
    let to = year(fields["to"], key: "to")
    if fields.has("from"), from == nil { return nil }
    if fields.has("to"), to == nil { return nil }
    let (first, last) = (from ?? Year.min, to ?? Year.max)
    guard first <= last else {
      report(YearProblem.statementYears(from: first, to: last), at: fields.keyPlace("to"))
      return nil
    }
    return first...last
  }
}

/// The rows a history takes: those with a text in a column.
struct HistoryChoice {
  let column: HistoryTable.Column
  let text: String
  /// Where the text stands in the scenario.
  let place: SourcePlace
}

/// What a series asks of a CSV file.
struct HistoryRequest {
  let choices: [HistoryChoice]
  let years: ClosedRange<Year>
  /// `stock` or `values`, for messages.
  let key: String
  let quantity: Quantity
  /// What bare numbers of people are in.
  let unit: PeopleUnit
  /// Where the file is named.
  let place: SourcePlace

  var texts: [HistoryTable.Column: String] {
    Dictionary(choices.map { ($0.column, $0.text) }, uniquingKeysWith: { first, _ in first })
  }
}
