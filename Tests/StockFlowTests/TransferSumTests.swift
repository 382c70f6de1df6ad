import Randomness
import StockFlow
import Testing

/// The sums of transitions, which are taken four cells at a time where these have many sources in common.
struct TransferSumTests {
  @Test(arguments: 0..<36)
  func `every path is the plain sum to the last bit`(seed: Int) throws {
    let scenario = randomScenario(seed)
    let model = CompiledModel(scenario)
    let indices = Dictionary(uniqueKeysWithValues: model.draws.enumerated().map { ($1.name, $0) })
    func drawn(_ index: Int, _ path: Int) -> Double {
      // From half to one and a half times the mean.
      model.draws[index].central * (0.5 + Double((5 * index + 11 * path) % 64) / 64)
    }
    func factor(_ year: Year, _ path: Int) -> Double { 0.9 + Double((year + 3 * path) % 17) / 80 }
    let expected = PlainBalance(
      scenario: scenario, paths: PathBatch.paths, draw: { name, path in indices[name].map { drawn($0, path) } ?? .nan },
      factor: { name, year, path in model.noise.contains { $0.name == name } ? factor(year, path) : 1 }
    ).stocks()

    var state = model.makeBatchState(keeping: [])
    for index in model.draws.indices {
      for path in 0..<PathBatch.paths {
        state.draws[index * PathBatch.vectors + path / 8][path % 8] = drawn(index, path)
      }
    }
    model.begin(&state)
    for (step, year) in scenario.horizon.enumerated() {
      var noise = LaneBuffer(repeating: .zero, count: model.noise.count * PathBatch.vectors)
      for place in 0..<noise.count * 8 { noise[place / 8][place % 8] = factor(year, place % PathBatch.paths) }
      model.advance(&state, noiseFactors: noise)
      for cell in scenario.categories.indices {
        let found = (0..<PathBatch.paths).map { state.stock[cell * PathBatch.vectors + $0 / 8][$0 % 8].bitPattern }
        #expect(found == expected[step][cell].map(\.bitPattern), "\(scenario.categories[cell].id) in \(year)")
      }
    }
  }

  @Test(arguments: 0..<36)
  func `the central projection is the plain sum to the last bit`(seed: Int) {
    let scenario = randomScenario(seed)
    let projection = project(scenario)
    let means = Dictionary(uniqueKeysWithValues: projection.model.draws.map { ($0.name, $0.central) })
    let expected = PlainBalance(
      scenario: scenario, paths: 1, draw: { name, _ in means[name] ?? .nan }, factor: { _, _, _ in 1 }
    ).stocks()
    for (step, year) in scenario.horizon.enumerated() {
      for (cell, category) in scenario.categories.enumerated() where year >= category.observations[0].year {
        #expect(projection[category.id, year]?.bitPattern == expected[step][cell][0].bitPattern)
      }
    }
  }

  @Test func `the scenarios of these tests are of both kinds`() {
    let dense = (0..<36).filter { isDense(randomScenario($0)) }
    #expect((12...30).contains(dense.count))
  }

  @Test func `a shifted rate counts in rows that are summed together`() {
    let scenario = randomScenario(3)
    let model = CompiledModel(scenario)
    let moved = scenario.transitions.firstIndex { if case .number = $0.rate.base { true } else { false } } ?? 0
    var changed = scenario
    if case .number(let figure) = scenario.transitions[moved].rate.base {
      changed.transitions[moved].rate = number(figure.value + 0.01)
    }
    let shift = ParameterShift(ParameterAddress(scenario.transitions[moved].id, .rate), by: 0.01)
    let (found, expected) = (CentralProjection(CompiledModel(model, shift: shift)), project(changed))
    for category in scenario.categories {
      #expect(found[category.id, 2025] == expected[category.id, 2025])
    }
    #expect(found[scenario.transitions[moved].to, 2025] != project(scenario)[scenario.transitions[moved].to, 2025])
  }
}

/// Whether some cells of a scenario are summed together.
private func isDense(_ scenario: Scenario) -> Bool {
  let ids = scenario.categories.map(\.id)
  var entries: [TransferLayout.Entry] = []
  var firstEntry = [0]
  for id in ids {
    for (place, transition) in scenario.transitions.enumerated() where transition.to == id {
      let isUncertain = if case .distribution = transition.rate.base { true } else { false }
      entries.append(.init(source: ids.firstIndex(of: transition.from) ?? 0, rate: place, isUncertain: isUncertain))
    }
    firstEntry.append(entries.count)
  }
  return !DenseArrangement(entries: entries, firstEntry: firstEntry).rows.isEmpty
}

/// Numbers that only this file draws.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func share() -> Double { Double.random(in: 0..<1, using: &self) }
}

/// Up to forty cells with few or many transitions: certain ones, uncertain ones and such that a year changes, in the
/// order of the cells or in none; some cells start later, lose more than they hold or take in graduates.
private func randomScenario(_ seed: Int) -> Scenario {
  var dice = Dice(state: UInt64(seed))
  let count = 4 + seed * 29 % 37
  let density = [0.1, 0.9, 0.97, 1][seed % 4]
  let oddities = [0, 0.03, 0.2][seed % 3]
  var pairs = (0..<count * count).filter { $0 / count != $0 % count && dice.share() < density }
  if seed % 5 == 0 { pairs.shuffle(using: &dice) }
  if seed % 7 == 0 { pairs += pairs.prefix(3) }
  return scenario(
    2019...2025, categories: (0..<count).map { oddCategory($0, oddities, &dice) },
    transitions: pairs.enumerated().map { place, pair in
      transition("t\(place)", "c\(pair / count)", "c\(pair % count)", oddRate(1 / Double(count), oddities, &dice))
    },
    pipelines: (0..<2).map { place in
      Pipeline(
        id: "p\(place)", name: LocalizedText("p"), unit: persons, intake: number(3.7), duration: 2,
        completion: number(0.83), enters: [.init(category: "c\(place)", share: 0.4), .init(category: "c3", share: 0.3)])
    })
}

private func oddCategory(_ index: Int, _ oddities: Double, _ dice: inout Dice) -> StockFlow.Category {
  let growth = 0.04 * dice.share()
  let attrition = dice.share() < oddities ? 0.6 : 0.05 * dice.share()
  return category(
    "c\(index)", stock: [dice.share() < oddities ? 2022 : 2019: 10 * dice.share()],
    [
      .growth: dice.share() < 0.5 ? number(growth) : spread(growth),
      .attrition: dice.share() < 0.5 ? number(attrition) : spread(attrition),
      .training: dice.share() < oddities ? path([2019: 0, 2025: dice.share()]) : number(dice.share()),
      .inMigration: number(dice.share() < oddities ? -9 : 0.1),
    ], volatility: dice.share() < 0.5 ? 0.02 : nil)
}

private func oddRate(_ largest: Double, _ oddities: Double, _ dice: inout Dice) -> ParameterValue {
  let rate = largest * dice.share()
  let kind = dice.share()
  if kind < oddities / 2 { return spread(rate) }
  return kind < oddities ? path([2019: 0, 2025: rate]) : number(rate)
}

private func spread(_ mean: Double) -> ParameterValue {
  ParameterValue(.distribution(.normal(mean: mean, sd: mean / 4)))
}
