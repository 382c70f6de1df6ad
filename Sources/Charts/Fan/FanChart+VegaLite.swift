extension FanChart {
  public func vegaLite() -> String {
    let values = FanValues(series)
    return VegaLite(frame: frame, rows: values.records(), layers: values.layers(quantity, words)).written()
  }
}

extension SmallMultiples {
  public func vegaLite() -> String {
    let all = panels.map { FanValues($0) }
    let rows = all.flatMap { values in
      values.records().map { $0.merging(["panel": JSON(visible: values.series.name)]) { _, own in own } }
    }
    let widest = all.max { $0.bands.count < $1.bands.count }
    let facet: JSON = [
      "field": "panel", "type": "nominal", "title": JSON(visible: panelHead),
      "sort": .array(panels.map { JSON(visible: $0.name) }),
    ]
    var layers: [String: JSON] = ["layer": .array(widest?.layers(quantity, words) ?? [])]
    layers["width"] = .number((frame.width / 3 - 40).rounded())
    layers["height"] = 140
    let resolve: JSON = sharesValues ? [:] : ["scale": ["y": "independent"]]
    let members: [String: JSON] = [
      "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "title": JSON(visible: frame.title),
      "description": JSON(visible: frame.description), "usermeta": ["language": JSON(visible: frame.language)],
      "columns": 3, "config": ["font": .string(Canvas.fonts)],
      "data": ["values": .array(rows.map { .object($0) })], "facet": facet, "resolve": resolve,
      "spec": .object(layers),
    ]
    return JSON.object(members).written() + "\n"
  }
}

extension FanValues {
  /// One record a year, and one for every year of a single path.
  func records() -> [[String: JSON]] {
    let all = byYear
    let ofYears = all.years.map { year in
      var record: [String: JSON] = ["year": .integer(year)]
      record["history"] = all.history[year].map { .number($0) }
      record["median"] = all.median[year].map { .number($0) }
      for (index, band) in all.bands.reversed().enumerated() {
        record["lower\(index)"] = band.ranges[year].map { .number($0.lower) }
        record["upper\(index)"] = band.ranges[year].map { .number($0.upper) }
      }
      if let baseline = series.baseline, baseline.year == year { record["baseline"] = .number(baseline.value) }
      return record
    }
    let ofTargets = series.targets.filter(\.bound.isDrawable).flatMap { target in
      target.bound.values.map { value -> [String: JSON] in
        ["year": .integer(target.year), "target": .number(value), "name": JSON(visible: target.name)]
      }
    }
    let ofPaths = series.paths.enumerated().flatMap { number, path in
      zip(series.years, path).map { year, value -> [String: JSON] in
        ["year": .integer(year), "path": .integer(number), "value": .number(value)]
      }
    }
    return ofYears + ofTargets + ofPaths
  }

  func layers(_ quantity: Quantity, _ words: FanWords) -> [JSON] {
    let x = VegaLite.year(title: words.year)
    func y(_ field: String) -> JSON { VegaLite.quantitative(field, title: quantity.name) }
    let count = bands.count
    let areas = bands.enumerated().map { index, band in
      VegaLite.layer(
        [
          "type": "area", "color": .string(Palette.band(count - 1 - index, of: count)), "tooltip": true,
          "description": JSON(visible: band.words.name),
        ],
        ["x": x, "y": y("lower\(index)"), "y2": VegaLite.end("upper\(index)")]
      ).filtered("isValid(datum.lower\(index))")
    }
    let paths = VegaLite.layer(
      ["type": "line", "color": .string(Palette.path), "strokeWidth": 0.7, "description": JSON(visible: words.paths)],
      ["x": x, "y": y("value"), "detail": ["field": "path", "type": "nominal"]]
    ).filtered("isValid(datum.value)")
    func line(_ field: String, _ color: String, _ name: String) -> JSON {
      VegaLite.layer(
        ["type": "line", "color": .string(color), "point": true, "tooltip": true, "description": JSON(visible: name)],
        ["x": x, "y": y(field)]
      ).filtered("isValid(datum.\(field))")
    }
    func mark(_ field: String, _ shape: JSON, _ color: String, _ name: String) -> JSON {
      VegaLite.layer(
        [
          "type": "point", "shape": shape, "filled": true, "size": 90, "color": .string(color), "tooltip": true,
          "description": JSON(visible: name),
        ],
        ["x": x, "y": y(field)]
      ).filtered("isValid(datum.\(field))")
    }
    return areas + (series.paths.isEmpty ? [] : [paths]) + [
      line("median", Palette.median, words.median), line("history", Palette.ink, words.history),
      mark("baseline", "circle", Palette.ink, words.baseline), mark("target", "diamond", Palette.target, words.target),
    ]
  }
}
