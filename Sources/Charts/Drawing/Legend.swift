/// What the shapes of a chart mean: swatches with their names, in rows that are filled from the left.
struct Legend {
  enum Swatch {
    case fill(String)
    case outline(Stroke)
    case line(Stroke)
    case circle(fill: String, Stroke)
    case diamond(String)
    case bar(String)
    case cross(Stroke)
  }

  private var entries: [(swatch: Swatch, name: String)] = []
  private static let swatchWidth = 18.0
  private static let gap = 14.0

  /// Adds an entry; one without a name is none.
  mutating func add(_ swatch: Swatch, _ name: String) {
    if !visible(name).isEmpty { entries.append((swatch, name)) }
  }

  /// Draws the rows from `top` on; returns where the rest may start.
  func draw(on canvas: inout Canvas, top: Double) -> Double {
    guard !entries.isEmpty else { return top }
    let style = TextStyle(size: 11, color: Palette.muted)
    let (left, right) = (Canvas.margin, canvas.width - Canvas.margin)
    let height = style.lineHeight + 2
    var (x, y) = (left, top)
    for entry in entries {
      let text = TextLines(entry.name, width: right - left - Legend.swatchWidth - 5, style: style)
      let width = Legend.swatchWidth + 5 + text.width
      if x > left, x + width > right { (x, y) = (left, y + height) }
      draw(entry.swatch, on: &canvas, x: x, y: y + style.lineHeight / 2)
      canvas.write(text, x: x + Legend.swatchWidth + 5, top: y)
      x += width + Legend.gap
    }
    return y + height + 4
  }

  private func draw(_ swatch: Swatch, on canvas: inout Canvas, x: Double, y: Double) {
    let middle = Point(x: x + Legend.swatchWidth / 2, y: y)
    let box = Box(left: x, top: y - 5, width: Legend.swatchWidth, height: 10)
    switch swatch {
    case .fill(let color): canvas.rectangle(box, fill: color)
    case .outline(let stroke): canvas.rectangle(box, fill: "none", stroke: stroke)
    case .line(let stroke): canvas.line(from: Point(x: x, y: y), to: Point(x: box.right, y: y), stroke)
    case .circle(let fill, let stroke): canvas.circle(middle, radius: 4, fill: fill, stroke: stroke)
    case .diamond(let color): canvas.diamond(middle, radius: 5, fill: color)
    case .bar(let color):
      canvas.rectangle(Box(left: middle.x - 1.5, top: y - 6, width: 3, height: 12), fill: color)
    case .cross(let stroke):
      canvas.line(from: Point(x: middle.x - 3, y: y - 3), to: Point(x: middle.x + 3, y: y + 3), stroke)
      canvas.line(from: Point(x: middle.x - 3, y: y + 3), to: Point(x: middle.x + 3, y: y - 3), stroke)
    }
  }
}
