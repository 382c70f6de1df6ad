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
  /// The rates and flows, estimated before any growth.
  private var jointly: FlowEstimates?

  init(_ scenario: Scenario) { self.scenario = scenario }

  mutating func run() -> CalibratedScenario {
    // Flows first: the balance of a growing category needs them as numbers.
    fitFlows()
    fitCategoryGrowth()
    fitDriverGrowth()
    let correlation = jointly?.correlation(of: parameters) ?? []
    return CalibratedScenario(
      scenario: scenario,
      fit: Fit(
        parameters: parameters, correlation: correlation, diagnostics: diagnostics, flows: jointly?.diagnostics ?? []),
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
      let posterior = GrowthPosterior(
        location: estimate.drift + spread.sigma * spread.sigma / 2,
        scale: spread.sigma / estimate.years.squareRoot(), beside: jointly?.growthDeviations[category.id],
        prior: Prior(growth))
      scenario.categories[index].parameters[.growth] = growth.replacing(base: .distribution(posterior.rate))
      parameters.append(posterior.parameter(address, estimate))
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
      let posterior = GrowthPosterior(
        location: estimate.drift + spread.sigma * spread.sigma / 2,
        scale: spread.sigma / estimate.years.squareRoot(), prior: Prior(growth))
      scenario.drivers[index].volatility = spread.sigma
      scenario.drivers[index].growth = growth.replacing(base: .distribution(posterior.rate))
      parameters.append(posterior.parameter(address, estimate))
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

  // MARK: Rates and flows

  private mutating func fitFlows() {
    for request in scenario.flowRequests { warnAboutPanel(request.value, request.address) }
    let flows = scenario.flowEstimates()
    scenario = flows.scenario
    parameters += flows.parameters
    problems += flows.problems
    jointly = flows
  }
}

extension FlowEstimates {
  /// Correlations of the errors of these parameters, in their order; those not estimated together are independent.
  fileprivate func correlation(of parameters: [FittedParameter]) -> [[Double]] {
    let places = Dictionary(
      parameters.enumerated().map { ($1.address, $0) }, uniquingKeysWith: { first, _ in first })
    var matrix = parameters.indices.map { row in parameters.indices.map { $0 == row ? 1.0 : 0.0 } }
    for joint in covariances {
      let rows = joint.addresses.map { places[$0] }
      for (first, row) in rows.enumerated() {
        for (second, column) in rows.enumerated() where first != second {
          if let row, let column { matrix[row][column] = joint.correlation(first, second) }
        }
      }
    }
    return matrix
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
