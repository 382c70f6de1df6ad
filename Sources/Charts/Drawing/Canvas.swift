/// A drawing in the making.
///
/// Shapes are drawn in the order in which they come, texts above them. No text is written over another or beyond the
/// edges: what does not fit at one place is refused, and the caller tries the next.
struct Canvas {
  let frame: ChartFrame
  private var shapes: [String] = []
  private var texts: [String] = []
  private var definitions: [String] = []
  /// Where texts stand, and where they must not.
  private(set) var taken: [Box] = []
  /// Lower end of the lowest text.
  private var lowest = 0.0

  var width: Double { frame.width }
  let prefix: String
  /// Between the drawing and the edges.
  static let margin = 8.0

  init(_ frame: ChartFrame) {
    self.frame = frame
    prefix = identifier(frame.id)
  }

  mutating func add(_ shape: String) { shapes.append(shape) }

  mutating func rectangle(
    _ box: Box, fill: String, stroke: Stroke? = nil, radius: Double = 0, hover: String? = nil
  ) {
    let place = [
      Attribute("x", box.left), Attribute("y", box.top), Attribute("width", max(0, box.width)),
      Attribute("height", max(0, box.height)),
    ]
    let corners = radius > 0 ? [Attribute("rx", radius)] : []
    add(markup("rect", place + corners + [Attribute("fill", fill)] + (stroke?.attributes ?? []), hover: hover))
  }

  mutating func line(from start: Point, to end: Point, _ stroke: Stroke) {
    add(markup("path", [Attribute("d", pathData([start, end])), Attribute("fill", "none")] + stroke.attributes))
  }

  mutating func polyline(_ points: [Point], _ stroke: Stroke, others: [Attribute] = [], hover: String? = nil) {
    guard points.count > 1 else { return }
    let shape = [
      Attribute("d", pathData(points)), Attribute("fill", "none"), Attribute("stroke-linejoin", "round"),
    ]
    add(markup("path", shape + stroke.attributes + others, hover: hover))
  }

  mutating func area(_ points: [Point], fill: String, stroke: Stroke? = nil, hover: String? = nil) {
    let shape = [Attribute("d", pathData(points, isClosed: true)), Attribute("fill", fill)]
    add(markup("path", shape + (stroke?.attributes ?? []), hover: hover))
  }

  mutating func circle(_ center: Point, radius: Double, fill: String, stroke: Stroke? = nil, hover: String? = nil) {
    let shape = [
      Attribute("cx", center.x), Attribute("cy", center.y), Attribute("r", radius), Attribute("fill", fill),
    ]
    add(markup("circle", shape + (stroke?.attributes ?? []), hover: hover))
  }

  mutating func diamond(_ center: Point, radius: Double, fill: String, stroke: Stroke? = nil, hover: String? = nil) {
    let corners = [
      Point(x: center.x, y: center.y - radius), Point(x: center.x + radius, y: center.y),
      Point(x: center.x, y: center.y + radius), Point(x: center.x - radius, y: center.y),
    ]
    area(corners, fill: fill, stroke: stroke, hover: hover)
  }

  /// Restricts shapes to a box; the attribute goes to each shape.
  mutating func clip(to box: Box, name: String) -> Attribute {
    let id = "\(prefix)-\(identifier(name))"
    let shape = markup(
      "rect",
      [
        Attribute("x", box.left), Attribute("y", box.top), Attribute("width", box.width),
        Attribute("height", box.height),
      ])
    definitions.append(markup("clipPath", [Attribute("id", id)], content: shape))
    return Attribute("clip-path", "url(#\(id))")
  }

  /// Keeps texts out of a box, such as that of a mark.
  mutating func reserve(_ box: Box) { taken.append(box) }
}

// Texts.
extension Canvas {
  /// Where lines would stand whose block starts at `top`; `x` is their start, middle or end.
  private func box(of line: String, x: Double, top: Double, style: TextStyle) -> Box {
    let width = style.width(line)
    let left =
      switch style.anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return Box(left: left, top: top, width: width, height: style.lineHeight)
  }

  private func boxes(of text: TextLines, x: Double, top: Double) -> [Box] {
    text.lines.enumerated().map { index, line in
      box(of: line, x: x, top: top + Double(index) * text.style.lineHeight, style: text.style)
    }
  }

  private func isFree(_ box: Box) -> Bool {
    let inside = box.left >= 0 && box.right <= width && box.top >= 0
    // A hundredth is rounding of coordinates, not an overlap.
    let core = Box(left: box.left - 1.5, top: box.top + 0.01, width: box.width + 3, height: box.height - 0.02)
    return inside && !taken.contains { $0.overlaps(core) }
  }

  /// Writes the lines where their block starts at `top`.
  ///
  /// - Returns: whether they fit; otherwise nothing is written.
  @discardableResult
  mutating func write(_ text: TextLines, x: Double, top: Double) -> Bool {
    let boxes = boxes(of: text, x: x, top: top)
    guard boxes.allSatisfy(isFree) else { return false }
    for (index, line) in text.lines.enumerated() where !line.isEmpty {
      taken.append(boxes[index])
      lowest = max(lowest, boxes[index].bottom)
      let hover = index == 0 ? text.full : nil
      texts.append(
        element(line, x: x, baseline: boxes[index].top + text.style.size * TextStyle.ascent, text.style, hover))
    }
    return true
  }

  /// Writes one line with its middle at `y`.
  @discardableResult
  mutating func write(_ text: String, x: Double, middle y: Double, style: TextStyle) -> Bool {
    write(TextLines(text, width: .infinity, style: style), x: x, top: y - style.lineHeight / 2)
  }

  private func element(_ line: String, x: Double, baseline: Double, _ style: TextStyle, _ hover: String?) -> String {
    var attributes = [Attribute("x", x), Attribute("y", baseline)]
    if style.size != 12 { attributes.append(Attribute("font-size", style.size)) }
    if style.isBold { attributes.append(Attribute("font-weight", "600")) }
    if style.color != Palette.ink { attributes.append(Attribute("fill", style.color)) }
    if style.anchor != .start { attributes.append(Attribute("text-anchor", style.anchor.rawValue)) }
    if runsFromRight(line) { attributes.append(Attribute("unicode-bidi", "plaintext")) }
    return markup("text", attributes, hover: hover, content: escaped(line))
  }
}

// The finished text.
extension Canvas {
  static let fonts = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

  /// The whole `<svg>`, down to `bottom` or the lowest text, and a margin.
  func finished(bottom: Double) -> String {
    let height = (max(bottom, lowest) + Canvas.margin).rounded(.up)
    let root = [
      Attribute("xmlns", "http://www.w3.org/2000/svg"), Attribute("role", "img"),
      Attribute("aria-labelledby", "\(prefix)-title \(prefix)-desc"), Attribute("id", prefix),
      Attribute("lang", visible(frame.language)), Attribute("xml:lang", visible(frame.language)),
      Attribute("viewBox", "0 0 \(coordinate(width)) \(coordinate(height))"), Attribute("width", width),
      Attribute("height", height), Attribute("direction", "ltr"), Attribute("font-family", Canvas.fonts),
      Attribute("font-size", "12"), Attribute("fill", Palette.ink),
    ]
    let opening = "<svg" + root.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined() + ">"
    let head = [
      "<title id=\"\(prefix)-title\">\(escaped(visible(frame.title)))</title>",
      "<desc id=\"\(prefix)-desc\">\(escaped(visible(frame.description)))</desc>",
    ]
    let definitions = self.definitions.isEmpty ? [] : ["<defs>"] + self.definitions + ["</defs>"]
    let paper = markup(
      "rect", [Attribute("width", width), Attribute("height", height), Attribute("fill", Palette.paper)])
    return ([opening] + head + definitions + [paper] + shapes + texts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// Writes the title; returns where the rest may start.
  mutating func writeTitle() -> Double {
    guard frame.showsTitle, !visible(frame.title).isEmpty else { return Canvas.margin }
    let title = TextLines(frame.title, width: width - 2 * Canvas.margin, style: .title, maximum: 3)
    write(title, x: Canvas.margin, top: Canvas.margin)
    return Canvas.margin + title.height + 4
  }
}
