public import StockFlow

/// The answer of `fit`: what the history supports, with its errors.
public struct FitAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let fit: Fit

  public init(header: AnswerHeader, fit: Fit) {
    self.header = header
    self.fit = fit
  }
}

/// Every fitted parameter of a scenario and how they hang together.
public struct Fit: Sendable, Equatable {
  public let parameters: [FittedParameter]
  /// Correlation of the estimates' errors, in the order of `parameters`.
  public let correlation: [[Double]]
  /// Per fitted category what the estimate rests on.
  public let diagnostics: [FitDiagnostic]
  /// Per set of rates and flows that were estimated together from the stocks.
  public let flows: [FlowDiagnostic]
  /// Written values that history could have given.
  public let assumptions: [AssumedParameter]

  public init(
    parameters: [FittedParameter], correlation: [[Double]], diagnostics: [FitDiagnostic], flows: [FlowDiagnostic] = [],
    assumptions: [AssumedParameter] = []
  ) {
    self.parameters = parameters
    self.correlation = correlation
    self.diagnostics = diagnostics
    self.flows = flows
    self.assumptions = assumptions
  }
}

/// One estimated parameter.
public struct FittedParameter: Sendable, Equatable {
  public let address: ParameterAddress
  /// For growth the yearly rate e^(μ̂ + σ²/2 + σ²/(2ΣΔ)) − 1; for volatility σ.
  public let estimate: Double
  /// `nil` where the history does not give one, or a bound holds the estimate.
  public let standardError: Double?
  public let interval95: ClosedRange<Double>?
  /// Observed intervals (for a flow: observed years) the estimate rests on.
  public let observations: Int
  public let method: FitRequest.Method
  /// What kind of data it comes from.
  public let estimator: FlowEstimator
  /// How far the data moved a written prior; `nil` without one.
  public let prior: PriorMovement?

  public init(
    address: ParameterAddress, estimate: Double, standardError: Double?, interval95: ClosedRange<Double>?,
    observations: Int, method: FitRequest.Method, estimator: FlowEstimator = .drift, prior: PriorMovement? = nil
  ) {
    self.address = address
    self.estimate = estimate
    self.standardError = standardError
    self.interval95 = interval95
    self.observations = observations
    self.method = method
    self.estimator = estimator
    self.prior = prior
  }
}

/// What the estimate of one category's or driver's growth rests on.
public struct FitDiagnostic: Sendable, Equatable {
  public enum Volatility: String, Sendable { case own, pooled, written, panel }
  public struct Interval: Sendable, Equatable {
    public let from: Year
    public let to: Year
    /// The constant yearly log growth μ_k that closes the balance.
    public let logGrowth: Double
    /// (μ_k − μ̂)·√Δ_k / σ; `nil` where σ is 0.
    public let standardisedResidual: Double?
    public init(from: Year, to: Year, logGrowth: Double, standardisedResidual: Double?) {
      self.from = from
      self.to = to
      self.logGrowth = logGrowth
      self.standardisedResidual = standardisedResidual
    }
  }

  public let category: String
  /// μ̂ and σ of the random walk with drift; for the panel estimator the posterior means.
  public let drift: Double
  public let sigma: Double
  public let volatility: Volatility
  public let intervals: [Interval]
  /// What the panel estimator found beside; `nil` for the random walk with drift.
  public let panel: PanelDiagnostic?

  public init(
    category: String, drift: Double, sigma: Double, volatility: Volatility, intervals: [Interval],
    panel: PanelDiagnostic? = nil
  ) {
    self.category = category
    self.drift = drift
    self.sigma = sigma
    self.volatility = volatility
    self.intervals = intervals
    self.panel = panel
  }
}

/// How the panel estimator came to the growth of one history.
public struct PanelDiagnostic: Sendable, Equatable {
  /// Histories that were fitted together.
  public let histories: Int
  /// Posterior weights of the structures; they add up to 1.
  public let randomWalk: Double
  public let dampedSlope: Double
  public let localSlope: Double
  /// How far the drift was pulled to the shared one: 0 is the history alone, 1 the shared one alone.
  public let shrinkage: Double
  /// Increments, each unusual one counted with the weight left to it.
  public let effectiveObservations: Double
  /// Years whose increment was taken as an outlier or a break of the level.
  public let unusualYears: [Year]
}
