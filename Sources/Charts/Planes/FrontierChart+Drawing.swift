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
    let area = Box(
      left: left, top: top + Plane.headroom, width: canvas.width - Canvas.margin - left - 10, height: height)
    let axis = ValueAxis(
      cost, frame.numbers, enclosing: drawn.map(\.cost), intervals: canvas.width < 540 ? 4 : 7)
    let plane = Plane(
      area: area, x: LinearScale(axis.ticks, start: area.left, end: area.right),
      y: LinearScale(from: 0, to: 1, start: area.bottom, end: area.top))
    plane.drawValueAxis(frame.numbers.percentTicks(every: 20), on: &canvas)
    plane.drawHorizontalAxis(axis.thinned(length: area.width), on: &canvas)
    drawRequired(plane, on: &canvas)
    draw(drawn, plane, on: &canvas)
    // The lower a name's rank, the more of its places are taken already.
    writeNames(drawn.filter(\.isMarked), drawn, plane, on: &canvas)
    writeRequired(plane, on: &canvas)
    writeNames(drawn.filter { !$0.isMarked }, drawn, plane, on: &canvas)
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
    let room = plane.area.width - 12 - line.width
    for shift in [-10.0, 10] {
      for share in [0, 1, 0.5, 0.25, 0.75, 0.12, 0.88] {
        if canvas.write(line, x: plane.area.left + 6 + room * share, top: y + shift - line.height / 2) { return }
      }
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

  /// Names beside their points, where the curve does not pass; those for which there is no room are left to the table
  /// and the pointer.
  private func writeNames(_ named: [Point], _ drawn: [Point], _ plane: Plane, on canvas: inout Canvas) {
    let writer = NumberWriter(cost, frame.numbers, labels: drawn.map(\.cost))
    let curve = drawn.map { plane.point($0.cost, $0.probability) }
    for point in named {
      let value = percentText(point.probability, frame.numbers)
      let parts = point.isMarked ? [value, writer.text(point.cost), point.name] : [point.name]
      let text = parts.filter { !visible($0).isEmpty }.joined(separator: " · ")
      guard !text.isEmpty else { continue }
      let style = TextStyle(size: 11, isBold: point.isMarked, color: point.isMarked ? Palette.target : Palette.ink)
      let line = TextLines(text, width: plane.area.width * 0.5, style: style, maximum: point.isMarked ? 3 : 2)
      let boxes = places(line, beside: plane.point(point.cost, point.probability), in: plane.area)
      for box in boxes.filter({ !passes(curve, through: $0.widened(by: 2)) }) + boxes {
        if canvas.write(line, x: box.left, top: box.top) { break }
      }
    }
  }

  /// Right below, left above, and further away, inside the area.
  private func places(_ line: TextLines, beside point: Charts.Point, in area: Box) -> [Box] {
    let (right, left) = (point.x + 8, point.x - 8 - line.width)
    let (below, above) = (point.y + 3, point.y - 3 - line.height)
    let middle = point.y - line.height / 2
    let corners = [
      (right, below), (left, above), (right, middle + 4), (right, above), (right + 14, middle), (right + 32, middle),
      (left, below), (right, below + 12),
      (left, above - 12), (right, above - 12), (point.x - line.width / 2, above - 6),
    ]
    return corners.map { Box(left: $0, top: $1, width: line.width, height: line.height) }.filter { box in
      box.left >= area.left && box.right <= area.right + 8 && box.bottom <= area.bottom
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
