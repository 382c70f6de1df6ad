public import Randomness

/// The state of a model in one year, for one path (`Double`) or a batch of paths (vectors of lanes).
///
/// Every quantity is a slot of `width` consecutive elements; slot s occupies `s·width ..< (s+1)·width`.
/// A state holds no history: what a later year needs is carried along (`driverNoise`, `cumulative`, `changeBase`).
public struct ModelState<Element: Sendable>: Sendable {
  /// Elements per slot.
  public let width: Int
  /// The year the state stands at.
  public internal(set) var year: Year
  /// Which persons' flows are kept, by cell, transition and pipeline.
  let recorded: RecordedFlows
  /// Per uncertain parameter: the product of its drawn factors, and what is added.
  var multiplier: [Element]
  var offset: [Element]
  /// Stock per cell at the end of `year`, and at its beginning.
  public internal(set) var stock: [Element]
  var opening: [Element]
  /// Of `opening`, those whom exits reach: all, but where exits would exceed the stock.
  var exposed: [Element]
  /// Per cell and year: growth minus all exits as a share of the opening stock, those exits before they are held at 1,
  /// and the persons who come in whatever the stock.
  var netRate: [Element]
  var exits: [Element]
  var arrivals: [Element]
  /// Whether exits had to be held at 1 in some lane, per cell.
  var isScaled: [Bool]
  /// Persons who passed during `year`, per flow; only of those recorded.
  public internal(set) var flow: [Element]
  public internal(set) var driver: [Element]
  var driverNoise: [Element]
  public internal(set) var measure: [Element]
  var cumulative: [Element]
  var changeBase: [Element]
  /// Per cell, the number of years in which the stock was held at 0, and in which exits were scaled down to 1.
  public internal(set) var heldAtZero: [Element]
  public internal(set) var scaledExits: [Element]
  /// Whether either count differs from 0 anywhere.
  public internal(set) var isLimited = false
  /// What holding the stock at 0 has added this year, per cell.
  var floorAdded: [Element]
}

/// The state of 64 consecutive paths.
public typealias BatchState = ModelState<Lanes>

extension ModelState where Element: LaneNumber {
  init(_ model: CompiledModel, recording recorded: RecordedFlows) {
    let width = Element.slotWidth
    func slots(_ count: Int, _ value: Double = 0) -> [Element] {
      Array(repeating: Element(repeating: value), count: count * width)
    }
    self.width = width
    self.recorded = recorded
    year = model.firstYear - 1
    multiplier = slots(model.uncertain.count)
    offset = slots(model.uncertain.count)
    stock = slots(model.cells.count)
    opening = stock
    exposed = stock
    netRate = stock
    exits = stock
    arrivals = stock
    isScaled = Array(repeating: false, count: model.cells.count)
    flow = slots(recorded.isEmpty ? 0 : model.flows.count)
    driver = slots(model.drivers.count)
    driverNoise = slots(model.drivers.count, 1)
    measure = slots(model.measures.count)
    cumulative = measure
    changeBase = measure
    heldAtZero = stock
    scaledExits = stock
    floorAdded = stock
  }

  /// Takes the draws of a new path or batch: slot d of `draws` is the value of `model.draws[d]`.
  mutating func begin(_ model: CompiledModel, draws: [Element]) {
    year = model.firstYear - 1
    for index in model.uncertain.indices { take(model.uncertain[index], slot: index * Element.slotWidth, draws) }
    reset(&driverNoise, to: 1)
    reset(&cumulative, to: 0)
    guard isLimited else { return }
    reset(&heldAtZero, to: 0)
    reset(&scaledExits, to: 0)
    isLimited = false
  }

  private mutating func take(_ parameter: UncertainParameter, slot: Int, _ draws: [Element]) {
    let width = Element.slotWidth
    for lane in 0..<width {
      multiplier[slot + lane] = parameter.factor.map { draws[$0 * width + lane] } ?? Element(repeating: 1)
      offset[slot + lane] = Element(repeating: parameter.constant)
    }
    if let second = parameter.secondFactor {
      for lane in 0..<width { multiplier[slot + lane] = multiplier[slot + lane] * draws[second * width + lane] }
    }
    if let addend = parameter.addend {
      for lane in 0..<width { offset[slot + lane] = offset[slot + lane] + draws[addend * width + lane] }
    }
  }

  private func reset(_ slots: inout [Element], to value: Double) {
    for index in slots.indices { slots[index] = Element(repeating: value) }
  }

  /// The value of a parameter in a year: coefficient · multiplier + offset; 0 where it is not written.
  @inline(__always)
  func value(_ parameter: Int?, _ model: CompiledModel, in year: Year, lane: Int) -> Element {
    guard let parameter else { return Element(repeating: 0) }
    let row = model.parameters.rows[parameter]
    let coefficient = Element(repeating: model.parameters.coefficient(of: row, in: year))
    guard let uncertain = row.uncertain else { return coefficient }
    let slot = uncertain * Element.slotWidth + lane
    return Element.fused(coefficient, multiplier[slot], offset[slot])
  }
}

extension BatchState {
  /// Copies the slot of a series to `target` from `offset` on.
  public func copyValues(of series: Series, to target: inout [Element], at offset: Int) {
    switch series {
    case .category(let index): Self.copy(stock, index * width, &target, offset)
    case .driver(let index): Self.copy(driver, index * width, &target, offset)
    case .measure(let index): Self.copy(measure, index * width, &target, offset)
    case .flow(let index): Self.copy(flow, index * width, &target, offset)
    }
  }

  @inline(__always)
  private static func copy(_ slots: [Element], _ start: Int, _ target: inout [Element], _ offset: Int) {
    for lane in 0..<PathBatch.vectors { target[offset + lane] = slots[start + lane] }
  }
}
