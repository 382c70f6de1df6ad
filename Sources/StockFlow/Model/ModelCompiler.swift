import Randomness

/// One pass over a scenario; each entry kind has its step.
struct ModelCompiler {
  let scenario: Scenario
  let firstYear: Year
  var parameters: ParameterCompiler
  var noise: [NoiseSource] = []
  var noiseIndex: [String: Int] = [:]
  private(set) var trends: [CompiledTrend] = []
  var flows: [FlowSlot] = []
  let cellIndex: [String: Int]
  let starts: [Year]

  init(_ scenario: Scenario) {
    self.scenario = scenario
    let horizon = scenario.horizon
    starts = scenario.categories.map { $0.start(in: horizon) ?? horizon.lowerBound }
    let driverStarts = scenario.drivers.compactMap { $0.growthStart(in: horizon) }
    firstYear = min(horizon.lowerBound, (starts + driverStarts).min() ?? horizon.lowerBound)
    let longest = scenario.pipelines.map(\.duration).max() ?? 0
    parameters = ParameterCompiler(
      years: (firstYear - longest)...horizon.upperBound,
      expected: scenario.transitions.count + (CellFlow.allCases.count + 1) * scenario.categories.count)
    cellIndex = Dictionary(
      scenario.categories.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every cell's own flows come first.
  mutating func addCellFlows() {
    flows = scenario.categories.enumerated().flatMap { cell, category in
      CellFlow.allCases.map { FlowSlot(name: "\(category.id).\($0.property.rawValue)", kind: .cell(cell, $0)) }
    }
  }

  func names() -> SeriesNames {
    SeriesNames(
      categories: scenario.categories.map(\.id), drivers: scenario.drivers.map(\.id),
      measures: scenario.measures.map(\.id), flows: flows.map(\.name))
  }

  mutating func compileCells(ties: CellTies, transitions: [CompiledTransition]) -> [Cell] {
    scenario.categories.indices.map { compileCell($0, ties: ties, transitions: transitions) }
  }

  private mutating func addFlow(_ name: String, _ kind: FlowSlot.Kind) -> Int {
    flows.append(FlowSlot(name: name, kind: kind))
    return flows.count - 1
  }

  private mutating func addNoise(owner: String, sigma: Double, from year: Year) -> Int? {
    guard sigma > 0 else { return nil }
    return addNoise(owner: owner, .factor(sigma: sigma), from: year)
  }

  private mutating func addNoise(owner: String, _ effect: NoiseSource.Effect, from year: Year) -> Int {
    noise.append(NoiseSource(name: "\(owner).volatility", effect: effect, firstYear: year))
    noiseIndex[owner] = noise.count - 1
    return noise.count - 1
  }

  /// Noise of its own, or that within a trend of its growth.
  private mutating func addNoise(
    owner: String, sigma: Double, growth: ParameterValue?, parameter: Int?, from year: Year
  ) -> Int? {
    guard case .trend(let trend) = growth?.base, let parameter,
      let uncertain = parameters.parameters.rows[parameter].uncertain,
      let draw = parameters.uncertain[uncertain].factor
    else { return addNoise(owner: owner, sigma: sigma, from: year) }
    let source = addNoise(owner: owner, .score, from: year)
    trends.append(
      CompiledTrend(
        trend, draw: draw, times: parameters.uncertain[uncertain].secondFactor, noise: source,
        firstScore: trends.reduce(0) { $0 + $1.years }))
    return nil
  }

  mutating func compileTransitions() -> [CompiledTransition] {
    var compiled: [CompiledTransition] = []
    compiled.reserveCapacity(scenario.transitions.count)
    // A loop, because a closure that changes the compiler would copy it for every transition.
    for (index, transition) in scenario.transitions.enumerated() {
      let rate = parameters.add(transition.rate, at: ParameterAddress(transition.id, .rate))
      let flow = addFlow("\(transition.id).rate", .transition(index))
      compiled.append(
        CompiledTransition(from: cell(transition.from), to: cell(transition.to), rate: rate, flow: flow))
    }
    return compiled
  }

  mutating func compilePipelines() -> [CompiledPipeline] {
    scenario.pipelines.enumerated().map { index, pipeline in
      CompiledPipeline(
        intake: parameters.add(pipeline.intake, at: ParameterAddress(pipeline.id, .intake)),
        completion: parameters.add(pipeline.completion, at: ParameterAddress(pipeline.id, .completion)),
        duration: pipeline.duration,
        entries: pipeline.enters.map {
          let cell = cell($0.category)
          return CompiledPipeline.Entry(
            cell: cell, share: $0.share,
            flow: addFlow("\(pipeline.id).\($0.category)", .graduates(pipeline: index, cell: cell)))
        },
        intakeFlow: addFlow("\(pipeline.id).intake", .intake(index)),
        enrolledFlow: addFlow("\(pipeline.id).enrolled", .enrolled(index)))
    }
  }

  private mutating func compileCell(_ index: Int, ties: CellTies, transitions: [CompiledTransition]) -> Cell {
    let category = scenario.categories[index]
    let baseline = category.observations.first { $0.year == starts[index] }?.value
    func address(_ property: ParameterAddress.Property) -> ParameterAddress { ParameterAddress(category.id, property) }
    let stock = parameters.add(baseline ?? ParameterValue(.number(Figure(0))), at: address(.stock))
    var indices: [ParameterAddress.Property: Int] = [:]
    for flow in CellFlow.allCases {
      indices[flow.property] = parameters.add(category.parameters[flow.property], at: address(flow.property))
    }
    let isTrend = if case .trend = category.parameters[.growth]?.base { true } else { false }
    let rates = CellFlow.allCases.map { indices[$0.property] } + ties.leaving[index].map { transitions[$0].rate }
    return Cell(
      start: starts[index], baseline: stock, growth: indices[.growth], training: indices[.training],
      inMigration: indices[.inMigration], outMigration: indices[.outMigration], attrition: indices[.attrition],
      noise: addNoise(
        owner: category.id, sigma: category.sigma, growth: category.parameters[.growth], parameter: indices[.growth],
        from: starts[index] + 1),
      hasLeavers: !ties.leaving[index].isEmpty, hasEntrants: !ties.entering[index].isEmpty,
      hasGraduates: !ties.graduates[index].isEmpty,
      isSteady: !isTrend && rates.allSatisfy { parameters.parameters.isSteady($0) },
      firstFlow: index * CellFlow.allCases.count)
  }

  mutating func compileDrivers() -> [CompiledDriver] {
    scenario.drivers.map { driver in
      let values = parameters.add(path: driver.values)
      var motion = CompiledDriver.Motion.given
      var noiseStart = scenario.horizon.lowerBound + 1
      var growthParameter: Int?
      if let growth = driver.growth, let start = driver.growthStart(in: scenario.horizon) {
        let parameter = parameters.add(growth, at: ParameterAddress(driver.id, .growth))
        growthParameter = parameter
        motion = .growing(parameter: parameter, from: start, value: driver.values.value(in: start))
        noiseStart = start + 1
      }
      return CompiledDriver(
        values: values, motion: motion,
        noise: addNoise(
          owner: driver.id, sigma: driver.volatility, growth: driver.growth, parameter: growthParameter,
          from: noiseStart))
    }
  }

  private func cell(_ id: String) -> Int {
    guard let cell = cellIndex[id] else { preconditionFailure("the category \(id) was checked to exist") }
    return cell
  }

  func drawCorrelations() -> [CorrelatedPair] {
    scenario.correlations.compactMap { correlation in
      guard let first = parameters.firstDraw[correlation.first], let second = parameters.firstDraw[correlation.second]
      else { return nil }
      return CorrelatedPair(first: first, second: second, spearman: correlation.spearman, place: correlation.place)
    }
  }

  /// Those named, and those of two growths that move: what they draw from year to year is their noise.
  func noiseCorrelations() -> [CorrelatedPair] {
    scenario.correlations.compactMap { correlation in
      guard isOfNoise(correlation), let first = noiseIndex[correlation.first.owner],
        let second = noiseIndex[correlation.second.owner]
      else { return nil }
      return CorrelatedPair(first: first, second: second, spearman: correlation.spearman, place: correlation.place)
    }
  }
}

extension ModelCompiler {
  private func isOfNoise(_ correlation: Correlation) -> Bool {
    let (first, second) = (correlation.first, correlation.second)
    if first.property == .volatility && second.property == .volatility { return true }
    guard first.property == .growth, second.property == .growth, moves(first.owner), moves(second.owner) else {
      return false
    }
    let owners: Set = [first.owner, second.owner]
    return !scenario.correlations.contains {
      $0.first.property == .volatility && [$0.first.owner, $0.second.owner].allSatisfy(owners.contains)
    }
  }

  private func moves(_ owner: String) -> Bool {
    let growth =
      scenario.categories.first { $0.id == owner }?.parameters[.growth]
      ?? scenario.drivers.first { $0.id == owner }?.growth
    return if case .trend = growth?.base { true } else { false }
  }
}

/// Which transitions leave and enter each cell, and which graduates enter it.
struct CellTies: Sendable {
  private(set) var leaving: [[Int]]
  private(set) var entering: [[Int]]
  private(set) var graduates: [[Int]]

  init(count: Int, transitions: [CompiledTransition], pipelines: [CompiledPipeline]) {
    leaving = Array(repeating: [], count: count)
    entering = leaving
    graduates = leaving
    for (index, transition) in transitions.enumerated() {
      leaving[transition.from].append(index)
      entering[transition.to].append(index)
    }
    for entry in pipelines.flatMap(\.entries) { graduates[entry.cell].append(entry.flow) }
  }
}
