/// The area of a drawing between two axes.
struct Plane {
  let area: Box
  let x: LinearScale
  let y: LinearScale

  func point(_ horizontal: Double, _ vertical: Double) -> Point {
    Point(x: x.position(horizontal), y: y.position(vertical))
  }

  /// Horizontal lines at the ticks, with their numbers left of the area where there are any.
  func drawValueAxis(_ ticks: [(value: Double, label: String?)], on canvas: inout Canvas) {
    for tick in ticks {
      let height = y.position(tick.value)
      let stroke = Stroke(color: tick.value == 0 ? Palette.axis : Palette.grid)
      canvas.line(from: Point(x: area.left, y: height), to: Point(x: area.right, y: height), stroke)
      guard let label = tick.label else { continue }
      canvas.write(label, x: area.left - 6, middle: height, style: TextStyle.tick.anchored(.end))
    }
  }

  /// Short lines and numbers under the area; a number that would touch its neighbour is left out.
  func drawHorizontalAxis(_ ticks: [(value: Double, label: String)], on canvas: inout Canvas) {
    canvas.line(
      from: Point(x: area.left, y: area.bottom), to: Point(x: area.right, y: area.bottom),
      Stroke(color: Palette.axis))
    for tick in ticks {
      let place = x.position(tick.value)
      canvas.line(
        from: Point(x: place, y: area.bottom), to: Point(x: place, y: area.bottom + 4), Stroke(color: Palette.axis))
      let half = TextStyle.tick.width(tick.label) / 2
      let inside = min(max(place, half + 2), canvas.width - half - 2)
      canvas.write(
        TextLines(tick.label, width: .infinity, style: TextStyle.tick.anchored(.middle)), x: inside,
        top: area.bottom + Plane.axisGap)
    }
  }

  /// Room under the area for the numbers of the horizontal axis.
  static let axisHeight = axisGap + TextStyle.tick.lineHeight
  /// More than half a line, so that the lowest number of the vertical axis is not touched.
  private static let axisGap = 9.5
  /// Room above the area for the upper half of its highest number.
  static let headroom = 10.0
}

/// A vertical axis with nice ticks and their numbers.
struct ValueAxis {
  let ticks: Ticks
  let labels: [String]

  init(_ quantity: Quantity, _ style: NumberStyle, enclosing values: [Double], intervals: Int, nearsZero: Bool = true) {
    ticks = Ticks(enclosing: values, intervals: intervals, nearsZero: nearsZero)
    let writer = NumberWriter(quantity, style, ticks: ticks)
    labels = ticks.values.map { writer.text($0) }
  }

  var labelWidth: Double { labels.map { TextStyle.tick.width($0) }.max() ?? 0 }

  func entries(labelled: Bool = true) -> [(value: Double, label: String?)] {
    zip(ticks.values, labels).map { ($0, labelled ? $1 : nil) }
  }

  /// Numbers for a horizontal axis, thinned out until none touches the next.
  func thinned(length: Double) -> [(value: Double, label: String)] {
    let all = Array(zip(ticks.values, labels))
    let spacing = length / Double(max(1, all.count - 1))
    var step = 1
    while Double(step) * spacing < labelWidth + 8, step < all.count { step += 1 }
    let zero = ticks.values.firstIndex(of: 0) ?? 0
    return all.enumerated().filter { ($0.offset - zero) % step == 0 }.map { ($0.element.0, $0.element.1) }
  }
}
