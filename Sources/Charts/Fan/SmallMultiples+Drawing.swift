extension SmallMultiples {
  /// How the panels stand beside and below each other.
  private struct Grid {
    let columns: Int
    let left: Double
    let panelWidth: Double
    let gap: Double
    let plotHeight: Double

    func left(of panel: Int) -> Double { left + Double(panel % columns) * (panelWidth + gap) }
  }

  public func svg() -> String {
    var canvas = Canvas(frame)
    let all = panels.map { FanValues($0) }
    var top = canvas.writeTitle()
    top = words.legend(for: all).draw(on: &canvas, top: top)
    top = canvas.writeAxisTitle(quantity.name, top: top)
    let shared = axis(enclosing: all.flatMap(\.values))
    let axes = all.map { sharesValues ? shared : axis(enclosing: $0.values) }
    let grid = grid(labelWidth: axes.map(\.labelWidth).max() ?? 0, canvasWidth: canvas.width)
    var bottom = top
    for row in stride(from: 0, to: all.count, by: grid.columns) {
      let members = row..<min(row + grid.columns, all.count)
      let names = members.map {
        TextLines(panels[$0].name, width: grid.panelWidth, style: .strong, maximum: canvas.width < 480 ? 3 : 2)
      }
      let nameHeight = names.map(\.height).max() ?? 0
      for (panel, name) in zip(members, names) {
        canvas.write(name, x: grid.left(of: panel), top: bottom + nameHeight - name.height)
        let area = Box(
          left: grid.left(of: panel), top: bottom + nameHeight + Plane.headroom, width: grid.panelWidth,
          height: grid.plotHeight)
        draw(all, panel, axes[panel], area, labelled: !sharesValues || panel == row, on: &canvas)
      }
      bottom += nameHeight + Plane.headroom + grid.plotHeight + Plane.axisHeight + 10
    }
    return canvas.finished(bottom: bottom)
  }

  private func axis(enclosing values: [Double]) -> ValueAxis {
    ValueAxis(quantity, frame.numbers, enclosing: values, intervals: 4)
  }

  private func grid(labelWidth: Double, canvasWidth: Double) -> Grid {
    let columns = max(1, min(panels.count, canvasWidth >= 900 ? 4 : canvasWidth >= 560 ? 3 : 2))
    let gap = sharesValues ? 20.0 : 20.0 + labelWidth + 6
    let left = Canvas.margin + labelWidth + 6
    let free = canvasWidth - left - Canvas.margin - gap * Double(columns - 1)
    let width = free / Double(columns)
    return Grid(
      columns: columns, left: left, panelWidth: width, gap: gap, plotHeight: min(max(width * 0.62, 90), 170))
  }

  private func draw(
    _ all: [FanValues], _ panel: Int, _ axis: ValueAxis, _ area: Box, labelled: Bool, on canvas: inout Canvas
  ) {
    let years = Set(all.flatMap(\.years)).sorted()
    let plane = Plane(
      area: area,
      x: LinearScale(
        from: Double(years.first ?? 0), to: Double(years.last ?? 0), start: area.left + 6, end: area.right - 8),
      y: LinearScale(axis.ticks, start: area.bottom, end: area.top))
    plane.drawValueAxis(axis.entries(labelled: labelled), on: &canvas)
    plane.drawYearAxis(years, on: &canvas)
    let writer = NumberWriter(quantity, frame.numbers, labels: all[panel].values)
    FanPanel(values: all[panel], plane: plane, words: words, writer: writer, number: panel).draw(on: &canvas)
  }

  public func table() -> ChartTable {
    let bands = panels.first { !$0.bands.isEmpty }.map { FanValues($0).bands.reversed() } ?? []
    let heads =
      [panelHead, words.year, words.history, words.median] + bands.flatMap { [$0.words.lowerName, $0.words.upperName] }
      + [words.target]
    let rows = panels.flatMap { panel in
      let values = FanValues(panel)
      let writer = NumberWriter(quantity, frame.numbers, labels: values.values)
      return values.rows(writer).map { [.text(panel.name)] + $0 }
    }
    return ChartTable(heads: heads, rows: rows)
  }
}
