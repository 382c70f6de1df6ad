import Randomness
public import StockFlow

/// A scenario with every `fit` replaced by its estimate, and what the estimates rest on.
public struct CalibratedScenario: Sendable, Equatable {
  public let scenario: Scenario
  public let fit: Fit
  /// Errors where an estimate could not be made (its parameter is then 0 with certainty), and warnings.
  public let problems: [Diagnostic]

  public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

extension Scenario {
  /// Estimates every parameter written as `fit` by the base estimator of section 4 of the specification.
  ///
  /// - Complexity: O(categories × years × flows).
  public func calibrated() -> CalibratedScenario {
    var calibrator = Calibrator(self)
    return calibrator.run()
  }
}

/// Goes through the parameters written as `fit`, one kind after the other.
struct Calibrator {
  private var scenario: Scenario
  private var parameters: [FittedParameter] = []
  private var diagnostics: [FitDiagnostic] = []
  private var problems: [Diagnostic] = []

  init(_ scenario: Scenario) { self.scenario = scenario }

  mutating func run() -> CalibratedScenario {
    // Flows first: the balance of a growing category needs them as numbers.
    fitFlows()
    fitCategoryGrowth()
    fitDriverGrowth()
    let count = parameters.count
    let correlation = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
    return CalibratedScenario(
      scenario: scenario, fit: Fit(parameters: parameters, correlation: correlation, diagnostics: diagnostics),
      problems: problems)
  }

  private mutating func report(_ problem: CalibrationProblem, _ value: ParameterValue) {
    problems.append(problem.diagnostic(at: value.place))
  }

  // MARK: Growth of categories

  private mutating func fitCategoryGrowth() {
    var estimates: [Int: DriftEstimate] = [:]
    for index in scenario.categories.indices where scenario.categories[index].needsFit {
      estimates[index] = drift(of: scenario.categories[index])
    }
    let own = estimates.filter { index, _ in scenario.categories[index].hasEstimatedVolatility }
    let pooled = DriftEstimate.pooledSigma(own.keys.sorted().compactMap { own[$0] })
    for index in scenario.categories.indices where scenario.categories[index].needsFit {
      adopt(estimates[index], pooled: pooled, forCategory: index)
    }
  }

  private mutating func drift(of category: Category) -> DriftEstimate? {
    let address = ParameterAddress(category.id, .growth)
    let value = category.parameters[.growth] ?? ParameterValue(.number(Figure(0)))
    let balance = HistoricalBalance(category, in: scenario)
    guard balance.observed.count > 1 else {
      report(.tooFewObservations(address, found: balance.observed.count), value)
      return nil
    }
    if let empty = balance.observed.first(where: { !($0.stock > 0) }) {
      report(.stockNotPositive(address, year: empty.year), value)
      return nil
    }
    var steps: [DriftEstimate.Step] = []
    for interval in balance.intervals {
      guard let logGrowth = balance.closingLogGrowth(over: interval) else {
        report(.flowsExceedStock(address, from: interval.from, to: interval.to), value)
        return nil
      }
      steps.append(DriftEstimate.Step(interval: interval, logGrowth: logGrowth))
    }
    return DriftEstimate(steps)
  }

  private mutating func adopt(
    _ estimate: DriftEstimate?, pooled: (sigma: Double, degreesOfFreedom: Int)?, forCategory index: Int
  ) {
    let category = scenario.categories[index]
    let growth = category.parameters[.growth]
    let address = ParameterAddress(category.id, .growth)
    warnAboutPanel(growth, address)
    guard let estimate, let spread = VolatilityEstimate(estimate, written: category.writtenSigma, pooled: pooled) else {
      if estimate != nil, let growth { report(.noVolatility(address), growth) }
      scenario.categories[index].parameters[.growth] = ParameterValue(.number(Figure(0)))
      scenario.categories[index].volatility = .number(category.writtenSigma ?? 0)
      return
    }
    scenario.categories[index].volatility = .number(spread.sigma)
    if let growth, growth.isFit {
      let rate = spread.growth(estimate)
      scenario.categories[index].parameters[.growth] = growth.replacing(base: .distribution(rate))
      parameters.append(spread.parameter(address, rate: rate, estimate))
    }
    if let volatility = spread.parameter(ParameterAddress(category.id, .volatility)) { parameters.append(volatility) }
    diagnostics.append(spread.diagnostic(category.id, estimate))
  }

  private mutating func warnAboutPanel(_ value: ParameterValue?, _ address: ParameterAddress) {
    guard let value, case .fit(let request) = value.base, request.method == .panel else { return }
    report(.panelNotAvailable(address), value)
  }

  // MARK: Growth of drivers

  private mutating func fitDriverGrowth() {
    for index in scenario.drivers.indices {
      let driver = scenario.drivers[index]
      guard let growth = driver.growth, growth.isFit else { continue }
      let address = ParameterAddress(driver.id, .growth)
      warnAboutPanel(growth, address)
      scenario.drivers[index].growth = ParameterValue(.number(Figure(0)))
      guard let estimate = drift(of: driver, growth, address) else { continue }
      let written = driver.volatility > 0 ? driver.volatility : nil
      guard let spread = VolatilityEstimate(estimate, written: written, pooled: nil) else {
        report(.noVolatility(address), growth)
        continue
      }
      let rate = spread.growth(estimate)
      scenario.drivers[index].volatility = spread.sigma
      scenario.drivers[index].growth = growth.replacing(base: .distribution(rate))
      parameters.append(spread.parameter(address, rate: rate, estimate))
      diagnostics.append(spread.diagnostic(driver.id, estimate))
    }
  }

  private mutating func drift(of driver: Driver, _ value: ParameterValue, _ address: ParameterAddress) -> DriftEstimate?
  {
    let start = driver.growthStart(in: scenario.horizon) ?? scenario.horizon.lowerBound
    let points = driver.values.points.filter { $0.year <= start }.map { (year: $0.year, value: $0.figure.value) }
    guard points.count > 1 else {
      report(.tooFewObservations(address, found: points.count), value)
      return nil
    }
    if let empty = points.first(where: { !($0.value > 0) }) {
      report(.stockNotPositive(address, year: empty.year), value)
      return nil
    }
    return DriftEstimate(
      zip(points, points.dropFirst()).map { first, last in
        let interval = HistoryInterval(from: first.year, to: last.year, first: first.value, last: last.value)
        return DriftEstimate.Step(interval: interval, logGrowth: interval.logGrowth)
      })
  }

  // MARK: Flows with observed values

  /// The mean of the observed years with its standard error.
  private mutating func fitFlows() {
    for (address, value) in scenario.fitRequests {
      warnAboutPanel(value, address)
      let observed = value.history.map(\.figure.value)
      guard !observed.isEmpty else {
        report(.noHistory(address), value)
        scenario = scenario.replacing(Replacement(address: address, value: ParameterValue(.number(Figure(0)))))
        continue
      }
      let mean = MeanEstimate(observed)
      parameters.append(mean.parameter(address))
      scenario = scenario.replacing(Replacement(address: address, value: value.replacing(base: mean.base)))
    }
  }
}

extension StockFlow.Category {
  /// Whether growth or volatility is to be estimated from the stocks.
  fileprivate var needsFit: Bool { parameters[.growth]?.isFit == true || volatility == .fit }
  fileprivate var hasEstimatedVolatility: Bool { writtenSigma == nil }
  fileprivate var writtenSigma: Double? {
    guard case .number(let sigma) = volatility else { return nil }
    return sigma
  }
}

extension ParameterValue {
  var isFit: Bool {
    if case .fit = base { true } else { false }
  }
}

extension Scenario {
  /// Parameters other than growth that are written as `fit`.
  fileprivate var fitRequests: [(ParameterAddress, ParameterValue)] {
    let flows: [ParameterAddress.Property] = [.training, .inMigration, .outMigration, .attrition]
    var requests: [(ParameterAddress, ParameterValue)] = []
    func ask(_ owner: String, _ property: ParameterAddress.Property, _ value: ParameterValue?) {
      if let value, value.isFit { requests.append((ParameterAddress(owner, property), value)) }
    }
    for category in categories {
      for flow in flows { ask(category.id, flow, category.parameters[flow]) }
      let start = category.start(in: horizon)
      ask(category.id, .stock, category.observations.first { $0.year == start }?.value)
    }
    for pipeline in pipelines {
      ask(pipeline.id, .intake, pipeline.intake)
      ask(pipeline.id, .completion, pipeline.completion)
    }
    for transition in transitions { ask(transition.id, .rate, transition.rate) }
    for measure in measures {
      if case .sum(_, let coverage) = measure.formula { ask(measure.id, .coverage, coverage) }
    }
    return requests
  }
}
