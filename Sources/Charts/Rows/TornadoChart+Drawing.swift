extension TornadoChart {
  /// Bars with finite ends, widest first; equal ones as they came.
  var sortedBars: [Bar] {
    let drawn = bars.enumerated().filter { $0.element.low.isFinite && $0.element.high.isFinite }
    func swing(_ bar: Bar) -> Double { abs(drawable(bar.high) - drawable(bar.low)) }
    return drawn.sorted { left, right in
      let (first, second) = (swing(left.element), swing(right.element))
      return first != second ? first > second : left.offset < right.offset
    }.map(\.element)
  }

  private var values: [Double] {
    ([centre, target?.value ?? .nan] + sortedBars.flatMap { [$0.low, $0.high] }).filter(\.isFinite)
  }

  public func svg() -> String {
    var canvas = Canvas(frame)
    let bars = sortedBars
    let writer = NumberWriter(quantity, frame.numbers, labels: values)
    var top = canvas.writeTitle()
    top = legend.draw(on: &canvas, top: top)
    let head = top
    top += TextStyle.label.lineHeight * (target == nil ? 1 : 2) + 4
    let labels = Labels(bars, limit: canvas.width < 540 ? 64 : 96)
    let items = bars.map { RowLayout.Item(name: $0.name, end: "") }
    let isNarrow = canvas.width < 540
    let layout = RowLayout(
      items, width: canvas.width, top: top, plotHeight: isNarrow ? 18 : 26, padding: labels.width + 4)
    let axis = ValueAxis(quantity, frame.numbers, enclosing: values, intervals: isNarrow ? 4 : 6)
    let scale = LinearScale(axis.ticks, start: layout.left, end: layout.right)
    let bottom = layout.drawAxis(axis, scale, top: top - 2, on: &canvas)
    for (index, (bar, row)) in zip(bars, layout.rows).enumerated() {
      draw(bar, row, scale, writer, on: &canvas)
      labels.write(index, bar, row, scale, centre: centre, on: &canvas)
    }
    layout.writeTexts(on: &canvas)
    drawLines(scale, writer, layout, top: head, from: top - 2, on: &canvas)
    return canvas.finished(
      bottom: canvas.writeHorizontalTitle(quantity.name, right: canvas.width - Canvas.margin, top: bottom))
  }

  private var legend: Legend {
    var legend = Legend()
    legend.add(.fill(Palette.low), words.low)
    legend.add(.fill(Palette.high), words.high)
    return legend
  }

  private func draw(
    _ bar: Bar, _ row: RowLayout.Row, _ scale: LinearScale, _ writer: NumberWriter, on canvas: inout Canvas
  ) {
    let middle = scale.position(centre)
    let ends = [(bar.low, Palette.low, bar.lowLabel), (bar.high, Palette.high, bar.highLabel)]
    // The longer first, so that both are seen where they go the same way.
    for (value, color, label) in ends.sorted(by: {
      abs(scale.position($0.0) - middle) > abs(scale.position($1.0) - middle)
    }) {
      let end = scale.position(value)
      canvas.rectangle(
        Box(left: min(middle, end), top: row.middle - 8, width: abs(end - middle), height: 16), fill: color,
        hover: "\(bar.name) \(label): \(writer.text(value))")
    }
  }

  /// The central line and the target's, each named in a line of its own above the rows.
  private func drawLines(
    _ scale: LinearScale, _ writer: NumberWriter, _ layout: RowLayout, top: Double, from start: Double,
    on canvas: inout Canvas
  ) {
    let bounds = Canvas.margin...(canvas.width - Canvas.margin)
    if let target, target.value.isFinite {
      let x = scale.position(target.value)
      var line = LabelLine()
      line.add(target.name, writer.text(target.value), at: x, style: TextStyle.label.colored(Palette.target))
      line.draw(on: &canvas, top: top, within: bounds)
      let stroke = Stroke(color: Palette.target, width: 1.6, dashes: "5 3")
      drawLine(x, layout, from: top + TextStyle.label.lineHeight, stroke, on: &canvas)
    }
    guard centre.isFinite else { return }
    let x = scale.position(centre)
    var line = LabelLine()
    line.add(words.centre, writer.text(centre), at: x, style: .label)
    line.draw(on: &canvas, top: start - 2 - TextStyle.label.lineHeight, within: bounds)
    drawLine(x, layout, from: start - 2, Stroke(color: Palette.ink, width: 1.4), on: &canvas)
  }

  /// Through all rows; where names stand between the rows, through the pieces of the axis alone.
  private func drawLine(_ x: Double, _ layout: RowLayout, from start: Double, _ stroke: Stroke, on canvas: inout Canvas)
  {
    guard layout.isStacked else {
      return canvas.line(from: Point(x: x, y: start), to: Point(x: x, y: max(layout.bottom, start) + 4), stroke)
    }
    for row in layout.rows {
      canvas.line(from: Point(x: x, y: row.plotTop - 1), to: Point(x: x, y: row.bottom + 1), stroke)
    }
  }

  public func table() -> ChartTable {
    let writer = NumberWriter(quantity, frame.numbers, labels: values)
    let heads = [words.parameter, words.low, quantity.name, words.high, quantity.name]
    return ChartTable(
      heads: heads,
      rows: sortedBars.map { bar in
        [.text(bar.name), .text(bar.lowLabel), writer.cell(bar.low), .text(bar.highLabel), writer.cell(bar.high)]
      })
  }

  /// The parameters' values at the ends of the bars.
  private struct Labels {
    let low: [TextLines]
    let high: [TextLines]
    var width: Double { (low + high).map(\.width).max() ?? 0 }

    init(_ bars: [Bar], limit: Double) {
      let style = TextStyle(size: 11, color: Palette.muted)
      low = bars.map { TextLines($0.lowLabel, width: limit, style: style) }
      high = bars.map { TextLines($0.highLabel, width: limit, style: style) }
    }

    func write(
      _ index: Int, _ bar: Bar, _ row: RowLayout.Row, _ scale: LinearScale, centre: Double, on canvas: inout Canvas
    ) {
      let positions = [bar.low, bar.high, centre].map { scale.position($0) }
      let (left, right) = (positions.min() ?? 0, positions.max() ?? 0)
      let isLowLeft = positions[0] <= positions[1]
      let (first, second) = isLowLeft ? (low[index], high[index]) : (high[index], low[index])
      let top = row.middle - first.style.lineHeight / 2
      canvas.write(first, x: left - 4 - first.width, top: top)
      canvas.write(second, x: right + 4, top: top)
    }
  }
}
