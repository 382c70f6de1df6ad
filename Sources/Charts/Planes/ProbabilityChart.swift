/// The probability of each target over the years.
public struct ProbabilityChart: Chart {
  public struct Point: Sendable, Equatable {
    public let year: Int
    /// 0…1.
    public let probability: Double
    public let interval: ValueInterval?

    public init(year: Int, probability: Double, interval: ValueInterval? = nil) {
      self.year = year
      self.probability = probability
      self.interval = interval
    }
  }

  public struct Line: Sendable, Equatable {
    public let name: String
    public let points: [Point]

    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// What a range of probabilities is called: "likely", 0.66…0.9.
  public struct Verdict: Sendable, Equatable {
    public let name: String
    public let range: ValueInterval

    public init(name: String, range: ValueInterval) {
      self.name = name
      self.range = range
    }
  }

  public struct Words: Sendable, Equatable {
    public let year: String
    public let probability: String
    /// Head of the names in the table.
    public let line: String
    /// Heads of the interval's ends.
    public let lower: String
    public let upper: String

    public init(year: String, probability: String, line: String, lower: String, upper: String) {
      self.year = year
      self.probability = probability
      self.line = line
      self.lower = lower
      self.upper = upper
    }
  }

  public let frame: ChartFrame
  public let words: Words
  public let lines: [Line]
  public let verdicts: [Verdict]

  public init(frame: ChartFrame, words: Words, lines: [Line], verdicts: [Verdict] = []) {
    self.frame = frame
    self.words = words
    self.lines = lines
    self.verdicts = verdicts
  }
}
