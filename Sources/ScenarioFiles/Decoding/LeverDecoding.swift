import StockFlow

extension ScenarioDecoder {
  /// What a lever can add to.
  private static let movable: Set<ParameterAddress.Property> = [
    .growth, .training, .inMigration, .outMigration, .attrition, .intake, .completion, .rate, .coverage,
  ]

  func lever(_ entry: MarkedNode.Entry) -> Lever? {
    checkId(entry)
    guard let fields = EntryReader(entry.value, .lever, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let raised = addresses(fields["raises"], key: "raises")
    let lowered = addresses(fields["lowers"], key: "lowers")
    let parameters = raised + lowered
    let limits = limits(fields["limits"], at: fields.keyPlace("limits"), parameters)
    let from = year(fields["from"], key: "from")
    if let from, let node = fields["from"] { checkInHorizon(from, key: "from", at: node.place) }
    let lag = whole(fields["lag"], key: "lag", in: 0...1000)
    let ramp = whole(fields["ramp"], key: "ramp", in: 0...1000)
    let cost = fields["cost"].flatMap { self.cost($0, at: fields.keyPlace("cost")) }
    _ = provenance(fields)
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard !parameters.isEmpty, let limits, let from else { return nil }
    return Lever(
      id: entry.key, name: name, direction: raised.isEmpty ? .lowers : .raises, parameters: parameters,
      limits: limits, from: from, lag: lag ?? 0, ramp: ramp ?? 0, cost: cost, note: note, place: entry.keyPlace)
  }

  /// The parameters of a lever; they must count the same, as one amount is added to all.
  private func addresses(_ node: MarkedNode?, key: String) -> [ParameterAddress] {
    var found: [ParameterAddress] = []
    for node in oneOrMore(node, key: key) {
      guard let text = text(node, key: key), let address = address(text, at: node.place, allowing: Self.movable)
      else { continue }
      if found.contains(address) {
        report(TypeProblem.appearsTwice(key: key, text: text), at: node.place)
      } else if let first = found.first, !first.property.adds(like: address.property) {
        report(
          UnitProblem.terms(
            first: first.description, firstUnit: first.property.unitWord(unit), second: text,
            secondUnit: address.property.unitWord(unit)), at: node.place)
      } else {
        found.append(address)
      }
    }
    return found
  }

  private func limits(
    _ node: MarkedNode?, at place: SourcePlace, _ parameters: [ParameterAddress]
  ) -> ClosedRange<Double>? {
    guard let node, let fields = EntryReader(node, .limits, key: "limits", at: place, by: self) else { return nil }
    let quantity = parameters.first.map { frame(of: $0).quantity } ?? .anything
    if Set(parameters.compactMap { frame(of: $0).bareUnit }).count > 1 {
      reportBare([fields["min"], fields["max"]].compactMap { $0 })
    }
    let low = figure(fields["min"], key: "min", as: quantity)?.value
    let high = figure(fields["max"], key: "max", as: quantity)?.value
    guard let high, low != nil || !fields.has("min") else { return nil }
    let least = low ?? 0
    if least < 0, let node = fields["min"] { report(ValueProblem.negative(key: "min", value: least), at: node.place) }
    guard least <= high else {
      report(ValueProblem.reversed(key: "limits", low: least, high: high), at: node.place)
      return nil
    }
    return least...high
  }

  /// A bare number means nothing where the parameters are written in different units; 0 is the same in all.
  private func reportBare(_ nodes: [MarkedNode]) {
    for node in nodes {
      guard let text = node.text, case .success(let number) = readNumber(text) else { continue }
      guard number.unitText == nil, number.value != 0 else { continue }
      report(UnitProblem.bareAmongUnits(key: "limits"), at: node.place)
    }
  }

  private func cost(_ node: MarkedNode, at place: SourcePlace) -> Lever.Cost? {
    guard let fields = EntryReader(node, .cost, key: "cost", at: place, by: self) else { return nil }
    let keys = ["per_person", "per_person_year", "fixed"]
    let amounts = keys.map { amount(fields[$0], key: $0) }
    _ = provenance(fields)
    _ = note(fields)
    let written = amounts.compactMap { $0 }
    guard let first = written.first else { return nil }
    if let other = written.first(where: { $0.currency != first.currency }) {
      report(UnitProblem.currencies(first.currency, other.currency), at: other.place)
    }
    return Lever.Cost(
      perPerson: amounts[0]?.value, perPersonYear: amounts[1]?.value, fixed: amounts[2]?.value,
      currency: first.currency)
  }

  private struct Amount {
    let value: Double
    let currency: String
    let place: SourcePlace
  }

  /// An amount of money in units of its currency.
  private func amount(_ node: MarkedNode?, key: String) -> Amount? {
    guard let node, let number = number(node, key: key) else { return nil }
    guard let text = number.unitText, !number.isPercent else {
      report(UnitProblem.noCurrency(key: key), at: node.place)
      return nil
    }
    guard let money = MoneyUnit.parse(text) else {
      report(UnitProblem.unknownMoney(unit: text, key: key), at: node.place)
      return nil
    }
    guard number.value >= 0 else {
      report(ValueProblem.negative(key: key, value: number.value), at: node.place)
      return nil
    }
    let value = shiftingDecimalPoint(number.value, by: decimalPlaces(of: money.factor))
    return Amount(value: value, currency: money.currency, place: node.place)
  }
}

extension ParameterAddress.Property {
  /// Whether one amount can be added to parameters of both properties.
  func adds(like other: Self) -> Bool { (dimension == .people) == (other.dimension == .people) }

  /// What it counts, for messages.
  func unitWord(_ unit: PeopleUnit) -> String { dimension == .people ? unit.name : "%" }
}
