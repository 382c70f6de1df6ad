extension BulletChart {
  public func svg() -> String {
    var canvas = Canvas(frame)
    var top = canvas.writeTitle()
    top = legend.draw(on: &canvas, top: top)
    let items = rows.map { RowLayout.Item(name: $0.name, end: $0.note) }
    let layout = RowLayout(items, width: canvas.width, top: top, plotHeight: BulletRow.height)
    layout.writeTexts(on: &canvas)
    for (row, place) in zip(rows, layout.rows) {
      let labels = max(Canvas.margin, layout.left - 10)...min(canvas.width - Canvas.margin, layout.right + 10)
      BulletRow(row: row, place: place, ends: layout.left...layout.right, labels: labels, chart: self).draw(on: &canvas)
    }
    return canvas.finished(bottom: max(layout.bottom, top))
  }

  private var legend: Legend {
    var legend = Legend()
    for level in levels.reversed() {
      guard let words = words.intervals.first(where: { $0.level == level }) else { continue }
      legend.add(.fill(color(of: level)), words.name)
    }
    legend.add(.bar(Palette.median), words.median)
    legend.add(.circle(fill: Palette.paper, Stroke(color: Palette.ink, width: 2)), words.baseline)
    legend.add(.diamond(Palette.target), words.target)
    return legend
  }

  /// Levels that occur, the widest first.
  var levels: [Double] { Set(rows.flatMap { $0.intervals.map(\.level) }).filter(\.isFinite).sorted(by: >) }

  func color(of level: Double) -> String {
    let levels = self.levels
    return Palette.band(levels.count - 1 - (levels.firstIndex(of: level) ?? 0), of: levels.count)
  }

  public func table() -> ChartTable {
    let intervals = levels.reversed().map { level in
      words.intervals.first { $0.level == level } ?? IntervalWords(level: level, name: "", lowerName: "", upperName: "")
    }
    let heads =
      [words.row, words.baseline, words.median] + intervals.flatMap { [$0.lowerName, $0.upperName] }
      + [words.target, words.note]
    let rows = rows.map { row -> [ChartTable.Cell] in
      let writer = row.writer(frame.numbers)
      let ends = intervals.flatMap { words -> [Double?] in
        let range = row.intervals.first { $0.level == words.level }?.range
        return [range?.lower, range?.upper]
      }
      let target = row.target.map { ChartTable.Cell.text(writer.text($0)) } ?? .empty
      return [.text(row.name)] + ([row.baseline, row.median] + ends).map { writer.cell($0) } + [
        target, .text(row.note),
      ]
    }
    return ChartTable(heads: heads, rows: rows)
  }
}

extension BulletChart.Row {
  var values: [Double] {
    let ends = intervals.flatMap { [$0.range.lower, $0.range.upper] }
    return ([baseline, median].compactMap { $0 } + ends + (target?.values ?? [])).filter(\.isFinite)
  }

  func writer(_ style: NumberStyle) -> NumberWriter { NumberWriter(quantity, style, labels: values) }
}

/// One row of a bullet chart.
private struct BulletRow {
  let row: BulletChart.Row
  let place: RowLayout.Row
  /// Of the row's axis.
  let ends: ClosedRange<Double>
  /// Where its numbers may stand.
  let labels: ClosedRange<Double>
  let chart: BulletChart

  static let labelStyle = TextStyle(size: 11)
  static let height = 2 * labelStyle.lineHeight + 20

  private var scale: LinearScale {
    let values = row.values
    let (low, high) = (drawable(values.min() ?? 0), drawable(values.max() ?? 1))
    let room = (high - low) * 0.04
    return LinearScale(from: low - room, to: high + room, start: ends.lowerBound, end: ends.upperBound)
  }

  func draw(on canvas: inout Canvas) {
    let (scale, middle) = (self.scale, place.middle)
    let track = Box(left: ends.lowerBound, top: middle - 1, width: ends.upperBound - ends.lowerBound, height: 2)
    canvas.rectangle(track, fill: Palette.grid)
    let writer = row.writer(chart.frame.numbers)
    for interval in row.intervals.sorted(by: { $0.level > $1.level }) {
      guard interval.range.lower.isFinite, interval.range.upper.isFinite else { continue }
      let (left, right) = (scale.position(interval.range.lower), scale.position(interval.range.upper))
      let words = chart.words.intervals.first { $0.level == interval.level }?.name ?? ""
      canvas.rectangle(
        Box(left: left, top: middle - 7, width: max(1, right - left), height: 14),
        fill: chart.color(of: interval.level), hover: words + " " + writer.text(interval.range))
    }
    drawMarks(scale, on: &canvas)
    writeNumbers(scale, writer, on: &canvas)
  }

  private func drawMarks(_ scale: LinearScale, on canvas: inout Canvas) {
    let middle = place.middle
    if let median = row.median, median.isFinite {
      canvas.rectangle(
        Box(left: scale.position(median) - 1.5, top: middle - 9, width: 3, height: 18), fill: Palette.median)
    }
    if let baseline = row.baseline, baseline.isFinite {
      canvas.circle(
        Point(x: scale.position(baseline), y: middle), radius: 4.5, fill: Palette.paper,
        stroke: Stroke(color: Palette.ink, width: 2))
    }
    guard let target = row.target, target.isDrawable else { return }
    let points = target.values.map { Point(x: scale.position($0), y: middle) }
    if points.count == 2 { canvas.line(from: points[0], to: points[1], Stroke(color: Palette.target, width: 2)) }
    for point in points {
      canvas.diamond(point, radius: 6, fill: Palette.target, stroke: Stroke(color: Palette.paper, width: 1.2))
    }
  }

  /// The target above, baseline and median below.
  private func writeNumbers(_ scale: LinearScale, _ writer: NumberWriter, on canvas: inout Canvas) {
    let style = BulletRow.labelStyle
    var above = LabelLine()
    if let target = row.target, target.isDrawable {
      above.add(writer.text(target), at: scale.position(target.middle), style: style.colored(Palette.target))
    }
    above.draw(on: &canvas, top: place.middle - 10 - style.lineHeight, within: labels)
    var below = LabelLine()
    if let median = row.median, median.isFinite {
      let bold = TextStyle(size: 11, isBold: true, color: Palette.median)
      below.add(writer.text(median), at: scale.position(median), style: bold)
    }
    if let baseline = row.baseline, baseline.isFinite {
      below.add(writer.text(baseline), at: scale.position(baseline), style: style.colored(Palette.muted))
    }
    below.draw(on: &canvas, top: place.middle + 10, within: labels)
  }
}
