import StockFlow

/// A parameter other than growth that is written as `fit`.
struct FlowRequest {
  let address: ParameterAddress
  let value: ParameterValue
  /// The year its own history is used up to: the start of the horizon, or of its category where that is later.
  let lastYear: Year

  /// Observed values up to that year.
  var history: [TimePath.Point] { value.history.filter { $0.year <= lastYear } }
  /// Whether the balance of stocks can say anything about it.
  var isFlow: Bool {
    switch address.property {
    case .stock, .growth, .volatility, .coverage: false
    case .training, .inMigration, .outMigration, .attrition, .intake, .completion, .rate: true
    }
  }
}

/// A written value beside what was observed of the same parameter.
public struct AssumedParameter: Sendable, Equatable {
  /// The central value in the first year that is projected.
  public let assumed: Double
  /// What the observed years up to the start would have given.
  public let observed: FittedParameter

  public init(assumed: Double, observed: FittedParameter) {
    self.assumed = assumed
    self.observed = observed
  }
}

extension Scenario {
  /// Every written value that has a history beside it, with what that history says.
  func assumptionsBesideObservations() -> [AssumedParameter] {
    let requests = assumptionsBesideHistory
    guard !requests.isEmpty else { return [] }
    let book = FlowBook(self, unknown: [])
    return requests.map { request in
      let estimate = HistoryEstimate(request, in: book).estimate(of: request.address, prior: nil)
      return AssumedParameter(assumed: request.value.central(in: request.lastYear + 1), observed: estimate.parameter)
    }
  }

  /// Parameters other than growth that are written as `fit`, in the order of the file.
  var flowRequests: [FlowRequest] { flowRequests { $0.isFit } }

  /// Parameters other than growth with a written value beside observed ones, in the order of the file.
  var assumptionsBesideHistory: [FlowRequest] {
    // Those whose history begins after the start say nothing yet.
    flowRequests { !$0.isFit && !$0.history.isEmpty }.filter { !$0.history.isEmpty }
  }

  private func flowRequests(where isAsked: (ParameterValue) -> Bool) -> [FlowRequest] {
    let flows: [ParameterAddress.Property] = [.training, .inMigration, .outMigration, .attrition]
    let starts = Dictionary(
      categories.map { ($0.id, $0.start(in: horizon) ?? horizon.lowerBound) }, uniquingKeysWith: { first, _ in first })
    var requests: [FlowRequest] = []
    func ask(_ owner: String, _ property: ParameterAddress.Property, _ value: ParameterValue?, until year: Year?) {
      guard let value, isAsked(value) else { return }
      let address = ParameterAddress(owner, property)
      requests.append(
        FlowRequest(address: address, value: value, lastYear: max(year ?? horizon.lowerBound, horizon.lowerBound)))
    }
    for category in categories {
      let start = starts[category.id]
      for flow in flows { ask(category.id, flow, category.parameters[flow], until: start) }
      ask(category.id, .stock, category.observations.first { $0.year == start }?.value, until: start)
    }
    for pipeline in pipelines {
      ask(pipeline.id, .intake, pipeline.intake, until: nil)
      ask(pipeline.id, .completion, pipeline.completion, until: nil)
    }
    // Of thousands of transitions hardly any is asked for.
    for index in transitions.indices where isAsked(transitions[index].rate) {
      let transition = transitions[index]
      ask(transition.id, .rate, transition.rate, until: starts[transition.from])
    }
    for measure in measures {
      if case .sum(_, let coverage) = measure.formula { ask(measure.id, .coverage, coverage, until: nil) }
    }
    return requests
  }
}
