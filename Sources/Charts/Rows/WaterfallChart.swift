/// From a baseline by its flows to a projection, and from there to the target.
public struct WaterfallChart: Chart {
  /// A height that stands by itself: baseline, projection, target.
  public struct Level: Sendable, Equatable {
    public let name: String
    public let value: Double
    public let interval: ValueInterval?

    public init(name: String, value: Double, interval: ValueInterval? = nil) {
      self.name = name
      self.value = value
      self.interval = interval
    }
  }

  /// What is added or, negative, taken away.
  public struct Flow: Sendable, Equatable {
    public let name: String
    public let amount: Double
    /// Of the amount.
    public let interval: ValueInterval?

    public init(name: String, amount: Double, interval: ValueInterval? = nil) {
      self.name = name
      self.amount = amount
      self.interval = interval
    }
  }

  public struct Words: Sendable, Equatable {
    /// Head of the names in the table.
    public let item: String
    public let amount: String
    /// "80 % interval"; its ends in the table.
    public let interval: IntervalWords
    /// The distance from projection to target.
    public let gap: String
    public let increase: String
    public let decrease: String

    public init(
      item: String, amount: String, interval: IntervalWords, gap: String, increase: String, decrease: String
    ) {
      self.item = item
      self.amount = amount
      self.interval = interval
      self.gap = gap
      self.increase = increase
      self.decrease = decrease
    }
  }

  public let frame: ChartFrame
  public let quantity: Quantity
  public let words: Words
  public let baseline: Level
  public let flows: [Flow]
  public let projection: Level
  public let target: Level?

  public init(
    frame: ChartFrame, quantity: Quantity, words: Words, baseline: Level, flows: [Flow], projection: Level,
    target: Level? = nil
  ) {
    self.frame = frame
    self.quantity = quantity
    self.words = words
    self.baseline = baseline
    self.flows = flows
    self.projection = projection
    self.target = target
  }
}
