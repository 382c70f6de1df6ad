/// How far a result moves when one parameter goes from its low to its high value, widest first.
public struct TornadoChart: Chart {
  public struct Bar: Sendable, Equatable {
    public let name: String
    /// The result at the parameter's low value.
    public let low: Double
    /// The result at the parameter's high value.
    public let high: Double
    /// The parameter's low value as a text: "2 %".
    public let lowLabel: String
    public let highLabel: String

    public init(name: String, low: Double, high: Double, lowLabel: String, highLabel: String) {
      self.name = name
      self.low = low
      self.high = high
      self.lowLabel = lowLabel
      self.highLabel = highLabel
    }
  }

  public struct Words: Sendable, Equatable {
    /// Head of the names in the table.
    public let parameter: String
    /// "low value (10 %)".
    public let low: String
    public let high: String
    /// "central projection".
    public let centre: String

    public init(parameter: String, low: String, high: String, centre: String) {
      self.parameter = parameter
      self.low = low
      self.high = high
      self.centre = centre
    }
  }

  public let frame: ChartFrame
  public let quantity: Quantity
  public let words: Words
  /// The result with every parameter at its central value.
  public let centre: Double
  public let bars: [Bar]
  public let target: NamedValue?

  public init(
    frame: ChartFrame, quantity: Quantity, words: Words, centre: Double, bars: [Bar], target: NamedValue? = nil
  ) {
    self.frame = frame
    self.quantity = quantity
    self.words = words
    self.centre = centre
    self.bars = bars
    self.target = target
  }
}
