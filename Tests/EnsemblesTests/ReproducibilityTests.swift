import Ensembles
import Randomness
import StockFlow
import Testing

struct ReproducibilityTests {
  @Test(arguments: Sampling.allCases)
  func `the number of threads changes no bit`(sampling: Sampling) throws {
    let one = try simulated(mixedScenario(), options(5000, threads: 1, sampling: sampling))
    for threads in [2, 3, 16] {
      #expect(try simulated(mixedScenario(), options(5000, threads: threads, sampling: sampling)) == one)
    }
    #expect(
      try reached(mixedScenario(), options(5000, threads: 1, sampling: sampling))
        == reached(mixedScenario(), options(5000, threads: 4, sampling: sampling)))
  }

  @Test func `seed 0 is a seed like any other`() throws {
    let zero = try reached(mixedScenario(), options(2000, seed: 0))
    #expect(zero.stamp.seed == 0)
    #expect(try zero.targets.map(\.mean) != reached(mixedScenario(), options(2000, seed: 1)).targets.map(\.mean))
    #expect(try zero.targets == reached(mixedScenario(), options(2000, seed: 0)).targets)
  }

  @Test func `an added category leaves all other draws as they were`() throws {
    let before = try simulated(mixedScenario(), options(3000))
    var wider = mixedScenario()
    wider.categories.insert(
      category("new", stock: [2019: 5], [.growth: drawn(.normal(mean: 0, sd: 0.1))], volatility: 0.1), at: 1)
    wider.correlations.append(
      Correlation(ParameterAddress("new", .growth), ParameterAddress("skilled", .growth), spearman: 0.4))
    let after = try simulated(wider, options(3000))
    for series in before.series {
      #expect(after.series.first { $0.id == series.id } == series)
    }
  }

  @Test func `more paths begin with the same paths`() throws {
    // With 1 path the mean is path 0; with 2 paths the mean is that of paths 0 and 1.
    let few = try simulated(mixedScenario(), options(1))
    let many = try simulated(mixedScenario(), options(1, threads: 4))
    #expect(few == many)
    #expect(few.series[0].years[6].standardDeviation == nil)
  }

  @Test func `precision draws the same paths as asking for their number`() throws {
    var precise = options(1)
    precise.size = .precision(0.006)
    let byItself = try reached(mixedScenario(), precise)
    #expect(byItself.stamp.paths % 10_000 == 0)
    #expect(byItself.stamp.paths > 10_000)
    #expect(byItself.targets.allSatisfy { $0.probability.halfWidth < 0.006 })
    #expect(try reached(mixedScenario(), options(byItself.stamp.paths)) == byItself)
    #expect(
      try reached(mixedScenario(), options(byItself.stamp.paths - 10_000)).targets.contains {
        $0.probability.halfWidth >= 0.006
      })
  }

  @Test func `a latin or sobol ensemble is whole designs`() throws {
    for sampling in [Sampling.latin, .sobol] {
      let answer = try reached(mixedScenario(), options(5000, sampling: sampling))
      #expect(answer.stamp.paths == 16 * 512)
    }
  }
}
