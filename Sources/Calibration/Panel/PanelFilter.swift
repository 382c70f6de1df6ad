import Foundation

/// One structure run through one history: the Kalman filter in units of σ², with the drift μ left open.
///
/// Innovations are linear in μ: v(t) − x(t)·μ, so one pass gives the log likelihood as a quadratic in μ,
/// −½ Σ log F − n log σ − (squares − 2·score·μ + information·μ²) / 2σ², and the state as a line in μ (de Jong's augmented
/// filter). The first level, and every level after a change of definition, is diffuse: it takes its observation.
/// O(years).
///
/// Source: A. Harvey (1989), sections 3.2 and 3.4.2; P. de Jong, The diffuse Kalman filter, Annals of Statistics 19 (1991),
/// section 2.
struct PanelFilter {
  /// The state after the last observation; levels are relative to the last observed one.
  struct State: Sendable, Equatable {
    var level = 0.0
    var slope = 0.0
    /// Derivatives by the drift.
    var levelByDrift = 0.0
    var slopeByDrift = 0.0
    /// Variances in units of σ².
    var levelVariance = 0.0
    var covariance = 0.0
    var slopeVariance = 0.0
  }

  /// What the smoother needs of a year.
  struct Step {
    enum Kind { case missing, newLevel, observed }
    let kind: Kind
    /// Of the observation; the next one for a missing year.
    let index: Int
    let innovation: Double
    let innovationByDrift: Double
    let variance: Double
    let gains: (level: Double, slope: Double)
  }

  let structure: PanelStructure
  private(set) var state = State()
  private(set) var steps: [Step] = []
  private(set) var logDeterminant = 0.0
  private(set) var squares = 0.0
  private(set) var score = 0.0
  private(set) var information = 0.0
  private(set) var count = 0

  private let keepsSteps: Bool
  /// Σ log F is taken from products, a logarithm for many years.
  private var determinant = 1.0

  /// - Parameters:
  ///   - volatility: σ, to which rounding is relative.
  ///   - keepsSteps: for the smoother.
  init(_ history: PanelHistory, _ structure: PanelStructure, volatility: Double, keepsSteps: Bool = false) {
    self.structure = structure
    self.keepsSteps = keepsSteps
    state.slopeVariance = structure.startingSlope
    let origin = history.last.level
    for (index, observation) in history.observations.enumerated() {
      let rounding = observation.rounding / volatility
      let noise = structure.observation + rounding * rounding
      if index > 0 {
        let gap = history.gap(before: index)
        for year in 1...gap {
          predict()
          if keepsSteps && year < gap { steps.append(Step(.missing, index)) }
        }
      }
      if history.startsNewLevel(at: index) {
        startLevel(observation.level - origin, noise: noise)
        if keepsSteps && index > 0 { steps.append(Step(.newLevel, index)) }
      } else {
        update(observation.level - origin, noise: noise, index: index)
      }
    }
    logDeterminant += log(determinant)
  }

  private mutating func predict() {
    let fading = structure.persistence
    state.level += state.slope
    state.levelByDrift += state.slopeByDrift + 1
    state.levelVariance += 2 * state.covariance + state.slopeVariance + structure.level
    state.covariance = fading * (state.covariance + state.slopeVariance)
    state.slopeVariance = fading * fading * state.slopeVariance + structure.innovation
    state.slope *= fading
    state.slopeByDrift *= fading
  }

  private mutating func startLevel(_ value: Double, noise: Double) {
    state.level = value
    state.levelByDrift = 0
    state.levelVariance = noise
    state.covariance = 0
  }

  private mutating func update(_ value: Double, noise: Double, index: Int) {
    let variance = state.levelVariance + noise
    let innovation = value - state.level
    let byDrift = state.levelByDrift
    let gains = (level: state.levelVariance / variance, slope: state.covariance / variance)
    determinant *= variance
    if determinant > 1e100 || determinant < 1e-100 {
      logDeterminant += log(determinant)
      determinant = 1
    }
    squares += innovation * innovation / variance
    score += innovation * byDrift / variance
    information += byDrift * byDrift / variance
    count += 1
    if keepsSteps {
      steps.append(
        Step(
          kind: .observed, index: index, innovation: innovation, innovationByDrift: byDrift, variance: variance,
          gains: gains))
    }
    state.level += gains.level * innovation
    state.slope += gains.slope * innovation
    state.levelByDrift -= gains.level * byDrift
    state.slopeByDrift -= gains.slope * byDrift
    state.slopeVariance -= gains.slope * state.covariance
    state.covariance -= gains.level * state.covariance
    state.levelVariance -= gains.level * state.levelVariance
  }
}

extension PanelFilter.Step {
  fileprivate init(_ kind: Kind, _ index: Int) {
    self.init(kind: kind, index: index, innovation: 0, innovationByDrift: 0, variance: 1, gains: (0, 0))
  }
}
