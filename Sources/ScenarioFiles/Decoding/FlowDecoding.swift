import StockFlow

/// Pipelines and transitions.
extension ScenarioDecoder {
  func pipeline(_ entry: MarkedNode.Entry) -> Pipeline? {
    guard let fields = EntryReader(entry.value, .pipeline, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let bare = peopleUnit(fields)
    names.setUnit(.people(bare), of: entry.key)
    let frames = FlowFrames(id: entry.key, kind: .pipeline, bare: bare, assumed: entryAssumption(fields))
    let intake = value(fields["intake"], frames[.intake], keyPlace: fields.keyPlace("intake"))
    let completion = value(fields["completion"], frames[.completion], keyPlace: fields.keyPlace("completion"))
    let duration = whole(fields["duration"], key: "duration", in: 0...100)
    let enters = enters(fields["enters"])
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let intake, let duration, let enters else { return nil }
    return Pipeline(
      id: entry.key, name: name, unit: bare, intake: intake, duration: duration, completion: completion,
      enters: enters, note: note, place: entry.keyPlace)
  }

  /// What stands behind the parameters of an entry that name no source: the entry's own source or assumption, else the file's.
  private func entryAssumption(_ fields: EntryReader) -> Provenance? {
    let source = provenance(fields)
    let reason = fields.table["assumed"] == nil ? nil : assumption(fields)
    return source.isNamed ? source : reason ?? assumed
  }

  private func enters(_ node: MarkedNode?) -> [Pipeline.Entry]? {
    guard let node else { return nil }
    let shares = entries(of: node, key: "enters").compactMap { entry -> Pipeline.Entry? in
      let category = reference(named: entry.key, at: entry.keyPlace, to: [.category])
      let share = share(entry.value, key: "enters")
      guard let category, let share else { return nil }
      return Pipeline.Entry(category: category, share: share)
    }
    let total = shares.reduce(0) { $0 + $1.share }
    // Shares such as 10 % + 20 % + 70 % may miss 1 by rounding.
    if total > 1 + 1e-9 { report(ValueProblem.entersAboveOne(total), at: node.place) }
    return shares
  }

  private func share(_ node: MarkedNode, key: String) -> Double? {
    guard let figure = figure(node, key: key, as: .share) else { return nil }
    guard (0...1).contains(figure.value) else {
      let problem = ValueProblem.shareOutOfBounds(
        key: key, value: figure.value, spelling: spelling(of: node), isYearly: false)
      report(problem, at: node.place)
      return nil
    }
    return figure.value
  }

  func transition(_ entry: MarkedNode.Entry) -> Transition? {
    guard let fields = EntryReader(entry.value, .transition, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let from = reference(fields["from"], key: "from", to: [.category])
    let to = reference(fields["to"], key: "to", to: [.category])
    if let from, from == to {
      report(RelationProblem.fromIsTo(from), at: fields["to"]?.place ?? entry.keyPlace)
    }
    let frames = FlowFrames(id: entry.key, kind: .transition, bare: unit, assumed: entryAssumption(fields))
    let rate = value(fields["rate"], frames[.rate], keyPlace: fields.keyPlace("rate"))
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let from, let to, let rate else { return nil }
    return Transition(id: entry.key, name: name, from: from, to: to, rate: rate, note: note, place: entry.keyPlace)
  }
}

/// The frames of the parameters of one entry.
struct FlowFrames {
  let id: String
  let kind: EntryKind
  let bare: PeopleUnit
  let assumed: Provenance?

  subscript(property: ParameterAddress.Property) -> ParameterFrame {
    ParameterFrame(ParameterAddress(id, property), bare: bare).assuming(assumed)
  }
}
