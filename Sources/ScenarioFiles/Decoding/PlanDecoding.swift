import StockFlow

/// Targets and facts.
extension ScenarioDecoder {
  /// One target for each year.
  func targets(_ node: MarkedNode) -> [Target] {
    guard let fields = EntryReader(node, .target, key: "targets", at: node.place, by: self) else { return [] }
    let of = reference(fields["of"], key: "of", to: Self.series + [.flow])
    let years = years(fields["year"], key: "year")
    let comparison = comparison(fields, as: of.map { quantity(of: $0) } ?? .anything)
    let kind: Target.Kind? = word(fields["kind"], key: "kind", Target.Kind.allCases)
    let isJoint = truth(fields["joint"], key: "joint") ?? true
    let provenance = provenance(fields)
    let note = note(fields)
    checkTargetYears(years)
    guard let of, let comparison else { return [] }
    return years.map { year, _ in
      Target(
        of: of, year: year, comparison: comparison, kind: kind, isJoint: isJoint, provenance: provenance, note: note,
        place: node.place)
    }
  }

  private func comparison(_ fields: EntryReader, as quantity: Quantity) -> Target.Comparison? {
    let least = figure(fields["at_least"], key: "at_least", as: quantity)
    let most = figure(fields["at_most"], key: "at_most", as: quantity)
    let bounds = list(fields["within"], key: "within", atLeast: 2, atMost: 2)?.map {
      figure($0, key: "within", as: quantity)
    }
    if let least { return .atLeast(least) }
    if let most { return .atMost(most) }
    guard let bounds, let low = bounds[0], let high = bounds[1], let node = fields["within"] else { return nil }
    guard low.value <= high.value else {
      report(ValueProblem.reversed(key: "within", low: low.value, high: high.value), at: node.place)
      return nil
    }
    return .within(low, high)
  }

  private func checkTargetYears(_ years: [(year: Year, place: SourcePlace)]) {
    guard let horizon else { return }
    for (year, place) in years where year <= horizon.lowerBound || year > horizon.upperBound {
      report(YearProblem.targetNotAfterStart(year: year, horizon: horizon), at: place)
    }
  }

  func fact(_ entry: MarkedNode.Entry) -> Fact? {
    guard let fields = EntryReader(entry.value, .fact, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let values = periods(fields["values"])
    let display = displayUnit(fields["unit"]) ?? impliedUnit(values ?? [])
    let bareIsPercent = display == .percent && fields.has("unit")
    names.setUnit(display, of: entry.key, bareIsPercent: bareIsPercent)
    let quantity = bareIsPercent ? Quantity.percent(bareIsPercent: true) : Quantity(display, isFlow: true)
    let figures = values?.compactMap { years, node in
      figure(node, key: "values", as: quantity).map { Fact.Value(years: years, figure: $0) }
    }
    let kind: Fact.Kind? = word(fields["kind"], key: "kind", Fact.Kind.allCases)
    let provenance = provenance(fields)
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let figures, !figures.isEmpty else { return nil }
    return Fact(
      id: entry.key, name: name, unit: display, values: figures, kind: kind, provenance: provenance, note: note,
      place: entry.keyPlace)
  }

  /// What the first value says it counts, where no unit is written: people, unless it says otherwise. A unit of people
  /// on one value is that value's alone.
  private func impliedUnit(_ values: [(ClosedRange<Year>, MarkedNode)]) -> DisplayUnit {
    guard let text = values.first?.1.text, case .success(let number) = readNumber(text) else { return .people(unit) }
    guard let written = number.displayUnit, !written.counts(like: .people(unit)) else { return .people(unit) }
    return written
  }

  private func periods(_ node: MarkedNode?) -> [(ClosedRange<Year>, MarkedNode)]? {
    guard let node else { return nil }
    guard let entries = node.entries, !entries.isEmpty else {
      reportExpected(.years, key: "values", found: node)
      return nil
    }
    var seen: Set<ClosedRange<Year>> = []
    return entries.compactMap { entry in
      guard let years = period(entry) else { return nil }
      guard seen.insert(years).inserted else {
        report(TypeProblem.appearsTwice(key: "values", text: entry.key), at: entry.keyPlace)
        return nil
      }
      return (years, entry.value)
    }
  }

  /// A year, or two with a dash between them.
  private func period(_ entry: MarkedNode.Entry) -> ClosedRange<Year>? {
    if let year = plausibleYear(entry.key) { return year...year }
    let parts = entry.key.split(omittingEmptySubsequences: false) { "-–—~～至".contains($0) }
    let years = parts.map { plausibleYear(trimmed(String($0))) }
    guard years.count == 2, let from = years[0], let to = years[1] else {
      report(TypeProblem.notAYear(key: "values", text: entry.key), at: entry.keyPlace)
      return nil
    }
    guard from <= to else {
      report(YearProblem.periodReversed(text: entry.key), at: entry.keyPlace)
      return nil
    }
    return from...to
  }
}
