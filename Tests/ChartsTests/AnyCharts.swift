import Charts

/// Reproducible random numbers, texts and charts.
struct AnyCharts {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % max(1, bound) }

  /// Mostly ordinary values, now and then one that spoils naive drawings.
  mutating func value() -> Double {
    let strange = [
      .nan, .infinity, -.infinity, 1e300, -1e300, .leastNonzeroMagnitude, 0, -0.0, .greatestFiniteMagnitude, 1e-12,
      1e16, 99999.5,
    ]
    if below(6) == 0 { return strange[below(strange.count)] }
    let scale = [1.0, 100, 1e4, 1e6, 1e9][below(5)]
    return (Double(below(2_000_001)) / 1e6 - 0.4) * scale
  }

  mutating func text() -> String {
    let words = [
      "农村实用人才", "毕节市职业技术学院全日制在校生人数（不含成人教育）", "Total talent",
      "Antidisestablishmentarianism-without-a-single-space", "“<script>alert('x')</script>”", "😀👩‍👩‍👧‍👦 emoji",
      "مرحبا بالعالم",
      "שלום", "a\u{0}b\u{7}c\u{1B}d", "\u{202E}reversed", "", "Ｗｉｄｅ", "WWWWWWWWWWWWWW", "≥ 135 万人", "2025年",
      "é\u{301}\u{302}",
    ]
    return (0..<(1 + below(4))).map { _ in words[below(words.count)] }.joined(separator: below(2) == 0 ? " " : "")
  }

  mutating func values(_ count: Int) -> [Double] { (0..<count).map { _ in value() } }
  mutating func maybe() -> Double? { below(4) == 0 ? nil : value() }
  mutating func interval() -> ValueInterval { ValueInterval(lower: value(), upper: value()) }
  mutating func maybeInterval() -> ValueInterval? { below(2) == 0 ? nil : interval() }
  mutating func many<Item>(_ most: Int, _ make: (inout AnyCharts) -> Item) -> [Item] {
    let count = below(4) == 0 ? below(2) : below(most + 1)
    return (0..<count).map { _ in make(&self) }
  }

  mutating func frame() -> ChartFrame {
    ChartFrame(
      id: text(), title: text(), description: text(), language: ["zh-Hans", "en", "ar", "\"<"][below(4)],
      numbers: below(2) == 0 ? .chinese : .english, width: [280.0, 320, 360, 500, 540, 720, 1000][below(7)],
      showsTitle: below(4) > 0)
  }

  mutating func quantity() -> Quantity {
    Quantity(
      name: text(), suffix: ["", "%", " 万人"][below(3)], decimals: below(3) == 0 ? below(4) : nil,
      abbreviates: below(2) == 0)
  }

  mutating func bound() -> TargetBound {
    [.atLeast(value()), .atMost(value()), .within(interval())][below(3)]
  }

  mutating func words(_ level: Double) -> IntervalWords {
    IntervalWords(level: level, name: text(), lowerName: text(), upperName: text())
  }

  mutating func year() -> Int {
    let strange = [Int.max, Int.min, 0, -5]
    return below(20) == 0 ? strange[below(4)] : 2000 + below(40)
  }

  mutating func series() -> FanSeries {
    let first = year()
    let count = below(3) == 0 ? below(2) : below(30)
    let years = (0..<count).map { first.addingReportingOverflow($0).partialValue }.sorted()
    let levels = [0.5, 0.8, 0.95].prefix(below(4))
    return FanSeries(
      name: text(), years: years, median: values(count),
      bands: levels.map {
        FanSeries.Band(words: words($0), lower: values(count), upper: values(max(0, count - below(2))))
      },
      history: many(12) { YearValue(year: $0.year(), value: $0.value()) },
      baseline: below(2) == 0 ? nil : YearValue(year: year(), value: value()),
      targets: many(6) { FanSeries.Target(name: $0.text(), year: $0.year(), bound: $0.bound()) },
      paths: many(4) { $0.values(count) })
  }

  mutating func fanWords() -> FanWords {
    FanWords(year: text(), median: text(), history: text(), baseline: text(), target: text(), paths: text())
  }
}

// One chart of each kind.
extension AnyCharts {
  mutating func all() -> [any Chart] {
    [
      FanChart(frame: frame(), quantity: quantity(), words: fanWords(), series: series()),
      SmallMultiples(
        frame: frame(), quantity: quantity(), words: fanWords(), panelHead: text(), panels: many(7) { $0.series() },
        sharesValues: below(2) == 0),
      bullets(), waterfall(), tornado(), probability(), box(), frontier(), diagram(),
    ]
  }

  private mutating func bullets() -> BulletChart {
    let levels = [0.5, 0.8, 0.95]
    return BulletChart(
      frame: frame(),
      words: .init(
        row: text(), baseline: text(), median: text(), target: text(), note: text(), intervals: levels.map { words($0) }
      ),
      rows: many(12) { any in
        BulletChart.Row(
          name: any.text(), quantity: any.quantity(), baseline: any.maybe(), median: any.maybe(),
          intervals: levels.map { BulletChart.Interval(level: $0, range: any.interval()) },
          target: any.below(3) == 0 ? nil : any.bound(), note: any.text())
      })
  }

  private mutating func waterfall() -> WaterfallChart {
    WaterfallChart(
      frame: frame(), quantity: quantity(),
      words: .init(
        item: text(), amount: text(), interval: words(0.8), gap: text(), increase: text(), decrease: text()),
      baseline: .init(name: text(), value: value()),
      flows: many(14) { .init(name: $0.text(), amount: $0.value(), interval: $0.maybeInterval()) },
      projection: .init(name: text(), value: value(), interval: maybeInterval()),
      target: below(2) == 0 ? nil : .init(name: text(), value: value()))
  }

  private mutating func tornado() -> TornadoChart {
    TornadoChart(
      frame: frame(), quantity: quantity(), words: .init(parameter: text(), low: text(), high: text(), centre: text()),
      centre: value(),
      bars: many(14) {
        .init(name: $0.text(), low: $0.value(), high: $0.value(), lowLabel: $0.text(), highLabel: $0.text())
      }, target: below(2) == 0 ? nil : NamedValue(name: text(), value: value()))
  }

  private mutating func probability() -> ProbabilityChart {
    ProbabilityChart(
      frame: frame(),
      words: .init(year: text(), probability: text(), line: text(), lower: text(), upper: text()),
      lines: many(16) { any in
        .init(
          name: any.text(),
          points: any.many(8) { .init(year: $0.year(), probability: $0.share(), interval: $0.maybeInterval()) })
      }, verdicts: many(7) { .init(name: $0.text(), range: ValueInterval(lower: $0.share(), upper: $0.share())) })
  }

  mutating func share() -> Double { below(8) == 0 ? value() : Double(below(1001)) / 1000 }

  private mutating func box() -> BoxChart {
    BoxChart(
      frame: frame(),
      words: .init(
        ofInterest: text(), others: text(), box: text(), parameter: text(), rangeLower: text(), rangeUpper: text(),
        boxLower: text(), boxUpper: text()),
      parameters: many(6) {
        .init(quantity: $0.quantity(), range: $0.interval(), lower: $0.maybe(), upper: $0.maybe())
      },
      cases: many(60) { .init(first: $0.value(), second: $0.value(), isOfInterest: $0.below(2) == 0) })
  }

  private mutating func frontier() -> FrontierChart {
    FrontierChart(
      frame: frame(), cost: quantity(),
      words: .init(point: text(), probability: text(), lower: text(), upper: text(), required: text()),
      points: many(12) {
        .init(
          name: $0.text(), cost: $0.value(), probability: $0.share(), interval: $0.maybeInterval(),
          isMarked: $0.below(4) == 0)
      }, required: maybe())
  }

  private mutating func diagram() -> StockFlowDiagram {
    let ends: [StockFlowDiagram.End] =
      [.outside, .node("nobody")] + (0..<8).map { .node("s\($0)") } + (0..<4).map { .node("p\($0)") }
    let stocks = below(9)
    let pipelines = below(5)
    return StockFlowDiagram(
      frame: frame(), quantity: quantity(),
      words: .init(
        name: text(), from: text(), to: text(), value: text(), outside: text(), stock: text(), pipeline: text(),
        flow: text()),
      stocks: (0..<stocks).map { .init(id: "s\($0)", name: text(), value: maybe()) },
      pipelines: (0..<pipelines).map { .init(id: "p\($0)", name: text(), value: maybe()) },
      flows: many(24) {
        .init(name: $0.text(), from: ends[$0.below(14)], to: ends[$0.below(14)], value: $0.maybe())
      })
  }
}
