import StockFlow

extension ScenarioDecoder {
  func driver(_ entry: MarkedNode.Entry) -> Driver? {
    guard let fields = EntryReader(entry.value, .driver, key: entry.key, at: entry.keyPlace, by: self) else {
      return nil
    }
    let display = displayUnit(fields["unit"]) ?? .people(unit)
    names.setUnit(display, of: entry.key, bareIsPercent: display == .percent)
    let values = driverValues(fields["values"], display)
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
      id: entry.key, name: name, unit: display, values: values, growth: growth, volatility: volatility ?? 0,
      provenance: provenance, note: note, place: entry.keyPlace)
  }

  private func driverValues(_ node: MarkedNode?, _ unit: DisplayUnit) -> TimePath? {
    let quantity = unit == .percent ? Quantity.percent(bareIsPercent: true) : Quantity(unit)
    guard let written = points(node, key: "values", as: quantity) else { return nil }
    if case .people = unit {
      for (point, node) in zip(written.points, written.nodes) where point.figure.value < 0 {
        report(ValueProblem.negative(key: "values", value: point.figure.value), at: node.place)
      }
    }
    return TimePath(shape: .linear, points: written.points)
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
