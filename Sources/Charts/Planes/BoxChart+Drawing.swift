extension BoxChart {
  private static let boxStroke = Stroke(color: Palette.ink, width: 1.8)
  private static let crossStroke = Stroke(color: Palette.target, width: 1.2)
  private static let othersStroke = Stroke(color: Palette.high, width: 1)

  public func svg() -> String {
    var canvas = Canvas(frame)
    var top = canvas.writeTitle()
    top = legend.draw(on: &canvas, top: top)
    if parameters.count >= 2 { top = drawCases(parameters[0], parameters[1], top: top, on: &canvas) + 12 }
    let items = parameters.map { RowLayout.Item(name: $0.quantity.name, end: "") }
    let height = 14 + TextStyle(size: 11).lineHeight
    let layout = RowLayout(items, width: canvas.width, top: top, plotHeight: height)
    layout.writeTexts(on: &canvas)
    for (parameter, row) in zip(parameters, layout.rows) { draw(parameter, row, layout, on: &canvas) }
    return canvas.finished(bottom: max(layout.bottom, top))
  }

  private var legend: Legend {
    var legend = Legend()
    if !cases.isEmpty {
      legend.add(.cross(BoxChart.crossStroke), words.ofInterest)
      legend.add(.circle(fill: "none", BoxChart.othersStroke), words.others)
    }
    legend.add(.outline(BoxChart.boxStroke), words.box)
    return legend
  }

  /// The scatter of the first two parameters; returns its lower end.
  private func drawCases(_ across: Parameter, _ upwards: Parameter, top: Double, on canvas: inout Canvas) -> Double {
    let top = canvas.writeAxisTitle(upwards.quantity.name, top: top)
    let drawn = cases.filter { $0.first.isFinite && $0.second.isFinite }
    let horizontal = axis(across, drawn.map(\.first), intervals: canvas.width < 540 ? 5 : 6)
    let vertical = axis(upwards, drawn.map(\.second), intervals: 5)
    let left = Canvas.margin + vertical.labelWidth + 6
    let area = Box(
      left: left, top: top + Plane.headroom, width: canvas.width - Canvas.margin - left - 8,
      height: min(max(canvas.width * 0.45, 210), 340))
    let plane = Plane(
      area: area, x: LinearScale(horizontal.ticks, start: area.left, end: area.right),
      y: LinearScale(vertical.ticks, start: area.bottom, end: area.top))
    plane.drawValueAxis(vertical.entries(), on: &canvas)
    plane.drawHorizontalAxis(horizontal.thinned(length: area.width), on: &canvas)
    draw(drawn, plane, on: &canvas)
    let (low, high) = (
      plane.point(across.lower ?? -.infinity, upwards.lower ?? -.infinity),
      plane.point(across.upper ?? .infinity, upwards.upper ?? .infinity)
    )
    let box = Box(left: low.x, top: high.y, width: high.x - low.x, height: low.y - high.y)
    canvas.rectangle(box, fill: "none", stroke: BoxChart.boxStroke, hover: words.box)
    return canvas.writeHorizontalTitle(
      across.quantity.name, right: area.right, top: area.bottom + Plane.axisHeight)
  }

  private func axis(_ parameter: Parameter, _ cases: [Double], intervals: Int) -> ValueAxis {
    let ends = [parameter.range.lower, parameter.range.upper, parameter.lower ?? .nan, parameter.upper ?? .nan]
    return ValueAxis(parameter.quantity, frame.numbers, enclosing: cases + ends, intervals: intervals, nearsZero: false)
  }

  /// All marks of a kind are one shape: thousands of cases stay a small file.
  private func draw(_ cases: [Case], _ plane: Plane, on canvas: inout Canvas) {
    var (circles, crosses) = ("", "")
    for item in cases {
      let point = plane.point(item.first, item.second)
      let (x, y) = (coordinate(point.x), coordinate(point.y))
      if item.isOfInterest {
        crosses += "M\(coordinate(point.x - 2.5)) \(coordinate(point.y - 2.5))l5 5m0-5l-5 5"
      } else {
        circles += "M\(x) \(y)m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0"
      }
    }
    for (data, stroke) in [(circles, BoxChart.othersStroke), (crosses, BoxChart.crossStroke)] where !data.isEmpty {
      canvas.add(markup("path", [Attribute("d", data), Attribute("fill", "none")] + stroke.attributes))
    }
  }

  /// The whole range light, the part inside the box dark, and the numbers below.
  private func draw(_ parameter: Parameter, _ row: RowLayout.Row, _ layout: RowLayout, on canvas: inout Canvas) {
    let range = parameter.range
    guard range.lower.isFinite, range.upper.isFinite else { return }
    let scale = LinearScale(from: range.lower, to: range.upper, start: layout.left, end: layout.right)
    let track = Box(left: layout.left, top: row.plotTop + 2, width: layout.right - layout.left, height: 10)
    canvas.rectangle(track, fill: Palette.grid)
    let (left, right) = (scale.position(parameter.lower ?? -.infinity), scale.position(parameter.upper ?? .infinity))
    let inside = Box(left: min(left, right), top: track.top, width: max(2, abs(right - left)), height: 10)
    let bounds = [parameter.lower, parameter.upper].compactMap { $0 }
    canvas.rectangle(inside, fill: bounds.isEmpty ? Palette.bands[1] : Palette.median, hover: words.box)
    let writer = NumberWriter(parameter.quantity, frame.numbers, labels: bounds + [range.lower, range.upper])
    var line = LabelLine()
    for bound in bounds where bound.isFinite {
      line.add(
        writer.text(bound), at: scale.position(bound), style: TextStyle(size: 11, isBold: true, color: Palette.median))
    }
    for end in [range.lower, range.upper] where !bounds.contains(end) {
      line.add(writer.text(end), at: scale.position(end), style: TextStyle(size: 11, color: Palette.muted))
    }
    let room = max(Canvas.margin, layout.left - 12)...min(canvas.width - Canvas.margin, layout.right + 12)
    line.draw(on: &canvas, top: track.bottom + 1, within: room)
  }

  public func table() -> ChartTable {
    let heads = [words.parameter, words.rangeLower, words.rangeUpper, words.boxLower, words.boxUpper]
    let rows = parameters.map { parameter -> [ChartTable.Cell] in
      let values = [parameter.range.lower, parameter.range.upper, parameter.lower, parameter.upper]
      let writer = NumberWriter(parameter.quantity, frame.numbers, labels: values.compactMap { $0 })
      return [.text(parameter.quantity.name)] + values.map { writer.cell($0) }
    }
    return ChartTable(heads: heads, rows: rows)
  }
}
