extension WaterfallChart {
  public func vegaLite() -> String {
    let records = steps.map { step -> [String: JSON] in
      [
        "name": JSON(visible: step.name), "kind": .string(step.kind.rawValue), "from": .number(step.from),
        "to": .number(step.to), "amount": .number(step.amount), "lower": JSON(step.interval?.lower),
        "upper": JSON(step.interval?.upper),
      ]
    }
    let y = VegaLite.nominal("name", title: words.item)
    let colors: JSON = [
      "field": "kind", "type": "nominal", "legend": .null,
      "scale": [
        "domain": ["level", "increase", "decrease", "gap", "target"],
        "range": .array(
          [Palette.level, Palette.increase, Palette.decrease, "#e9c3a6", Palette.target].map { .string($0) }),
      ],
    ]
    let bars = VegaLite.layer(
      ["type": "bar", "tooltip": true],
      [
        "y": y, "x": VegaLite.quantitative("from", title: quantity.name), "x2": VegaLite.end("to"), "color": colors,
      ])
    let whiskers = VegaLite.layer(
      ["type": "rule", "color": .string(Palette.ink), "strokeWidth": 1.4],
      ["y": y, "x": VegaLite.quantitative("lower", title: quantity.name), "x2": VegaLite.end("upper")])
    return VegaLite(frame: frame, rows: records, layers: [bars, whiskers], height: ["step": 28]).written()
  }
}

extension TornadoChart {
  public func vegaLite() -> String {
    let records = sortedBars.flatMap { bar -> [[String: JSON]] in
      [(bar.low, bar.lowLabel, words.low), (bar.high, bar.highLabel, words.high)].map { value, label, end in
        [
          "name": JSON(visible: bar.name), "result": .number(value), "label": JSON(visible: label),
          "end": JSON(visible: end), "centre": .number(centre),
        ]
      }
    }
    let colors: JSON = [
      "field": "end", "type": "nominal", "title": .null,
      "scale": [
        "domain": [JSON(visible: words.low), JSON(visible: words.high)],
        "range": [.string(Palette.low), .string(Palette.high)],
      ],
    ]
    let bars = VegaLite.layer(
      ["type": "bar", "tooltip": true],
      [
        "y": VegaLite.nominal("name", title: words.parameter),
        "x": VegaLite.quantitative("centre", title: quantity.name), "x2": VegaLite.end("result"), "color": colors,
      ])
    var layers = [bars]
    for (value, name, color) in [(centre, words.centre, Palette.ink)]
      + (target.map { [($0.value, $0.name, Palette.target)] } ?? [])
    {
      layers.append(
        VegaLite.layer(
          ["type": "rule", "color": .string(color), "tooltip": true],
          ["x": VegaLite.quantitative("value", title: quantity.name)],
          data: [["value": .number(value), "name": JSON(visible: name)]]))
    }
    return VegaLite(frame: frame, rows: records, layers: layers, height: ["step": 28]).written()
  }
}
