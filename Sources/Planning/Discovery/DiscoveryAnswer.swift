public import StockFlow

/// The answer of `discover`: in which corners of the assumptions a target is missed.
public struct DiscoveryAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let target: Target
  /// Futures drawn, and those that miss the target; a target without a value is missed. One where nothing is uncertain.
  public let samples: Int
  public let misses: Int
  public let seed: UInt64
  /// The density asked for.
  public let density: Double
  /// How many assumptions are uncertain, and whether there is yearly noise beside them.
  public let uncertainAssumptions: Int
  public let hasNoise: Bool
  /// One for all misses, or one for each way of missing; where nearly all futures miss, also one for those that do not.
  public let searches: [CornerSearch]
  /// Some of the futures, by the parameters that the first corner of misses limits.
  public let futures: Futures

  /// All corners of misses.
  public var boxes: [Corner] { searches.flatMap(\.misses) }
  /// A future in which nothing can be otherwise.
  public var isCertain: Bool { uncertainAssumptions == 0 && !hasNoise }

  /// The corners of one kind of futures.
  public struct CornerSearch: Sendable, Equatable {
    public let kind: Kind
    /// Futures of the kind.
    public let cases: Int
    /// The density sought: the one asked for, or a greater one where the kind is nearly as frequent among all futures.
    public let density: Double
    /// How many futures a corner holds before it is tightened.
    public let leastFutures: Int
    public let corners: [Corner]

    /// Its corners if they are of misses.
    var misses: [Corner] { kind == .reached ? [] : corners }
  }

  /// Values of parameters in the futures drawn, in the parameters' own units.
  public struct Futures: Sendable, Equatable {
    public let parameters: [String]
    /// The least and the largest value of each parameter in all futures.
    public let least: [Double]
    public let largest: [Double]
    /// One row a future, the first ones drawn.
    public let values: [[Double]]
    public let isMiss: [Bool]

    /// As many as a picture can show.
    static let most = 250
  }

  /// What a future has to be to be sought.
  public enum Kind: String, Sendable, CaseIterable {
    /// In whatever way.
    case missed
    case tooLow = "too_low"
    case tooHigh = "too_high"
    /// The target has no value.
    case withoutValue = "without_value"
    case reached
  }

  /// A corner: a range for some parameters.
  public struct Corner: Sendable, Equatable {
    public let limits: [Limit]
    /// Share of all futures of the kind that lie in it, and share of the kind among its futures. A further corner counts
    /// the futures outside the earlier ones alone.
    public let coverage: Double
    public let density: Double
    /// Share of all futures.
    public let mass: Double
    public let cases: Int
    /// The boxes on the way to it, from all futures on.
    public let tradeOff: [TradeOff]
  }

  public struct Limit: Sendable, Equatable {
    public let parameter: String
    /// In the parameter's own unit; `nil` where the side is open.
    public let lower: Double?
    public let upper: Double?
    /// How likely a restriction as good as this one is where the parameter says nothing; the larger of both sides.
    public let quasiPValue: Double
    /// In which share of random halves of the futures the parameter is limited as well, by a box of like coverage and by
    /// one of like density.
    public let foundAtCoverage: Double
    public let foundAtDensity: Double
  }

  /// A box that was not chosen.
  public struct TradeOff: Sendable, Equatable {
    public let coverage: Double
    public let density: Double
    public let mass: Double
    public let ranges: [Range]
  }

  /// The values of a parameter inside a box.
  public struct Range: Sendable, Equatable {
    public let parameter: String
    public let lower: Double?
    public let upper: Double?
  }
}
