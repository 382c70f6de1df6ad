import Ensembles
import Randomness
import StockFlow
import Testing

struct CertainOutputTests {
  /// Categories that begin with ordinary, huge, no and fewer than no persons, one of them late, and one that is uncertain.
  private func beginnings(_ horizon: ClosedRange<Year>, targets: [Target] = []) -> Scenario {
    let flows: [ParameterAddress.Property: ParameterValue] = [.growth: drawn(.normal(mean: 0.02, sd: 0.01))]
    var categories = [("small", 0.1), ("huge", 1e300), ("nobody", 0), ("fewer", -5)].map {
      category($0.0, stock: [2020: $0.1], flows, volatility: 0.1)
    }
    categories.append(category("late", stock: [2022: 7], flows))
    var unsure = category("unsure", stock: [2020: 1], flows)
    unsure.observations = [.init(year: 2020, value: drawn(.uniform(min: 3, max: 4)))]
    return scenario(horizon, categories + [unsure], targets: targets)
  }

  /// Targets at every certain beginning: what one looks at is kept of every path.
  private let atBeginnings =
    ["small", "huge", "nobody", "fewer"].map { atLeast($0, 2020, 1) } + [atLeast("late", 2022, 8)]

  @Test(arguments: [1, 2, 1500], [QuantilePrecision.exact, .histogram])
  func `a certain beginning is answered as if it had been looked for on every path`(
    paths: Int, precision: QuantilePrecision
  ) throws {
    for sampling in Sampling.allCases {
      var options = options(paths, sampling: sampling)
      options.quantiles = precision
      let certain = try simulated(beginnings(2020...2024), options)
      let judged = try simulated(beginnings(2020...2024, targets: atBeginnings), options)
      #expect(certain.series == judged.series)
      #expect(judged.probabilities.map(\.value) == [0, 1, 0, 0, 0])
    }
  }

  @Test(arguments: Sampling.allCases)
  func `so it is where the precision decides on the number of paths`(sampling: Sampling) throws {
    var options = options(1, sampling: sampling)
    options.size = .precision(0.02)
    let others = [atLeast("unsure", 2024, 3.7)]
    let certain = try simulated(beginnings(2020...2024, targets: others), options)
    let judged = try simulated(beginnings(2020...2024, targets: others + atBeginnings), options)
    #expect(certain.stamp.paths >= 10_000 && certain.stamp == judged.stamp)
    #expect(certain.series == judged.series)
  }

  @Test func `certain beginnings are not sampled, those that targets look at are`() {
    func sampled(_ targets: [Target]) -> Int {
      let central = CentralProjection(CompiledModel(beginnings(2020...2024, targets: targets)))
      return EnsembleOutputs.sampledCount(central, targets: targets)
    }
    // Six categories in five years, of which five begin with certainty.
    #expect(sampled([]) == 25)
    #expect(sampled(atBeginnings) == 30)
    #expect(sampled([atLeast("small", 2020, 1), atLeast("small", 2024, 1)]) == 26)
  }

  @Test func `what moved before the horizon, is drawn in part or is not finite is looked for on the paths`() throws {
    var early = scenario(2020...2022, [category("a", stock: [2018: 5], [.growth: drawn(.normal(mean: 0, sd: 0.1))])])
    let moved = try simulated(early, options(1500)).series[0].years[0]
    // Two years of the same growth: 5·(1 + g)², whose sd is 5·2·0.1; from 1,500 values it is within 8 % (four standard errors).
    #expect(abs(try #require(moved.standardDeviation) - 1) < 0.08)

    func first(_ stock: ParameterValue) throws -> SeriesSummary {
      early.categories[0].observations = [.init(year: 2020, value: stock)]
      return try simulated(early, options(1500)).series[0].years[0]
    }
    let uniform = ParameterValue.Part.distribution(.uniform(min: 0, max: 1))
    let spread = 1 / 12.0.squareRoot()
    for drawn in [
      ParameterValue(.number(Figure(1)), times: uniform), ParameterValue(.number(Figure(1)), plus: uniform),
    ] {
      #expect(abs(try #require(first(drawn).standardDeviation) - spread) < 0.03)
    }
    let endless = try first(ParameterValue(.number(Figure(1e308)), times: .number(100)))
    #expect(endless.mean == nil && endless.standardDeviation == nil)
  }

  @Test func `a warning names the series and year that lack a value`() throws {
    // The divisor is held at 0 in half of the paths, behind beginnings that are certain.
    var model = scenario(
      0...1,
      [
        category("a", stock: [0: 1]),
        category("b", stock: [0: 1], [.inMigration: drawn(.discrete(values: [-2, 1], weights: [1, 1]))]),
      ])
    model.measures = ["first", "ratio"].map {
      Measure(id: $0, name: LocalizedText($0), unit: .none, formula: .ratio("a", $0 == "first" ? "a" : "b", scale: 1))
    }
    let warnings = try simulated(model, options(2000)).header.warnings.filter { $0.code == "quotient-without-value" }
    let message = try #require(warnings.first).message(.en)
    #expect(warnings.count == 1 && message.hasPrefix("ratio in 1 has no value in "), "\(message)")
  }

  @Test func `a beginning that is drawn has a spread`() throws {
    let answer = try simulated(beginnings(2020...2024), options(1500))
    let first = try #require(answer.series.first { $0.id == "unsure" }?.years.first)
    // A uniform number between 3 and 4; a standard deviation from 1,500 values is within 10 %.
    #expect(abs(try #require(first.standardDeviation) - 1 / 12.0.squareRoot()) < 0.03)
    let certain = try #require(answer.series.first { $0.id == "small" }?.years.first)
    #expect(certain.mean == 0.1 && certain.standardDeviation == 0 && certain.missing == 0)
    #expect(certain.quantiles == Array(repeating: 0.1, count: answer.levels.count))
  }

  @Test(arguments: [QuantilePrecision.exact, .histogram], [1, 3])
  func `an ensemble of which nothing is uncertain has its answer`(precision: QuantilePrecision, threads: Int) throws {
    var options = options(5000, threads: threads)
    options.quantiles = precision
    var only = beginnings(2020...2020)
    only.categories.removeAll { $0.id == "unsure" || $0.id == "late" }
    let answer = try simulated(only, options)
    #expect(answer.series.map { $0.years.map(\.mean) } == [[0.1], [1e300], [0], [0]])
    #expect(answer.stamp.paths == 5000)
  }
}
