/// Names at the ends of lines, moved apart, each tied to its end by a thin line where it had to move.
struct EndLabels {
  struct Label {
    let y: Double
    let text: TextLines
    let color: String
  }

  var labels: [Label] = []
  static let leader = 14.0

  /// The height that all of them take.
  var height: Double { labels.reduce(0) { $0 + $1.text.height } }
  var width: Double { labels.isEmpty ? 0 : EndLabels.leader + (labels.map(\.text.width).max() ?? 0) }

  /// Writes them right of `x`; the last ones are left out where the range is too short for all.
  func draw(on canvas: inout Canvas, x: Double, within range: ClosedRange<Double>) {
    var kept = labels
    var places: [Double]?
    while places == nil, !kept.isEmpty {
      places = spread(centres: kept.map(\.y), lengths: kept.map { $0.text.height + 0.5 }, within: range)
      if places == nil { kept.removeLast() }
    }
    for (label, middle) in zip(kept, places ?? []) {
      let start = Point(x: x + 2, y: label.y)
      let bend = Point(x: x + EndLabels.leader - 3, y: middle)
      canvas.polyline([start, bend], Stroke(color: label.color, width: 0.8))
      canvas.write(label.text, x: x + EndLabels.leader, top: middle - label.text.height / 2)
    }
  }
}
