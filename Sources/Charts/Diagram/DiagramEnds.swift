/// Where each flow of a diagram really starts and ends.
struct DiagramEnds {
  enum Place: Equatable {
    case outside
    case stock(Int)
    case pipeline(Int)

    var pipeline: Int? {
      if case .pipeline(let index) = self { index } else { nil }
    }

    var isStock: Bool {
      if case .stock = self { true } else { false }
    }
  }

  /// A flow between two stocks, which stand at these places from the top.
  struct Transition {
    let flow: Int
    let from: Int
    let to: Int
  }

  let ends: [(from: Place, to: Place)]

  init(_ diagram: StockFlowDiagram) {
    var places: [String: Place] = [:]
    for (index, node) in diagram.pipelines.enumerated() { places[node.id] = .pipeline(index) }
    for (index, node) in diagram.stocks.enumerated() { places[node.id] = .stock(index) }
    func place(_ end: StockFlowDiagram.End) -> Place {
      switch end {
      case .outside: .outside
      case .node(let id): places[id] ?? .outside
      }
    }
    ends = diagram.flows.map { (place($0.from), place($0.to)) }
  }

  var transitions: [Transition] {
    ends.enumerated().compactMap { index, ends in
      guard case .stock(let from) = ends.from, case .stock(let to) = ends.to else { return nil }
      return Transition(flow: index, from: from, to: to)
    }
  }
}

/// Gives each transition a lane in which no other runs beside the same stocks; short ones lie inside.
struct DiagramLanes {
  private var lanes: [Int: Int] = [:]
  private(set) var count = 0

  init(_ transitions: [DiagramEnds.Transition]) {
    var taken: [[ClosedRange<Int>]] = []
    let sorted = transitions.sorted { (abs($0.from - $0.to), $0.flow) < (abs($1.from - $1.to), $1.flow) }
    for transition in sorted {
      let span = min(transition.from, transition.to)...max(transition.from, transition.to)
      let free = taken.firstIndex { lane in !lane.contains { $0.overlaps(span) } }
      let lane = free ?? taken.count
      if free == nil { taken.append([]) }
      taken[lane].append(span)
      lanes[transition.flow] = lane
    }
    count = taken.count
  }

  func lane(of flow: Int) -> Int? { lanes[flow] }
}

/// The piece of a stock's side that belongs to one flow.
struct DiagramSlot {
  let flow: Int
  let stock: Int
  let isLeft: Bool
  let name: TextLines
  let value: TextLines
  /// False where a transition comes in, whose text stands where it leaves.
  let carriesText: Bool
  private var top = 0.0

  /// Room for the arrow and its valve between name and value.
  let arrowRoom: Double

  init(flow: Int, stock: Int, isLeft: Bool, name: TextLines, value: TextLines, arrowRoom: Double) {
    (self.flow, self.stock, self.isLeft, self.name, self.value) = (flow, stock, isLeft, name, value)
    self.arrowRoom = arrowRoom
    carriesText = true
  }

  init(entering flow: Int, stock: Int) {
    let empty = TextLines("", width: 0, style: .small)
    (self.flow, self.stock, isLeft, name, value, carriesText) = (flow, stock, false, empty, empty, false)
    arrowRoom = 16
  }

  var height: Double { carriesText ? name.height + arrowRoom + value.height + 2 : arrowRoom }
  var arrowHeight: Double { carriesText ? top + name.height + arrowRoom / 2 : top + arrowRoom / 2 }

  func placed(at top: Double) -> DiagramSlot {
    var slot = self
    slot.top = top
    return slot
  }
}
