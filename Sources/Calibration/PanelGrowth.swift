import Foundation
import Randomness
import StockFlow

/// The growth of every category and driver that is to follow the panel estimator: fitted together, each a trend from its
/// last observed stock to the end of the horizon.
struct PanelGrowth {
  /// One history among those that learn from each other.
  struct Member {
    let address: ParameterAddress
    /// The last observed year, from which the trend starts.
    let start: Year
    /// Every observed interval, also those across a change of definition.
    let steps: [DriftEstimate.Step]
    let breaks: [Year]
    /// Standard deviations of the observed logs that come from rounding.
    let rounding: [Double]
    let volatility: Double?
    let kind: String?

    fileprivate var history: PanelHistory {
      PanelHistory(steps, rounding: rounding, breaks: breaks, volatility: volatility, kind: kind)
    }
  }

  private let members: [Member]
  private let histories: [PanelHistory]
  private let estimate: PanelEstimate
  private let horizon: ClosedRange<Year>

  init(_ members: [Member], horizon: ClosedRange<Year>) {
    self.members = members
    self.horizon = horizon
    histories = members.map(\.history)
    estimate = PanelEstimate(histories)
  }

  /// Increments of one definition a history needs of its own: with one alone the estimate is its prior.
  static let fewestIncrements = 2

  /// Years after which a trend has settled; a longer horizon goes on with the law of the last one.
  private static let longestTrend = 60

  /// A member's growth over the horizon.
  func trend(of index: Int) -> GrowthTrend {
    let years = min(Self.longestTrend, max(1, horizon.upperBound - members[index].start))
    let predictive = estimate.posteriors[index].predictive(years: years)
    return GrowthTrend(
      start: members[index].start,
      courses: predictive.components.map {
        GrowthTrend.Course(weight: $0.weight, mean: $0.mean, factor: $0.factor)
      })
  }

  /// The yearly growth of the long run and the volatility, as parameters.
  func parameters(of index: Int) -> [FittedParameter] {
    let posterior = estimate.posteriors[index]
    let member = members[index]
    let location = posterior.drift + posterior.volatility * posterior.volatility / 2
    let reach = upperNormalQuantile * posterior.driftDeviation
    let growth = FittedParameter(
      address: member.address, estimate: expm1(location), standardError: exp(location) * posterior.driftDeviation,
      interval95: expm1(location - reach)...expm1(location + reach), observations: histories[index].increments,
      method: .panel)
    guard histories[index].writtenVolatility == nil else { return [growth] }
    let spread = posterior.volatilityInterval
    let volatility = FittedParameter(
      address: ParameterAddress(member.address.owner, .volatility), estimate: posterior.volatility,
      standardError: posterior.volatilityDeviation, interval95: spread, observations: histories[index].increments,
      method: .panel)
    return [growth, volatility]
  }

  func diagnostic(of index: Int) -> FitDiagnostic {
    let posterior = estimate.posteriors[index]
    let member = members[index]
    return FitDiagnostic(
      category: member.address.owner, drift: posterior.drift, sigma: posterior.volatility,
      volatility: histories[index].writtenVolatility == nil ? .panel : .written,
      intervals: member.steps.filter { !$0.interval.crosses(member.breaks) }.map { step in
        let residual = (step.logGrowth - posterior.drift) * step.interval.years.squareRoot()
        return FitDiagnostic.Interval(
          from: step.interval.from, to: step.interval.to, logGrowth: step.logGrowth,
          standardisedResidual: posterior.volatility > 0 ? residual / posterior.volatility : nil)
      },
      panel: PanelDiagnostic(posterior, sharedBy: members.count))
  }
}

/// The posterior of σ over the cells.
extension PanelPosterior {
  fileprivate var volatilityDeviation: Double {
    cells.reduce(0) { $0 + $1.weight * ($1.volatility - volatility) * ($1.volatility - volatility) }.squareRoot()
  }

  /// Between the cells that leave 2.5 % of the weight on either side.
  fileprivate var volatilityInterval: ClosedRange<Double> {
    let sorted = cells.sorted { $0.volatility < $1.volatility }
    func quantile(_ level: Double) -> Double {
      var below = 0.0
      for cell in sorted {
        below += cell.weight
        if below >= level { return cell.volatility }
      }
      return sorted.last?.volatility ?? volatility
    }
    return quantile(0.025)...quantile(0.975)
  }
}

extension PanelDiagnostic {
  init(_ posterior: PanelPosterior, sharedBy histories: Int) {
    var weights: [PanelStructure.Kind: Double] = [:]
    for (structure, weight) in zip(PanelStructure.grid, posterior.structureWeights) {
      weights[structure.kind, default: 0] += weight
    }
    self.init(
      histories: histories, randomWalk: weights[.randomWalk] ?? 0, dampedSlope: weights[.dampedSlope] ?? 0,
      localSlope: weights[.localSlope] ?? 0, shrinkage: posterior.shrinkage,
      effectiveObservations: posterior.effectiveObservations, unusualYears: posterior.unusualYears)
  }
}

extension PanelHistory {
  /// The levels that other flows leave to be explained by growth: from each observation on by the log growth that closes
  /// the balance, so that the increments are those of the growth alone; a new definition starts at its own stock.
  init(
    _ steps: [DriftEstimate.Step], rounding: [Double], breaks: [Year], volatility: Double?, kind: String?
  ) {
    var level = log(steps[0].interval.first)
    var observations = [Observation(year: steps[0].interval.from, level: level, rounding: rounding[0])]
    for (index, step) in steps.enumerated() {
      level += step.logGrowth * step.interval.years
      observations.append(Observation(year: step.interval.to, level: level, rounding: rounding[index + 1]))
    }
    self.init(
      observations: observations, breaks: breaks, writtenVolatility: volatility,
      group: kind)
  }
}
