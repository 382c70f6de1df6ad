import Randomness
import StockFlow

extension ScenarioDecoder {
  /// The unit of people written under `unit`; the scenario's where none is.
  func peopleUnit(_ entry: EntryReader) -> PeopleUnit {
    guard let node = entry["unit"], let text = text(node, key: "unit") else { return unit }
    guard let written = PeopleUnit.parse(text) else {
      report(UnitProblem.notPeople(unit: text, key: "unit"), at: node.place)
      return unit
    }
    if written.perYear { report(UnitProblem.yearlyStock(unit: text, key: "unit"), at: node.place) }
    return written
  }

  func name(_ entry: EntryReader, id: String) -> LocalizedText {
    localizedText(entry["name"], key: "name") ?? LocalizedText(id)
  }

  func note(_ entry: EntryReader) -> String? { text(entry["note"], key: "note") }

  func category(_ entry: MarkedNode.Entry) -> Category? {
    guard let fields = EntryReader(entry.value, .category, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let bare = peopleUnit(fields)
    names.setUnit(.people(bare), of: entry.key)
    let provenance = provenance(fields)
    let assumed = assumption(fields) ?? assumed
    let parameters = categoryParameters(fields, id: entry.key, bare: bare, assumed: assumed)
    let volatility = volatility(fields["volatility"], keyPlace: fields.keyPlace("volatility"))
    let stock = observations(fields, id: entry.key, bare: bare, provenance, assumed)
    let breaks = breaks(fields["breaks"], among: observedYears(stock, in: fields["stock"]))
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let stock, !stock.isEmpty else { return nil }
    checkBaseline(stock.map(\.year), of: entry.key, at: fields.keyPlace("stock"))
    return Category(
      id: entry.key, name: name, unit: bare, observations: stock, breaks: breaks, parameters: parameters,
      volatility: volatility, provenance: provenance, note: note, place: entry.keyPlace)
  }

  private func categoryParameters(
    _ fields: EntryReader, id: String, bare: PeopleUnit, assumed: Provenance?
  ) -> [ParameterAddress.Property: ParameterValue] {
    var values: [ParameterAddress.Property: ParameterValue] = [:]
    for property in [ParameterAddress.Property.growth, .training, .inMigration, .outMigration, .attrition] {
      let frame = ParameterFrame(ParameterAddress(id, property), bare: bare).assuming(assumed)
      let key = property.rawValue
      values[property] = value(fields[key], frame, keyPlace: fields.keyPlace(key))
    }
    return values
  }

  /// A plain number or `fit`, perhaps in the full form with a source.
  func volatility(_ node: MarkedNode?, keyPlace: SourcePlace) -> Volatility? {
    guard let node else { return nil }
    if node.text == "fit" { return .fit }
    guard node.entries != nil else { return notNegative(node, key: "volatility").map { .number($0) } }
    guard let form = EntryReader(node, .value, key: "volatility", at: keyPlace, by: self) else { return nil }
    _ = provenance(form)
    _ = note(form)
    if form.has("fit") { return form["fit"].map { _ in .fit } }
    guard let number = form["value"] else {
      report(ValueProblem.plainOnly(key: "volatility"), at: node.place)
      return nil
    }
    return notNegative(number, key: "volatility").map { .number($0) }
  }

  /// A plain number that is not below zero.
  func notNegative(_ node: MarkedNode?, key: String) -> Double? {
    guard let node, let number = plainNumber(node, key: key) else { return nil }
    guard number >= 0 else {
      report(ValueProblem.negative(key: key, value: number), at: node.place)
      return nil
    }
    return number
  }

  private func observations(
    _ fields: EntryReader, id: String, bare: PeopleUnit, _ provenance: Provenance, _ assumed: Provenance?
  ) -> [Category.Observation]? {
    guard let node = fields["stock"] else { return nil }
    if namesHistoryFile(node) { return observations(node, at: fields.keyPlace("stock"), provenance) }
    if let text = node.text {
      report(ValueProblem.bareStock(text: text, year: horizon?.lowerBound), at: node.place)
      return nil
    }
    let address = ParameterAddress(id, .stock)
    return byYear(node, key: "stock")?.compactMap { year, value in
      let frame = ParameterFrame(address, bare: bare).withoutSource()
      return stock(value, frame, provenance, assumed).map { Category.Observation(year: year, value: $0) }
    }
  }

  /// The years of a stock; `nil` where one of its values is broken.
  private func observedYears(_ stock: [Category.Observation]?, in node: MarkedNode?) -> [Year]? {
    guard let stock, let node else { return nil }
    return namesHistoryFile(node) || stock.count == node.entries?.count ? stock.map(\.year) : nil
  }

  /// What a CSV file counts.
  private func observations(
    _ node: MarkedNode, at place: SourcePlace, _ provenance: Provenance
  ) -> [Category.Observation]? {
    let values = history(node, key: "stock", at: place) { .people(bare: $0, isFlow: false) }
    return values?.map { value in
      let source = provenance.isNamed ? provenance : .none
      let stock = ParameterValue(.number(value.figure), provenance: source, place: value.place)
      return Category.Observation(year: value.year, value: stock)
    }
  }

  /// An uncertain stock is an assumption where nothing else is said; a counted one is not.
  private func stock(
    _ node: MarkedNode, _ frame: ParameterFrame, _ provenance: Provenance, _ assumed: Provenance?
  ) -> ParameterValue? {
    guard let stock = value(node, frame, keyPlace: node.place) else { return nil }
    if stock.provenance.isNamed { return stock }
    if provenance.isNamed { return stock.from(provenance) }
    guard !stock.isCertain else { return stock }
    guard let assumed else {
      unsourced.append((frame.name, node.place))
      return stock
    }
    return stock.from(assumed)
  }

  private func checkBaseline(_ years: [Year], of id: String, at place: SourcePlace) {
    guard let horizon, !years.contains(where: { $0 <= horizon.upperBound }) else { return }
    report(YearProblem.noBaseline(category: id, horizon: horizon), at: place)
  }
}

extension ParameterValue {
  /// The same value with another source; a note of its own is kept.
  func from(_ source: Provenance) -> ParameterValue {
    let source = source.noted(provenance.note)
    return ParameterValue(base, times: times, plus: plus, history: history, provenance: source)
  }

  /// Whether nothing in the value is drawn or estimated.
  var isCertain: Bool {
    switch base {
    case .fit, .trend: return false
    case .distribution(let distribution) where !distribution.isCertain: return false
    default: return ![times, plus].contains { $0?.isDrawn == true }
    }
  }
}

extension ParameterValue.Part {
  var isDrawn: Bool {
    switch self {
    case .number: false
    case .distribution(let distribution): !distribution.isCertain
    }
  }
}
