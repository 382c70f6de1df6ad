public import StockFlow

/// The answer of `simulate`: what every series can be, year by year.
public struct SimulationAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let stamp: EnsembleStamp
  public let levels: [Double]
  /// Categories, drivers and measures in the order of the file.
  public let series: [SimulatedSeries]
  /// How surely each target of the scenario is met, from the same paths.
  public let probabilities: [ProbabilityEstimate]

  public init(
    header: AnswerHeader, stamp: EnsembleStamp, levels: [Double], series: [SimulatedSeries],
    probabilities: [ProbabilityEstimate] = []
  ) {
    self.header = header
    self.stamp = stamp
    self.levels = levels
    self.series = series
    self.probabilities = probabilities
  }
}

/// One series with one summary per year of the horizon.
public struct SimulatedSeries: Sendable, Equatable {
  public let id: String
  public let years: [SeriesSummary]

  public init(id: String, years: [SeriesSummary]) {
    self.id = id
    self.years = years
  }
}

/// Mean, standard deviation and quantiles over the paths in which a series has a value; `nil` where there is none.
public struct SeriesSummary: Sendable, Equatable {
  public let mean: Double?
  /// Divides by n − 1; `nil` below two values.
  public let standardDeviation: Double?
  /// One per level, between order statistics (type 7).
  public let quantiles: [Double?]
  /// Paths in which the series has no value.
  public let missing: Int

  public init(mean: Double?, standardDeviation: Double?, quantiles: [Double?], missing: Int) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.quantiles = quantiles
    self.missing = missing
  }
}
