import Ensembles
import Randomness
import StockFlow
import Testing

/// Ensembles of so many outputs that they are summarised year by year, two batches at a time.
struct ManyOutputsTests {
  /// Some blocks, and a last one that ends in the middle of a batch.
  private static let paths = 3 * 1024 + 200

  /// What is uncertain beside flows that are the same in every year: what years look at, not only the beginning of a path.
  enum Uncertainty: CaseIterable {
    case nothing, stock, laterStock, changingFlow, transition, completion, driver, coverage
  }

  /// One that grows, one that may be held at 0, one whose exits may exceed the stock, and more like the first.
  private func categories(_ count: Int, _ uncertainty: Uncertainty) -> [StockFlow.Category] {
    (0..<count).map { index in
      var category = category(
        "c\(index)", stock: [2020: 10],
        [
          .growth: drawn(.normal(mean: 0.02, sd: 0.02)),
          .training: drawn(.pert(min: 0.1, mode: 0.2, max: 0.5)),
          .inMigration: index == 1 ? drawn(.normal(mean: -2, sd: 2)) : number(0.1),
          .attrition: index == 2 ? drawn(.uniform(min: 0.5, max: 1.2)) : drawn(.beta(mean: 0.03, sd: 0.01)),
        ], volatility: 0.02)
      guard index == 3 else { return category }
      switch uncertainty {
      case .stock: category.observations = [.init(year: 2020, value: drawn(.normal(mean: 10, sd: 1)))]
      case .laterStock: category.observations = [.init(year: 2023, value: drawn(.normal(mean: 10, sd: 1)))]
      case .changingFlow:
        category.parameters[.training] = ParameterValue(
          .path(
            TimePath(shape: .linear, points: [2021, 2026].map { .init(year: $0, figure: Figure(Double($0 - 2020))) })),
          times: .distribution(.lognormal(mean: 1, sd: 0.2)))
      default: break
      }
      return category
    }
  }

  private func scenario(_ count: Int, _ uncertainty: Uncertainty) -> Scenario {
    var made = EnsemblesTests.scenario(
      2020...2026, categories(count, uncertainty),
      targets: [atLeast("c0", 2026, 12.4), atLeast("c1", 2024, 1), atLeast("share", 2025, 0.5, joint: false)])
    // Not a number where the first is held at 0.
    made.measures = [
      Measure(id: "share", name: LocalizedText("share"), unit: .none, formula: .ratio("c0", "c1", scale: 1))
    ]
    add(uncertainty, to: &made)
    return made
  }

  private func add(_ uncertainty: Uncertainty, to made: inout Scenario) {
    switch uncertainty {
    case .transition:
      made.transitions = [
        Transition(
          id: "move", name: LocalizedText("move"), from: "c3", to: "c0", rate: drawn(.beta(mean: 0.1, sd: 0.03)))
      ]
    case .completion:
      made.pipelines = [
        Pipeline(
          id: "school", name: LocalizedText("school"), unit: .persons, intake: number(2), duration: 2,
          completion: drawn(.beta(mean: 0.8, sd: 0.1)), enters: [.init(category: "c0", share: 1)])
      ]
    case .driver:
      made.drivers = [
        Driver(
          id: "output", name: LocalizedText("output"), unit: .none,
          values: TimePath(shape: .linear, points: [.init(year: 2020, figure: Figure(5))]),
          growth: drawn(.normal(mean: 0.05, sd: 0.01)), volatility: 0.01)
      ]
    case .coverage:
      made.measures.append(
        Measure(
          id: "covered", name: LocalizedText("covered"), unit: .none,
          formula: .sum([.init(id: "c0"), .init(id: "c3")], coverage: drawn(.beta(mean: 0.9, sd: 0.03)))))
    default: break
    }
  }

  @Test(arguments: Uncertainty.allCases, [1, 2])
  func `what else is computed changes nothing of a series`(uncertainty: Uncertainty, threads: Int) throws {
    let few = try simulated(scenario(4, uncertainty), options(Self.paths, threads: threads))
    let many = try simulated(scenario(40, uncertainty), options(Self.paths, threads: threads))
    for series in few.series { #expect(many.series.first { $0.id == series.id } == series, "\(series.id)") }
    #expect(many.probabilities == few.probabilities)
    // Paths that were held at 0, were scaled down or have no quotient are counted in both batches.
    #expect(Set(few.header.warnings.map(\.code)).count == 3)
    #expect(many.header.warnings == few.header.warnings)
  }

  @Test(arguments: Uncertainty.allCases)
  func `draws are needed in years exactly where something else is uncertain`(uncertainty: Uncertainty) throws {
    let model = CompiledModel(scenario(4, uncertainty))
    let plain = model.makeBatchState(keeping: [])
    let flow = try #require(model.series(named: "c0.training"))
    let recording = model.makeBatchState(keeping: [flow])
    let (isNeeded, isNeededForFlows) = (plain.needsDraws, recording.needsDraws)
    #expect(isNeeded == (uncertainty != .nothing))
    #expect(isNeededForFlows)
  }

  /// Few outputs are summarised by blocks, many by years; replicates of a batch end between the two of a pair.
  @Test(arguments: Sampling.allCases, [500, 20_000])
  func `few and many outputs of one scenario have the same paths`(sampling: Sampling, paths: Int) throws {
    let scenario = scenario(40, .nothing)
    let few = try reached(scenario, options(paths, sampling: sampling))
    let many = try simulated(scenario, options(paths, sampling: sampling))
    #expect(few.targets.map(\.probability) == many.probabilities)
    #expect(few.stamp == many.stamp)
  }

  /// Several sieves an output, whether blocks or years are summarised.
  @Test(arguments: [4, 40], [1, 2])
  func `many levels of many paths, in any order, are answered as each alone`(categories: Int, threads: Int) throws {
    let scenario = scenario(categories, .nothing)
    let levels = (0...21).map { Double($0 * 5 % 22) / 21 } + [0.5, 0.01, 0.5]
    // More paths than are few.
    var wanted = options(70_000, threads: threads)
    wanted.levels = levels
    let all = try simulated(scenario, wanted)
    for place in [0, 1, 13, 21, 22, 24] {
      wanted.levels = [levels[place]]
      let one = try simulated(scenario, wanted)
      for (series, alone) in zip(all.series, one.series) {
        #expect(
          series.years.map { [$0.quantiles[place]] } == alone.years.map(\.quantiles), "\(series.id) \(levels[place])")
        #expect(series.years.map(\.mean) == alone.years.map(\.mean))
      }
    }
  }

  /// So many missed brackets that the paths of a second run are computed in several goes.
  @Test(arguments: [1, 3])
  func `a second run settles many outputs`(threads: Int) throws {
    let scenario = scenario(40, .nothing)
    let wide = try simulated(scenario, options(20_000))
    let narrow = try simulate(
      AnswerHeader(scenario: scenario), CentralProjection(CompiledModel(scenario)),
      options: options(20_000, threads: threads), reach: 0.01)
    #expect(narrow.series == wide.series)
  }

  @Test(arguments: [4, 40])
  func `levels whose brackets are missed are settled with all others`(categories: Int) throws {
    let scenario = scenario(categories, .nothing)
    var wanted = options(70_000)
    wanted.levels = (1..<20).map { Double($0) / 20 }
    let wide = try simulated(scenario, wanted)
    wanted.threads = 3
    let narrow = try simulate(
      AnswerHeader(scenario: scenario), CentralProjection(CompiledModel(scenario)), options: wanted, reach: 0.3)
    #expect(narrow.series == wide.series)
    #expect(try simulated(scenario, wanted).series == wide.series)
  }
}
