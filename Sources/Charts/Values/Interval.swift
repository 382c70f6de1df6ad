/// A range of values; the ends may come in either order.
public struct ValueInterval: Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    self.lower = min(lower, upper)
    self.upper = max(lower, upper)
  }
}

/// What an interval of a probability is called: "80 % interval", and its ends in a table: "10 %", "90 %".
public struct IntervalWords: Sendable, Equatable {
  /// Its probability, such as 0.8. Wider intervals are drawn lighter and behind.
  public let level: Double
  public let name: String
  public let lowerName: String
  public let upperName: String

  public init(level: Double, name: String, lowerName: String, upperName: String) {
    self.level = level
    self.name = name
    self.lowerName = lowerName
    self.upperName = upperName
  }
}

/// What a target asks of a value.
public enum TargetBound: Sendable, Equatable {
  case atLeast(Double)
  case atMost(Double)
  case within(ValueInterval)
}

/// A value of one year.
public struct YearValue: Sendable, Equatable {
  public let year: Int
  public let value: Double

  public init(year: Int, value: Double) {
    self.year = year
    self.value = value
  }
}

/// A value with its name, such as a target line.
public struct NamedValue: Sendable, Equatable {
  public let name: String
  public let value: Double

  public init(name: String, value: Double) {
    self.name = name
    self.value = value
  }
}
