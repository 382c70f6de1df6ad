/// Draws one fan into a plane.
struct FanPanel {
  let values: FanValues
  let plane: Plane
  let words: FanWords
  let writer: NumberWriter
  /// Tells the panels of one drawing apart.
  let number: Int

  private var series: FanSeries { values.series }

  func draw(on canvas: inout Canvas) {
    drawBands(on: &canvas)
    drawPaths(on: &canvas)
    drawMedian(on: &canvas)
    drawHistory(on: &canvas)
    drawBaseline(on: &canvas)
    for target in series.targets where target.bound.isDrawable { drawTarget(target, on: &canvas) }
    drawHovers(on: &canvas)
  }

  private func drawBands(on canvas: inout Canvas) {
    let bands = values.bands
    for (index, band) in bands.enumerated() {
      let color = Palette.band(bands.count - 1 - index, of: bands.count)
      for run in values.runs(of: band) { draw(run, color: color, on: &canvas) }
    }
  }

  /// One year alone is a bar.
  private func draw(_ run: [FanValues.Extent], color: String, on canvas: inout Canvas) {
    let upper = run.map { point($0.year, $0.range.upper) }
    let lower = run.map { point($0.year, $0.range.lower) }
    guard run.count == 1 else { return canvas.area(upper + lower.reversed(), fill: color) }
    let box = Box(left: upper[0].x - 6, top: upper[0].y, width: 12, height: lower[0].y - upper[0].y)
    canvas.rectangle(box, fill: color)
  }

  private func drawPaths(on canvas: inout Canvas) {
    guard !series.paths.isEmpty else { return }
    let clip = canvas.clip(to: plane.area, name: "paths-\(number)")
    for run in series.paths.flatMap({ values.runs(ofPath: $0) }) {
      let points = run.map { Point(x: plane.x.position(Double(drawableYear($0.year))), y: unbounded($0.value)) }
      canvas.polyline(points, Stroke(color: Palette.path, width: 0.7), others: [clip])
    }
  }

  /// Height of a value that may lie beyond the axis, at most an area's height away from it.
  private func unbounded(_ value: Double) -> Double {
    let inside = plane.y.position(value)
    if value > plane.y.domain.upperBound { return inside - plane.area.height }
    return value < plane.y.domain.lowerBound ? inside + plane.area.height : inside
  }

  private func drawMedian(on canvas: inout Canvas) {
    for run in values.runs(ofPath: series.median) {
      canvas.polyline(run.map { point($0.year, $0.value) }, Stroke(color: Palette.median, width: 2.2))
    }
    if let last = values.median.last {
      canvas.circle(point(last.year, last.value), radius: 3, fill: Palette.median)
    }
  }

  private func drawHistory(on canvas: inout Canvas) {
    let points = values.history.map { point($0.year, $0.value) }
    canvas.polyline(points, Stroke(color: Palette.ink, width: 2))
    for point in points { canvas.circle(point, radius: 2.2, fill: Palette.ink) }
  }

  private func drawBaseline(on canvas: inout Canvas) {
    guard let baseline = series.baseline, baseline.value.isFinite else { return }
    canvas.circle(
      point(baseline.year, baseline.value), radius: 4.5, fill: Palette.paper,
      stroke: Stroke(color: Palette.ink, width: 2))
  }

  private func drawTarget(_ target: FanSeries.Target, on canvas: inout Canvas) {
    let points = target.bound.values.map { point(target.year, $0) }
    if points.count == 2 { canvas.line(from: points[0], to: points[1], Stroke(color: Palette.target, width: 2)) }
    for point in points {
      canvas.reserve(Box(left: point.x - 6, top: point.y - 6, width: 12, height: 12))
      canvas.diamond(point, radius: 6, fill: Palette.target, stroke: Stroke(color: Palette.paper, width: 1.2))
    }
  }

  /// Invisible columns, one a year, that say the year's values where the pointer rests.
  private func drawHovers(on canvas: inout Canvas) {
    let (years, all) = (values.years, values.byYear)
    for (index, year) in years.enumerated() {
      let place = plane.x.position(Double(year))
      let left = index > 0 ? (plane.x.position(Double(years[index - 1])) + place) / 2 : plane.area.left
      let right = index + 1 < years.count ? (plane.x.position(Double(years[index + 1])) + place) / 2 : plane.area.right
      let shape = [
        Attribute("x", left), Attribute("y", plane.area.top), Attribute("width", max(0, right - left)),
        Attribute("height", plane.area.height), Attribute("fill", "none"), Attribute("pointer-events", "all"),
      ]
      canvas.add(markup("rect", shape, hover: summary(of: year, all)))
    }
  }

  private func summary(of year: Int, _ all: FanValues.ByYear) -> String {
    let named = [(words.history, all.history[year]), (words.median, all.median[year])]
    let values = named.compactMap { name, value in value.map { name + " " + writer.text($0) } }
    let ranges = all.bands.compactMap { band in band.ranges[year].map { band.name + " " + writer.text($0) } }
    let targets = (all.targets[year] ?? []).map { $0.name + " " + writer.text($0.bound) }
    return "\(year): " + (values + ranges + targets).joined(separator: "; ")
  }

  private func point(_ year: Int, _ value: Double) -> Point { plane.point(Double(drawableYear(year)), value) }
}

extension FanWords {
  /// What the shapes of these fans mean.
  func legend(for all: [FanValues]) -> Legend {
    var legend = Legend()
    if all.contains(where: { !$0.history.isEmpty }) {
      legend.add(.line(Stroke(color: Palette.ink, width: 2)), history)
    }
    if all.contains(where: { !$0.median.isEmpty }) {
      legend.add(.line(Stroke(color: Palette.median, width: 2.2)), median)
    }
    let bands = Array((all.first { !$0.series.bands.isEmpty }?.bands ?? []).reversed())
    for (index, band) in bands.enumerated() { legend.add(.fill(Palette.band(index, of: bands.count)), band.words.name) }
    if all.contains(where: { $0.series.baseline?.value.isFinite == true }) {
      legend.add(.circle(fill: Palette.paper, Stroke(color: Palette.ink, width: 2)), baseline)
    }
    if all.contains(where: { $0.series.targets.contains { $0.bound.isDrawable } }) {
      legend.add(.diamond(Palette.target), target)
    }
    if all.contains(where: { !$0.series.paths.isEmpty }) {
      legend.add(.line(Stroke(color: Palette.path, width: 0.7)), paths)
    }
    return legend
  }
}
