public import StockFlow

extension SolveAnswer {
  /// What a target asks of the parameters behind it.
  public struct Inverse: Sendable, Equatable {
    public let target: Target
    public let ways: [Way]
    /// The yearly growth of the target's series from its baseline, in the central projection with the growth that reaches
    /// the bound with the probability asked for; `nil` where none does.
    public let neededGrowth: Double?
    /// The yearly growth from the baseline exactly to the bound; `nil` where one of them is not above 0.
    public let boundGrowth: Double?
    /// That of the central projection.
    public let centralGrowth: Double?
    public let history: PastGrowth?
  }

  /// One kind of parameter changed evenly, all others as they are.
  public struct Way: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case growth, training, retention }
    public let kind: Kind
    public let parameters: [ParameterAddress]
    /// The rate or the persons a year as they are: central, over the years of the horizon and weighted by baseline stocks.
    public let present: Double
    /// The same, as the target needs it; `nil` where even the most does not suffice.
    public let needed: Double?
    public let probabilityAtLimit: Double
  }

  /// Yearly growth of a series between its observations.
  public struct PastGrowth: Sendable, Equatable {
    public let years: ClosedRange<Year>
    public let mean: Double
    /// `nil` with one interval.
    public let standardDeviation: Double?
    /// The share of observed years with less growth than needed.
    public let percentile: Double?
  }
}
