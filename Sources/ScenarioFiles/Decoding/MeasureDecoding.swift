import StockFlow

/// A measure whose unit is not known yet: that needs the units of what it is made of.
struct MeasureDraft {
  let id: String
  let place: SourcePlace
  let formula: Measure.Formula
  /// The unit as written.
  let written: DisplayUnit?
  let unitPlace: SourcePlace
  /// Places of the terms, in the order of the formula.
  let termPlaces: [SourcePlace]
  /// Terms with weights of their own may count different things, if the unit is written.
  let isWeighted: Bool
  let name: LocalizedText
  let provenance: Provenance
  let note: String?
}

extension ScenarioDecoder {
  func measure(_ entry: MarkedNode.Entry) -> MeasureDraft? {
    guard let fields = EntryReader(entry.value, .measure, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let provenance = provenance(fields)
    let coverage = coverage(fields, id: entry.key, provenance)
    let formula = formula(fields, coverage: coverage)
    let isPercent = truth(fields["percent"], key: "percent") ?? false
    let written = isPercent ? .percent : displayUnit(fields["unit"])
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let (formula, places) = formula else { return nil }
    return MeasureDraft(
      id: entry.key, place: entry.keyPlace, formula: formula, written: written, unitPlace: fields.keyPlace("unit"),
      termPlaces: places, isWeighted: fields["sum"]?.entries != nil, name: name, provenance: provenance, note: note)
  }

  private typealias PlacedFormula = (formula: Measure.Formula, places: [SourcePlace])

  private func formula(_ fields: EntryReader, coverage: ParameterValue?) -> PlacedFormula? {
    let scale = plainNumber(fields["scale"], key: "scale")
    let from = year(fields["from"], key: "from")
    switch fields.first(of: KeyTable.measureKinds) {
    case "sum":
      guard let terms = sumTerms(fields["sum"]) else { return nil }
      return (.sum(terms.map(\.term), coverage: coverage), terms.map(\.place))
    case "difference":
      return pair(fields["difference"], key: "difference").map { (.difference($0.0, $0.1), $0.places) }
    case "ratio":
      guard scale != nil || !fields.has("scale") else { return nil }
      return pair(fields["ratio"], key: "ratio").map { (.ratio($0.0, $0.1, scale: scale ?? 1), $0.places) }
    case "cumulative": return cumulative(fields, from: from)
    case "change": return change(fields, from: from)
    default: return nil
    }
  }

  private func coverage(_ fields: EntryReader, id: String, _ source: Provenance) -> ParameterValue? {
    let frame = ParameterFrame(ParameterAddress(id, .coverage), bare: unit)
      .assuming(source.isNamed ? source : assumed)
    return value(fields["coverage"], frame, keyPlace: fields.keyPlace("coverage"))
  }

  private func sumTerms(_ node: MarkedNode?) -> [(term: Measure.Term, place: SourcePlace)]? {
    guard let node else { return nil }
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty:
      return entries.compactMap { entry in
        let id = reference(named: entry.key, at: entry.keyPlace, to: Self.series)
        let weight = plainNumber(entry.value, key: "sum")
        guard let id, let weight else { return nil }
        return (Measure.Term(id: id, weight: weight), entry.keyPlace)
      }
    case .sequence(let items) where !items.isEmpty: return distinct(items, key: "sum")
    default:
      reportExpected(.listOrWeights, key: "sum", found: node)
      return nil
    }
  }

  private func distinct(_ items: [MarkedNode], key: String) -> [(term: Measure.Term, place: SourcePlace)] {
    var seen: Set<String> = []
    return items.compactMap { item in
      guard let id = reference(item, key: key, to: Self.series) else { return nil }
      guard seen.insert(id).inserted else {
        report(TypeProblem.appearsTwice(key: key, text: id), at: item.place)
        return nil
      }
      return (Measure.Term(id: id), item.place)
    }
  }

  private func pair(_ node: MarkedNode?, key: String) -> (String, String, places: [SourcePlace])? {
    guard let items = list(node, key: key, atLeast: 2, atMost: 2) else { return nil }
    let ids = items.map { reference($0, key: key, to: Self.series) }
    guard let first = ids[0], let second = ids[1] else { return nil }
    return (first, second, items.map(\.place))
  }

  private func cumulative(_ fields: EntryReader, from: Year?) -> PlacedFormula? {
    var seen: Set<String> = []
    let nodes = oneOrMore(fields["cumulative"], key: "cumulative")
    let flows = nodes.compactMap { node -> String? in
      guard let flow = reference(node, key: "cumulative", to: [.flow]) else { return nil }
      guard seen.insert(flow).inserted else {
        report(TypeProblem.appearsTwice(key: "cumulative", text: flow), at: node.place)
        return nil
      }
      return flow
    }
    guard let from, !flows.isEmpty, let node = fields["from"] else { return nil }
    checkInHorizon(from, key: "from", at: node.place)
    return (.cumulative(flows, from: from), nodes.map(\.place))
  }

  private func change(_ fields: EntryReader, from: Year?) -> PlacedFormula? {
    guard let node = fields["change"], let id = reference(node, key: "change", to: Self.series), let from,
      let yearNode = fields["from"]
    else { return nil }
    if let horizon, from > horizon.upperBound {
      report(YearProblem.outside(key: "from", year: from, horizon: horizon), at: yearNode.place)
    }
    return (.change(id, from: from), [node.place])
  }

  func checkInHorizon(_ year: Year, key: String, at place: SourcePlace) {
    guard let horizon, !horizon.contains(year) else { return }
    report(YearProblem.outside(key: key, year: year, horizon: horizon), at: place)
  }
}
