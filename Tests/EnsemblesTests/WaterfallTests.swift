import Ensembles
import Randomness
import StockFlow
import Testing

/// Everything the model knows, with numbers that differ from seed to seed: transitions, pipelines, drivers, floors,
/// scaled exits, coverage, quotients of quotients, drawn baselines and noise.
private func richScenario(_ seed: UInt64) -> Scenario {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  func random(_ low: Double, _ high: Double) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return low + (high - low) * Double(state >> 40) / Double(1 << 24)
  }
  func normal(_ mean: Double, _ sd: Double) -> ParameterValue { drawn(.normal(mean: mean, sd: sd)) }
  var small = category(
    "small", stock: [2020: 5], [.growth: normal(random(-0.6, 0), 0.5), .attrition: normal(0.3, 0.4)],
    volatility: random(0, 0.3))
  small.observations = [.init(year: 2020, value: drawn(.uniform(min: 2, max: 6)))]
  var rich = scenario(
    2020...2025,
    [
      category(
        "a", stock: [2018: random(50, 150)],
        [
          .growth: normal(0.02, 0.02), .training: drawn(.gamma(mean: random(2, 9), sd: 2)),
          .attrition: drawn(.beta(mean: 0.05, sd: 0.02)), .outMigration: number(0.01),
        ], volatility: random(0.01, 0.1)),
      small,
      category("late", stock: [2022: 20], [.inMigration: drawn(.lognormal(mean: 3, sd: 2))], volatility: 0.05),
    ])
  rich.transitions = [
    Transition(
      id: "up", name: LocalizedText("up"), from: "a", to: "small",
      rate: drawn(.triangular(min: 0, mode: 0.02, max: random(0.03, 0.2)))),
    Transition(id: "back", name: LocalizedText("back"), from: "small", to: "a", rate: normal(0.5, 0.3)),
  ]
  rich.pipelines = [
    Pipeline(
      id: "college", name: LocalizedText("college"), unit: .persons, intake: drawn(.uniform(min: 3, max: 9)),
      duration: 2,
      completion: drawn(.beta(mean: 0.9, sd: 0.05)), enters: [.init(category: "a", share: 0.5)])
  ]
  rich.drivers = [
    Driver(
      id: "people", name: LocalizedText("people"), unit: .none,
      values: TimePath(shape: .linear, points: [.init(year: 2020, figure: Figure(500))]), growth: normal(0.01, 0.02),
      volatility: 0.02)
  ]
  func measure(_ id: String, _ formula: Measure.Formula) -> Measure {
    Measure(id: id, name: LocalizedText(id), unit: .none, formula: formula)
  }
  rich.measures = [
    measure("all", .sum([.init(id: "a"), .init(id: "small")], coverage: drawn(.uniform(min: 0.9, max: 1)))),
    measure("density", .ratio("all", "people", scale: 1000)),
    measure("share", .ratio("small", "all", scale: 1)),
    measure("odds", .ratio("share", "density", scale: 1)),
    measure("rest", .difference("all", "small")),
    measure("trained", .cumulative(["a.training", "up.rate", "college.a"], from: 2021)),
    measure("gain", .change("density", from: 2021)),
    measure("weighted", .sum([.init(id: "late", weight: 2), .init(id: "all", weight: -0.5)], coverage: nil)),
  ]
  return rich
}

private let everySeries = [
  "a", "small", "late", "people", "all", "density", "share", "odds", "rest", "trained", "gain", "weighted",
  "a.training", "college.enrolled",
]

private func outputs(_ names: [String]) -> [PathFunction.Output] {
  names.map { PathFunction.Output(series: $0, year: 2025) }
}

private func projection(_ scenario: Scenario) -> CentralProjection { CentralProjection(CompiledModel(scenario)) }

private func explained(_ scenario: Scenario, _ options: EnsembleOptions) throws -> ReachAnswer {
  let central = projection(scenario)
  return try explain(reach(AnswerHeader(scenario: scenario), central, options: options), central, options: options)
}

struct PathContributionTests {
  @Test(arguments: 1...8)
  func `in every path the bars add up to the value minus the baseline`(seed: UInt64) throws {
    let central = projection(richScenario(seed))
    let asked = outputs(everySeries)
    let drawn = try drawnContributions(central, asked, paths: 1000, options: options(1000, seed: seed))
    for (name, contributions) in zip(everySeries, drawn) {
      var valued = 0
      for (path, value) in contributions.values.enumerated() where value.isFinite {
        let amounts = contributions.amounts.map { $0[path] }
        let sum = amounts.reduce(0, +)
        guard sum.isFinite else { continue }
        valued += 1
        // Rounding of a few hundred additions, relative to the largest number that is added.
        let size = max(abs(value), abs(contributions.baseline), amounts.map(abs).max() ?? 0)
        #expect(abs(sum - (value - contributions.baseline)) <= 1e-9 * size, "\(name) \(path)")
      }
      #expect(valued > 900, "\(name)")
    }
  }

  @Test(arguments: [Sampling.random, .latin, .sobol])
  func `the paths are those of every other answer`(sampling: Sampling) throws {
    let central = projection(richScenario(3))
    let asked = outputs(everySeries)
    let options = options(3000, seed: 5, sampling: sampling)
    let values = try drawnValues(central, asked, options: options)
    let drawn = try drawnContributions(central, asked, paths: 700, options: options)
    for (all, some) in zip(values, drawn) {
      #expect(some.values.count == 700)
      #expect(zip(all, some.values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
    }
  }

  @Test func `noise, floor, scaled exits and drawn baselines all take part`() throws {
    let central = projection(richScenario(2))
    let drawn = try drawnContributions(central, outputs(["small"]), paths: 1000, options: options(1000))[0]
    for name in ["noise", "floor", "baseline", "up.rate", "back.rate", "small.attrition"] {
      let place = try #require(drawn.names.firstIndex(of: name))
      #expect(drawn.amounts[place].contains { $0 != 0 }, "\(name)")
    }
    let answer = try reached(richScenario(2), options(1000))
    #expect(answer.header.warnings.isEmpty == false)
  }

  @Test func `where nothing varies every path is the central projection`() throws {
    var certain = scenario(
      2019...2024,
      [
        category("a", stock: [2019: 100], [.growth: number(0.02), .attrition: number(0.04)]),
        category("b", stock: [2019: 40], [.growth: number(-1.5), .inMigration: number(3)]),
      ])
    certain.measures = [
      Measure(id: "share", name: LocalizedText("share"), unit: .none, formula: .ratio("b", "a", scale: 1))
    ]
    let central = projection(certain)
    let series = try #require(central.model.series(named: "share"))
    let shares = try #require(central.contributions(to: series, in: 2024)).shares
    let drawn = try drawnContributions(
      central, [PathFunction.Output(series: "share", year: 2024)], paths: 70, options: options(70))[0]
    for (name, column) in zip(drawn.names, drawn.amounts) {
      // The same operations, but fused where lanes are added up.
      let expected = shares.first { $0.name == name }?.amount ?? 0
      #expect(column.allSatisfy { abs($0 - expected) <= 1e-12 })
    }
  }

  @Test func `threads change nothing`() throws {
    let central = projection(richScenario(4))
    func amounts(_ threads: Int) throws -> [[[Double]]] {
      try drawnContributions(central, outputs(["odds", "all"]), paths: 3000, options: options(3000, threads: threads))
        .map(\.amounts)
    }
    let (one, many) = (try amounts(1), try amounts(7))
    #expect(zip(one.joined().joined(), many.joined().joined()).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
  }
}

struct WaterfallTests {
  /// 100 persons, two normal inflows in one year: V = 100 + T₁ + T₂.
  private func twoInflows(_ targets: [Target]) -> Scenario {
    scenario(
      2020...2021,
      [
        category(
          "a", stock: [2020: 100],
          [.training: drawn(.normal(mean: 10, sd: 2)), .inMigration: drawn(.normal(mean: 5, sd: 1))])
      ], targets: targets)
  }

  @Test func `the gap of a linear model with normal inflows is shared by their variances`() throws {
    let answer = try explained(twoInflows([atLeast("a", 2021, 120)]), options(20_000))
    let why = try #require(answer.targets[0].why)
    #expect(why.projection == 115)
    #expect(why.paths == 20_000)
    let gap = try #require(why.gap)
    // β = 4/5 and 1/5; residual variance 4 − (4/5)²·5 = 0.8, so that the slope's error is √(0.8/5/n).
    let error = 5 * (0.8 / 5 / 20_000).squareRoot()
    for (name, share) in [("a.training", 0.8), ("a.in_migration", 0.2)] {
      let need = try #require(gap.first { $0.name == name })
      #expect(abs(need.needed - 5 * share) < 5 * error)
      // The error of a variance from 20,000 paths is about 1 %.
      #expect(abs(need.standardError / error - 1) < 0.05)
    }
    // The standard deviation √5 from 20,000 paths is known to 0.5 %.
    #expect(abs(try #require(why.gapInStandardDeviations) / (5 / 5.0.squareRoot()) - 1) < 0.025)
  }

  @Test func `intervals are those of the flows`() throws {
    let answer = try explained(twoInflows([atLeast("a", 2021, 120)]), options(20_000))
    let flows = try #require(answer.targets[0].why).flows
    #expect(flows.map(\.name) == ["a.training", "a.in_migration"])
    let interval = try #require(flows[0].interval80)
    // 10 ± 1.2816·2; a 10 % quantile of 20,000 normal numbers has the error √(0.09/n)/0.1755·2 = 0.024.
    #expect(abs(interval.lowerBound - 7.4369) < 0.12 && abs(interval.upperBound - 12.5631) < 0.12)
  }

  @Test func `the way leads to the bound that matters`() throws {
    func within(_ low: Double, _ high: Double) -> Target {
      Target(of: "a", year: 2021, comparison: .within(Figure(low), Figure(high)))
    }
    let atMost = Target(of: "a", year: 2021, comparison: .atMost(Figure(110)))
    let targets = [
      atLeast("a", 2021, 120), atLeast("a", 2021, 100), atMost, within(90, 100), within(120, 130), within(90, 117),
    ]
    let answer = try explained(twoInflows(targets), options(2000))
    let why = try answer.targets.map { try #require($0.why) }
    #expect(why.map(\.target) == [120, 100, 110, 100, 120, 117])
    for waterfall in why {
      let sum = try #require(waterfall.gap).reduce(0) { $0 + $1.needed }
      #expect(abs(sum - (waterfall.target - waterfall.projection)) < 1e-9)
      #expect(abs(waterfall.flows.reduce(0) { $0 + $1.central } - (waterfall.projection - waterfall.baseline)) < 1e-9)
    }
  }

  @Test(arguments: 1...5)
  func `both parts add up in any model`(seed: UInt64) throws {
    var rich = richScenario(seed)
    rich.targets = everySeries.map { atLeast($0, 2025, 60) }
    let answer = try explained(rich, options(1500, seed: seed))
    #expect(answer.targets.contains { $0.why != nil })
    for why in answer.targets.compactMap(\.why) {
      let size = max(abs(why.projection), abs(why.baseline), why.flows.map { abs($0.central) }.max() ?? 0)
      #expect(abs(why.flows.reduce(0) { $0 + $1.central } - (why.projection - why.baseline)) <= 1e-9 * size)
      let gap = try #require(why.gap)
      let largest = max(abs(why.target - why.projection), gap.map { abs($0.needed) }.max() ?? 0)
      #expect(abs(gap.reduce(0) { $0 + $1.needed } - (why.target - why.projection)) <= 1e-9 * largest)
    }
  }

  @Test func `where nothing varies there is no way to tell`() throws {
    let certain = scenario(
      2020...2022, [category("a", stock: [2020: 100], [.training: number(5)])], targets: [atLeast("a", 2022, 120)])
    let why = try #require(explained(certain, options(500)).targets[0].why)
    #expect(why.gap == nil && why.gapInStandardDeviations == nil)
    #expect(why.flows == [Waterfall.Bar(name: "a.training", central: 10, interval80: 10...10)])
  }

  @Test func `a quotient without a value in the centre has no waterfall, and one without it in some paths has`() throws
  {
    var broken = scenario(
      2020...2021, [category("a", stock: [2020: 10], [.growth: drawn(.normal(mean: 0, sd: 0.1))])],
      targets: [atLeast("never", 2021, 1), atLeast("often", 2021, 1)])
    broken.drivers = [
      Driver(
        id: "zero", name: LocalizedText("zero"), unit: .none,
        values: TimePath(shape: .linear, points: [.init(year: 2020, figure: Figure(0))])),
      Driver(
        id: "some", name: LocalizedText("some"), unit: .none,
        values: TimePath(shape: .linear, points: [.init(year: 2020, figure: Figure(5))]),
        growth: drawn(.discrete(values: [-1, 0.5], weights: [1, 3]))),
    ]
    broken.measures = ["never": "zero", "often": "some"].sorted { $0.key < $1.key }.map { id, driver in
      Measure(id: id, name: LocalizedText(id), unit: .none, formula: .ratio("a", driver, scale: 1))
    }
    let answer = try explained(broken, options(2000))
    #expect(answer.targets[0].why == nil)
    let why = try #require(answer.targets[1].why)
    // Three quarters of 2,000 paths, within five standard deviations.
    #expect(abs(why.paths - 1500) < 97)
  }

  @Test func `nothing else of the answer changes`() throws {
    var scenario = richScenario(1)
    scenario.targets = [atLeast("all", 2025, 120), atLeast("density", 2025, 200)]
    let plain = try reached(scenario, options(2000))
    var with = try explained(scenario, options(2000)).targets
    for index in with.indices { with[index].why = nil }
    #expect(with == plain.targets)
  }

  @Test(arguments: [Sampling.random, .latin, .sobol])
  func `an ensemble that finds its own size is explained too`(sampling: Sampling) throws {
    var options = options(1, sampling: sampling)
    options.size = .precision(0.02)
    let answer = try explained(twoInflows([atLeast("a", 2021, 116)]), options)
    #expect(answer.targets[0].why?.paths == min(answer.stamp.paths, 20_000))
  }

  @Test func `memory is bounded by fewer paths and by parts`() throws {
    var many = scenario(
      2020...2021, (0..<400).map { category("c\($0)", stock: [2020: 1], [.training: number(1), .growth: number(0)]) })
    many.measures = [
      Measure(
        id: "all", name: LocalizedText("all"), unit: .none,
        formula: .sum((0..<400).map { .init(id: "c\($0)") }, coverage: nil))
    ]
    let central = projection(many)
    let parts = ExplainedParts(
      central, Array(repeating: PathFunction.Output(series: "all", year: 2021), count: 5), paths: 100_000)
    #expect(parts.paths == 16_000_000 / 804)
    #expect(parts.ranges == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5])
    let few = ExplainedParts(central, outputs(["c0", "c1"]), paths: 100)
    #expect(few.paths == 100)
    #expect(few.ranges == [0..<2])
  }
}
