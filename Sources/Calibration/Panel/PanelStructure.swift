/// One of the local structures that the panel estimator averages over, in units of the variance σ² of a year's growth.
///
/// On logs, with the long-run drift μ, a slope s that fades at the rate φ, and an error of observation e:
///
///     y(t) = ℓ(t) + e(t)                                   variance of e: observation
///     ℓ(t) = ℓ(t−1) + μ + s(t−1) + η(t)                    variance of η: level
///     s(t) = φ·s(t−1) + ζ(t)                               variance of ζ: innovation
///
/// φ = 0 is the random walk with drift, 0 < φ < 1 the damped slope, φ = 1 the local slope. The three variances are shares
/// of one, level + slope + 2·observation = 1, so that σ means the same in every structure and can be pooled over them.
///
/// Source: A. Harvey, Forecasting, Structural Time Series Models and the Kalman Filter (1989), sections 2.3 and 4.1;
/// the damped slope: E. Gardner and E. McKenzie, Management Science 31 (1985), p. 1237.
public struct PanelStructure: Sendable, Equatable {
  public enum Kind: String, Sendable, Equatable, CaseIterable {
    case randomWalk, dampedSlope, localSlope
  }

  public let kind: Kind
  /// φ.
  public let persistence: Double
  /// The slope's share of the variance of a year's growth (for the local slope: the variance of its yearly change).
  public let slope: Double
  /// Variance of the error of observation.
  public let observation: Double

  init(_ kind: Kind, persistence: Double = 0, slope: Double = 0, observationShare: Double = 0) {
    self.kind = kind
    self.persistence = persistence
    self.slope = slope
    observation = observationShare / 2 * (1 - slope)
  }

  public var hasObservationError: Bool { observation > 0 }
  var level: Double { 1 - 2 * observation - slope }
  var innovation: Double { kind == .localSlope ? slope : slope * (1 - persistence * persistence) }
  /// Variance of the slope before the first observation: its stationary one; the local slope starts at the drift.
  var startingSlope: Double { kind == .localSlope ? 0 : slope }

  /// The averaged structures. Few and far apart: their posterior weights fill what lies between. φ = 0.6 halves a slope in
  /// sixteen months; with 0.5 or 0.8 the errors inside the training parts of real series were 0.5 % and 2 % larger.
  public static let grid: [PanelStructure] = [0.0, 0.4].flatMap { share in
    [
      PanelStructure(.randomWalk, observationShare: share),
      PanelStructure(.dampedSlope, persistence: 0.6, slope: 0.5, observationShare: share),
      PanelStructure(.dampedSlope, persistence: 0.6, slope: 0.9, observationShare: share),
      PanelStructure(.localSlope, persistence: 1, slope: 0.05, observationShare: share),
    ]
  }
}
