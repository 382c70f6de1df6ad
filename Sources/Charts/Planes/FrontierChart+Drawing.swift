extension FrontierChart {
  private var drawn: [Point] {
    let finite = points.enumerated().filter { $0.element.cost.isFinite && $0.element.probability.isFinite }
    return finite.sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  private static let line = Stroke(color: Palette.median, width: 2)

  public func svg() -> String {
    var canvas = Canvas(frame)
    let drawn = self.drawn
    var top = canvas.writeTitle()
    top = canvas.writeAxisTitle(words.probability, top: top)
    let left = Canvas.margin + percentLabelWidth(frame.numbers)
    let height = min(max(canvas.width * 0.46, 210), 340)
    let area = Box(left: left, top: top + 8, width: canvas.width - Canvas.margin - left - 10, height: height)
    let axis = ValueAxis(
      cost, frame.numbers, enclosing: drawn.map(\.cost), intervals: canvas.width < 540 ? 4 : 7)
    let plane = Plane(
      area: area, x: LinearScale(axis.ticks, start: area.left, end: area.right),
      y: LinearScale(from: 0, to: 1, start: area.bottom, end: area.top))
    plane.drawValueAxis(frame.numbers.percentTicks(every: 20), on: &canvas)
    plane.drawHorizontalAxis(axis.thinned(length: area.width), on: &canvas)
    drawRequired(plane, on: &canvas)
    draw(drawn, plane, on: &canvas)
    writeNames(drawn, plane, on: &canvas)
    writeRequired(plane, on: &canvas)
    return canvas.finished(
      bottom: canvas.writeHorizontalTitle(cost.name, right: area.right, top: area.bottom + Plane.axisHeight))
  }

  private func drawRequired(_ plane: Plane, on canvas: inout Canvas) {
    guard let required, required.isFinite else { return }
    let y = plane.y.position(required)
    canvas.line(
      from: Charts.Point(x: plane.area.left, y: y), to: Charts.Point(x: plane.area.right, y: y),
      Stroke(color: Palette.target, width: 1.6, dashes: "5 3"))
  }

  private func writeRequired(_ plane: Plane, on canvas: inout Canvas) {
    guard let required, required.isFinite else { return }
    let y = plane.y.position(required)
    let text = words.required + " " + percentText(required, frame.numbers)
    let style = TextStyle(size: 11, color: Palette.target)
    let line = TextLines(text, width: plane.area.width - 12, style: style)
    let places = [(plane.area.left + 6, -10.0), (plane.area.right - 6 - line.width, -10.0)]
    for (x, shift) in places + places.map({ ($0.0, 10.0) }) {
      if canvas.write(line, x: x, top: y + shift - line.height / 2) { return }
    }
  }

  private func draw(_ drawn: [Point], _ plane: Plane, on canvas: inout Canvas) {
    let writer = NumberWriter(cost, frame.numbers, labels: drawn.map(\.cost))
    canvas.polyline(drawn.map { plane.point($0.cost, $0.probability) }, FrontierChart.line)
    for point in drawn {
      let place = plane.point(point.cost, point.probability)
      if let range = point.interval, range.lower.isFinite, range.upper.isFinite {
        canvas.line(
          from: Charts.Point(x: place.x, y: plane.y.position(range.lower)),
          to: Charts.Point(x: place.x, y: plane.y.position(range.upper)), Stroke(color: Palette.median))
      }
      canvas.circle(
        place, radius: point.isMarked ? 5.5 : 3.5, fill: point.isMarked ? Palette.target : Palette.median,
        stroke: Stroke(color: Palette.paper, width: 1.2),
        hover: "\(point.name) \(writer.text(point.cost)): " + percentText(point.probability, frame.numbers))
      canvas.reserve(Box(left: place.x - 4, top: place.y - 4, width: 8, height: 8))
    }
  }

  /// Marked points first; names for which there is no room are left to the table and the pointer.
  private func writeNames(_ drawn: [Point], _ plane: Plane, on canvas: inout Canvas) {
    let writer = NumberWriter(cost, frame.numbers, labels: drawn.map(\.cost))
    for point in drawn.filter(\.isMarked) + drawn.filter({ !$0.isMarked }) {
      let value = percentText(point.probability, frame.numbers)
      let text =
        point.isMarked
        ? [point.name, writer.text(point.cost), value].filter { !$0.isEmpty }.joined(separator: " · ") : point.name
      guard !visible(text).isEmpty else { continue }
      let style = TextStyle(size: 11, isBold: point.isMarked, color: point.isMarked ? Palette.target : Palette.ink)
      let line = TextLines(text, width: plane.area.width * 0.55, style: style)
      let place = plane.point(point.cost, point.probability)
      let right = (place.x + 8, 10.0)
      let left = (place.x - 8 - line.width, -10.0)
      for (x, shift) in [right, left, (place.x + 8, 22.0), (place.x - 8 - line.width, -22.0)] {
        let isInside = x >= plane.area.left && x + line.width <= plane.area.right + 8
        if isInside, canvas.write(line, x: x, top: place.y + shift - line.height / 2) { break }
      }
    }
  }

  public func table() -> ChartTable {
    let writer = NumberWriter(cost, frame.numbers, labels: points.map(\.cost))
    let rows = points.map { point -> [ChartTable.Cell] in
      [
        .text(point.name), writer.cell(point.cost), frame.numbers.percentCell(point.probability),
        frame.numbers.percentCell(point.interval?.lower), frame.numbers.percentCell(point.interval?.upper),
      ]
    }
    return ChartTable(heads: [words.point, cost.name, words.probability, words.lower, words.upper], rows: rows)
  }
}
