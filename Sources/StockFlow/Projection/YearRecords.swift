import Randomness

/// What is kept of every computed year of a projection, for one path or for a batch of them.
struct YearRecords<Element: LaneNumber>: Sendable {
  let model: CompiledModel
  /// One record a computed year, from `model.firstYear` on.
  private var records: [YearRecord<Element>] = []

  init(_ model: CompiledModel) {
    self.model = model
    records.reserveCapacity(model.yearCount)
  }

  /// Before the first year.
  mutating func begin() { records.removeAll(keepingCapacity: true) }

  /// Keeps the year the state stands at: the next one.
  mutating func append(_ state: borrowing ModelState<Element>) { records.append(YearRecord(state, model)) }

  /// The value of a series in a year of the horizon; `nil` before it has one, or where one path has no finite value.
  func value(of series: Series, in year: Year, lane: Int = 0) -> Element? {
    guard year >= model.baselineYear(of: series), let index = index(of: year) else { return nil }
    let value = records[index].value(of: series, lane: lane)
    return value.isUsable ? value : nil
  }

  /// The persons of a flow in a year after the first; not a number where there are none.
  func persons(_ flow: Int, in year: Year, lane: Int) -> Element {
    guard let index = index(of: year) else { return Element(repeating: .nan) }
    let persons = records[index].flow[flow * Element.slotWidth + lane]
    return persons.isUsable ? persons : Element(repeating: .nan)
  }

  /// What holding stocks at 0 added to a cell in a year, and what its noise did.
  func floorAdded(to cell: Int, in year: Year, lane: Int = 0) -> Element {
    index(of: year).map { records[$0].floorAdded[cell * Element.slotWidth + lane] } ?? Element(repeating: 0)
  }

  func noiseAdded(to cell: Int, in year: Year, lane: Int = 0) -> Element {
    index(of: year).map { records[$0].noiseAdded[cell * Element.slotWidth + lane] } ?? Element(repeating: 0)
  }

  /// The coverage of a measure in a year; 1 where none is written.
  func coverage(of measure: Int, in year: Year, lane: Int = 0) -> Element {
    index(of: year).map { records[$0].coverage[measure * Element.slotWidth + lane] } ?? Element(repeating: 1)
  }

  var last: YearRecord<Element>? { records.last }

  /// Records are read where they stand: a copy of one would count the references of all its arrays.
  @inline(__always)
  private func index(of year: Year) -> Int? {
    let index = year - model.firstYear
    return index >= 0 && index < records.count ? index : nil
  }
}

/// A copy of what a state holds at the end of a year, slot after slot.
struct YearRecord<Element: LaneNumber>: Sendable {
  private let stock: [Element]
  let flow: [Element]
  private let driver: [Element]
  private let measure: [Element]
  /// Per measure; 1 where none is written.
  let coverage: [Element]
  let floorAdded: [Element]
  let noiseAdded: [Element]
  let heldAtZero: [Element]
  let scaledExits: [Element]

  init(_ state: borrowing ModelState<Element>, _ model: CompiledModel) {
    stock = state.stock.elements
    flow = state.flow.elements
    driver = state.driver.elements
    measure = state.measure.elements
    floorAdded = state.floorAdded.elements
    noiseAdded = state.noiseAdded.elements
    heldAtZero = state.heldAtZero.elements
    scaledExits = state.scaledExits.elements
    var coverage: [Element] = []
    for measure in model.measures {
      for lane in 0..<Element.slotWidth {
        guard case .sum(_, let parameter?) = measure.formula else {
          coverage.append(Element(repeating: 1))
          continue
        }
        coverage.append(state.value(parameter, model, in: state.year, lane: lane))
      }
    }
    self.coverage = coverage
  }

  func value(of series: Series, lane: Int) -> Element {
    switch series {
    case .category(let index): stock[index * Element.slotWidth + lane]
    case .driver(let index): driver[index * Element.slotWidth + lane]
    case .measure(let index): measure[index * Element.slotWidth + lane]
    case .flow(let index): flow[index * Element.slotWidth + lane]
    }
  }
}
