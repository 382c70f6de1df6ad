/// Which estimate of first-order indices is shown.
public enum FirstOrderEstimator: String, Sendable, CaseIterable {
  /// Σ f(B)·(f(A_B⁽ⁱ⁾) − f(A)) (Saltelli et al. 2010, table 2, estimator b).
  case saltelli
  /// V − ½·Σ (f(B) − f(A_B⁽ⁱ⁾))² (Jansen 1999; Saltelli et al. 2010, table 2, estimator c).
  case jansen
}

/// How a variance-based analysis is done.
public struct SobolOptions: Sendable, Equatable {
  /// Base points of the first round; best a power of two.
  public var basePoints = 1024
  /// Into how many parts the base points are divided for the intervals, which need at least two; rounded down to a power
  /// of two.
  public var blocks = 8
  /// The base points are doubled until every interval's half-width is below this; nil for a single round.
  public var precision: Double?
  /// Where the doubling ends in any case.
  public var maximalBasePoints = 65_536
  public var estimator = FirstOrderEstimator.saltelli
  /// Whether pairs are analysed as well, for which every base point takes twice as many evaluations.
  public var secondOrder = false
  /// Inputs that are analysed together; nil for each alone.
  public var groups: [[Int]]?
  /// Of the points.
  public var seed: UInt64 = 1
  /// How many points the function is asked for at once, at most, but never less than those of a base point.
  public var block = defaultBlock

  public init() {}
}
