extension WaterfallChart {
  /// One row of the drawing.
  struct Step {
    enum Kind: String { case level, increase, decrease, gap, target }
    let name: String
    let kind: Kind
    /// Where its bar starts and ends.
    let from: Double
    let to: Double
    /// Around `to`.
    let interval: ValueInterval?
    /// What the table and the label say.
    let amount: Double
  }

  /// Rows from top to bottom.
  var steps: [Step] {
    var steps = [level(baseline, kind: .level)]
    var running = baseline.value.isFinite ? drawable(baseline.value) : 0
    for flow in flows {
      let amount = flow.amount.isFinite ? drawable(flow.amount) : 0
      let end = drawable(running + amount)
      let interval = flow.interval.map {
        ValueInterval(lower: drawable(running + $0.lower), upper: drawable(running + $0.upper))
      }
      steps.append(
        Step(
          name: flow.name, kind: amount < 0 ? .decrease : .increase, from: running, to: end, interval: interval,
          amount: flow.amount))
      running = end
    }
    steps.append(level(projection, kind: .level))
    if let target, target.value.isFinite, projection.value.isFinite {
      let (from, to) = (drawable(projection.value), drawable(target.value))
      steps.append(
        Step(name: words.gap, kind: .gap, from: from, to: to, interval: nil, amount: target.value - projection.value))
    }
    if let target { steps.append(level(target, kind: .target)) }
    return steps
  }

  private func level(_ level: Level, kind: Step.Kind) -> Step {
    Step(
      name: level.name, kind: kind, from: 0, to: level.value.isFinite ? drawable(level.value) : 0,
      interval: level.interval, amount: level.value)
  }

  private var writer: NumberWriter {
    NumberWriter(quantity, frame.numbers, labels: steps.map(\.amount))
  }

  private func label(of step: Step, _ writer: NumberWriter) -> String {
    switch step.kind {
    case .level, .target: writer.text(step.amount)
    case .increase, .decrease, .gap: writer.signed(step.amount)
    }
  }

  public func svg() -> String {
    var canvas = Canvas(frame)
    let (steps, writer) = (self.steps, self.writer)
    var top = canvas.writeTitle()
    top = legend(steps).draw(on: &canvas, top: top)
    let items = steps.map { step in
      RowLayout.Item(
        name: step.name, end: label(of: step, writer), isStrong: step.kind == .level || step.kind == .target)
    }
    let layout = RowLayout(items, width: canvas.width, top: top + 2, plotHeight: canvas.width < 540 ? 16 : 26)
    let axis = ValueAxis(
      quantity, frame.numbers, enclosing: axisValues(steps), intervals: canvas.width < 540 ? 4 : 7)
    let scale = LinearScale(axis.ticks, start: layout.left, end: layout.right)
    let bottom = layout.drawAxis(axis, scale, top: top, on: &canvas)
    let base = scale.position(0)
    for (step, row) in zip(steps, layout.rows) {
      draw(step, row, scale, hover: step.name + " " + label(of: step, writer), on: &canvas)
    }
    drawConnectors(steps, layout, scale, on: &canvas)
    if axis.ticks.lower > 0 || axis.ticks.upper < 0 { drawBreaks(steps, layout, at: base, on: &canvas) }
    layout.writeTexts(on: &canvas)
    return canvas.finished(
      bottom: canvas.writeHorizontalTitle(quantity.name, right: canvas.width - Canvas.margin, top: bottom))
  }

  /// The axis starts at zero unless the flows would then be too thin to be seen.
  private func axisValues(_ steps: [Step]) -> [Double] {
    let intervals = steps.compactMap(\.interval).flatMap { [$0.lower, $0.upper] }
    let moving = (steps.map(\.to) + intervals).filter(\.isFinite)
    guard let low = moving.min(), let high = moving.max() else { return [0, 1] }
    let isFlat = high - low < 0.2 * max(low.magnitude, high.magnitude) && high > low && (low > 0 || high < 0)
    guard isFlat else { return moving + [0] }
    let room = (high - low) * 0.35
    return moving + (low > 0 ? [low - room] : [high + room])
  }

  private func legend(_ steps: [Step]) -> Legend {
    var legend = Legend()
    legend.add(.fill(Palette.increase), words.increase)
    legend.add(.fill(Palette.decrease), words.decrease)
    if steps.contains(where: { $0.kind == .gap }) {
      legend.add(.outline(WaterfallChart.gapStroke), words.gap)
    }
    if steps.contains(where: { $0.interval != nil }) {
      legend.add(.line(Stroke(color: Palette.ink, width: 1.4)), words.interval.name)
    }
    return legend
  }

  private static let gapStroke = Stroke(color: Palette.target, width: 1.4, dashes: "4 3")

  private func draw(_ step: Step, _ row: RowLayout.Row, _ scale: LinearScale, hover: String, on canvas: inout Canvas) {
    let (start, end) = (scale.position(step.from), scale.position(step.to))
    let box = Box(left: min(start, end), top: row.middle - 8, width: max(1, abs(end - start)), height: 16)
    switch step.kind {
    case .level: canvas.rectangle(box, fill: Palette.level, hover: hover)
    case .target: canvas.rectangle(box, fill: Palette.target, hover: hover)
    case .increase: canvas.rectangle(box, fill: Palette.increase, hover: hover)
    case .decrease: canvas.rectangle(box, fill: Palette.decrease, hover: hover)
    case .gap: canvas.rectangle(box, fill: Palette.paper, stroke: WaterfallChart.gapStroke, hover: hover)
    }
    guard let interval = step.interval, interval.lower.isFinite, interval.upper.isFinite else { return }
    drawWhisker(from: scale.position(interval.lower), to: scale.position(interval.upper), y: row.middle, on: &canvas)
  }

  /// Dark with a light edge, so that it is seen on every bar.
  private func drawWhisker(from left: Double, to right: Double, y: Double, on canvas: inout Canvas) {
    for stroke in [Stroke(color: Palette.paper, width: 3.4), Stroke(color: Palette.ink, width: 1.4)] {
      canvas.line(from: Point(x: left, y: y), to: Point(x: right, y: y), stroke)
      for x in [left, right] { canvas.line(from: Point(x: x, y: y - 4), to: Point(x: x, y: y + 4), stroke) }
    }
  }

  /// Thin lines that carry the running total from row to row.
  private func drawConnectors(_ steps: [Step], _ layout: RowLayout, _ scale: LinearScale, on canvas: inout Canvas) {
    guard !layout.isStacked else { return }
    for index in steps.indices.dropLast() {
      let x = scale.position(steps[index].to)
      canvas.line(
        from: Point(x: x, y: layout.rows[index].middle + 8), to: Point(x: x, y: layout.rows[index + 1].middle - 8),
        Stroke(color: Palette.axis, width: 0.8))
    }
  }

  /// Two slanted gaps in the bars that do not start at zero.
  private func drawBreaks(_ steps: [Step], _ layout: RowLayout, at base: Double, on canvas: inout Canvas) {
    for (step, row) in zip(steps, layout.rows) where step.kind == .level || step.kind == .target {
      let inward = base <= layout.left ? 10.0 : -10.0
      for shift in [inward - 2.5, inward + 2.5] {
        canvas.line(
          from: Point(x: base + shift - 3, y: row.middle + 9), to: Point(x: base + shift + 3, y: row.middle - 9),
          Stroke(color: Palette.paper, width: 2))
      }
    }
  }

  public func table() -> ChartTable {
    let writer = self.writer
    let intervals: [ValueInterval?] =
      [baseline.interval] + flows.map(\.interval) + [projection.interval, nil, target?.interval]
    let rows = steps.enumerated().map { index, step -> [ChartTable.Cell] in
      let interval = intervals.indices.contains(index) ? intervals[index] : nil
      return [
        .text(step.name), writer.cell(step.amount), writer.cell(interval?.lower), writer.cell(interval?.upper),
      ]
    }
    return ChartTable(
      heads: [words.item, words.amount, words.interval.lowerName, words.interval.upperName], rows: rows)
  }
}
