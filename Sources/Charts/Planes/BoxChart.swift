/// The corner of the assumptions in which a target is missed (PRIM): the cases over its first two parameters with the
/// box among them, and the range of every parameter with the part that the box keeps.
public struct BoxChart: Chart {
  public struct Parameter: Sendable, Equatable {
    public let quantity: Quantity
    /// All values that occur.
    public let range: ValueInterval
    /// Ends of the box; `nil` where it is not bounded.
    public let lower: Double?
    public let upper: Double?

    public init(quantity: Quantity, range: ValueInterval, lower: Double?, upper: Double?) {
      self.quantity = quantity
      self.range = range
      self.lower = lower
      self.upper = upper
    }
  }

  /// One path: values of the first and the second parameter.
  public struct Case: Sendable, Equatable {
    public let first: Double
    public let second: Double
    /// Whether the target was missed in it, so that the box should hold it.
    public let isOfInterest: Bool

    public init(first: Double, second: Double, isOfInterest: Bool) {
      self.first = first
      self.second = second
      self.isOfInterest = isOfInterest
    }
  }

  public struct Words: Sendable, Equatable {
    /// "target missed".
    public let ofInterest: String
    /// "target met".
    public let others: String
    public let box: String
    /// Head of the parameters' names in the table, and of the ends of range and box.
    public let parameter: String
    public let rangeLower: String
    public let rangeUpper: String
    public let boxLower: String
    public let boxUpper: String

    public init(
      ofInterest: String, others: String, box: String, parameter: String, rangeLower: String, rangeUpper: String,
      boxLower: String, boxUpper: String
    ) {
      self.ofInterest = ofInterest
      self.others = others
      self.box = box
      self.parameter = parameter
      self.rangeLower = rangeLower
      self.rangeUpper = rangeUpper
      self.boxLower = boxLower
      self.boxUpper = boxUpper
    }
  }

  public let frame: ChartFrame
  public let words: Words
  /// The first is drawn across, the second upwards.
  public let parameters: [Parameter]
  public let cases: [Case]

  public init(frame: ChartFrame, words: Words, parameters: [Parameter], cases: [Case]) {
    self.frame = frame
    self.words = words
    self.parameters = parameters
    self.cases = cases
  }
}
