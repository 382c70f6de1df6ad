import Ensembles
import Randomness
import StockFlow
import Testing

struct SummaryTests {
  /// 40,000 values from a linear congruential generator, with ties.
  static let values: [Double] = {
    var state: UInt64 = 42
    return (0..<40_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 44) / 1024
    }
  }()

  func exact(_ values: [Double], _ level: Double) -> Double {
    let sorted = values.sorted()
    let position = level * Double(sorted.count - 1)
    let rank = min(Int(position), sorted.count - 2)
    return sorted[rank] + (position - Double(rank)) * (sorted[rank + 1] - sorted[rank])
  }

  @Test(arguments: [2, 100, 16_384, 16_385, 40_000])
  func `quantiles from brackets are those of the sorted values`(count: Int) throws {
    let levels = [0, 0.001, 0.05, 0.25, 0.5, 0.9, 0.975, 1]
    var statistics = OrderStatistics(levels: levels)
    var next = 0
    while next < count {
      let end = min(next + 1024, count)
      statistics.add(Self.values[next..<end])
      next = end
    }
    let found = statistics.quantiles()
    let quantiles = try #require(found)
    for (level, quantile) in zip(levels, quantiles) {
      // The interpolation may round differently in the last bit.
      #expect(abs(try #require(quantile) - exact(Array(Self.values[..<count]), level)) <= 1e-12 * 1024)
    }
  }

  @Test func `brackets keep few values`() {
    var statistics = OrderStatistics(levels: [0.1, 0.5, 0.9])
    for _ in 0..<10 { statistics.add(Self.values[...]) }
    // 3 levels × 12 √(pqn) at most, before the next narrowing up to twice that.
    #expect(statistics.keptCount < 60_000)
  }

  @Test func `a sorted stream leaves its brackets and says so`() {
    var statistics = OrderStatistics(levels: [0.5])
    statistics.add((0..<100_000).map(Double.init)[...])
    statistics.add((0..<100_000).map { Double($0) + 1e6 }[...])
    let undecided = statistics.quantiles()
    #expect(undecided == nil)
    var patient = OrderStatistics(levels: [0.5], reach: .infinity)
    patient.add((0..<100_001).map(Double.init)[...])
    let settled = patient.quantiles()
    #expect(settled == [50_000])
  }

  @Test(arguments: [1, 3])
  func `a quantile outside its bracket is settled by a second run`(threads: Int) throws {
    let mixed = mixedScenario()
    let wide = try simulated(mixed, options(40_000))
    let narrow = try simulate(
      AnswerHeader(scenario: mixed), CentralProjection(CompiledModel(mixed)),
      options: options(40_000, threads: threads),
      reach: 0.01)
    #expect(narrow.series == wide.series)
  }

  @Test func `moments are those of the plain formulas`() throws {
    var moments = Moments(shift: 500)
    for start in stride(from: 0, to: 40_000, by: 1000) { moments.add(block: Self.values[start..<start + 1000]) }
    let mean = Self.values.reduce(0, +) / 40_000
    let variance = Self.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39_999
    // Sums of 40,000 numbers near 500: rounding grows with √n.
    #expect(abs(try #require(moments.mean) - mean) < 1e-9)
    #expect(abs(try #require(moments.standardDeviation) - variance.squareRoot()) < 1e-9)
  }

  @Test func `what is not a number is counted and left out`() {
    var moments = Moments(shift: 0)
    moments.add(block: [1, .nan, 3])
    #expect(moments.missing == 1)
    #expect(moments.mean == 2)
    var statistics = OrderStatistics(levels: [0.5])
    statistics.add([1, .nan, 3])
    let median = statistics.quantiles()
    #expect(median == [2])
    var nothing = Moments(shift: 0)
    nothing.add(block: [.nan])
    #expect(nothing.mean == nil)
  }

  @Test func `a constant has no spread at all`() throws {
    let answer = try simulated(
      scenario(0...3, [category("a", stock: [0: 0.1], [.growth: number(0.1)])]), options(3000))
    #expect(answer.series[0].years.map(\.standardDeviation) == [0, 0, 0, 0])
    #expect(answer.series[0].years[3].mean == answer.series[0].years[3].quantiles[0])
  }

  @Test func `shortfall is the mean distance over the paths that miss`() throws {
    // Uniform on 0…1, target 0.5: half of the paths miss, by 0.25 on average.
    let stock = StockFlow.Category(
      id: "a", name: LocalizedText("a"), unit: .persons,
      observations: [.init(year: 0, value: drawn(.uniform(min: 0, max: 1)))])
    let answer = try reached(
      scenario(
        0...1, [stock],
        targets: [
          atLeast("a", 1, 0.5), atLeast("a", 1, -1),
          Target(of: "a", year: 1, comparison: .within(Figure(0.25), Figure(0.75))),
        ]), options(100_000))
    // sd of the distance is 0.144, four standard errors over 50,000 paths.
    #expect(abs(try #require(answer.targets[0].expectedShortfall) - 0.25) < 4 * 0.144 / 50_000.0.squareRoot())
    #expect(answer.targets[1].expectedShortfall == nil)
    #expect(abs(try #require(answer.targets[2].expectedShortfall) - 0.125) < 4 * 0.072 / 50_000.0.squareRoot())
    #expect(answer.targets[1].probability.value == 1)
    #expect(answer.targets[1].probability.interval.upperBound == 1)
  }

  @Test func `paths without a quotient are misses and are left out`() throws {
    // The divisor is held at 0 in half of the paths.
    var model = scenario(
      0...1,
      [
        category("a", stock: [0: 1]),
        category("b", stock: [0: 1], [.inMigration: drawn(.discrete(values: [-2, 1], weights: [1, 1]))]),
      ], targets: [atLeast("ratio", 1, 0.1)])
    model.measures = [
      Measure(id: "ratio", name: LocalizedText("ratio"), unit: .none, formula: .ratio("a", "b", scale: 1))
    ]
    let answer = try reached(model, options(10_000))
    #expect(abs(answer.targets[0].probability.value - 0.5) < 0.02)  // four standard errors
    #expect(answer.targets[0].mean == 0.5)
    #expect(answer.targets[0].expectedShortfall == nil)
    #expect(answer.header.warnings.map(\.code).sorted() == ["quotient-without-value", "stock-held-at-zero"])
  }

  @Test func `rank correlation appears between the stocks`() throws {
    // Growth of both moves together: the variance of the sum shows the correlation.
    func spread(_ rho: Double) throws -> Double {
      var model = scenario(
        0...1,
        ["a", "b"].map { category($0, stock: [0: 100], [.growth: drawn(.normal(mean: 0, sd: 0.1))]) })
      model.measures = [
        Measure(
          id: "all", name: LocalizedText("all"), unit: .none,
          formula: .sum(["a", "b"].map { Measure.Term(id: $0) }, coverage: nil))
      ]
      if rho != 0 {
        model.correlations = [
          Correlation(ParameterAddress("a", .growth), ParameterAddress("b", .growth), spearman: rho)
        ]
      }
      return try #require(simulated(model, options(50_000)).series.last?.years[1].standardDeviation)
    }
    // sd² = 200 (1 + r), r = 2 sin(πρ/6); four standard errors of an sd are 4 sd / √(2n).
    #expect(abs(try spread(0) - 200.0.squareRoot()) < 0.18)
    #expect(abs(try spread(1) - 20) < 0.26)
    #expect(abs(try spread(-0.5) - (200 * (1 - 0.5176381)).squareRoot()) < 0.13)
  }

  @Test func `a spread that overflows has no standard deviation`() {
    var moments = Moments(shift: 0)
    moments.add(block: [1e200, -1e200, 0])
    #expect(moments.standardDeviation == nil)
  }

  @Test func `the baseline is the first value that exists`() throws {
    var model = scenario(
      0...3, [category("a", stock: [0: 6]), category("b", stock: [0: 0], [.inMigration: number(1)])],
      targets: [atLeast("ratio", 3, 1)])
    model.measures = [
      Measure(id: "ratio", name: LocalizedText("ratio"), unit: .none, formula: .ratio("a", "b", scale: 1))
    ]
    let target = try #require(reached(model, options(100)).targets.first)
    #expect(target.baselineYear == 1)
    #expect(target.baseline == 6)
    #expect(abs(try #require(target.contributions).total - (2.0 - 6.0)) < 1e-12)
  }

  @Test func `a bound met but for binary rounding counts as reached`() throws {
    let model = scenario(
      2019...2025, [category("a", stock: [2019: 10], [.training: number(0.1)])], targets: [atLeast("a", 2025, 10.6)])
    #expect(try reached(model, options(100)).targets[0].probability.value == 1)
  }
}
