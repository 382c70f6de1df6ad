import Charts
import Foundation
import Testing

/// Presentation attributes and structure; nothing that a strict Content-Security-Policy would stop.
private let allowedAttributes: Set = [
  "xmlns", "role", "aria-labelledby", "id", "lang", "xml:lang", "viewBox", "width", "height", "direction",
  "font-family",
  "font-size", "font-weight", "fill", "x", "y", "d", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin",
  "cx",
  "cy", "r", "rx", "text-anchor", "unicode-bidi", "clip-path", "pointer-events",
]
private let allowedElements: Set = ["svg", "title", "desc", "defs", "clipPath", "rect", "path", "circle", "text"]

@Test(arguments: 1...60) func `any chart is well-formed, and no text leaves it or touches another`(seed: Int) {
  var charts = AnyCharts(seed: seed)
  for chart in charts.all() {
    let drawn = DrawnText(chart.svg())
    let kind = "\(type(of: chart)) of seed \(seed)"
    #expect(drawn.isWellFormed, "\(kind)")
    #expect(drawn.faults == [], "\(kind)")
    #expect(drawn.elements.isSubset(of: allowedElements), "\(kind)")
    #expect(
      drawn.attributes.isSubset(of: allowedAttributes), "\(kind): \(drawn.attributes.subtracting(allowedAttributes))")
    #expect(drawn.size.height > 0 && drawn.size.width == chart.frame.width)
    #expect(Set(drawn.ids).count == drawn.ids.count)
    #expect(drawn.ids.allSatisfy { $0.hasPrefix(drawn.ids[0]) })
  }
}

@Test(arguments: 1...20) func `any specification is JSON, and any table is even`(seed: Int) throws {
  var charts = AnyCharts(seed: seed)
  for chart in charts.all() {
    let specification = try JSONSerialization.jsonObject(with: Data(chart.vegaLite().utf8)) as? [String: Any]
    #expect(specification?["$schema"] as? String == "https://vega.github.io/schema/vega-lite/v5.json")
    let table = chart.table()
    #expect(table.rows.allSatisfy { $0.count == table.heads.count })
  }
}

@Test(arguments: ["zh", "en"], [280.0, 360, 720, 1000])
func `sample charts say what they must`(language: String, width: Double) {
  let samples = SampleCharts(isChinese: language == "zh", width: width)
  for (name, chart) in samples.all {
    let drawn = DrawnText(chart.svg())
    #expect(drawn.faults == [], "\(name)")
    #expect(drawn.titles.first == chart.frame.title)
  }
  func words(_ chart: any Chart) -> String {
    DrawnText(chart.svg()).texts.map(\.content).joined(separator: " ").replacing("\u{A0}", with: " ")
  }
  let expected: [(any Chart, [String])] = [
    (
      samples.fan,
      samples.isChinese ? ["中位数", "121.3万", "≥ 135.0万", "2025", "2015"] : ["Median", "1.21 million", "≥ 1.35 million"]
    ),
    (samples.bullets, ["≥ 135.0", "121.3", "86.2", "2.13 2.13", samples.say("0.800～0.850", "0.800–0.850")]),
    (samples.waterfall, ["86.2", "+17.7", "−5.5", "121.2", "+13.8", "135.0"]),
    (samples.tornado, ["121.2", "135.0", "3.1%", "7.9%"]),
    (samples.probability, ["100", "99.5", "96"]),
    (samples.multiples, samples.multiples.panels.map { String($0.name.prefix(4)) }),
    (samples.box, ["5.10", "2.40"]),
    (samples.frontier, ["66"]),
    (samples.diagram, ["18.58", "17.71", "0.53", "0.31", "0.02"]),
  ]
  for (chart, parts) in expected {
    let text = words(chart)
    for part in parts { #expect(text.contains(part), "\(part) is missing in: \(text)") }
  }
}

@Test func `names from outside cannot leave their place`() {
  let evil = "<script>alert(\"1\")</script>&'\u{0}\u{FFFE}"
  let frame = ChartFrame(
    id: "a\"><script>", title: evil, description: evil, language: "en\"><script>", numbers: .english)
  let svg = FrontierChart(
    frame: frame, cost: Quantity(name: evil),
    words: .init(point: evil, probability: evil, lower: evil, upper: evil, required: evil),
    points: [.init(name: evil, cost: 1, probability: 0.5)], required: 0.5
  ).svg()
  #expect(!svg.contains("<script"))
  #expect(svg.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;"))
  let drawn = DrawnText(svg)
  #expect(drawn.isWellFormed)
  #expect(drawn.titles.first == "<script>alert(\"1\")</script>&'")
  #expect(drawn.ids == ["a---script-", "a---script--title", "a---script--desc"])
}

@Test func `a name that is shortened is whole in its title`() {
  let long = String(repeating: "毕节市农村实用人才带头人", count: 12)
  let base = SampleCharts(isChinese: true, width: 360).waterfall
  let chart = WaterfallChart(
    frame: base.frame, quantity: base.quantity, words: base.words, baseline: base.baseline,
    flows: [.init(name: long, amount: 3)], projection: base.projection)
  let drawn = DrawnText(chart.svg())
  #expect(drawn.titles.contains(long))
  #expect(drawn.texts.contains { $0.content.hasSuffix("…") })
}

@Test func `a chart without anything to draw is still a drawing`() {
  let samples = SampleCharts(isChinese: false, width: 360)
  let empty = FanSeries(name: "", years: [], median: [], bands: [])
  let charts: [any Chart] = [
    FanChart(frame: samples.fan.frame, quantity: samples.fan.quantity, words: samples.fanWords, series: empty),
    BulletChart(frame: samples.fan.frame, words: samples.bullets.words, rows: []),
    TornadoChart(
      frame: samples.fan.frame, quantity: samples.fan.quantity, words: samples.tornado.words, centre: .nan, bars: []),
    StockFlowDiagram(
      frame: samples.fan.frame, quantity: samples.fan.quantity, words: samples.diagram.words, stocks: [], flows: []),
  ]
  for chart in charts {
    let drawn = DrawnText(chart.svg())
    #expect(drawn.isWellFormed)
    #expect(drawn.faults == [])
  }
}

@Test func `every case and every year is drawn, however many there are`() {
  let samples = SampleCharts(isChinese: false, width: 720)
  let box = samples.box
  let cases = (0..<5000).map { BoxChart.Case(first: Double($0 % 71), second: Double($0 % 67), isOfInterest: false) }
  let scatter = BoxChart(frame: box.frame, words: box.words, parameters: box.parameters, cases: cases).svg()
  #expect(scatter.components(separatedBy: "m-2 0a2 2 0 1 0 4 0").count == 5001)
  let years = Array(1000...2999)
  let fan = FanChart(
    frame: samples.fan.frame, quantity: samples.fan.quantity, words: samples.fanWords,
    series: FanSeries(name: "", years: years, median: years.map { Double($0 % 97) }, bands: [])
  ).svg()
  let longest = fan.components(separatedBy: "\n").map { $0.components(separatedBy: "L").count }.max()
  #expect(longest == 2000)
}

@Test func `a long name gives way to its value`() {
  let long = String(repeating: "毕节市农村实用人才带头人", count: 6)
  let samples = SampleCharts(isChinese: true, width: 360)
  func words(_ chart: any Chart) -> String { DrawnText(chart.svg()).texts.map(\.content).joined(separator: " ") }
  let fan = FanChart(
    frame: samples.fan.frame, quantity: samples.fan.quantity, words: samples.fanWords,
    series: FanSeries(
      name: "", years: [2020, 2025], median: [86, 121], bands: [],
      targets: [
        .init(name: long, year: 2025, bound: .atLeast(135)), .init(name: long, year: 2023, bound: .atMost(99)),
      ]))
  #expect(words(fan).contains("≥\u{A0}135"))
  #expect(words(fan).contains("≤\u{A0}99"))
  let base = samples.tornado
  let tornado = TornadoChart(
    frame: base.frame, quantity: base.quantity, words: base.words, centre: 120, bars: base.bars,
    target: NamedValue(name: long, value: 135))
  #expect(words(tornado).contains("… 135.0"))
  let probability = ProbabilityChart(
    frame: base.frame, words: samples.probability.words,
    lines: [.init(name: long, points: [.init(year: 2025, probability: 0.027)])])
  #expect(words(probability).contains("2.7%"))
}
