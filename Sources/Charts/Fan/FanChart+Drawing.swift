extension FanChart {
  public func svg() -> String {
    var canvas = Canvas(frame)
    let values = FanValues(series)
    let writer = NumberWriter(quantity, frame.numbers, labels: values.values)
    var top = canvas.writeTitle()
    top = words.legend(for: [values]).draw(on: &canvas, top: top)
    top = canvas.writeAxisTitle(quantity.name, top: top)

    let axis = ValueAxis(quantity, frame.numbers, enclosing: values.values, intervals: 5)
    let years = values.years
    let wanted = endLabels(values, writer, y: nil)
    let left = Canvas.margin + axis.labelWidth + 6
    let right = canvas.width - Canvas.margin - wanted.width
    let area = Box(
      left: left, top: top + Plane.headroom, width: max(60, right - left - 4),
      height: max(min(max(canvas.width * 0.42, 190), 330), wanted.height))
    let plane = Plane(
      area: area,
      x: LinearScale(
        from: Double(years.first ?? 0), to: Double(years.last ?? 0), start: area.left + 8, end: area.right - 8),
      y: LinearScale(axis.ticks, start: area.bottom, end: area.top))

    plane.drawValueAxis(axis.entries(), on: &canvas)
    plane.drawYearAxis(years, on: &canvas)
    FanPanel(values: values, plane: plane, words: words, writer: writer, number: 0).draw(on: &canvas)
    endLabels(values, writer, y: plane.y)
      .draw(on: &canvas, x: area.right - 4, within: area.top - 8...area.bottom + 8)
    writeEarlierTargets(values, writer, plane, on: &canvas)
    plane.writeYearTitle(words.year, on: &canvas)
    return canvas.finished(bottom: area.bottom + Plane.axisHeight)
  }

  /// Median and targets of the last year.
  ///
  /// - Parameter y: `nil` where only the room they need is asked for.
  private func endLabels(_ values: FanValues, _ writer: NumberWriter, y: LinearScale?) -> EndLabels {
    let width = frame.width < 480 ? 100.0 : 150.0
    var labels = EndLabels()
    func add(_ name: String, _ text: String, at value: Double, color: String, isBold: Bool) {
      let style = TextStyle(size: 11, isBold: isBold, color: color)
      let lines = TextLines(name: name, value: text, width: width - EndLabels.leader, style: style, maximum: 3)
      labels.labels.append(.init(y: y?.position(value) ?? 0, text: lines, color: color))
    }
    if let last = values.median.last {
      add(words.median, writer.text(last.value), at: last.value, color: Palette.median, isBold: true)
    }
    for target in series.targets where target.bound.isDrawable && drawableYear(target.year) == values.years.last {
      add(target.name, writer.text(target.bound), at: target.bound.middle, color: Palette.target, isBold: false)
    }
    return labels
  }

  private func writeEarlierTargets(
    _ values: FanValues, _ writer: NumberWriter, _ plane: Plane, on canvas: inout Canvas
  ) {
    let style = TextStyle(size: 11, color: Palette.target)
    for target in series.targets where target.bound.isDrawable && drawableYear(target.year) != values.years.last {
      let point = plane.point(Double(drawableYear(target.year)), target.bound.values.max() ?? 0)
      let text = TextLines(
        name: target.name, value: writer.text(target.bound), width: plane.area.width * 0.5,
        style: style.anchored(.middle),
        maximum: 2)
      let half = text.width / 2
      let middles = [-1.0, -2.2, 1, 2.2].map { point.y + $0 * (8 + text.height / 2) }
      let places = middles.flatMap { y in [point.x, point.x - half].map { Point(x: $0, y: y) } }
      for place in places where place.y + text.height / 2 <= plane.area.bottom {
        let x = min(max(place.x, plane.area.left + half), plane.area.right - half)
        if canvas.write(text, x: x, top: place.y - text.height / 2) { break }
      }
    }
  }

  public func table() -> ChartTable {
    let values = FanValues(series)
    let writer = NumberWriter(quantity, frame.numbers, labels: values.values)
    let bands = Array(values.bands.reversed())
    let heads =
      [words.year, words.history, words.median] + bands.flatMap { [$0.words.lowerName, $0.words.upperName] }
      + [words.target]
    return ChartTable(heads: heads, rows: values.rows(writer))
  }
}

extension FanValues {
  /// One row a year: history, median, ends of the bands from the narrowest on, targets.
  func rows(_ writer: NumberWriter) -> [[ChartTable.Cell]] {
    let all = byYear
    return all.years.map { year in
      let ends = all.bands.flatMap { band in [band.ranges[year]?.lower, band.ranges[year]?.upper] }
      let values = ([all.history[year], all.median[year]] + ends).map { writer.cell($0) }
      let targets = (all.targets[year] ?? []).map { writer.text($0.bound) }
      return [.text(String(year))] + values + [targets.isEmpty ? .empty : .text(targets.joined(separator: "; "))]
    }
  }
}

extension NumberWriter {
  /// A cell with this value, empty where there is none.
  func cell(_ value: Double?) -> ChartTable.Cell {
    guard let value, value.isFinite else { return .empty }
    return .number(value, shown: text(value))
  }
}

extension Plane {
  /// Right of the last year.
  func writeYearTitle(_ title: String, on canvas: inout Canvas) {
    let text = TextLines(title, width: canvas.width - Canvas.margin - area.right - 12, style: .tick)
    canvas.write(text, x: area.right + 12, top: area.bottom + Plane.axisHeight - text.height)
  }

  func drawYearAxis(_ years: [Int], on canvas: inout Canvas) {
    guard let first = years.first, let last = years.last else { return }
    let widest = [first, last].map { TextStyle.tick.width(String($0)) }.max() ?? 0
    let ticks = yearTicks(from: first, to: last, length: area.width, spacing: widest + 10)
    drawHorizontalAxis(ticks.map { (Double($0), String($0)) }, on: &canvas)
  }
}

extension Canvas {
  /// Writes what the vertical axis counts above it; returns where the rest may start.
  mutating func writeAxisTitle(_ title: String, top: Double) -> Double {
    guard !visible(title).isEmpty else { return top }
    let text = TextLines(
      title, width: width - 2 * Canvas.margin, style: TextStyle(size: 11, color: Palette.muted), maximum: 2)
    write(text, x: Canvas.margin, top: top)
    return top + text.height
  }
}
