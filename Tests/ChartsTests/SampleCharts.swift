import Charts

/// One chart of each kind as a plan would have them, in two languages and for two widths.
struct SampleCharts {
  let isChinese: Bool
  let width: Double

  func say(_ zh: String, _ en: String) -> String { isChinese ? zh : en }

  func frame(_ id: String, _ title: String, _ description: String) -> ChartFrame {
    ChartFrame(
      id: id, title: title, description: description, language: isChinese ? "zh-Hans" : "en",
      numbers: isChinese ? .chinese : .english, width: width)
  }

  /// Name of the file and the chart.
  var all: [(name: String, chart: any Chart)] {
    [
      ("fan", fan), ("bullets", bullets), ("waterfall", waterfall), ("tornado", tornado),
      ("probability", probability), ("multiples", multiples), ("box", box), ("frontier", frontier),
      ("diagram", diagram),
    ]
  }

  var levels: [IntervalWords] {
    [(0.5, "50", "25", "75"), (0.8, "80", "10", "90"), (0.95, "95", "2.5", "97.5")].map { level, name, low, high in
      IntervalWords(
        level: level, name: say("\(name)%区间", "\(name) % interval"), lowerName: say("\(low)%分位", "\(low) % quantile"),
        upperName: say("\(high)%分位", "\(high) % quantile"))
    }
  }

  var fanWords: FanWords {
    FanWords(
      year: say("年份", "Year"), median: say("中位数", "Median"), history: say("历史", "History"),
      baseline: say("基期", "Baseline"), target: say("规划目标", "Planned target"), paths: say("单条路径", "Single paths"))
  }

  func series(_ name: String, start: Double, growth: Double, target: Double, paths: Int = 0) -> FanSeries {
    let years = Array(2020...2025)
    let median = years.indices.map { start * (1 + growth * Double($0)) }
    let bands = zip(levels, [0.012, 0.024, 0.038]).map { words, width in
      FanSeries.Band(
        words: words, lower: median.enumerated().map { $1 * (1 - width * Double($0)) },
        upper: median.enumerated().map { $1 * (1 + 1.15 * width * Double($0)) })
    }
    let history = [(2015, 0.7), (2016, 0.74), (2017, 0.82), (2018, 0.86), (2019, 0.95), (2020, 1)].map {
      YearValue(year: $0, value: start * $1)
    }
    let single = (0..<paths).map { path in
      median.enumerated().map { index, value in
        value * (1 + Double(index) * (Double(path * 7 % 11) - 5) / 160 + Double((path * 5 + index * 3) % 7 - 3) / 200)
      }
    }
    return FanSeries(
      name: name, years: years, median: median, bands: bands, history: history,
      baseline: YearValue(year: 2020, value: start),
      targets: [
        .init(name: say("规划目标", "Planned target"), year: 2025, bound: .atLeast(target)),
        .init(name: say("中期目标", "Mid-term target"), year: 2023, bound: .atLeast(target * 0.92)),
      ], paths: single)
  }

  var fan: FanChart {
    FanChart(
      frame: frame(
        "fan", say("毕节市人才总量（2015—2025年）", "Total talent in Bijie, 2015–2025"),
        say(
          "中位数到2025年为121.3万人，低于规划的135万人。", "The median reaches 1.213 million by 2025, below the 1.35 million planned.")),
      quantity: Quantity(name: say("人才总量（人）", "Total talent (people)")), words: fanWords,
      series: series(say("人才总量", "Total talent"), start: 862_000, growth: 0.0815, target: 1_350_000, paths: 12))
  }

  var bullets: BulletChart {
    func row(_ name: String, _ baseline: Double, _ median: Double, _ target: TargetBound, _ note: String)
      -> BulletChart.Row
    {
      BulletChart.Row(
        name: name, quantity: Quantity(name: say("万人", "10,000 people"), abbreviates: false), baseline: baseline,
        median: median,
        intervals: zip(levels, [0.03, 0.07, 0.11]).map { level, width in
          .init(level: level.level, range: ValueInterval(lower: median * (1 - width), upper: median * (1 + width)))
        }, target: target, note: note)
    }
    return BulletChart(
      frame: frame(
        "bullets", say("各项目标：基期、预测区间与规划值", "Every target: baseline, projected interval and plan"),
        say("十四项目标中五项可能达到。", "Five of fourteen targets are likely to be met.")),
      words: .init(
        row: say("目标", "Target"), baseline: say("基期", "Baseline"), median: say("中位数", "Median"),
        target: say("规划值", "Plan"), note: say("达到概率", "Probability"), intervals: levels),
      rows: [
        row(say("人才总量", "Total talent"), 86.2, 121.3, .atLeast(135), say("2.7% 很不可能", "2.7 % very unlikely")),
        row(
          say("每万人口人才数", "Talent per 10,000 residents"), 1284, 1764, .atLeast(1800),
          say("37.1% 或许可能", "37.1 % about as likely as not")),
        row(
          say("农村实用人才", "Rural practical talent"), 32.07, 41.98, .atLeast(43),
          say("38.5% 或许可能", "38.5 % about as likely as not")),
        row(
          say("毕节工业职业技术学院在校生人数（全日制）", "Enrolment of Bijie Industrial Vocational and Technical College"), 0.75, 0.812,
          .within(ValueInterval(lower: 0.8, upper: 0.85)), say("61.7% 或许可能", "61.7 % about as likely as not")),
        row(say("党政人才", "Party and government officials"), 2.13, 2.13, .atMost(2.2), say("78.8% 可能", "78.8 % likely")),
      ])
  }

  var waterfall: WaterfallChart {
    let flows: [(String, String, Double)] = [
      ("农村实用人才的培养", "Training of rural practical talent", 17.71), ("技能人才的培养", "Training of skilled workers", 12.22),
      ("技能人才的净增长", "Growth of skilled workers", 8.35), ("其他流入合计", "All other inflows together", 10.36),
      ("农村实用人才的退休与离职", "Retirement and leaving of rural practical talent", -5.45),
      ("技能人才的退休与离职", "Retirement and leaving of skilled workers", -5.07),
      ("专业技术人才的退休与离职", "Retirement and leaving of professionals", -3.11),
    ]
    let middle = ValueInterval(lower: -2.2, upper: 2.6)
    return WaterfallChart(
      frame: frame(
        "waterfall", say("人才总量从2019年到2025年由什么构成", "What carries total talent from 2019 to 2025"),
        say("培养带来的增加最多，退休与离职抵消一部分。", "Training adds most; retirement and leaving take part of it back.")),
      quantity: Quantity(name: say("万人", "10,000 people"), abbreviates: false),
      words: .init(
        item: say("项目", "Item"), amount: say("万人", "10,000 people"), interval: levels[1], gap: say("缺口", "Gap"),
        increase: say("增加", "Increase"), decrease: say("减少", "Decrease")),
      baseline: .init(name: say("2019年基期", "Baseline 2019"), value: 86.2),
      flows: flows.map { zh, en, amount in
        .init(
          name: say(zh, en), amount: amount,
          interval: ValueInterval(lower: amount + middle.lower, upper: amount + middle.upper))
      },
      projection: .init(
        name: say("2025年中心预测", "Central projection 2025"), value: 121.21,
        interval: ValueInterval(lower: 112.8, upper: 130.4)),
      target: .init(name: say("规划目标", "Planned target"), value: 135))
  }

  var tornado: TornadoChart {
    let bars: [(String, String, Double, Double, String, String)] = [
      ("技能人才净增长率", "Growth rate of skilled workers", 114.8, 128.9, "3.1%", "7.9%"),
      ("农村实用人才每年培养人数", "Rural practical talent trained a year", 117.2, 124.7, "2.4 万人", "3.4 万人"),
      ("专业技术人才退休与离职率", "Attrition rate of professionals", 123.9, 118.4, "1.8%", "3.4%"),
      ("外流率", "Out-migration rate", 122.6, 119.7, "0.4%", "1.3%"),
      ("覆盖系数", "Coverage", 120.9, 121.6, "0.96", "0.98"),
    ]
    return TornadoChart(
      frame: frame(
        "tornado", say("哪个假设最要紧", "Which assumption decides it"),
        say("技能人才的增长率影响最大。", "The growth of skilled workers matters most.")),
      quantity: Quantity(name: say("2025年人才总量（万人）", "Total talent 2025 (10,000 people)"), abbreviates: false),
      words: .init(
        parameter: say("参数", "Parameter"), low: say("参数取低值（10%分位）", "parameter low (10 % quantile)"),
        high: say("参数取高值（90%分位）", "parameter high (90 % quantile)"), centre: say("中心预测", "Central projection")),
      centre: 121.21,
      bars: bars.map { .init(name: say($0.0, $0.1), low: $0.2, high: $0.3, lowLabel: $0.4, highLabel: $0.5) },
      target: NamedValue(name: say("规划目标", "Planned target"), value: 135))
  }

  var verdicts: [ProbabilityChart.Verdict] {
    [
      ("几乎不可能", "exceptionally unlikely", 0, 0.01), ("很不可能", "very unlikely", 0.01, 0.1),
      ("不可能", "unlikely", 0.1, 0.33), ("或许可能", "about as likely as not", 0.33, 0.66),
      ("可能", "likely", 0.66, 0.9), ("很可能", "very likely", 0.9, 0.99), ("几乎确定", "virtually certain", 0.99, 1),
    ].map { .init(name: say($0, $1), range: ValueInterval(lower: $2, upper: $3)) }
  }

  var probability: ProbabilityChart {
    let names = [
      ("人才总量", "Total talent"), ("农村实用人才", "Rural practical talent"), ("技能人才", "Skilled workers"),
      ("每万人口人才数", "Talent per 10,000 residents"), ("党政人才", "Party and government officials"),
      ("社会工作专业人才", "Social work professionals"), ("高层次人才", "High-level talent"),
    ]
    return ProbabilityChart(
      frame: frame(
        "probability", say("各项目标逐年达到的概率", "Probability of every target over the years"),
        say("到2025年，没有一项目标的概率高于66%。", "By 2025 no target has a probability above 66 %.")),
      words: .init(
        year: say("年份", "Year"), probability: say("达到目标的概率", "Probability that the target is met"),
        line: say("目标", "Target"), lower: say("下限", "lower"), upper: say("上限", "upper")),
      lines: names.enumerated().map { index, name in
        .init(
          name: say(name.0, name.1),
          points: (2021...2025).map { year in
            let t = Double(year - 2020)
            let probability = min(0.995, 0.03 * Double(index) + t * t * 0.012 * Double(index % 3 + 1))
            return .init(
              year: year, probability: probability,
              interval: ValueInterval(lower: max(0, probability - 0.01), upper: min(1, probability + 0.01)))
          })
      }, verdicts: verdicts)
  }

  var multiples: SmallMultiples {
    let names = [
      ("专业技术人才", "Professionals", 18.58, 0.058), ("技能人才", "Skilled workers", 22.51, 0.12),
      ("经营管理人才", "Enterprise managers", 10.34, 0.11), ("农村实用人才", "Rural practical talent", 32.07, 0.06),
      ("党政人才", "Party and government officials", 2.13, 0),
    ]
    return SmallMultiples(
      frame: frame(
        "multiples", say("各类人才（2015—2025年）", "Every category, 2015–2025"),
        say("技能人才增长最快。", "Skilled workers grow fastest.")),
      quantity: Quantity(name: say("万人", "10,000 people"), abbreviates: false), words: fanWords,
      panelHead: say("类别", "Category"),
      panels: names.map { zh, en, start, growth in
        series(say(zh, en), start: start, growth: growth, target: start * (1.2 + growth))
      })
  }

  var box: BoxChart {
    var state: UInt64 = 7
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let cases = (0..<300).map { _ -> BoxChart.Case in
      let (first, second) = (1 + 8 * draw(), 1 + 4 * draw())
      return .init(first: first, second: second, isOfInterest: first < 4.6 + draw() && second > 2 + draw())
    }
    let percent = say("%", " %")
    return BoxChart(
      frame: frame(
        "box", say("在哪些假设下目标落空", "In which corner of the assumptions the target is missed"),
        say(
          "技能人才增长低于5.1%且流失率高于2.4%时目标多半落空。",
          "The target is mostly missed where growth is below 5.1 % and attrition above 2.4 %.")),
      words: .init(
        ofInterest: say("未达到目标", "target missed"), others: say("达到目标", "target met"),
        box: say("找到的范围", "the corner found"),
        parameter: say("参数", "Parameter"), rangeLower: say("最小", "smallest"), rangeUpper: say("最大", "largest"),
        boxLower: say("范围下限", "corner from"), boxUpper: say("范围上限", "corner to")),
      parameters: [
        .init(
          quantity: Quantity(name: say("技能人才净增长率", "Growth rate of skilled workers"), suffix: percent),
          range: ValueInterval(lower: 1.02, upper: 8.97), lower: nil, upper: 5.1),
        .init(
          quantity: Quantity(name: say("退休与离职率", "Attrition rate"), suffix: percent),
          range: ValueInterval(lower: 1.01, upper: 4.99), lower: 2.4, upper: nil),
        .init(
          quantity: Quantity(name: say("每年培养人数", "Trained a year")), range: ValueInterval(lower: 21_000, upper: 36_500),
          lower: 22_400, upper: 30_100),
      ], cases: cases)
  }

  var frontier: FrontierChart {
    let points: [(String, String, Double, Double, Bool)] = [
      ("不采取措施", "no measure", 0, 0.027, false), ("扩大招生", "more enrolment", 42_000_000, 0.11, false),
      ("扩大招生、降低外流", "more enrolment, less out-migration", 95_000_000, 0.34, false),
      ("引进与培训并重", "recruitment and training", 180_000_000, 0.66, true),
      ("全部措施", "all measures", 330_000_000, 0.82, false), ("全部措施加倍", "all measures doubled", 520_000_000, 0.87, false),
    ]
    return FrontierChart(
      frame: frame(
        "frontier", say("多少投入换来多大把握", "What probability costs"),
        say("约1.8亿元使概率达到66%。", "About 180 million yuan bring the probability to 66 %.")),
      cost: Quantity(name: say("五年投入（元）", "Cost over five years (yuan)")),
      words: .init(
        point: say("方案", "Mix"), probability: say("达到目标的概率", "Probability that the target is met"),
        lower: say("下限", "lower"), upper: say("上限", "upper"), required: say("要求的概率", "Probability asked for")),
      points: points.map { zh, en, cost, probability, isMarked in
        .init(
          name: say(zh, en), cost: cost, probability: probability,
          interval: ValueInterval(lower: probability * 0.93, upper: min(1, probability * 1.07)), isMarked: isMarked)
      }, required: 0.66)
  }

  var diagram: StockFlowDiagram {
    typealias Flow = StockFlowDiagram.Flow
    return StockFlowDiagram(
      frame: frame(
        "diagram", say("场景的存量与流量（2020—2025年合计）", "Stocks and flows of the scenario, 2020–2025 together"),
        say("四类人才，两所学校，一条职称晋升通道。", "Four categories, two colleges and one promotion.")),
      quantity: Quantity(name: say("万人", "10,000 people"), abbreviates: false),
      words: .init(
        name: say("名称", "Name"), from: say("来自", "From"), to: say("去向", "To"), value: say("万人", "10,000 people"),
        outside: say("外部", "outside"), stock: say("存量", "stock"), pipeline: say("培养通道", "pipeline"),
        flow: say("流量", "flow")),
      stocks: [
        .init(id: "professional", name: say("专业技术人才", "Professionals"), value: 18.58),
        .init(id: "senior", name: say("副高级职称", "Associate senior titles"), value: 1.2),
        .init(id: "skilled", name: say("技能人才", "Skilled workers"), value: 22.51),
        .init(id: "rural", name: say("农村实用人才", "Rural practical talent"), value: 32.07),
      ],
      pipelines: [
        .init(id: "medical", name: say("毕节医学高等专科学校", "Bijie Medical College"), value: 0.94),
        .init(id: "vocational", name: say("毕节职业技术学院", "Bijie Vocational and Technical College"), value: 0.94),
      ],
      flows: [
        Flow(name: say("净增长", "growth"), from: .outside, to: .node("professional"), value: 7.16),
        Flow(name: say("毕业生", "graduates"), from: .node("medical"), to: .node("professional"), value: 0.81),
        Flow(name: say("退休与离职", "retirement and leaving"), from: .node("professional"), to: .outside, value: 3.11),
        Flow(name: say("外流", "out-migration"), from: .node("professional"), to: .outside, value: 1.37),
        Flow(name: say("职称晋升", "promotion"), from: .node("professional"), to: .node("senior"), value: 0.75),
        Flow(name: say("退休与离职", "retirement and leaving"), from: .node("senior"), to: .outside, value: 0.25),
        Flow(name: say("培养", "training"), from: .outside, to: .node("skilled"), value: 12.22),
        Flow(name: say("毕业生", "graduates"), from: .node("vocational"), to: .node("skilled"), value: 0.53),
        Flow(name: say("退休与离职", "retirement and leaving"), from: .node("skilled"), to: .outside, value: 5.07),
        Flow(name: say("转岗", "change of occupation"), from: .node("rural"), to: .node("skilled"), value: 0.4),
        Flow(name: say("培养", "training"), from: .outside, to: .node("rural"), value: 17.71),
        Flow(name: say("退休与离职", "retirement and leaving"), from: .node("rural"), to: .outside, value: 5.45),
        Flow(name: say("招生", "intake"), from: .outside, to: .node("medical"), value: 0.3),
        Flow(name: say("招生", "intake"), from: .outside, to: .node("vocational"), value: 0.31),
        Flow(name: say("退学", "dropping out"), from: .node("vocational"), to: .outside, value: 0.02),
      ])
  }
}
