/// One series of years with its uncertainty.
public struct FanSeries: Sendable, Equatable {
  /// An interval for each of the series' years.
  public struct Band: Sendable, Equatable {
    public let words: IntervalWords
    public let lower: [Double]
    public let upper: [Double]

    public init(words: IntervalWords, lower: [Double], upper: [Double]) {
      self.words = words
      self.lower = lower
      self.upper = upper
    }
  }

  /// A target of one year.
  public struct Target: Sendable, Equatable {
    public let name: String
    public let year: Int
    public let bound: TargetBound

    public init(name: String, year: Int, bound: TargetBound) {
      self.name = name
      self.year = year
      self.bound = bound
    }
  }

  /// The heading of its panel, where there are several.
  public let name: String
  /// Rising. Values beyond the shorter of years and values do not count.
  public let years: [Int]
  public let median: [Double]
  public let bands: [Band]
  /// What was observed; years may be missing.
  public let history: [YearValue]
  public let baseline: YearValue?
  public let targets: [Target]
  /// Single paths, one value a year; drawn thin.
  public let paths: [[Double]]

  public init(
    name: String, years: [Int], median: [Double], bands: [Band], history: [YearValue] = [],
    baseline: YearValue? = nil, targets: [Target] = [], paths: [[Double]] = []
  ) {
    self.name = name
    self.years = years
    self.median = median
    self.bands = bands
    self.history = history
    self.baseline = baseline
    self.targets = targets
    self.paths = paths
  }
}

/// The words of a fan chart.
public struct FanWords: Sendable, Equatable {
  public let year: String
  public let median: String
  public let history: String
  public let baseline: String
  public let target: String
  public let paths: String

  public init(year: String, median: String, history: String, baseline: String, target: String, paths: String) {
    self.year = year
    self.median = median
    self.history = history
    self.baseline = baseline
    self.target = target
    self.paths = paths
  }
}
