extension ProbabilityChart {
  /// A line without what cannot be drawn, its years rising.
  private struct Drawn {
    let name: String
    let points: [Point]
    let color: String
    let dashes: String
  }

  private var drawn: [Drawn] {
    lines.enumerated().map { index, line in
      let points = line.points.filter { $0.probability.isFinite }.sorted { $0.year < $1.year }
      let dashes = ["", "7 3", "2 3", "9 3 2 3"][index / Palette.lines.count % 4]
      return Drawn(
        name: line.name, points: points, color: Palette.lines[index % Palette.lines.count], dashes: dashes)
    }
  }

  public func svg() -> String {
    var canvas = Canvas(frame)
    let drawn = self.drawn
    var top = canvas.writeTitle()
    top = canvas.writeAxisTitle(words.probability, top: top)
    let years = Set(drawn.flatMap { $0.points.map { drawableYear($0.year) } }).sorted()
    let labels = endLabels(drawn, y: nil, width: canvas.width)
    let left = Canvas.margin + percentLabelWidth(frame.numbers)
    let height = max(min(max(canvas.width * 0.42, 200), 330), labels.height)
    let area = Box(
      left: left, top: top + Plane.headroom, width: canvas.width - Canvas.margin - labels.width - left - 4,
      height: height)
    let plane = Plane(
      area: area,
      x: LinearScale(
        from: Double(years.first ?? 0), to: Double(years.last ?? 0), start: area.left + 8, end: area.right - 8),
      y: LinearScale(from: 0, to: 1, start: area.bottom, end: area.top))
    drawVerdicts(plane, on: &canvas)
    plane.drawValueAxis(frame.numbers.percentTicks(every: 20), on: &canvas)
    plane.drawYearAxis(years, on: &canvas)
    for line in drawn { draw(line, plane, on: &canvas) }
    endLabels(drawn, y: plane.y, width: canvas.width)
      .draw(on: &canvas, x: area.right - 4, within: area.top - 8...area.bottom + 8)
    writeVerdicts(drawn, plane, on: &canvas)
    plane.writeYearTitle(words.year, on: &canvas)
    return canvas.finished(bottom: area.bottom + Plane.axisHeight)
  }

  /// - Parameter y: `nil` where only the room they need is asked for.
  private func endLabels(_ drawn: [Drawn], y: LinearScale?, width: Double) -> EndLabels {
    let space = width < 480 ? 104.0 : 190.0
    var labels = EndLabels()
    for line in drawn {
      guard let last = line.points.last else { continue }
      let text = TextLines(
        name: line.name, value: percentText(last.probability, frame.numbers), width: space - EndLabels.leader,
        style: TextStyle(size: 11), maximum: 3)
      labels.labels.append(.init(y: y?.position(last.probability) ?? 0, text: text, color: line.color))
    }
    return labels
  }

  /// Every other range of the verdicts is a little darker.
  private func drawVerdicts(_ plane: Plane, on canvas: inout Canvas) {
    let ranges = verdicts.map(\.range).filter { $0.lower.isFinite && $0.upper.isFinite }
    for (index, range) in ranges.sorted(by: { $0.lower < $1.lower }).enumerated() where index % 2 == 0 {
      let (top, bottom) = (plane.y.position(range.upper), plane.y.position(range.lower))
      let box = Box(left: plane.area.left, top: top, width: plane.area.width, height: bottom - top)
      canvas.rectangle(box, fill: Palette.track)
    }
  }

  /// Each verdict's name inside its range, at the side where fewer lines pass; not where the range is too flat.
  private func writeVerdicts(_ drawn: [Drawn], _ plane: Plane, on canvas: inout Canvas) {
    for verdict in verdicts where verdict.range.lower.isFinite && verdict.range.upper.isFinite {
      let (top, bottom) = (plane.y.position(verdict.range.upper), plane.y.position(verdict.range.lower))
      let text = TextLines(verdict.name, width: plane.area.width * 0.6, style: .small)
      guard bottom - top >= text.height else { continue }
      let middles = [(top + bottom) / 2, top + text.height / 2 + 1, bottom - text.height / 2 - 1]
      let sides = [plane.area.left + 6, plane.area.right - 6 - text.width]
      let places = sides.flatMap { x in
        middles.map { Box(left: x, top: $0 - text.height / 2, width: text.width, height: text.height) }
      }
      let free = places.first { place in !drawn.contains { passes(points($0, plane), through: place) } }
      let place = free ?? places[0]
      canvas.write(text, x: place.left, top: place.top)
    }
  }

  private func points(_ line: Drawn, _ plane: Plane) -> [Charts.Point] {
    line.points.map { plane.point(Double(drawableYear($0.year)), $0.probability) }
  }

  private func draw(_ line: Drawn, _ plane: Plane, on canvas: inout Canvas) {
    let points = points(line, plane)
    canvas.polyline(points, Stroke(color: line.color, width: 2, dashes: line.dashes))
    for (value, point) in zip(line.points, points) {
      let interval = value.interval.map { range in
        " (" + percentText(range.lower, frame.numbers) + " – " + percentText(range.upper, frame.numbers) + ")"
      }
      if let range = value.interval, range.lower.isFinite, range.upper.isFinite {
        canvas.line(
          from: Charts.Point(x: point.x, y: plane.y.position(range.lower)),
          to: Charts.Point(x: point.x, y: plane.y.position(range.upper)), Stroke(color: line.color))
      }
      canvas.circle(
        point, radius: 3, fill: line.color,
        hover: "\(line.name) \(value.year): " + percentText(value.probability, frame.numbers) + (interval ?? ""))
    }
  }

  public func table() -> ChartTable {
    let rows = lines.flatMap { line in
      line.points.map { point -> [ChartTable.Cell] in
        [
          .text(line.name), .text(String(point.year)), frame.numbers.percentCell(point.probability),
          frame.numbers.percentCell(point.interval?.lower), frame.numbers.percentCell(point.interval?.upper),
        ]
      }
    }
    return ChartTable(heads: [words.line, words.year, words.probability, words.lower, words.upper], rows: rows)
  }
}
