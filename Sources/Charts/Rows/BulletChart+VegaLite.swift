extension BulletChart {
  /// Each row is its own plot with its own axis.
  public func vegaLite() -> String {
    let records = rows.flatMap { record(of: $0) }
    let x = VegaLite.quantitative("value", title: "")
    let bars = levels.map { level in
      VegaLite.layer(
        ["type": "bar", "color": .string(color(of: level)), "size": 14, "tooltip": true],
        ["x": VegaLite.quantitative("lower", title: ""), "x2": VegaLite.end("upper")]
      ).filtered("datum.kind === 'interval' && datum.level === \(JSON.number(level).written())")
    }
    func mark(_ kind: String, _ mark: JSON) -> JSON {
      VegaLite.layer(mark, ["x": x]).filtered("datum.kind === '\(kind)'")
    }
    let marks = [
      mark("median", ["type": "tick", "color": .string(Palette.median), "thickness": 3, "size": 18, "tooltip": true]),
      mark("baseline", ["type": "point", "color": .string(Palette.ink), "size": 60, "tooltip": true]),
      mark(
        "target",
        [
          "type": "point", "shape": "diamond", "filled": true, "color": .string(Palette.target), "size": 90,
          "tooltip": true,
        ]),
    ]
    let members: [String: JSON] = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "title": JSON(visible: frame.title),
      "description": JSON(visible: frame.description), "usermeta": ["language": JSON(visible: frame.language)],
      "config": ["font": .string(Canvas.fonts)], "data": ["values": .array(records.map { .object($0) })],
      "facet": [
        "row": [
          "field": "row", "type": "nominal", "title": JSON(visible: words.row),
          "sort": .array(rows.map { JSON(visible: $0.name) }),
          "header": ["labelAngle": 0, "labelAlign": "left"],
        ]
      ],
      "resolve": ["scale": ["x": "independent"]],
      "spec": ["width": .number((frame.width * 0.6).rounded()), "height": 36, "layer": .array(bars + marks)],
    ]
    return JSON.object(members).written() + "\n"
  }

  private func record(of row: Row) -> [[String: JSON]] {
    func one(_ kind: String, _ value: Double?, _ name: String) -> [[String: JSON]] {
      guard let value, value.isFinite else { return [] }
      return [
        ["row": JSON(visible: row.name), "kind": .string(kind), "value": .number(value), "name": JSON(visible: name)]
      ]
    }
    let intervals = row.intervals.map { interval -> [String: JSON] in
      [
        "row": JSON(visible: row.name), "kind": "interval", "level": .number(interval.level),
        "lower": .number(interval.range.lower), "upper": .number(interval.range.upper),
      ]
    }
    let targets = (row.target?.values ?? []).flatMap { one("target", $0, words.target) }
    return intervals + one("median", row.median, words.median) + one("baseline", row.baseline, words.baseline) + targets
  }
}

extension JSON {
  /// A layer that draws only some records.
  func filtered(_ condition: String) -> JSON {
    guard case .object(var members) = self else { return self }
    members["transform"] = [["filter": .string(condition)]]
    return .object(members)
  }
}
