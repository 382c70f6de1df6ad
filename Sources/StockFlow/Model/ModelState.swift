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
  /// Per uncertain parameter: the product of its drawn factors, and what is added.
  var multiplier: [Element]
  var offset: [Element]
  /// Stock per cell at the end of `year`, and at its beginning.
  public internal(set) var stock: [Element]
  var opening: [Element]
  /// Persons who passed during `year`, per flow.
  public internal(set) var flow: [Element]
  /// Growth minus all exits of the cell, as a share of its opening stock.
  var netRate: [Element]
  public internal(set) var driver: [Element]
  var driverNoise: [Element]
  public internal(set) var measure: [Element]
  var cumulative: [Element]
  var changeBase: [Element]
  /// Per cell, the number of years in which the stock was held at 0, and in which exits were scaled down to 1.
  public internal(set) var heldAtZero: [Element]
  public internal(set) var scaledExits: [Element]
  /// What holding the stock at 0 has added this year, per cell.
  var floorAdded: [Element]
}

/// The state of 64 consecutive paths.
public typealias BatchState = ModelState<Lanes>

extension ModelState where Element: LaneNumber {
  init(_ model: CompiledModel, width: Int) {
    func slots(_ count: Int, _ value: Double = 0) -> [Element] {
      Array(repeating: Element(repeating: value), count: count * width)
    }
    self.width = width
    year = model.firstYear - 1
    multiplier = slots(model.uncertain.count)
    offset = slots(model.uncertain.count)
    stock = slots(model.cells.count)
    opening = stock
    flow = slots(model.flows.count)
    netRate = stock
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
    for (index, parameter) in model.uncertain.enumerated() {
      for lane in 0..<width {
        var product = Element(repeating: 1)
        for factor in parameter.factors { product = product * draws[factor * width + lane] }
        multiplier[index * width + lane] = product
        let added = parameter.addend.map { draws[$0 * width + lane] } ?? Element(repeating: 0)
        offset[index * width + lane] = added + Element(repeating: parameter.constant)
      }
    }
    reset(&driverNoise, to: 1)
    reset(&cumulative, to: 0)
    reset(&heldAtZero, to: 0)
    reset(&scaledExits, to: 0)
  }

  private func reset(_ slots: inout [Element], to value: Double) {
    for index in slots.indices { slots[index] = Element(repeating: value) }
  }

  /// The value of a parameter in a year: coefficient · multiplier + offset; 0 where it is not written.
  @inline(__always)
  func value(_ parameter: Int?, _ model: CompiledModel, in year: Year, lane: Int) -> Element {
    guard let parameter else { return Element(repeating: 0) }
    return value(of: model.parameters[parameter], in: year, lane: lane)
  }

  @inline(__always)
  func value(of parameter: CompiledParameter, in year: Year, lane: Int) -> Element {
    let coefficient = Element(repeating: parameter.coefficient(in: year))
    guard let uncertain = parameter.uncertain else { return coefficient }
    return coefficient * multiplier[uncertain * width + lane] + offset[uncertain * width + lane]
  }
}

extension ModelState {
  /// Where the values of a series stand: the array and its first element.
  public func values(of series: Series) -> ArraySlice<Element> {
    switch series {
    case .category(let index): stock[index * width..<(index + 1) * width]
    case .driver(let index): driver[index * width..<(index + 1) * width]
    case .measure(let index): measure[index * width..<(index + 1) * width]
    case .flow(let index): flow[index * width..<(index + 1) * width]
    }
  }
}
