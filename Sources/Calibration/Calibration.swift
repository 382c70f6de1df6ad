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
  /// Estimates every parameter written as `fit` (section 4 of the specification).
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
    fitGrowth()
    let correlation = jointly?.correlation(of: parameters) ?? []
    return CalibratedScenario(
      scenario: scenario,
      fit: Fit(
        parameters: parameters, correlation: correlation, diagnostics: diagnostics, flows: jointly?.diagnostics ?? [],
        assumptions: scenario.assumptionsBesideObservations()),
      problems: problems)
  }

  /// Where flows are fitted to stocks, the rest of the stocks' motion is known, but no part of the projection unless asked for.
  private mutating func warnAboutNoise(_ flows: FlowEstimates) {
    let sigmas = flows.diagnostics.reduce(into: [String: Double]()) { $0.merge($1.sigmas) { first, _ in first } }
    for category in scenario.categories where category.volatility == nil && !category.needsFit {
      guard let sigma = sigmas[category.id], sigma >= 0.0005 else { continue }
      problems.append(
        CalibrationProblem.noiseLeftOut(category: category.id, sigma: min(sigma, 1)).diagnostic(at: category.place))
    }
  }

  private mutating func report(_ problem: CalibrationProblem, _ value: ParameterValue) {
    problems.append(problem.diagnostic(at: value.place))
  }

  // MARK: Growth

  /// Estimates the histories that follow the panel estimator together, the others by the random walk with drift.
  private mutating func fitGrowth() {
    let histories = scenario.growthHistories(beside: jointly)
    var drifting: [GrowthHistory] = []
    var moving: [GrowthHistory] = []
    for (history, problem) in histories {
      guard let problem else {
        if history.followsPanel { moving.append(history) } else { drifting.append(history) }
        continue
      }
      report(problem, history.value)
      adoptNothing(history)
    }
    adopt(PanelGrowth(moving.map(\.member), horizon: scenario.horizon), moving)
    let own = drifting.filter { $0.writtenSigma == nil && $0.isCategory }
    let pooled = DriftEstimate.pooledSigma(own.map { DriftEstimate($0.steps) })
    for history in drifting { adopt(history, pooled: history.isCategory ? pooled : nil) }
  }

  private mutating func adopt(_ panel: PanelGrowth, _ histories: [GrowthHistory]) {
    for (index, history) in histories.enumerated() {
      warnAboutPrior(history)
      setGrowth(of: history, to: history.value.replacing(base: .trend(panel.trend(of: index))), sigma: 0)
      parameters += panel.parameters(of: index)
      diagnostics.append(panel.diagnostic(of: index))
    }
  }

  /// A prior of the growth is used by the base estimator alone.
  private mutating func warnAboutPrior(_ history: GrowthHistory) {
    guard case .fit(let request) = history.value.base, request.prior != nil else { return }
    report(.priorBesidePanel(history.address), history.value)
  }

  private mutating func adopt(_ history: GrowthHistory, pooled: (sigma: Double, degreesOfFreedom: Int)?) {
    let estimate = DriftEstimate(history.steps)
    guard let spread = VolatilityEstimate(estimate, written: history.writtenSigma, pooled: pooled) else {
      report(.noVolatility(history.address), history.value)
      return adoptNothing(history)
    }
    var growth: ParameterValue?
    if history.value.isFit {
      let posterior = GrowthPosterior(
        location: estimate.drift + spread.sigma * spread.sigma / 2,
        scale: spread.sigma / estimate.years.squareRoot(), beside: jointly?.growthDeviations[history.address.owner],
        prior: Prior(history.value))
      growth = history.value.replacing(base: .distribution(posterior.rate))
      parameters.append(posterior.parameter(history.address, estimate, degreesOfFreedom: spread.degreesOfFreedom))
    }
    setGrowth(of: history, to: growth, sigma: spread.sigma)
    if history.isCategory, let volatility = spread.parameter(ParameterAddress(history.address.owner, .volatility)) {
      parameters.append(volatility)
    }
    diagnostics.append(spread.diagnostic(history.address.owner, estimate))
  }

  /// Without an estimate the growth is 0 with certainty, and an error says why.
  private mutating func adoptNothing(_ history: GrowthHistory) {
    setGrowth(of: history, to: ParameterValue(.number(Figure(0))), sigma: history.writtenSigma ?? 0)
  }

  /// Puts an estimate in the place of `fit`; a growth that was written stays.
  private mutating func setGrowth(of history: GrowthHistory, to growth: ParameterValue?, sigma: Double) {
    switch history.place {
    case .category(let index):
      if let growth { scenario.categories[index].parameters[.growth] = growth }
      scenario.categories[index].volatility = .number(sigma)
    case .driver(let index):
      if let growth { scenario.drivers[index].growth = growth }
      scenario.drivers[index].volatility = sigma
    }
  }

  // MARK: Rates and flows

  private mutating func fitFlows() {
    for request in scenario.flowRequests where request.value.asksForPanel {
      report(.panelOfFlow(request.address), request.value)
    }
    let flows = scenario.flowEstimates()
    scenario = flows.scenario
    parameters += flows.parameters
    problems += flows.problems
    warnAboutNoise(flows)
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

extension ParameterValue {
  var isFit: Bool {
    if case .fit = base { true } else { false }
  }

  fileprivate var asksForPanel: Bool {
    if case .fit(let request) = base { request.method == .panel } else { false }
  }
}
