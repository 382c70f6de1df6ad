/// One row per target: where it starts, where it may end, and what was promised, each row on its own axis.
public struct BulletChart: Chart {
  public struct Interval: Sendable, Equatable {
    public let level: Double
    public let range: ValueInterval

    public init(level: Double, range: ValueInterval) {
      self.level = level
      self.range = range
    }
  }

  public struct Row: Sendable, Equatable {
    public let name: String
    public let quantity: Quantity
    public let baseline: Double?
    public let median: Double?
    public let intervals: [Interval]
    public let target: TargetBound?
    /// Stands at the end of the row: the probability, the verdict.
    public let note: String

    public init(
      name: String, quantity: Quantity, baseline: Double?, median: Double?, intervals: [Interval],
      target: TargetBound?, note: String = ""
    ) {
      self.name = name
      self.quantity = quantity
      self.baseline = baseline
      self.median = median
      self.intervals = intervals
      self.target = target
      self.note = note
    }
  }

  public struct Words: Sendable, Equatable {
    /// Head of the names in the table.
    public let row: String
    public let baseline: String
    public let median: String
    public let target: String
    /// Head of the notes.
    public let note: String
    /// One for each level that occurs.
    public let intervals: [IntervalWords]

    public init(
      row: String, baseline: String, median: String, target: String, note: String, intervals: [IntervalWords]
    ) {
      self.row = row
      self.baseline = baseline
      self.median = median
      self.target = target
      self.note = note
      self.intervals = intervals
    }
  }

  public let frame: ChartFrame
  public let words: Words
  public let rows: [Row]

  public init(frame: ChartFrame, words: Words, rows: [Row]) {
    self.frame = frame
    self.words = words
    self.rows = rows
  }
}
