public import Randomness

/// The state of a model in one year, for one path (`Double`) or a batch of paths (vectors of lanes).
///
/// Every quantity is a slot of `width` consecutive elements; slot s occupies `s·width ..< (s+1)·width`.
/// A state holds no history: what a later year needs is carried along (`driverNoise`, `cumulative`, `changeBase`).
public struct ModelState<Element: BitwiseCopyable & Sendable>: ~Copyable, Sendable {
  /// Elements per slot.
  public let width: Int
  /// The year the state stands at.
  public internal(set) var year: Year
  /// Which persons' flows are kept, by cell, transition and pipeline.
  let recorded: RecordedFlows
  /// Whether any flow but those of pipelines is kept.
  let keepsFlows: Bool
  /// Whether years look at the draws; else `begin` has taken from them all that there is, and they may be overwritten. Who
  /// looks at a draw in a year, beside the rates of unsteady cells, must see to it that this is true.
  public let needsDraws: Bool
  /// The value of every draw of the model; factors of one parameter are multiplied by `begin`.
  public var draws: SlotBuffer<Element>
  /// Stock per cell at the end of `year`, and at its beginning.
  public internal(set) var stock: SlotBuffer<Element>
  var opening: SlotBuffer<Element>
  /// Of `opening`, those whom exits reach: all, but where exits would exceed the stock. Written where `isAnyScaled`.
  var exposed: SlotBuffer<Element>
  /// Per cell: growth minus all exits as a share of the opening stock, those exits before they are held at 1 (written
  /// where they are), and the persons who come in whatever the stock. Those of steady cells are written by `begin` and
  /// stand for all years, the others year by year.
  var netRate: SlotBuffer<Element>
  var exits: SlotBuffer<Element>
  var arrivals: SlotBuffer<Element>
  /// Whether exits had to be held at 1 in some lane, per cell, and of any cell.
  var isScaled: [Bool]
  var isAnyScaled = false
  /// The number 1, a factor where a parameter has none.
  let one: SlotBuffer<Element>
  /// Persons who passed during `year`, per flow; only of those recorded.
  public internal(set) var flow: SlotBuffer<Element>
  public internal(set) var driver: SlotBuffer<Element>
  /// The course each path follows, per trend, and its scores so far, per trend and year.
  var trendCourse: SlotBuffer<Element>
  var trendScore: SlotBuffer<Element>
  var driverNoise: SlotBuffer<Element>
  public internal(set) var measure: SlotBuffer<Element>
  var cumulative: SlotBuffer<Element>
  var changeBase: SlotBuffer<Element>
  /// Per cell, the number of years in which the stock was held at 0, and in which exits were scaled down to 1.
  public internal(set) var heldAtZero: SlotBuffer<Element>
  public internal(set) var scaledExits: SlotBuffer<Element>
  /// Whether either count differs from 0 anywhere.
  public internal(set) var isLimited = false
  /// What holding the stock at 0, and what the noise has added this year, per cell; kept where every flow is.
  let isFloorKept: Bool
  var floorAdded: SlotBuffer<Element>
  var noiseAdded: SlotBuffer<Element>
}

/// The state of 64 consecutive paths.
public typealias BatchState = ModelState<Lanes>

extension ModelState where Element: LaneNumber {
  init(_ model: CompiledModel, recording recorded: RecordedFlows) {
    let width = Element.slotWidth
    func slots(_ count: Int, _ value: Double = 0) -> SlotBuffer<Element> {
      SlotBuffer(repeating: Element(repeating: value), count: count * width)
    }
    let cells = model.cells.count
    self.width = width
    self.recorded = recorded
    keepsFlows = recorded.cells.contains(true) || recorded.transitions.contains(true)
    needsDraws = keepsFlows || !model.isUncertainInFlowsOnly
    year = model.firstYear - 1
    draws = slots(model.draws.count)
    stock = slots(cells)
    opening = slots(cells)
    exposed = slots(cells)
    netRate = slots(cells)
    exits = slots(cells)
    arrivals = slots(cells)
    isScaled = Array(repeating: false, count: cells)
    one = slots(1, 1)
    flow = slots(recorded.isEmpty ? 0 : model.flows.count)
    trendCourse = slots(model.trends.count)
    trendScore = slots(model.trends.reduce(0) { $0 + $1.years })
    driver = slots(model.drivers.count)
    driverNoise = slots(model.drivers.count, 1)
    measure = slots(model.measures.count)
    cumulative = slots(model.measures.count)
    changeBase = slots(model.measures.count)
    heldAtZero = slots(cells)
    scaledExits = slots(cells)
    isFloorKept = recorded.isComplete
    floorAdded = slots(recorded.isComplete ? cells : 0)
    noiseAdded = slots(recorded.isComplete ? cells : 0)
  }

  /// Stands before the first computed year of a new path or batch, whose values are in `draws`.
  mutating func begin(_ model: CompiledModel) {
    year = model.firstYear - 1
    for index in model.compound { multiply(model.uncertain[index]) }
    model.chooseCourses(&self)
    driverNoise.fill(with: Element(repeating: 1))
    cumulative.fill(with: Element(repeating: 0))
    model.sumSteadyRates(&self)
    clearLimits()
  }

  private mutating func clearLimits() {
    guard isLimited else { return }
    heldAtZero.fill(with: Element(repeating: 0))
    scaledExits.fill(with: Element(repeating: 0))
    isLimited = false
  }

  private mutating func multiply(_ parameter: UncertainParameter) {
    guard let factor = parameter.factor, let second = parameter.secondFactor else { return }
    let width = Element.slotWidth
    for lane in 0..<width {
      draws[factor * width + lane] = draws[factor * width + lane] * draws[second * width + lane]
    }
  }

  /// The value of a parameter in a year; 0 where it is not written.
  @inline(__always)
  func value(_ parameter: Int?, _ model: CompiledModel, in year: Year, lane: Int) -> Element {
    term(parameter, model, in: year)[lane]
  }

  /// A parameter in one year, looked up once for all lanes.
  @inline(__always)
  func term(_ parameter: Int?, _ model: CompiledModel, in year: Year) -> ParameterTerm<Element> {
    let width = Element.slotWidth
    let one = one.slot(0, width: width)
    guard let parameter else { return ParameterTerm(coefficient: 0, factor: one) }
    let row = model.parameters.rows[parameter]
    let coefficient = model.parameters.coefficient(of: row, in: year)
    guard let index = row.uncertain else { return ParameterTerm(coefficient: coefficient, factor: one) }
    let uncertain = model.uncertain[index]
    return ParameterTerm(
      coefficient: coefficient, factor: uncertain.factor.map { draws.slot($0, width: width) } ?? one,
      addend: uncertain.addend.map { draws.slot($0, width: width) },
      constant: uncertain.constant + model.parameters.addition(to: parameter, in: year))
  }
}

extension ModelState where Element: LaneNumber {
  /// A plain flow of a cell.
  @inline(__always)
  func term(_ flow: PlainTerm) -> ParameterTerm<Element> {
    let factor = flow.factor.map { draws.slot($0, width: Element.slotWidth) } ?? one.slot(0, width: Element.slotWidth)
    return ParameterTerm(coefficient: flow.coefficient, factor: factor, constant: flow.constant)
  }
}

/// A parameter in one year: coefficient · factor + addend + constant, of which the middle two are draws.
struct ParameterTerm<Element: LaneNumber> {
  private let coefficient: Element
  /// Ones where nothing is drawn, which changes no bit and spares a question per lane.
  private let factor: Slot<Element>
  private let addend: Slot<Element>?
  private let constant: Element

  @inline(__always)
  init(coefficient: Double, factor: Slot<Element>, addend: Slot<Element>? = nil, constant: Double = 0) {
    self.coefficient = Element(repeating: coefficient)
    self.factor = factor
    self.addend = addend
    self.constant = Element(repeating: constant)
  }

  @inline(__always)
  subscript(lane: Int) -> Element {
    let fixed = if let addend { addend[lane] + constant } else { constant }
    return Element.fused(coefficient, factor[lane], fixed)
  }
}

extension ModelState where Element == Lanes {
  /// Copies the slot of a series to slot `index` of `target`.
  public func copyValues(of series: Series, to target: inout LaneBuffer, slot index: Int) {
    let target = target.slot(index, width: PathBatch.vectors)
    let source = slot(of: series)
    for lane in 0..<PathBatch.vectors { target[lane] = source[lane] }
  }

  /// Copies the slots of some series to `target`, each `offset` slots beyond its place.
  public func copyValues(of places: [SeriesPlace], to target: inout LaneBuffer, offset: Int) {
    for place in places { copyValues(of: place.series, to: &target, slot: place.slot + offset) }
  }
}

/// A series and the slot to which its values are copied.
public struct SeriesPlace: Sendable {
  public let series: Series
  public let slot: Int

  public init(_ series: Series, slot: Int) {
    self.series = series
    self.slot = slot
  }
}
