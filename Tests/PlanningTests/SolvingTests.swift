import Ensembles
import Foundation
import Planning
import Randomness
import StockFlow
import Testing

struct SolvingTests {
  private func value(_ distribution: Distribution) -> ParameterValue { ParameterValue(.distribution(distribution)) }

  /// Two categories with uncertain flows, a sum, and three levers: people, people, a rate.
  private func plan(costs: [Double] = [2, 3, 1], fixed: Double? = nil) -> Scenario {
    var scenario = SmallLevers.scenario([
      SmallLevers.category(
        "a", [.training: value(.normal(mean: 40, sd: 10)), .attrition: value(.beta(mean: 0.05, sd: 0.01))]),
      SmallLevers.category(
        "b", [.training: value(.normal(mean: 30, sd: 8)), .attrition: value(.beta(mean: 0.04, sd: 0.01))]),
    ])
    scenario.measures = [
      Measure(
        id: "all", name: LocalizedText(zh: "all", en: "all"), unit: .people(.persons),
        formula: .sum([.init(id: "a"), .init(id: "b")], coverage: nil))
    ]
    scenario.levers = [
      SmallLevers.lever("train_a", raises: [ParameterAddress("a", .training)], most: 80, ramp: 2, perPerson: costs[0]),
      SmallLevers.lever(
        "train_b", raises: [ParameterAddress("b", .training)], most: 80, lag: 1, perPerson: costs[1], fixed: fixed),
      SmallLevers.lever(
        "keep", raises: [ParameterAddress("a", .attrition), ParameterAddress("b", .attrition)], most: 0.03,
        perPerson: costs[2], lowers: true),
    ]
    scenario.targets = [SmallLevers.target("a", 1050), SmallLevers.target("all", 2120)]
    return scenario
  }

  private func solve(
    _ scenario: Scenario, probability: Double = 0.8, budget: Double? = nil, paths: Int = 8192, threads: Int = 2,
    across variants: [SolvedVariant] = [], frontier: Bool = false
  ) throws -> SolveAnswer {
    try Planning.solve(
      AnswerHeader(scenario: scenario), targets: scenario.targets,
      options: SolveOptions(
        probability: probability, budget: budget, wantsFrontier: frontier,
        ensemble: SmallLevers.options(paths, threads: threads)), across: variants)
  }

  private func probability(_ scenario: Scenario, _ target: Int, _ decisions: [LeverDecision]) throws -> Double {
    let ensemble = LeverEnsemble(scenario: scenario, targets: scenario.targets, options: SmallLevers.options())
    return scenario.targets[target].share(meeting: try ensemble.values(decisions)[target])
  }

  @Test func `the amount of each lever alone is what a search over simulations finds`() throws {
    let scenario = plan()
    let answer = try solve(scenario)
    for single in answer.single {
      let lever = try #require(scenario.levers.first { $0.id == single.lever })
      let target = try #require(scenario.targets.firstIndex(of: single.target))
      func suffices(_ amount: Double) throws -> Bool {
        try probability(scenario, target, [LeverDecision(lever, amount: amount, year: lever.from)]) >= 0.8
      }
      guard try suffices(lever.limits.upperBound) else {
        #expect(single.amount == nil)
        continue
      }
      var (low, high) = (0.0, lever.limits.upperBound)
      for _ in 0..<25 {
        let middle = (low + high) / 2
        if try suffices(middle) { high = middle } else { low = middle }
      }
      // The tolerance: 0.5 % of the amount.
      #expect(abs(try #require(single.amount) - high) < 0.005 * high)
    }
    #expect(answer.single.contains { $0.isFeasible } && answer.single.contains { !$0.isFeasible })
  }

  @Test func `the last year to act is the last from which the limit suffices`() throws {
    let scenario = plan()
    for single in try solve(scenario).single {
      let lever = try #require(scenario.levers.first { $0.id == single.lever })
      let target = try #require(scenario.targets.firstIndex(of: single.target))
      let sufficing = try (2021...2025).filter { year in
        try probability(scenario, target, [LeverDecision(lever, amount: lever.limits.upperBound, year: year)]) >= 0.8
      }
      #expect(single.lastYearToAct == sufficing.last)
    }
  }

  /// The cheapest point of a grid over the limits at which both targets are reached together.
  private func cheapest(_ scenario: Scenario, steps: Int) throws -> Double {
    let ensemble = LeverEnsemble(scenario: scenario, targets: scenario.targets, options: SmallLevers.options())
    let study = try LeverStudy(ensemble, scenario.levers.map { Effort($0) })
    let mix = LeastCostMix(
      studies: [study], options: SolveOptions(ensemble: SmallLevers.options()))
    let program = mix.program(of: Array(scenario.targets.indices), probability: 0.8)
    var best = Double.infinity
    func walk(_ shares: [Double]) {
      guard shares.count < scenario.levers.count else {
        let cost = zip(study.costs, zip(study.efforts, shares)).reduce(0) {
          $0 + $1.0.cost(of: $1.1.0.limits.upperBound * $1.1.1)
        }
        if cost < best && program.isFeasible(shares) { best = cost }
        return
      }
      for step in 0...steps { walk(shares + [Double(step) / Double(steps)]) }
    }
    walk([])
    return best
  }

  @Test(arguments: [[2.0, 3, 1], [1, 1, 4], [3, 1, 2]])
  func `the mix is no dearer than the best of a fine grid over three levers`(costs: [Double]) throws {
    let scenario = plan(costs: costs)
    let mix = try #require(try solve(scenario).mix)
    #expect(mix.isFeasible)
    // The grid sees the paths of the first ensemble; the mix may have been tightened or settled on them by half a
    // percent.
    #expect(mix.cost <= 1.005 * (try cheapest(scenario, steps: 24)))
  }

  @Test func `the mix is no dearer than the best of a fine grid over two levers, one of which costs something once`()
    throws
  {
    var scenario = plan(fixed: 100)
    scenario.levers.removeLast()
    let mix = try #require(try solve(scenario).mix)
    #expect(mix.cost <= 1.005 * (try cheapest(scenario, steps: 160)))
  }

  @Test func `doubling all costs leaves the mix and doubles its cost`() throws {
    let first = try #require(try solve(plan()).mix)
    let second = try #require(try solve(plan(costs: [4, 6, 2])).mix)
    #expect(first.amounts.map(\.amount) == second.amounts.map(\.amount))
    #expect(second.cost == 2 * first.cost)
  }

  @Test func `a cheaper lever never makes the plan dearer, a higher probability never cheaper`() throws {
    let asked = try #require(try solve(plan()).mix).cost
    for lever in 0..<3 {
      var costs = [2.0, 3, 1]
      costs[lever] *= 0.7
      // What trades smaller than a thousandth of a limit could still save.
      #expect(try #require(try solve(plan(costs: costs)).mix).cost <= asked * 1.002)
    }
    let frontier = try solve(plan(), frontier: true).frontier.compactMap(\.cost)
    #expect(frontier.count > 4 && frontier == frontier.sorted())
    var last = 0.0
    for probability in [0.6, 0.7, 0.8, 0.9] {
      let cost = try #require(try solve(plan(), probability: probability).mix).cost
      #expect(cost > last)
      last = cost
    }
  }

  @Test func `the mix is verified with other draws, and reaches what was asked within its error`() throws {
    let mix = try #require(try solve(plan(), paths: 50_000).mix)
    #expect(mix.verifiedSeed != 1)
    #expect(mix.probability.interval.upperBound >= 0.8 && !mix.fallsShort)
    // Not more than was asked for either: five standard errors of both ensembles together.
    #expect(mix.probability.value < 0.8 + 5 * (2 * 0.16 / 50_000).squareRoot())
    #expect(mix.binding.contains(.target(plan().targets[0])) || mix.binding.contains(.target(plan().targets[1])))
  }

  @Test func `a budget that is too small buys as many targets as it can`() throws {
    let answer = try solve(plan(), frontier: true)
    let all = try #require(answer.mix)
    #expect(answer.targetsByBudget.map(\.targets.count) == [2, 1])
    // Halfway between what the cheaper target needs alone and what both need.
    var alone = plan()
    alone.targets = answer.targetsByBudget[1].targets
    let small = ((try #require(try solve(alone).mix)).cost + all.cost) / 2
    let some = try #require(try solve(plan(), budget: small).mix)
    #expect(!some.isFeasible && some.targets.count == 1 && some.givenUp.count == 1)
    #expect(some.cost <= small * (1 + 1e-9))
    let none = try #require(try solve(plan(), budget: 0).mix)
    #expect(none.targets.isEmpty && none.cost == 0)
    let enough = try #require(try solve(plan(), budget: all.cost * 1.1).mix)
    #expect(enough.isFeasible && abs(enough.cost - all.cost) < 0.002 * all.cost)
  }

  @Test func `a target out of reach is given up with its evidence`() throws {
    var scenario = plan()
    scenario.targets.append(SmallLevers.target("b", 5000))
    let answer = try solve(scenario)
    let mix = try #require(answer.mix)
    #expect(!mix.isFeasible && mix.givenUp == [scenario.targets[2]] && mix.targets.count == 2)
    let limits = try #require(answer.atLimits.first { $0.target.of == "b" })
    #expect(!limits.isReachable && limits.probability.value == 0 && limits.binding == "train_b")
    #expect(try #require(limits.median) < 5000)
  }

  @Test func `threads change nothing`() throws {
    let (one, three) = (try solve(plan(), threads: 1, frontier: true), try solve(plan(), threads: 3, frontier: true))
    #expect(one.mix == three.mix && one.single == three.single && one.atLimits == three.atLimits)
    #expect(one.frontier == three.frontier && one.targetsByBudget == three.targetsByBudget)
  }

  @Test func `shadow prices say what one more unit of a target costs`() throws {
    var scenario = plan()
    scenario.targets = [SmallLevers.target("all", 2150)]
    scenario.levers.removeLast()
    let mix = try #require(try solve(scenario, paths: 16_384).mix)
    scenario.targets = [SmallLevers.target("all", 2160)]
    let more = try #require(try solve(scenario, paths: 16_384).mix)
    let price = try #require(mix.shadowPrices[0])
    // Ten units more. One lever carries the target, so that each costs the same but for the spread of attrition and the
    // steps of a quantile of 16,384 paths: 3 %.
    #expect(abs(more.cost - mix.cost - 10 * price) < 0.03 * 10 * price)
  }

  @Test func `a lever beyond which nothing is left to do is off`() throws {
    var scenario = plan()
    scenario.targets = [SmallLevers.target("all", 1000)]
    let answer = try solve(scenario)
    #expect(answer.standings[0].isReached && answer.single.isEmpty)
    #expect(answer.mix?.cost == 0 && answer.mix?.isFeasible == true)
  }

  @Test func `without levers the growth a target needs is the closed form's`() throws {
    // Growth certain, yearly noise 0.02: ln S(2025) is normal with variance 5 · 0.02².
    var category = SmallLevers.category("a", [.growth: ParameterValue(.number(Figure(exp(0.0502) - 1)))])
    category.volatility = .number(0.02)
    var scenario = SmallLevers.scenario([category])
    scenario.targets = [SmallLevers.target("a", 1300)]
    let answer = try solve(scenario, probability: 0.9, paths: 100_000)
    let way = try #require(answer.inverse[0].ways.first { $0.kind == .growth })
    let needed = log(1 + (try #require(way.needed))) - 0.0002
    // Published: 0.0639354; one Monte Carlo error is 5e-5.
    #expect(abs(needed - 0.0639354) < 2e-4)
    #expect(abs(try #require(answer.inverse[0].boundGrowth) - (pow(1.3, 0.2) - 1)) < 1e-12)
  }

  @Test func `past growth has the mean and the spread of the years observed`() throws {
    var category = SmallLevers.category("a", [:])
    category.observations =
      [(2016, 100.0), (2018, 121), (2019, 121), (2020, 133.1)].map { year, value in
        Category.Observation(year: year, value: ParameterValue(.number(Figure(value))))
      }
    let past = try #require(SmallLevers.scenario([category]).pastGrowth(of: "a", needed: 0.05))
    // Two years of 10 %, one of 0, one of 10 %.
    #expect(past.years == 2016...2020)
    #expect(abs(past.mean - 0.075) < 1e-12)
    #expect(past.percentile == 0.25)
    let squares = 3 * 0.025 * 0.025 + 0.075 * 0.075
    #expect(abs(try #require(past.standardDeviation) - (squares / 2).squareRoot()) < 1e-12)
  }

  @Test func `a mix across variants holds in each, and no candidate is regretted less`() throws {
    let base = plan()
    let worse = base.replacing(
      Replacement(address: ParameterAddress("a", .training), value: value(.normal(mean: 25, sd: 10))))
    let answer = try solve(
      base, across: [SolvedVariant(id: nil, scenario: base), SolvedVariant(id: "worse", scenario: worse)])
    let mix = try #require(answer.mix)
    let alone = try #require(try solve(base).mix)
    #expect(mix.isFeasible && mix.cost > alone.cost)
    let robust = try #require(answer.robust)
    #expect(robust.candidates.count == 4)
    let last = try #require(robust.candidates.last)
    #expect(last.origin == .robust && last.isFeasible)
    // What is cheapest for the scenario as it is fails in the worse one.
    #expect(!robust.candidates[1].isFeasible)
    #expect(robust.candidates[0].minimaxRegret == robust.candidates.map(\.minimaxRegret).max())
    #expect(last.minimaxRegret <= robust.candidates[1].minimaxRegret)
    for candidate in robust.candidates {
      #expect(candidate.regret90 <= candidate.maximumRegret && candidate.regret90 >= 0)
    }
  }

  @Test func `a mix of levers that act on one another over ten years is as cheap as the best known`() throws {
    var category = SmallLevers.category(
      "a", [.attrition: value(.uniform(min: 0.08, max: 0.16))])
    category.volatility = .number(0.03)
    var scenario = SmallLevers.scenario([category])
    scenario.horizon = 2020...2030
    scenario.targets = [SmallLevers.target("a", 1500, year: 2030)]
    scenario.levers = [
      SmallLevers.lever("train", raises: [ParameterAddress("a", .training)], most: 400, perPerson: 3),
      SmallLevers.lever("keep", raises: [ParameterAddress("a", .attrition)], most: 0.08, perPerson: 2, lowers: true),
      SmallLevers.lever("grow", raises: [ParameterAddress("a", .growth)], most: 0.06, from: 2023, perPerson: 4),
    ]
    let mix = try #require(try solve(scenario, paths: 20_000).mix)
    // A separate search over a grid of re-simulated plans finds both rates at their limits and 67.6 a year of training.
    #expect(abs(mix.amounts[1].amount - 0.08) < 1e-3 && abs(mix.amounts[2].amount - 0.06) < 1e-3)
    // Its Monte Carlo error is about 1 %.
    #expect(abs(mix.amounts[0].amount - 67.6) < 1.5)
    #expect(mix.isFeasible && !mix.fallsShort)
  }

  @Test func `a target between two bounds is met by an amount, not by the limit`() throws {
    var scenario = SmallLevers.scenario([SmallLevers.category("a", [.training: value(.normal(mean: 5, sd: 2))])])
    scenario.targets = [
      Target(of: "a", year: 2025, comparison: .within(Figure(1080), Figure(1160)))
    ]
    scenario.levers = [SmallLevers.lever("more", raises: [ParameterAddress("a", .training)], most: 100, perPerson: 5)]
    let answer = try solve(scenario)
    let single = answer.single[0]
    let amount = try #require(single.amount)
    #expect(amount > 5 && amount < 30 && single.probabilityAtLimit == 0)
    // 100 a year from 2025 alone is 100 persons: any year suffices.
    #expect(single.lastYearToAct == 2025)
    let mix = try #require(answer.mix)
    #expect(mix.isFeasible && mix.givenUp.isEmpty && answer.atLimits.allSatisfy { $0.isMoved && $0.isReachable })
  }

  @Test func `an intake that stays for two years costs two cohorts a year at most`() throws {
    var scenario = SmallLevers.scenario([SmallLevers.category("a", [:])])
    scenario.pipelines = [
      Pipeline(
        id: "college", name: LocalizedText(zh: "c", en: "c"), unit: .persons,
        intake: ParameterValue(.number(Figure(0))), duration: 2, enters: [.init(category: "a", share: 1)])
    ]
    var lever = SmallLevers.lever("seats", raises: [ParameterAddress("college", .intake)], most: 100)
    lever.cost = Lever.Cost(perPersonYear: 1, currency: "CNY")
    scenario.levers = [lever]
    scenario.targets = [SmallLevers.target("a", 1030)]
    let mix = try #require(try solve(scenario).mix)
    // Ten a year from 2021 on graduate in 2023, 2024 and 2025.
    let expected = [10.0, 20, 20, 20, 20]
    for (cost, wanted) in zip(mix.costByYear, expected) { #expect(abs(cost - wanted) < 1e-6) }
  }
}
