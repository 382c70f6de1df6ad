/// One attribute of an element.
struct Attribute {
  let name: String
  let value: String

  init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  init(_ name: String, _ value: Double) {
    self.init(name, coordinate(value))
  }
}

/// An element with its attributes, and, where it has one, the text that appears when the pointer rests on it.
func markup(_ name: String, _ attributes: [Attribute], hover: String? = nil, content: String = "") -> String {
  let attributes = attributes.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  let title = hover.map { "<title>\(escaped(visible($0)))</title>" } ?? ""
  return title.isEmpty && content.isEmpty
    ? "<\(name)\(attributes)/>" : "<\(name)\(attributes)>\(title)\(content)</\(name)>"
}

/// A position or length with at most two decimals, as short as possible.
package func coordinate(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
  let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
  let sign = hundredths < 0 ? "-" : ""
  if rest == 0 { return sign + String(whole) }
  let decimals = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
  return sign + (whole == 0 ? "" : String(whole)) + "." + decimals
}

/// How an outline or a line looks.
struct Stroke {
  var color: String
  var width = 1.0
  /// Lengths of dashes and gaps.
  var dashes = ""

  var attributes: [Attribute] {
    [Attribute("stroke", color), Attribute("stroke-width", width)]
      + (dashes.isEmpty ? [] : [Attribute("stroke-dasharray", dashes)])
  }
}

/// A run of straight lines as path data.
func pathData(_ points: [Point], isClosed: Bool = false) -> String {
  var data = ""
  for (index, point) in points.enumerated() {
    data += (index == 0 ? "M" : "L") + coordinate(point.x) + " " + coordinate(point.y)
  }
  return data + (isClosed ? "Z" : "")
}
