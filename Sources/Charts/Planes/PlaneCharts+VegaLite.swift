extension ProbabilityChart {
  public func vegaLite() -> String {
    let records = lines.flatMap { line in
      line.points.map { point -> [String: JSON] in
        [
          "line": JSON(visible: line.name), "year": .integer(point.year), "probability": .number(point.probability),
          "lower": JSON(point.interval?.lower), "upper": JSON(point.interval?.upper),
        ]
      }
    }
    let x = VegaLite.year(title: words.year)
    let y = VegaLite.probability(title: words.probability)
    let colors: JSON = [
      "field": "line", "type": "nominal", "title": JSON(visible: words.line), "sort": .null,
      "scale": ["range": .array(Palette.lines.map { .string($0) })],
    ]
    let bands = verdicts.map { verdict -> [String: JSON] in
      [
        "name": JSON(visible: verdict.name), "lower": .number(verdict.range.lower),
        "upper": .number(verdict.range.upper),
      ]
    }
    let background = VegaLite.layer(
      ["type": "rect", "color": .string(Palette.track), "stroke": .string(Palette.grid), "tooltip": true],
      ["y": VegaLite.quantitative("lower", title: words.probability), "y2": VegaLite.end("upper")], data: bands)
    let curves = VegaLite.layer(["type": "line", "point": true, "tooltip": true], ["x": x, "y": y, "color": colors])
    let rules = VegaLite.layer(
      ["type": "rule"],
      [
        "x": x, "y": VegaLite.quantitative("lower", title: words.probability), "y2": VegaLite.end("upper"),
        "color": colors,
      ])
    return VegaLite(frame: frame, rows: records, layers: (bands.isEmpty ? [] : [background]) + [rules, curves])
      .written()
  }
}

extension FrontierChart {
  public func vegaLite() -> String {
    let records = points.map { point -> [String: JSON] in
      [
        "name": JSON(visible: point.name), "cost": .number(point.cost), "probability": .number(point.probability),
        "lower": JSON(point.interval?.lower), "upper": JSON(point.interval?.upper), "marked": .bool(point.isMarked),
      ]
    }
    let x = VegaLite.quantitative("cost", title: cost.name)
    let y = VegaLite.probability(title: words.probability)
    let curve = VegaLite.layer(["type": "line", "color": .string(Palette.median)], ["x": x, "y": y])
    let rules = VegaLite.layer(
      ["type": "rule", "color": .string(Palette.median)],
      ["x": x, "y": VegaLite.quantitative("lower", title: words.probability), "y2": VegaLite.end("upper")])
    let color: JSON = [
      "condition": ["test": "datum.marked", "value": .string(Palette.target)], "value": .string(Palette.median),
    ]
    let dots = VegaLite.layer(
      ["type": "circle", "size": 70, "opacity": 1, "tooltip": true], ["x": x, "y": y, "color": color])
    let names = VegaLite.layer(
      ["type": "text", "align": "left", "dx": 8, "dy": 8],
      ["x": x, "y": y, "text": ["field": "name", "type": "nominal"]])
    var layers = [curve, rules, dots, names]
    if let required {
      layers.append(
        VegaLite.layer(
          ["type": "rule", "color": .string(Palette.target), "strokeDash": [5, 3], "tooltip": true], ["y": y],
          data: [["probability": .number(required), "name": JSON(visible: words.required)]]))
    }
    return VegaLite(frame: frame, rows: records, layers: layers).written()
  }
}

extension BoxChart {
  public func vegaLite() -> String {
    let cases = cases.map { item -> [String: JSON] in
      [
        "first": .number(item.first), "second": .number(item.second),
        "kind": JSON(visible: item.isOfInterest ? words.ofInterest : words.others),
      ]
    }
    let limits = parameters.map { parameter -> [String: JSON] in
      [
        "name": JSON(visible: parameter.quantity.name), "lower": .number(parameter.range.lower),
        "upper": .number(parameter.range.upper), "boxLower": .number(parameter.lower ?? parameter.range.lower),
        "boxUpper": .number(parameter.upper ?? parameter.range.upper),
      ]
    }
    let members: [String: JSON] = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "title": JSON(visible: frame.title),
      "description": JSON(visible: frame.description), "usermeta": ["language": JSON(visible: frame.language)],
      "config": ["font": .string(Canvas.fonts)],
      "vconcat": .array((parameters.count >= 2 ? [scatter(cases)] : []) + [ranges(limits)]),
    ]
    return JSON.object(members).written() + "\n"
  }

  private func scatter(_ cases: [[String: JSON]]) -> JSON {
    let (across, upwards) = (parameters[0], parameters[1])
    func x(_ field: String) -> JSON { VegaLite.quantitative(field, title: across.quantity.name) }
    func y(_ field: String) -> JSON { VegaLite.quantitative(field, title: upwards.quantity.name) }
    let kinds: JSON = [JSON(visible: words.ofInterest), JSON(visible: words.others)]
    let colors: JSON = [
      "field": "kind", "type": "nominal", "title": .null,
      "scale": ["domain": kinds, "range": [.string(Palette.target), .string(Palette.high)]],
    ]
    let shapes: JSON = [
      "field": "kind", "type": "nominal", "title": .null, "scale": ["domain": kinds, "range": ["cross", "circle"]],
    ]
    let points = VegaLite.layer(
      ["type": "point", "tooltip": true], ["x": x("first"), "y": y("second"), "color": colors, "shape": shapes])
    let box: [String: JSON] = [
      "left": .number(across.lower ?? across.range.lower), "right": .number(across.upper ?? across.range.upper),
      "bottom": .number(upwards.lower ?? upwards.range.lower), "top": .number(upwards.upper ?? upwards.range.upper),
    ]
    let frameOfBox = VegaLite.layer(
      ["type": "rect", "fill": .null, "stroke": .string(Palette.ink), "strokeWidth": 1.8],
      ["x": x("left"), "x2": VegaLite.end("right"), "y": y("bottom"), "y2": VegaLite.end("top")], data: [box])
    return [
      "width": .number(frame.width - 120), "height": 260, "data": ["values": .array(cases.map { .object($0) })],
      "layer": [points, frameOfBox],
    ]
  }

  /// Ranges as shares of what occurs, so that all parameters fit one axis.
  private func ranges(_ limits: [[String: JSON]]) -> JSON {
    let y = VegaLite.nominal("name", title: words.parameter)
    func share(_ field: String) -> JSON {
      [
        "calculate": .string("(datum.\(field) - datum.lower) / (datum.upper - datum.lower)"),
        "as": .string(field + "Share"),
      ]
    }
    let x: JSON = [
      "field": "boxLowerShare", "type": "quantitative", "title": JSON(visible: words.box), "axis": ["format": "%"],
      "scale": ["domain": [0, 1]],
    ]
    let whole = VegaLite.layer(
      ["type": "bar", "color": .string(Palette.grid)],
      ["y": y, "x": ["datum": 0, "type": "quantitative"], "x2": ["datum": 1]])
    let inside = VegaLite.layer(
      ["type": "bar", "color": .string(Palette.median), "tooltip": ["content": "data"]],
      ["y": y, "x": x, "x2": VegaLite.end("boxUpperShare")])
    return [
      "width": .number(frame.width - 120), "data": ["values": .array(limits.map { .object($0) })],
      "transform": [share("boxLower"), share("boxUpper")], "layer": [whole, inside],
    ]
  }
}
