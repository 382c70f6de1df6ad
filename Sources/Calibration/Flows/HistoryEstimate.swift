import Randomness
import StockFlow

/// The estimate of a parameter from its own observed years.
struct HistoryEstimate {
  private let mean: Double
  private let standardError: Double?
  private let interval: ClosedRange<Double>?
  private let years: Int
  private let estimator: FlowEstimator

  /// Rates are pooled over the persons exposed; where nobody knows how many they were, and for flows of persons, it is
  /// the mean of the years.
  ///
  /// - Precondition: the request has observed years.
  init(_ request: FlowRequest, in book: FlowBook) {
    let exposures = request.history.map { book.exposed(to: request.address, in: $0.year) }
    let persons = exposures.compactMap { $0 }
    if persons.count == exposures.count,
      let pooled = PooledRate(
        zip(request.history, persons).map { PooledRate.Year(rate: $0.figure.value, exposed: $1) })
    {
      (mean, standardError, interval) = (pooled.rate, pooled.standardError, pooled.interval95)
      (years, estimator) = (pooled.years, .pooledRate)
    } else {
      let simple = MeanEstimate(request.history.map(\.figure.value))
      (mean, standardError, interval) = (simple.mean, simple.standardError, simple.interval95)
      (years, estimator) = (simple.count, .mean)
    }
  }

  /// The estimate, weighed with what was believed before. A single year has no error of its own that could be weighed:
  /// then the prior stands.
  func estimate(of address: ParameterAddress, prior: Prior?) -> FlowEstimate {
    guard let prior else {
      return FlowEstimate(
        address: address, mean: mean, standardError: standardError, interval95: interval, observations: years,
        estimator: estimator, prior: nil)
    }
    let posterior = standardError.map { prior.combined(mean: mean, deviation: $0) } ?? prior
    return FlowEstimate(
      address: address, mean: posterior.mean, standardError: posterior.deviation,
      interval95: posterior.interval95(within: address.property.dimension), observations: years,
      estimator: estimator, prior: prior.movement(to: posterior))
  }
}

extension Prior {
  /// mean ± 1.96·sd within the bounds of the parameter; `nil` for a certain one.
  func interval95(within dimension: ParameterAddress.Dimension) -> ClosedRange<Double>? {
    guard deviation > 0 else { return nil }
    let reach = upperNormalQuantile * deviation
    let ends: (low: Double, high: Double) =
      switch dimension {
      case .share: (min(1, max(0, mean - reach)), max(0, min(1, mean + reach)))
      case .people, .factor: (max(0, mean - reach), max(0, mean + reach))
      case .growthRate: (mean - reach, mean + reach)
      }
    return ends.low...max(ends.low, ends.high)
  }
}

extension FlowBook {
  /// Persons a yearly rate applies to: the opening stock, or those who entered a pipeline; `nil` where that is not known
  /// or the parameter is no rate.
  func exposed(to address: ParameterAddress, in year: Year) -> Double? {
    let opening =
      switch address.property {
      case .attrition, .outMigration: stock(of: address.owner, in: year - 1)
      case .rate:
        scenario.transitions.first { $0.id == address.owner }.map { stock(of: $0.from, in: year - 1) } ?? 0
      case .completion:
        scenario.pipelines.first { $0.id == address.owner }.map { $0.intake.known(in: year - $0.duration) } ?? 0
      case .stock, .growth, .training, .inMigration, .volatility, .intake, .coverage: 0.0
      }
    return opening > 0 && opening.isFinite ? opening * scenario.unit.factor : nil
  }
}
