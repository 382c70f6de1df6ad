extension Scenario {
  /// The observed or given values of a category, driver or measure up to a year, ascending: a measure has one in every
  /// year in which all it is made of has one.
  ///
  /// - Complexity: O(years × figures that enter one).
  public func observedValues(of id: String, upTo last: Year) -> [(year: Year, value: Double)] {
    let years = Set(
      categories.flatMap { $0.observations.map(\.year) } + drivers.flatMap { $0.values.points.map(\.year) }
    ).filter { $0 <= last }.sorted()
    var formula = PlanFormula(PlanFigures(self))
    return years.compactMap { year in
      guard let node = formula.given(id, in: year), case let value = formula.graph.value(of: node), value.isFinite
      else { return nil }
      return (year, value)
    }
  }
}
