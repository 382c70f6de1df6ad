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

  @Test(arguments: [1, 2, 1500], [QuantilePrecision.exact, .histogram])
  func `a certain beginning is answered as if it had been looked for on every path`(
    paths: Int, precision: QuantilePrecision
  ) throws {
    // What a target looks at is kept of every path.
    let targets = ["small", "huge", "nobody", "fewer"].map { atLeast($0, 2020, 1) } + [atLeast("late", 2022, 8)]
    for sampling in [Sampling.random, .sobol] {
      var options = options(paths, sampling: sampling)
      options.quantiles = precision
      let certain = try simulated(beginnings(2020...2024), options)
      let judged = try simulated(beginnings(2020...2024, targets: targets), options)
      #expect(certain.series == judged.series)
      #expect(judged.probabilities.map(\.value) == [0, 1, 0, 0, 0])
    }
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
