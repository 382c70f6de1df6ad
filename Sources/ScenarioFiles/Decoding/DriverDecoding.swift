import StockFlow

extension ScenarioDecoder {
  func driver(_ entry: MarkedNode.Entry) -> Driver? {
    guard let fields = EntryReader(entry.value, .driver, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let display = displayUnit(fields["unit"]) ?? .people(unit)
    names.setUnit(display, of: entry.key, bareIsPercent: display == .percent)
    let values = driverValues(fields, display)
    let breaks = breaks(fields["breaks"], among: values?.points.map(\.year))
    let provenance = provenance(fields)
    let frame = ParameterFrame(ParameterAddress(entry.key, .growth), bare: unit)
      .assuming(provenance.isNamed ? provenance : assumed)
    let growth = value(fields["growth"], frame, keyPlace: fields.keyPlace("growth"))
    let volatility = notNegative(fields["volatility"], key: "volatility")
    let name = name(fields, id: entry.key)
    let note = note(fields)
    guard let values else { return nil }
    if fields.has("growth") { checkGrowingDriver(values, fields, id: entry.key) }
    return Driver(
      id: entry.key, name: name, unit: display, values: values, breaks: breaks, growth: growth,
      volatility: volatility ?? 0, provenance: provenance, note: note, place: entry.keyPlace)
  }

  private func driverValues(_ fields: EntryReader, _ unit: DisplayUnit) -> TimePath? {
    let node = fields["values"]
    let quantity = unit == .percent ? Quantity.percent(bareIsPercent: true) : Quantity(unit)
    if let node, namesHistoryFile(node) { return driverHistory(node, at: fields.keyPlace("values"), quantity) }
    guard let written = points(node, key: "values", as: quantity) else { return nil }
    if case .people = unit {
      for (point, node) in zip(written.points, written.nodes) where point.figure.value < 0 {
        report(ValueProblem.negative(key: "values", value: point.figure.value), at: node.place)
      }
    }
    return TimePath(shape: .linear, points: written.points)
  }

  /// The values in a CSV file: persons where the driver counts people, else numbers in the driver's own unit.
  private func driverHistory(_ node: MarkedNode, at place: SourcePlace, _ quantity: Quantity) -> TimePath? {
    let values = history(node, key: "values", at: place) { bare in
      if case .people = quantity { .people(bare: bare, isFlow: false) } else { quantity }
    }
    return values.map { values in
      TimePath(shape: .linear, points: values.map { TimePath.Point(year: $0.year, figure: $0.figure) })
    }
  }

  /// A growing driver starts from its latest value not after the first year; what is later is ignored.
  private func checkGrowingDriver(_ values: TimePath, _ fields: EntryReader, id: String) {
    guard let horizon else { return }
    let years = values.points.map(\.year)
    let later = years.filter { $0 > horizon.lowerBound }
    let place = fields.keyPlace("values")
    if later.count == years.count {
      report(YearProblem.noDriverBaseline(driver: id, from: horizon.lowerBound), at: place)
    } else if !later.isEmpty {
      report(YearProblem.driverValuesIgnored(driver: id, years: later, from: horizon.lowerBound), at: place)
    }
  }
}
