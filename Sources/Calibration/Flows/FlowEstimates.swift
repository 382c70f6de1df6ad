import Randomness
public import StockFlow

/// How a rate or flow was estimated.
public enum FlowEstimator: String, Sendable {
  /// The random walk with drift of a growth.
  case drift
  /// The mean of observed years.
  case mean
  /// Leavers over exposed, pooled over observed years.
  case pooledRate = "pooled_rate"
  /// The balance of the observed stocks.
  case balance
  /// No data speak about it: what was believed before.
  case prior
}

/// What the balances of categories that share unknown flows rest on.
public struct FlowDiagnostic: Sendable, Equatable {
  public struct Residual: Sendable, Equatable {
    public let category: String
    public let from: Year
    public let to: Year
    /// Observed less explained change of the stock, in the scenario's unit.
    public let residual: Double
    /// The same in units of its standard deviation, independent of the interval before.
    public let standardised: Double

    public init(category: String, from: Year, to: Year, residual: Double, standardised: Double) {
      self.category = category
      self.from = from
      self.to = to
      self.residual = residual
      self.standardised = standardised
    }
  }

  /// Estimated together.
  public let parameters: [ParameterAddress]
  public let rank: Int
  /// Largest over smallest singular value of the weighted balances, columns scaled to length 1.
  public let conditionNumber: Double
  /// Parameters held at a bound.
  public let held: [ParameterAddress]
  /// The yearly noise of each category on the log scale.
  public let sigmas: [String: Double]
  public let residuals: [Residual]

  public init(
    parameters: [ParameterAddress], rank: Int, conditionNumber: Double, held: [ParameterAddress],
    sigmas: [String: Double], residuals: [Residual]
  ) {
    self.parameters = parameters
    self.rank = rank
    self.conditionNumber = conditionNumber
    self.held = held
    self.sigmas = sigmas
    self.residuals = residuals
  }
}

/// The covariance of the errors of parameters that were estimated together; 0 for what a bound holds.
public struct JointCovariance: Sendable, Equatable {
  public let addresses: [ParameterAddress]
  /// In the order of `addresses`.
  public let covariance: [[Double]]

  public init(addresses: [ParameterAddress], covariance: [[Double]]) {
    self.addresses = addresses
    self.covariance = covariance
  }

  /// The correlation of two errors; 0 where one of them is certain.
  public func correlation(_ first: Int, _ second: Int) -> Double {
    let deviations = (covariance[first][first] * covariance[second][second]).squareRoot()
    guard deviations > 0 else { return 0 }
    return min(1, max(-1, covariance[first][second] / deviations))
  }
}

/// Every rate and flow written as `fit`, estimated.
struct FlowEstimates {
  /// With the estimates in the place of `fit`, and their correlations.
  var scenario: Scenario
  var parameters: [FittedParameter] = []
  var covariances: [JointCovariance] = []
  var diagnostics: [FlowDiagnostic] = []
  var problems: [Diagnostic] = []

  /// Standard errors of growths that were estimated beside flows, by category.
  var growthDeviations: [String: Double] {
    var deviations: [String: Double] = [:]
    for joint in covariances {
      for (index, address) in joint.addresses.enumerated() where address.property == .growth {
        deviations[address.owner] = joint.covariance[index][index].squareRoot()
      }
    }
    return deviations
  }
}

/// What replaces `fit`, and what is reported of it.
struct FlowEstimate {
  let address: ParameterAddress
  let mean: Double
  /// `nil` where the data give none, or a bound holds the estimate.
  let standardError: Double?
  let interval95: ClosedRange<Double>?
  let observations: Int
  let estimator: FlowEstimator
  let prior: PriorMovement?
  /// What is drawn where it is not told by mean and error: a prior as it was written.
  var written: Distribution?

  var parameter: FittedParameter {
    FittedParameter(
      address: address, estimate: mean, standardError: standardError, interval95: interval95,
      observations: observations, method: .auto, estimator: estimator, prior: prior)
  }

  /// A distribution with this mean and standard error: rates stay between 0 and 1, flows of persons above 0. A mean of
  /// observed years keeps the normal distribution of its error.
  var base: ParameterValue.Base {
    if let written, !written.isCertain { return .distribution(written) }
    // A millionth of the estimate is no uncertainty a plan could feel.
    guard let standardError, standardError > 1e-6 * abs(mean) else { return .number(Figure(mean)) }
    switch address.property.dimension {
    case .share:
      let largest = (mean * (1 - mean)).squareRoot()
      guard mean > 0, mean < 1 else { return .number(Figure(mean)) }
      return .distribution(.beta(mean: mean, sd: min(standardError, 0.99 * largest)))
    case .people where estimator == .balance && mean > 0:
      return .distribution(.gamma(mean: mean, sd: standardError))
    case .people, .factor, .growthRate:
      return .distribution(.normal(mean: mean, sd: standardError))
    }
  }
}
