import LinearAlgebra
import Randomness
import StockFlow

extension Scenario {
  /// Estimates every rate and flow written as `fit`: from its own history where it has one, the others together from the
  /// balance of the observed stocks.
  ///
  /// - Complexity: O(intervals · parameters²) for each block of categories that unknown flows join.
  func flowEstimates() -> FlowEstimates {
    var estimation = FlowEstimation(self)
    estimation.run()
    return estimation.result
  }
}

/// Goes from the parameters with history to those that only the balance can tell.
struct FlowEstimation {
  private(set) var result: FlowEstimates

  init(_ scenario: Scenario) { result = FlowEstimates(scenario: scenario) }

  mutating func run() {
    let requests = result.scenario.flowRequests
    guard !requests.isEmpty else { return }
    let book = FlowBook(result.scenario, unknown: [])
    var open: [FlowRequest] = []
    for request in requests where !settle(request, in: book) { open.append(request) }
    estimateFromBalance(open)
  }

  /// Whether the parameter needs no balance, or cannot be estimated at all.
  private mutating func settle(_ request: FlowRequest, in book: FlowBook) -> Bool {
    let prior = Prior(request.value)
    if !request.history.isEmpty {
      adopt(HistoryEstimate(request, in: book).estimate(of: request.address, prior: prior), request.value)
      return true
    }
    if let prior, prior.deviation == 0 || !request.isFlow {
      adopt(prior.alone(request.address, request.value), request.value)
      return true
    }
    if !request.value.history.isEmpty {
      refuse(request.address, request.value, .historyAfterStart(request.address, start: request.lastYear))
      return true
    }
    guard request.isFlow, !isSecondUnknown(request.address) else {
      refuseWithoutHistory(request.address, request.value)
      return true
    }
    return false
  }

  /// A completion cannot be estimated beside an intake that is unknown too: only their product enters the balance.
  private func isSecondUnknown(_ address: ParameterAddress) -> Bool {
    guard address.property == .completion else { return false }
    let intake = result.scenario.pipelines.first { $0.id == address.owner }?.intake
    return intake?.isFit ?? false
  }

  private mutating func estimateFromBalance(_ requests: [FlowRequest]) {
    guard !requests.isEmpty else { return }
    let growth = result.scenario.categories.compactMap { category -> FlowUnknown? in
      guard let value = category.parameters[.growth], value.isFit else { return nil }
      return FlowUnknown(ParameterAddress(category.id, .growth), value)
    }
    let unknowns = requests.map { FlowUnknown($0.address, $0.value) } + growth
    let book = FlowBook(result.scenario, unknown: Set(unknowns.map(\.address)))
    for block in book.blocks(unknowns) { estimate(block) }
  }

  // MARK: One block

  private mutating func estimate(_ block: FlowBlock) {
    guard block.rowCount > 0 else { return estimateWithoutData(block) }
    if let problem = block.dataProblem(in: result.scenario) { return refuse(block, [problem]) }
    do {
      let identification = try Identification(WhitenedSystem(starting: block), block.unknowns)
      guard identification.confounded.isEmpty else { return refuse(block, identification.problems) }
      try adopt(FlowSolution(block), rank: identification.rank)
    } catch {
      refuse(block, [.notComputable(block.unknowns[0].address)])
    }
  }

  private mutating func adopt(_ fit: FlowSolution, rank: Int) throws(LinearAlgebraError) {
    let estimates = try fit.estimates()
    for (estimate, unknown) in zip(estimates, fit.block.unknowns) where estimate.address.property != .growth {
      adopt(estimate, unknown.value)
      guard let interval = estimate.interval95, estimate.address.property.dimension == .share,
        interval.upperBound - interval.lowerBound > 0.9
      else { continue }
      report(.uninformative(estimate.address, interval: interval), unknown.value)
    }
    let joint = fit.jointCovariance
    result.covariances.append(joint)
    result.scenario.correlate(joint)
    result.diagnostics.append(fit.diagnostic(rank: rank))
  }

  private mutating func estimateWithoutData(_ block: FlowBlock) {
    for unknown in block.unknowns where unknown.address.property != .growth {
      if let prior = unknown.prior {
        adopt(prior.alone(unknown.address, unknown.value), unknown.value)
      } else {
        refuseWithoutHistory(unknown.address, unknown.value)
      }
    }
  }

  // MARK: What becomes of a parameter

  private mutating func adopt(_ estimate: FlowEstimate, _ value: ParameterValue) {
    result.parameters.append(estimate.parameter)
    replace(estimate.address, value.replacing(base: estimate.base))
  }

  private mutating func refuse(_ block: FlowBlock, _ problems: [FlowProblem]) {
    for problem in problems {
      report(problem, block.unknowns.first { problem.concerns($0.address) }?.value)
    }
    for unknown in block.unknowns where unknown.address.property != .growth {
      replace(unknown.address, ParameterValue(.number(Figure(0))))
    }
  }

  private mutating func refuse(_ address: ParameterAddress, _ value: ParameterValue, _ problem: FlowProblem) {
    report(problem, value)
    replace(address, ParameterValue(.number(Figure(0))))
  }

  private mutating func refuseWithoutHistory(_ address: ParameterAddress, _ value: ParameterValue) {
    result.problems.append(CalibrationProblem.noHistory(address).diagnostic(at: value.place))
    replace(address, ParameterValue(.number(Figure(0))))
  }

  private mutating func replace(_ address: ParameterAddress, _ value: ParameterValue) {
    result.scenario = result.scenario.replacing(Replacement(address: address, value: value))
  }

  private mutating func report(_ problem: FlowProblem, _ value: ParameterValue?) {
    result.problems.append(problem.diagnostic(at: value?.place))
  }
}

extension Prior {
  /// The prior as it is, where no data speak.
  fileprivate func alone(_ address: ParameterAddress, _ value: ParameterValue) -> FlowEstimate {
    FlowEstimate(
      address: address, mean: mean, standardError: deviation,
      interval95: interval95(within: address.property.dimension),
      observations: 0, estimator: .prior, prior: movement(to: self), written: value.prior)
  }
}

extension FlowBlock {
  /// Too few years or intervals for so many unknown parameters.
  fileprivate func dataProblem(in scenario: Scenario) -> FlowProblem? {
    for unknown in free where unknown.address.property == .rate {
      guard let transition = scenario.transitions.first(where: { $0.id == unknown.address.owner }) else { continue }
      for id in [transition.from, transition.to] {
        let years = (groups.first { $0.category == id }?.right.count).map { $0 + 1 } ?? 1
        if years < FlowProblem.leastYears { return .tooFewYears(unknown.address, category: id, found: years) }
      }
    }
    let estimatesNoise = groups.contains { $0.writtenSigma == nil }
    let needed = free.count + (estimatesNoise ? 1 : 0)
    return rowCount < needed ? .tooFewIntervals(free.map(\.address), found: rowCount, needed: needed) : nil
  }
}

extension Identification {
  fileprivate var problems: [FlowProblem] {
    confounded.map { $0.count == 1 ? .withoutEffect($0[0]) : .confounded($0) }
  }
}

extension FlowProblem {
  /// Whether a parameter is among those the problem names.
  fileprivate func concerns(_ address: ParameterAddress) -> Bool {
    switch self {
    case .confounded(let addresses), .tooFewIntervals(let addresses, _, _): addresses.contains(address)
    case .withoutEffect(let other), .tooFewYears(let other, _, _), .historyAfterStart(let other, _),
      .notComputable(let other), .uninformative(let other, _):
      other == address
    }
  }
}
