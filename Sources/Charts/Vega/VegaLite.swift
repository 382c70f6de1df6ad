/// A Vega-Lite 5 specification: https://vega.github.io/schema/vega-lite/v5.json.
struct VegaLite {
  let frame: ChartFrame
  /// Records by field.
  let rows: [[String: JSON]]
  let layers: [JSON]
  var height: JSON = 300
  /// Members beside those that every chart has.
  var others: [String: JSON] = [:]

  func written() -> String {
    var members: [String: JSON] = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
      "title": .string(visible(frame.title)),
      "description": .string(visible(frame.description)),
      "usermeta": ["language": .string(visible(frame.language))],
      "width": .number(frame.width),
      "autosize": ["contains": "padding", "type": "fit"],
      "height": height,
      "data": ["values": .array(rows.map { .object($0) })],
      "config": ["font": .string(Canvas.fonts)],
      "layer": .array(layers),
    ]
    members.merge(others) { _, own in own }
    return JSON.object(members).written() + "\n"
  }

  /// A layer of one mark.
  static func layer(_ mark: JSON, _ encoding: [String: JSON], data: [[String: JSON]]? = nil) -> JSON {
    var members: [String: JSON] = ["mark": mark, "encoding": .object(encoding)]
    if let data { members["data"] = ["values": .array(data.map { .object($0) })] }
    return .object(members)
  }

  /// A position by a field of numbers.
  static func quantitative(_ field: String, title: String, zero: Bool = false) -> JSON {
    [
      "field": .string(field), "type": "quantitative", "title": .string(visible(title)),
      "scale": ["zero": .bool(zero)],
    ]
  }

  /// Years are numbers without separators.
  static func year(title: String) -> JSON {
    [
      "field": "year", "type": "quantitative", "title": .string(visible(title)),
      "axis": ["format": "d", "tickMinStep": 1],
      "scale": ["zero": false, "nice": false],
    ]
  }

  static func probability(title: String) -> JSON {
    [
      "field": "probability", "type": "quantitative", "title": .string(visible(title)), "axis": ["format": "%"],
      "scale": ["domain": [0, 1]],
    ]
  }

  /// Names in the order of the rows.
  static func nominal(_ field: String, title: String) -> JSON {
    ["field": .string(field), "type": "nominal", "title": .string(visible(title)), "sort": .null]
  }

  static func end(_ field: String) -> JSON { ["field": .string(field)] }
}

extension JSON {
  init(_ value: Double?) { self = value.map(JSON.number) ?? .null }
  init(visible text: String) { self = .string(Charts.visible(text)) }
}
