public import StockFlow

/// Why a target stands where it does: what leads from the baseline to the projection, and what it would take from there
/// to the target. Both parts add up exactly, but for rounding. Values are in the unit of computation of the series.
public struct Waterfall: Sendable, Equatable {
  /// What one flow, driver, coverage, the floor, the noise or an uncertain baseline adds.
  public struct Bar: Sendable, Equatable {
    /// `skilled.training`, `population`, `total.coverage`, `floor`, `noise`, `baseline`.
    public let name: String
    /// In the central projection.
    public let central: Double
    /// The 10th and the 90th percentile over the paths.
    public let interval80: ClosedRange<Double>?

    public init(name: String, central: Double, interval80: ClosedRange<Double>?) {
      (self.name, self.central, self.interval80) = (name, central, interval80)
    }
  }

  /// How much more one of them adds in the futures that just reach the target than in those at the projection.
  public struct Need: Sendable, Equatable {
    public let name: String
    public let needed: Double
    public let standardError: Double

    public init(name: String, needed: Double, standardError: Double) {
      (self.name, self.needed, self.standardError) = (name, needed, standardError)
    }
  }

  public let baseline: Double
  public let projection: Double
  /// The bound of the target; of two bounds the nearer one.
  public let target: Double
  /// The largest first; those that are 0 in every path are left out. They add up to `projection` − `baseline`.
  public let flows: [Bar]
  /// The largest first; they add up to `target` − `projection`. `nil` where nothing varies.
  public let gap: [Need]?
  /// `target` − `projection` in standard deviations of the series over the paths; `nil` where nothing varies.
  public let gapInStandardDeviations: Double?
  /// The paths behind intervals and gap.
  public let paths: Int

  public init(
    baseline: Double, projection: Double, target: Double, flows: [Bar], gap: [Need]?,
    gapInStandardDeviations: Double?, paths: Int
  ) {
    self.baseline = baseline
    self.projection = projection
    self.target = target
    self.flows = flows
    self.gap = gap
    self.gapInStandardDeviations = gapInStandardDeviations
    self.paths = paths
  }
}

extension Target.Comparison {
  /// The bound that matters to a value: the only one, or the nearer of two.
  public func bound(nearestTo value: Double) -> Double {
    switch self {
    case .atLeast(let bound), .atMost(let bound): bound.value
    case .within(let low, let high): value - low.value < high.value - value ? low.value : high.value
    }
  }
}
