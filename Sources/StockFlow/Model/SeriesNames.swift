/// The names of a model's series, both ways.
struct SeriesNames: Sendable {
  let categories: [String]
  let drivers: [String]
  let measures: [String]
  let flows: [String]
  private let index: [String: Series]

  init(categories: [String], drivers: [String], measures: [String], flows: [String]) {
    self.categories = categories
    self.drivers = drivers
    self.measures = measures
    self.flows = flows
    var index: [String: Series] = [:]
    index.reserveCapacity(categories.count + drivers.count + measures.count + flows.count)
    for (position, name) in flows.enumerated() { index[name] = .flow(position) }
    for (position, name) in categories.enumerated() { index[name] = .category(position) }
    for (position, name) in drivers.enumerated() { index[name] = .driver(position) }
    for (position, name) in measures.enumerated() { index[name] = .measure(position) }
    self.index = index
  }

  subscript(name: String) -> Series? { index[name] }

  func name(of series: Series) -> String {
    switch series {
    case .category(let position): categories[position]
    case .driver(let position): drivers[position]
    case .measure(let position): measures[position]
    case .flow(let position): flows[position]
    }
  }
}

extension CompiledModel {
  /// Stocks that the balance equation moves on; cell c is the series `.category(c)`.
  public var cellCount: Int { cells.count }

  /// Every category, driver and measure, in the order of the file.
  public var series: [Series] {
    cells.indices.map(Series.category) + drivers.indices.map(Series.driver) + measures.indices.map(Series.measure)
  }

  /// Every flow, in the order categories, transitions, pipelines.
  public var flowSeries: [Series] { flows.indices.map(Series.flow) }

  /// The series of that name: a category, driver, measure or flow.
  public func series(named name: String) -> Series? { names[name] }

  public func name(of series: Series) -> String { names.name(of: series) }

  /// The first year of the horizon in which the series has a value.
  public func baselineYear(of series: Series) -> Year {
    switch series {
    case .flow: horizon.lowerBound + 1
    default: max(horizon.lowerBound, availableFrom(series))
    }
  }

  /// True of the observed stock that a category begins with, where it is not drawn: every path has the same. Says nothing of
  /// other series and years.
  public func isCertain(_ series: Series, in year: Year) -> Bool {
    guard case .category(let cell) = series, year == cells[cell].start else { return false }
    return parameters.rows[cells[cell].baseline].uncertain == nil
  }

  /// The first computed year in which the series has a value.
  func availableFrom(_ series: Series) -> Year {
    switch series {
    case .category(let cell): cells[cell].start
    case .driver(let driver):
      switch drivers[driver].motion {
      case .given: firstYear
      case .growing(_, let from, _): from
      }
    case .measure(let measure): measures[measure].availableFrom
    case .flow: firstYear + 1
    }
  }
}
