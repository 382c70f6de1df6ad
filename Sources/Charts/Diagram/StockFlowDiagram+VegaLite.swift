extension StockFlowDiagram {
  /// The diagram as laid out, in a plane of pixels without axes.
  public func vegaLite() -> String {
    let layout = DiagramLayout(self, top: 8)
    let height = layout.bottom + 12
    func axis(_ field: String, _ end: Double, isVertical: Bool) -> JSON {
      let domain: JSON = isVertical ? [.number(end), 0] : [0, .number(end)]
      return [
        "field": .string(field), "type": "quantitative", "axis": .null, "scale": ["domain": domain, "nice": false],
      ]
    }
    func x(_ field: String) -> JSON { axis(field, frame.width, isVertical: false) }
    func y(_ field: String) -> JSON { axis(field, height, isVertical: true) }
    let boxes = VegaLite.layer(
      ["type": "rect", "fill": "#e4eef6", "stroke": .string(Palette.ink), "tooltip": true],
      ["x": x("left"), "x2": VegaLite.end("right"), "y": y("top"), "y2": VegaLite.end("bottom")],
      data: (layout.stocks + layout.pipelines).map(record))
    let routes = layout.arrows.enumerated().flatMap { number, arrow in
      arrow.points.enumerated().map { order, point -> [String: JSON] in
        [
          "flow": .integer(number), "order": .integer(order), "x": .number(rounded(point.x)),
          "y": .number(rounded(point.y)),
        ]
      }
    }
    let lines = VegaLite.layer(
      ["type": "line", "color": .string(Palette.increase)],
      [
        "x": x("x"), "y": y("y"), "order": ["field": "order", "type": "quantitative"],
        "detail": ["field": "flow", "type": "nominal"],
      ], data: routes)
    let heads = VegaLite.layer(
      ["type": "point", "shape": "diamond", "filled": true, "color": .string(Palette.increase)],
      ["x": x("x"), "y": y("y")],
      data: layout.arrows.compactMap(\.points.last).map { ["x": .number(rounded($0.x)), "y": .number(rounded($0.y))] })
    let texts = VegaLite.layer(
      ["type": "text", "fontSize": 11],
      ["x": x("x"), "y": y("y"), "text": ["field": "text", "type": "nominal"]], data: labels(layout))
    return VegaLite(frame: frame, rows: [], layers: [boxes, lines, heads, texts], height: .number(height.rounded(.up)))
      .written()
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private func record(of node: DiagramLayout.Node) -> [String: JSON] {
    [
      "name": JSON(visible: node.hover), "left": .number(rounded(node.box.left)),
      "right": .number(rounded(node.box.right)), "top": .number(rounded(node.box.top)),
      "bottom": .number(rounded(node.box.bottom)),
    ]
  }

  private func labels(_ layout: DiagramLayout) -> [[String: JSON]] {
    func one(_ text: TextLines, x: Double, top: Double) -> [[String: JSON]] {
      text.lines.enumerated().filter { !$0.element.isEmpty }.map { index, line in
        let y = top + (Double(index) + 0.5) * text.style.lineHeight
        return ["text": JSON(visible: line), "x": .number(rounded(x)), "y": .number(rounded(y))]
      }
    }
    let ofNodes = (layout.stocks + layout.pipelines).flatMap { node in
      node.texts.flatMap { text, top in one(text, x: node.box.left + node.box.width / 2, top: top) }
    }
    let ofArrows = layout.arrows.flatMap { arrow in
      one(arrow.name, x: arrow.middle.x, top: arrow.middle.y - arrow.room / 2 - arrow.name.height)
        + one(arrow.value, x: arrow.middle.x, top: arrow.middle.y + arrow.room / 2)
    }
    return ofNodes + ofArrows
  }
}
