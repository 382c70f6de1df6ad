/// The highest probability that each cost buys.
public struct FrontierChart: Chart {
  public struct Point: Sendable, Equatable {
    /// What is done at this point; may be empty.
    public let name: String
    public let cost: Double
    /// 0…1.
    public let probability: Double
    public let interval: ValueInterval?
    /// The one recommended or asked about.
    public let isMarked: Bool

    public init(
      name: String = "", cost: Double, probability: Double, interval: ValueInterval? = nil, isMarked: Bool = false
    ) {
      self.name = name
      self.cost = cost
      self.probability = probability
      self.interval = interval
      self.isMarked = isMarked
    }
  }

  public struct Words: Sendable, Equatable {
    /// Head of the names in the table.
    public let point: String
    public let probability: String
    public let lower: String
    public let upper: String
    /// The probability asked for.
    public let required: String

    public init(point: String, probability: String, lower: String, upper: String, required: String) {
      self.point = point
      self.probability = probability
      self.lower = lower
      self.upper = upper
      self.required = required
    }
  }

  public let frame: ChartFrame
  public let cost: Quantity
  public let words: Words
  public let points: [Point]
  /// The probability asked for, 0…1.
  public let required: Double?

  public init(frame: ChartFrame, cost: Quantity, words: Words, points: [Point], required: Double? = nil) {
    self.frame = frame
    self.cost = cost
    self.words = words
    self.points = points
    self.required = required
  }
}
