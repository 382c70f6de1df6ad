/// Rows with a name, a piece of a common axis and a text at the end.
///
/// Where there is room the three stand beside each other; on a narrow screen name and text stand above the axis.
struct RowLayout {
  struct Item {
    let name: String
    /// At the end of the row, such as its value.
    let end: String
    var isStrong = false
  }

  struct Row {
    let name: TextLines
    let end: TextLines
    /// Height of name and text where they stand above the axis, else 0.
    let headHeight: Double
    /// Height of the piece of the axis.
    let plotHeight: Double
    let top: Double
    var plotTop: Double { top + headHeight }
    var bottom: Double { plotTop + plotHeight }
    var middle: Double { plotTop + plotHeight / 2 }
  }

  let rows: [Row]
  /// Ends of the axis.
  let left: Double
  let right: Double
  let isStacked: Bool
  private let width: Double

  var bottom: Double { rows.last?.bottom ?? 0 }

  /// - Parameter plotHeight: of each row's piece of the axis.
  /// - Parameter padding: room at both ends of the axis, for labels there.
  init(_ items: [Item], width: Double, top: Double, plotHeight: Double, padding: Double = 0) {
    self.width = width
    isStacked = width < 540
    let inner = width - 2 * Canvas.margin
    let endLimit = isStacked ? inner * 0.5 : inner * 0.28
    let ends = items.map { item in
      TextLines(item.end, width: endLimit, style: RowLayout.style(item.isStrong).anchored(.end), maximum: 2)
    }
    let endWidth = ends.map(\.width).max() ?? 0
    let isStacked = self.isStacked
    let names = zip(items, ends).map { item, end in
      TextLines(
        item.name, width: isStacked ? inner - end.width - 10 : inner * 0.32, style: RowLayout.style(item.isStrong),
        maximum: 2)
    }
    let nameWidth = names.map(\.width).max() ?? 0
    left = (isStacked ? Canvas.margin : Canvas.margin + nameWidth + 12) + padding
    right = (isStacked ? width - Canvas.margin : width - Canvas.margin - endWidth - 12) - padding
    var rows: [Row] = []
    var y = top
    for (name, end) in zip(names, ends) {
      let textHeight = max(name.height, end.height)
      let row =
        isStacked
        ? Row(name: name, end: end, headHeight: textHeight + 1, plotHeight: plotHeight, top: y)
        : Row(name: name, end: end, headHeight: 0, plotHeight: max(plotHeight, textHeight), top: y)
      rows.append(row)
      y = row.bottom + (isStacked ? 7 : 3)
    }
    self.rows = rows
  }

  private static func style(_ isStrong: Bool) -> TextStyle { isStrong ? .strong : .label }

  func writeTexts(on canvas: inout Canvas) {
    for row in rows {
      let nameTop = isStacked ? row.top : row.middle - row.name.height / 2
      let endTop = isStacked ? row.top : row.middle - row.end.height / 2
      canvas.write(row.name, x: Canvas.margin, top: nameTop)
      canvas.write(row.end, x: width - Canvas.margin, top: endTop)
    }
  }

  /// Light vertical lines at the ticks and their numbers under the last row; returns where the rest may start.
  func drawAxis(_ axis: ValueAxis, _ scale: LinearScale, top: Double, on canvas: inout Canvas) -> Double {
    let area = Box(left: left, top: top, width: right - left, height: bottom + 4 - top)
    let plane = Plane(area: area, x: scale, y: LinearScale(from: 0, to: 1, start: area.bottom, end: area.top))
    let ticks = axis.thinned(length: right - left)
    for tick in ticks {
      let x = scale.position(tick.value)
      let color = tick.value == 0 ? Palette.axis : Palette.grid
      if !isStacked {
        canvas.line(from: Point(x: x, y: area.top), to: Point(x: x, y: area.bottom), Stroke(color: color))
        continue
      }
      for row in rows {
        canvas.line(from: Point(x: x, y: row.plotTop), to: Point(x: x, y: row.bottom), Stroke(color: color))
      }
    }
    plane.drawHorizontalAxis(ticks, on: &canvas)
    return area.bottom + Plane.axisHeight
  }
}

extension Canvas {
  /// Writes what a horizontal axis counts under it, at its right end; returns where the rest may start.
  mutating func writeHorizontalTitle(_ title: String, right: Double, top: Double) -> Double {
    guard !visible(title).isEmpty else { return top }
    let style = TextStyle(size: 11, color: Palette.muted, anchor: .end)
    let text = TextLines(title, width: right - Canvas.margin, style: style, maximum: 2)
    write(text, x: right, top: top)
    return top + text.height
  }
}
