/// Labels in one line of text, each as near to its place as the others allow.
struct LabelLine {
  struct Label {
    let text: String
    let x: Double
    let style: TextStyle
  }

  private var labels: [Label] = []

  /// Adds a label; those added first stay where there is no room for all.
  mutating func add(_ text: String, at x: Double, style: TextStyle) {
    if !visible(text).isEmpty { labels.append(Label(text: text, x: x, style: style)) }
  }

  /// Writes them between `bounds`.
  func draw(on canvas: inout Canvas, top: Double, within bounds: ClosedRange<Double>) {
    var kept = labels
    let length = bounds.upperBound - bounds.lowerBound
    func lines(_ label: Label) -> TextLines {
      TextLines(label.text, width: length - 8, style: label.style.anchored(.middle))
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
