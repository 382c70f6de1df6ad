/// Labels in one line of text, each as near to its place as the others allow.
struct LabelLine {
  struct Label {
    let name: String
    /// Behind the name, never shortened before it.
    let value: String
    let x: Double
    let style: TextStyle
  }

  private var labels: [Label] = []

  /// Adds a label; those added first stay where there is no room for all.
  mutating func add(_ name: String, _ value: String = "", at x: Double, style: TextStyle) {
    if !visible(name + value).isEmpty { labels.append(Label(name: name, value: value, x: x, style: style)) }
  }

  /// Writes them between `bounds`.
  func draw(on canvas: inout Canvas, top: Double, within bounds: ClosedRange<Double>) {
    var kept = labels
    let length = bounds.upperBound - bounds.lowerBound
    func lines(_ label: Label) -> TextLines {
      let style = label.style.anchored(.middle)
      return label.value.isEmpty
        ? TextLines(label.name, width: length - 8, style: style)
        : TextLines(name: label.name, value: label.value, width: length - 8, style: style)
    }
    while !kept.isEmpty {
      let texts = kept.map(lines)
      if let places = spread(centres: kept.map(\.x), lengths: texts.map { $0.width + 8 }, within: bounds) {
        for (text, x) in zip(texts, places) { canvas.write(text, x: x, top: top) }
        return
      }
      kept.removeLast()
    }
  }
}
