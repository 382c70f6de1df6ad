extension StockFlowDiagram {
  private static let flowStroke = Stroke(color: Palette.increase, width: 2)
  private static let cloudStroke = Stroke(color: Palette.axis, width: 1.2)

  public func svg() -> String {
    var canvas = Canvas(frame)
    var top = canvas.writeTitle()
    top = canvas.writeAxisTitle(quantity.name, top: top) + 6
    let layout = DiagramLayout(self, top: top)
    for index in pipelines.indices { draw(layout.arrows.filter { $0.pipeline == index }, on: &canvas) }
    for arrow in layout.arrows where arrow.pipeline == nil { draw([arrow], on: &canvas) }
    for node in layout.pipelines { draw(node, fill: "#fdf3e1", radius: 8, on: &canvas) }
    for node in layout.stocks { draw(node, fill: "#e4eef6", radius: 0, on: &canvas) }
    for arrow in layout.arrows { write(arrow, on: &canvas) }
    return canvas.finished(bottom: layout.bottom + 4)
  }

  private func draw(_ node: DiagramLayout.Node, fill: String, radius: Double, on canvas: inout Canvas) {
    canvas.rectangle(
      node.box, fill: fill, stroke: Stroke(color: Palette.ink, width: 1.4), radius: radius, hover: node.hover)
    for (text, top) in node.texts { canvas.write(text, x: node.box.left + node.box.width / 2, top: top) }
  }

  /// Arrows with one beginning. Light edges first, so that one is seen to pass over the others that it crosses.
  private func draw(_ arrows: [DiagramLayout.Arrow], on canvas: inout Canvas) {
    for arrow in arrows { canvas.polyline(arrow.shaft, Stroke(color: Palette.paper, width: 5)) }
    for arrow in arrows { draw(arrow, on: &canvas) }
  }

  private func draw(_ arrow: DiagramLayout.Arrow, on canvas: inout Canvas) {
    guard let first = arrow.points.first, let last = arrow.points.last else { return }
    canvas.polyline(arrow.shaft, StockFlowDiagram.flowStroke, hover: arrow.hover)
    let back = last.x - arrow.direction * 8
    canvas.area(
      [last, Point(x: back, y: last.y - 4.5), Point(x: back, y: last.y + 4.5)],
      fill: StockFlowDiagram.flowStroke.color)
    if arrow.startsInCloud { drawCloud(Point(x: first.x - 11, y: first.y), on: &canvas) }
    if arrow.endsInCloud { drawCloud(Point(x: last.x + 11, y: last.y), on: &canvas) }
    drawValve(arrow.middle, hover: arrow.hover, on: &canvas)
  }

  /// Three bows over a flat bottom.
  private func drawCloud(_ middle: Point, on canvas: inout Canvas) {
    let data =
      "M\(coordinate(middle.x - 7)) \(coordinate(middle.y + 5))a4.5 4.5 0 0 1 0-9a6 6 0 0 1 11-1a5 5 0 0 1 3 10z"
    canvas.add(
      markup(
        "path", [Attribute("d", data), Attribute("fill", Palette.paper)] + StockFlowDiagram.cloudStroke.attributes))
  }

  /// Two triangles, tip to tip.
  private func drawValve(_ middle: Point, hover: String, on canvas: inout Canvas) {
    let corners = [
      Point(x: middle.x - 6, y: middle.y - 4.5), Point(x: middle.x + 6, y: middle.y + 4.5),
      Point(x: middle.x + 6, y: middle.y - 4.5), Point(x: middle.x - 6, y: middle.y + 4.5),
    ]
    canvas.area(corners, fill: Palette.paper, stroke: Stroke(color: Palette.increase, width: 1.4), hover: hover)
  }

  private func write(_ arrow: DiagramLayout.Arrow, on canvas: inout Canvas) {
    let room = arrow.room / 2
    canvas.write(arrow.name, x: arrow.middle.x, top: arrow.middle.y - room - arrow.name.height)
    canvas.write(arrow.value, x: arrow.middle.x, top: arrow.middle.y + room)
  }

  public func table() -> ChartTable {
    let values = (stocks + pipelines).map(\.value) + flows.map(\.value)
    let writer = NumberWriter(quantity, frame.numbers, labels: values.compactMap { $0 })
    let names = Dictionary((stocks + pipelines).map { ($0.id, $0.name) }) { first, _ in first }
    func name(_ end: End) -> String {
      switch end {
      case .outside: words.outside
      case .node(let id): names[id] ?? words.outside
      }
    }
    func rows(_ nodes: [Node], _ kind: String) -> [[ChartTable.Cell]] {
      nodes.map { [.text(kind), .text($0.name), .empty, .empty, writer.cell($0.value)] }
    }
    let ofFlows = flows.map { flow -> [ChartTable.Cell] in
      [.text(words.flow), .text(flow.name), .text(name(flow.from)), .text(name(flow.to)), writer.cell(flow.value)]
    }
    return ChartTable(
      heads: ["", words.name, words.from, words.to, words.value],
      rows: rows(stocks, words.stock) + rows(pipelines, words.pipeline) + ofFlows)
  }
}
