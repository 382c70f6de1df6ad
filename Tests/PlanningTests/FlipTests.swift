import Ensembles
import Foundation
import Planning
import Randomness
import SensitivityAnalysis
import StockFlow
import Testing

/// 100 people, and next year N(10, 2) more: at least 111 with probability Φ(−½) = 0.3085, which is unlikely.
private func normalPlan(_ target: Target = atLeast("a", 2021, 111)) -> Scenario {
  plan(
    2020...2021,
    [category("a", stock: [2020: 100], [.training: drawn(.normal(mean: 10, sd: 2)), .attrition: number(0)])],
    targets: [target])
}

/// Every kind of parameter, correlated draws and noise.
private func mixedPlan() -> Scenario {
  var mixed = plan(
    2019...2023,
    [
      category(
        "skilled", stock: [2019: 20],
        [
          .growth: drawn(.normal(mean: 0.02, sd: 0.02)), .attrition: drawn(.beta(mean: 0.03, sd: 0.01)),
          .training: ParameterValue(
            .number(Figure(1)), times: .distribution(.lognormal(mean: 1, sd: 0.2)),
            plus: .distribution(.uniform(min: 0, max: 0.4))),
        ], volatility: 0.02),
      category("rural", stock: [2019: 30], [.inMigration: drawn(.gamma(mean: 1, sd: 0.4))]),
    ],
    measures: [
      Measure(
        id: "total", name: LocalizedText("total"), unit: .none,
        formula: .sum([.init(id: "skilled"), .init(id: "rural")], coverage: number(0.9)))
    ], targets: [atLeast("skilled", 2023, 25), atLeast("total", 2022, 51)])
  mixed.transitions = [
    Transition(
      id: "move", name: LocalizedText("move"), from: "rural", to: "skilled",
      rate: drawn(.triangular(min: 0, mode: 0.01, max: 0.02)))
  ]
  mixed.pipelines = [
    Pipeline(
      id: "college", name: LocalizedText("college"), unit: .persons, intake: drawn(.uniform(min: 0.1, max: 0.3)),
      duration: 2, enters: [.init(category: "rural", share: 0.8)])
  ]
  mixed.correlations = [
    Correlation(ParameterAddress("skilled", .growth), ParameterAddress("rural", .inMigration), spearman: 0.5)
  ]
  return mixed
}

extension TargetFlips {
  fileprivate func flip(_ turn: Flip.Turn, _ owner: String, _ property: ParameterAddress.Property) -> Flip? {
    flips(to: turn).first { $0.parameter == ParameterAddress(owner, property) }
  }
}

struct FlipTests {
  /// Closed form: the probability after a shift δ is Φ((10 + δ − 11)/2), so that p is crossed at δ = 1 + 2·Φ⁻¹(p).
  @Test(arguments: [
    (Flip.Turn.probability, 1.0, 0.5), (.better, 0.12017, 0.33), (.worse, -1.56310, 0.1),
  ])
  func `a normal flow turns the verdict where the normal law says`(
    turn: Flip.Turn, change: Double, level: Double
  ) throws {
    let paths = 40_000
    let found = try flips(normalPlan(), FlipOptions(paths: paths, threads: 2)).targets[0]
    let flip = try #require(found.flip(turn, "a", .training))
    // The density of the result at the level, 2 wide.
    let score = normalQuantile(level)
    let density = 0.39894228 * exp(-score * score / 2) / 2
    let error = (level * (1 - level) / Double(paths)).squareRoot() / density
    #expect(abs(flip.change.value - change) < 4 * error, "four standard errors of the change")
    #expect(flip.change.interval.contains(flip.change.value))
    // The slope is taken from 4,096 paths.
    #expect(abs(flip.change.halfWidth / (1.96 * error) - 1) < 0.2)
    #expect(flip.value == 10 && flip.standardDeviation == 2)
    #expect(flip.deviations == flip.change.value / 2)
    #expect(abs(try #require(flip.probability).value - level) < 0.004)
  }

  @Test func `a certain stock turns it by the same number of people`() throws {
    let found = try flips(normalPlan(), FlipOptions(threads: 2)).targets[0]
    let training = try #require(found.flip(.probability, "a", .training))
    let stock = try #require(found.flip(.probability, "a", .stock))
    // Both add a number to the same sum, on the same draws; both are found to a quarter of a standard error.
    #expect(abs(stock.change.value - training.change.value) < 0.02)
    #expect(stock.standardDeviation == nil && stock.deviations == nil)
    #expect(found.flips(to: .probability).map(\.parameter).first == ParameterAddress("a", .training))
  }

  @Test func `the central value meets the bound exactly at the break-even`() throws {
    let found = try flips(normalPlan(), FlipOptions(threads: 2)).targets[0]
    #expect(abs(try #require(found.flip(.central, "a", .training)).change.value - 1) < 1e-9)
    // 100·(1 − a) + 10 is below 111 for every a ≥ 0.
    #expect(found.flip(.central, "a", .attrition) == nil)
    #expect(found.flip(.probability, "a", .attrition) == nil)
    #expect(found.flip(.worse, "a", .attrition) != nil)
  }

  @Test func `every flip is what simulating the shifted file again gives`() throws {
    let scenario = mixedPlan()
    let paths = 8_000
    let answer = try flips(scenario, FlipOptions(probability: 0.66, paths: paths, seed: 3, threads: 2))
    #expect(answer.targets.map(\.flips.isEmpty) == [false, false])
    for (index, target) in answer.targets.enumerated() {
      for flip in target.flips where flip.turn != .central {
        func probability(_ share: Double) throws -> Double {
          try simulated(scenario, flip.parameter, by: share * flip.change.value, paths: paths, target: index)
        }
        #expect(try probability(1) == flip.probability?.value, "\(flip.parameter) \(flip.turn)")
        // Nowhere on a grid up to 0.95 of the change has the goal been reached.
        for share in stride(from: 0.05, through: 0.95, by: 0.15) {
          let there = try probability(share)
          #expect(!hasTurned(there, flip.turn, from: target, asked: 0.66), "\(flip.parameter) \(flip.turn) \(share)")
        }
        #expect(hasTurned(try probability(1), flip.turn, from: target, asked: 0.66))
      }
    }
  }

  private func hasTurned(_ now: Double, _ turn: Flip.Turn, from target: TargetFlips, asked: Double) -> Bool {
    let before = target.probability.value
    return switch turn {
    case .probability: (now >= asked) != (before >= asked)
    case .better: now > before && Verdict(probability: now) != target.verdict
    case .worse: now < before && Verdict(probability: now) != target.verdict
    case .central: false
    }
  }

  /// By the ordinary way, with the change written into the scenario.
  private func simulated(
    _ scenario: Scenario, _ address: ParameterAddress, by change: Double, paths: Int, target: Int
  ) throws -> Double {
    var shifted = scenario
    if address.property == .volatility {
      let index = try #require(scenario.categories.firstIndex { $0.id == address.owner })
      shifted.categories[index].volatility = .number(scenario.categories[index].sigma + change)
    } else if let value = scenario.value(at: address), value.plus == nil {
      let plus = ParameterValue(value.base, times: value.times, plus: .number(change))
      shifted = scenario.replacing(Replacement(address: address, value: plus))
    } else {
      // The only parameter with a `plus` of its own: its uniform distribution moves.
      let value = try #require(scenario.value(at: address))
      let plus = Distribution.uniform(min: change, max: 0.4 + change)
      shifted = scenario.replacing(
        Replacement(address: address, value: ParameterValue(value.base, times: value.times, plus: .distribution(plus))))
    }
    let answer = try reach(
      AnswerHeader(scenario: shifted), projection(shifted),
      options: EnsembleOptions(size: .paths(paths), seed: 3, threads: 2))
    return answer.targets[target].probability.value
  }

  @Test func `threads change nothing`() throws {
    let one = try flips(mixedPlan(), FlipOptions(paths: 3_000, threads: 1))
    #expect(try flips(mixedPlan(), FlipOptions(paths: 3_000, threads: 3)) == one)
  }

  @Test func `a target between two bounds turns on the nearer side`() throws {
    // 110 ± 2 within 109 … 113: below 109 is nearer than above 113.
    let target = Target(of: "a", year: 2021, comparison: .within(Figure(109), Figure(113)))
    let found = try flips(normalPlan(target), FlipOptions(threads: 2)).targets[0]
    #expect(try #require(found.flip(.probability, "a", .training)).change.value < 0)
    #expect(abs(try #require(found.flip(.central, "a", .training)).change.value + 1) < 1e-9)
  }

  @Test func `a certain target turns where its value meets the bound`() throws {
    let scenario = plan(
      2020...2022, [category("a", stock: [2020: 100], [.growth: number(0.02)])], targets: [atLeast("a", 2022, 106)])
    let found = try flips(scenario, FlipOptions(threads: 2)).targets[0]
    #expect(found.probability.value == 0)
    let flip = try #require(found.flip(.probability, "a", .growth))
    // (1 + g)² = 1.06
    #expect(abs(flip.newValue - (1.06.squareRoot() - 1)) < 1e-6)
    #expect(flip.newValue >= 1.06.squareRoot() - 1 - 1e-12)
    #expect(flip.probability?.value == 1)
  }

  @Test func `what has no influence is not tried`() throws {
    var scenario = normalPlan()
    scenario.categories.append(category("b", stock: [2020: 5], [.training: drawn(.uniform(min: 0, max: 1))]))
    let found = try flips(scenario, FlipOptions(threads: 2)).targets[0]
    // Stock, training and attrition of a.
    #expect(found.tried == 3)
    #expect(found.flips.allSatisfy { $0.parameter.owner == "a" })
  }

  @Test func `a target in the baseline year turns with the stock alone`() throws {
    let found = try flips(normalPlan(atLeast("a", 2020, 101)), FlipOptions(threads: 2)).targets[0]
    #expect(found.tried == 1)
    #expect(abs(try #require(found.flip(.probability, "a", .stock)).change.value - 1) < 1e-4)
  }

  @Test func `without targets there is nothing to turn`() throws {
    var scenario = normalPlan()
    scenario.targets = []
    #expect(try flips(scenario, FlipOptions(threads: 2)).targets.isEmpty)
  }

  @Test func `less yearly noise alone can turn a verdict`() throws {
    // 100·exp(σz − σ²/2) within 95 … 105 has at σ = 0.1 probability Φ(0.5379) − Φ(−0.4629) = 0.383.
    var scenario = normalPlan(Target(of: "a", year: 2021, comparison: .within(Figure(95), Figure(105))))
    scenario.categories = [category("a", stock: [2020: 100], volatility: 0.1)]
    let found = try flips(scenario, FlipOptions(paths: 40_000, threads: 2)).targets[0]
    let flip = try #require(found.flip(.probability, "a", .volatility))
    func probability(_ sigma: Double) -> Double {
      normalCDF(log(1.05) / sigma + sigma / 2) - normalCDF(log(0.95) / sigma + sigma / 2)
    }
    // Four standard errors of a half on 40,000 paths.
    #expect(abs(probability(flip.newValue) - 0.5) < 0.01)
    #expect(flip.change.value < 0 && flip.deviations == nil && found.tried == 2)
  }

  @Test func `a target without a central value turns where its probability does`() throws {
    // Nobody is left of b in half of the paths; with half of its standard deviation more, fewer are without a value.
    var scenario = normalPlan(
      Target(of: "r", year: 2021, comparison: .atLeast(Figure(0))))
    scenario.categories = [
      category("a", stock: [2020: 100]),
      category("b", stock: [2020: 10], [.inMigration: drawn(.normal(mean: -10, sd: 5))]),
    ]
    scenario.measures = [
      Measure(id: "r", name: LocalizedText("r"), unit: .none, formula: .ratio("a", "b", scale: 1))
    ]
    let answer = try flips(scenario, FlipOptions(probability: 0.66, paths: 40_000, threads: 2))
    let found = answer.targets[0]
    #expect(found.central == nil)
    let flip = try #require(found.flip(.probability, "b", .inMigration))
    // Φ(δ/5) = 0.66; four standard errors on 40,000 paths are 0.0095 of probability, 0.13 of people.
    #expect(abs(flip.change.value - 5 * normalQuantile(0.66)) < 0.13)
    #expect(answer.header.warnings.contains { $0.code == "quotient-without-value" })
  }
}
