/// A stock-and-flow diagram with every place decided.
///
/// Stocks stand below each other. Left of each its inflows, from clouds or pipelines; right of it its outflows, to
/// clouds or, by a lane of its own, to another stock. Every flow has a slot of its own height with its name above and
/// its value below the arrow, so nothing can collide.
struct DiagramLayout {
  struct Node {
    let box: Box
    let name: TextLines
    /// Its value, and what enters and leaves a pipeline.
    let details: [TextLines]
    let hover: String

    /// Name and details with their tops, in the middle of the box.
    var texts: [(text: TextLines, top: Double)] {
      let all = [name] + details
      var top = box.top + (box.height - all.reduce(0) { $0 + $1.height }) / 2
      return all.map { text in
        defer { top += text.height }
        return (text, top)
      }
    }
  }

  struct Arrow {
    /// The pipeline it comes from; the arrows of one pipeline branch off one line.
    let pipeline: Int?
    let points: [Point]
    let startsInCloud: Bool
    let endsInCloud: Bool
    let name: TextLines
    let value: TextLines
    /// Between name and value.
    let room: Double
    /// Middle of the piece that carries name, valve and value.
    let middle: Point
    let hover: String

    /// 1 where it ends from the left, −1 from the right.
    var direction: Double {
      guard let last = points.last, let before = points.dropLast().last else { return 1 }
      return last.x >= before.x ? 1 : -1
    }

    /// Up to the head.
    var shaft: [Point] {
      guard let last = points.last else { return [] }
      return points.dropLast() + [Point(x: last.x - direction * 6, y: last.y)]
    }
  }

  private(set) var stocks: [Node] = []
  private(set) var pipelines: [Node] = []
  private(set) var arrows: [Arrow] = []
  private(set) var bottom: Double

  let diagram: StockFlowDiagram
  let columns: DiagramColumns
  private let writer: NumberWriter
  private let isNarrow: Bool
  private var slots: [DiagramSlot] = []

  init(_ diagram: StockFlowDiagram, top: Double) {
    self.diagram = diagram
    let values = (diagram.stocks + diagram.pipelines).map(\.value) + diagram.flows.map(\.value)
    writer = NumberWriter(diagram.quantity, diagram.frame.numbers, labels: values.compactMap { $0 })
    isNarrow = diagram.frame.width < 540
    let ends = DiagramEnds(diagram)
    let lanes = DiagramLanes(ends.transitions)
    columns = DiagramColumns(
      width: diagram.frame.width, pipelines: diagram.pipelines.count, transitions: lanes.count)
    bottom = top
    placeStocks(ends, top: top)
    placePipelines(ends, top: top)
    placeArrows(ends, lanes)
  }
}

// Texts of fixed width.
extension DiagramLayout {
  private func lines(_ text: String, _ room: ClosedRange<Double>, less: Double, bold: Bool = false, maximum: Int = 3)
    -> TextLines
  {
    let style = TextStyle(size: isNarrow ? 10 : 11, isBold: bold, anchor: .middle)
    return TextLines(text, width: room.upperBound - room.lowerBound - less, style: style, maximum: maximum)
  }

  private func amount(_ value: Double?, _ room: ClosedRange<Double>, less: Double, isStock: Bool = false) -> TextLines {
    let text = value.map { writer.text($0) } ?? ""
    return lines(text, room, less: less, bold: isStock, maximum: 1)
  }

  private func hover(_ name: String, _ value: Double?) -> String {
    name + (value.map { " " + writer.text($0) } ?? "")
  }
}

// Places.
extension DiagramLayout {
  private static let gap = 14.0

  private mutating func placeStocks(_ ends: DiagramEnds, top: Double) {
    var y = top
    for (index, stock) in diagram.stocks.enumerated() {
      let name = lines(stock.name, columns.stocks, less: isNarrow ? 8 : 14, bold: true)
      let value = amount(stock.value, columns.stocks, less: 8)
      let own = slots(of: index, ends)
      let side = { (isLeft: Bool) in own.filter { $0.isLeft == isLeft }.reduce(0) { $0 + $1.height } }
      let height = max(name.height + value.height + 16, side(true) + 4, side(false) + 4)
      for isLeft in [true, false] {
        var slotTop = y + (height - side(isLeft)) / 2
        for slot in own where slot.isLeft == isLeft {
          slots.append(slot.placed(at: slotTop))
          slotTop += slot.height
        }
      }
      let box = Box(
        left: columns.stocks.lowerBound, top: y,
        width: columns.stocks.upperBound - columns.stocks.lowerBound, height: height)
      stocks.append(
        Node(box: box, name: name, details: stock.value == nil ? [] : [value], hover: hover(stock.name, stock.value)))
      y += height + DiagramLayout.gap
    }
    bottom = max(top, y - DiagramLayout.gap)
  }

  /// Flows that touch a stock, with the height that each needs.
  private func slots(of stock: Int, _ ends: DiagramEnds) -> [DiagramSlot] {
    var slots: [DiagramSlot] = []
    for (index, flow) in diagram.flows.enumerated() {
      let (from, to) = ends.ends[index]
      if from == .stock(stock) { slots.append(slot(index, flow, stock: stock, isLeft: false)) }
      switch (from, to) {
      case (.stock, .stock(stock)): slots.append(DiagramSlot(entering: index, stock: stock))
      case (_, .stock(stock)): slots.append(slot(index, flow, stock: stock, isLeft: true))
      default: break
      }
    }
    return slots
  }

  private func slot(_ index: Int, _ flow: StockFlowDiagram.Flow, stock: Int, isLeft: Bool) -> DiagramSlot {
    let room = isLeft ? columns.inflows : columns.outflows
    // On a narrow screen the name stands above the cloud too.
    let less = isNarrow ? 6 : DiagramColumns.cloud + 14
    return DiagramSlot(
      flow: index, stock: stock, isLeft: isLeft, name: lines(flow.name, room, less: less),
      value: amount(flow.value, room, less: less), arrowRoom: isNarrow ? 18 : 13)
  }

  private mutating func placePipelines(_ ends: DiagramEnds, top: Double) {
    guard !diagram.pipelines.isEmpty else { return }
    let texts = diagram.pipelines.enumerated().map { index, pipeline in
      (
        lines(pipeline.name, columns.pipelines, less: 8, bold: !isNarrow, maximum: 4),
        details(of: index, pipeline, ends)
      )
    }
    let heights = texts.map { name, details in name.height + details.reduce(0) { $0 + $1.height } + 12 }
    let wanted = diagram.pipelines.indices.map { index in
      let fed = slots.filter { ends.ends[$0.flow].from == .pipeline(index) && $0.isLeft }.map(\.arrowHeight)
      return fed.isEmpty ? top : fed.reduce(0, +) / Double(fed.count)
    }
    let needed = heights.reduce(0) { $0 + $1 + 8 }
    bottom = max(bottom, top + needed)
    let centres = spread(centres: wanted, lengths: heights.map { $0 + 8 }, within: (top - 4)...(bottom + 4)) ?? wanted
    for (index, pipeline) in diagram.pipelines.enumerated() {
      let box = Box(
        left: columns.pipelines.lowerBound, top: centres[index] - heights[index] / 2,
        width: columns.pipelines.upperBound - columns.pipelines.lowerBound, height: heights[index])
      pipelines.append(
        Node(box: box, name: texts[index].0, details: texts[index].1, hover: hover(pipeline.name, pipeline.value)))
    }
  }

  /// What is in a pipeline, and its flows from and to where no stock is.
  private func details(of index: Int, _ pipeline: StockFlowDiagram.Node, _ ends: DiagramEnds) -> [TextLines] {
    let value = pipeline.value == nil ? [] : [amount(pipeline.value, columns.pipelines, less: 8)]
    let flows = diagram.flows.enumerated().filter { number, _ in
      let (from, to) = ends.ends[number]
      return to == .pipeline(index) || from == .pipeline(index) && !to.isStock
    }
    return value
      + flows.map { number, flow in
        let arrow = ends.ends[number].to == .pipeline(index) ? "→ " : "← "
        return lines(arrow + hover(flow.name, flow.value), columns.pipelines, less: 8, maximum: 4)
      }
  }
}

// Routes of the arrows.
extension DiagramLayout {
  private mutating func placeArrows(_ ends: DiagramEnds, _ lanes: DiagramLanes) {
    for slot in slots where slot.carriesText {
      let (from, to) = ends.ends[slot.flow]
      let flow = diagram.flows[slot.flow]
      let points = slot.isLeft ? inflow(slot, from) : outflow(slot, to, lanes)
      let room = slot.isLeft ? columns.inflows : columns.outflows
      let cloud = isNarrow ? 0 : DiagramColumns.cloud / 2 - 1
      let shift = slot.isLeft ? cloud : -cloud
      let middle = Point(x: (room.lowerBound + room.upperBound) / 2 + shift, y: slot.arrowHeight)
      arrows.append(
        Arrow(
          pipeline: slot.isLeft ? from.pipeline : nil,
          points: points, startsInCloud: from == .outside, endsInCloud: !slot.isLeft && !to.isStock, name: slot.name,
          value: slot.value, room: slot.arrowRoom, middle: middle, hover: hover(flow.name, flow.value)))
    }
  }

  private func inflow(_ slot: DiagramSlot, _ from: DiagramEnds.Place) -> [Point] {
    let end = Point(x: columns.stocks.lowerBound, y: slot.arrowHeight)
    guard case .pipeline(let index) = from else {
      return [Point(x: columns.inflows.lowerBound + DiagramColumns.cloud, y: end.y), end]
    }
    let box = pipelines[index].box
    let lane = columns.leftLanes[index]
    let start = Point(x: box.right, y: box.top + box.height / 2)
    return [start, Point(x: lane, y: start.y), Point(x: lane, y: end.y), end]
  }

  private func outflow(_ slot: DiagramSlot, _ to: DiagramEnds.Place, _ lanes: DiagramLanes) -> [Point] {
    let start = Point(x: columns.stocks.upperBound, y: slot.arrowHeight)
    let entry = slots.first { $0.flow == slot.flow && !$0.carriesText }
    guard to.isStock, let entry, let lane = lanes.lane(of: slot.flow) else {
      return [start, Point(x: columns.outflows.upperBound - DiagramColumns.cloud, y: start.y)]
    }
    let x = columns.rightLanes[lane]
    return [
      start, Point(x: x, y: start.y), Point(x: x, y: entry.arrowHeight),
      Point(x: columns.stocks.upperBound, y: entry.arrowHeight),
    ]
  }
}
