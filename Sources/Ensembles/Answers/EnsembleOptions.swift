public import Randomness

/// How an ensemble is drawn.
public struct EnsembleOptions: Sendable, Equatable {
  public enum Size: Sendable, Equatable {
    case paths(Int)
    /// Blocks of paths are added until the half-width of every target's 95 % interval is below this, at most 10 million paths.
    case precision(Double)
  }

  public var size: Size
  public var seed: UInt64
  /// Threads that compute; never changes a byte of the result.
  public var threads: Int
  public var sampling: Sampling
  /// Quantile levels, fractions in 0 … 1.
  public var levels: [Double]
  public var quantiles: QuantilePrecision

  public init(
    size: Size, seed: UInt64, threads: Int, sampling: Sampling = .random, levels: [Double] = Self.standardLevels,
    quantiles: QuantilePrecision = .exact
  ) {
    self.size = size
    self.seed = seed
    self.threads = threads
    self.sampling = sampling
    self.levels = levels
    self.quantiles = quantiles
  }

  /// Paths that will be drawn; 0 where the ensemble finds out by itself.
  public var pathsDrawn: Int {
    guard case .paths(let paths) = size else { return 0 }
    return sampling == .random ? paths : Replicates.size(for: paths) * Replicates.count
  }

  public static let standardLevels = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
}

/// How quantiles are computed.
public enum QuantilePrecision: String, Sendable, CaseIterable {
  /// The order statistics themselves; memory grows about with the square root of the paths.
  case exact
  /// Interpolated in fine bins, within a few thousandths of a standard deviation; constant memory.
  case histogram
}

/// What was drawn: enough to draw it again.
public struct EnsembleStamp: Sendable, Equatable {
  /// Paths drawn, also where more were drawn than asked for.
  public let paths: Int
  public let seed: UInt64
  public let sampling: Sampling

  public init(paths: Int, seed: UInt64, sampling: Sampling) {
    self.paths = paths
    self.seed = seed
    self.sampling = sampling
  }
}
