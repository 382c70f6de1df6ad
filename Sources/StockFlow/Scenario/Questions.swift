public import Randomness

/// Spearman's rank correlation between two parameters, or between the noise of two series (`correlations`).
public struct Correlation: Sendable, Equatable {
  public var first: ParameterAddress
  public var second: ParameterAddress
  /// −1 … 1.
  public var spearman: Double
  public var place: SourcePlace?

  public init(_ first: ParameterAddress, _ second: ParameterAddress, spearman: Double, place: SourcePlace? = nil) {
    self.first = first
    self.second = second
    self.spearman = spearman
    self.place = place
  }
}

/// Something the planner could do (`levers`): adds to, or takes from, parameters from a year on.
public struct Lever: Sendable, Equatable {
  public enum Direction: Sendable, Equatable { case raises, lowers }
  public struct Cost: Sendable, Equatable {
    /// In `currency`, per person (or unit of the parameter) and year of effect.
    public var perPerson: Double?
    /// Per person and year while they stay.
    public var perPersonYear: Double?
    /// Once.
    public var fixed: Double?
    /// ISO code; CNY for 元.
    public var currency: String
    public init(perPerson: Double? = nil, perPersonYear: Double? = nil, fixed: Double? = nil, currency: String) {
      self.perPerson = perPerson
      self.perPersonYear = perPersonYear
      self.fixed = fixed
      self.currency = currency
    }
  }

  public var id: String
  public var name: LocalizedText
  public var direction: Direction
  public var parameters: [ParameterAddress]
  /// In the parameter's own unit (people in the scenario's, rates as fractions).
  public var limits: ClosedRange<Double>
  /// First year in which it can be decided.
  public var from: Year
  /// Years from decision to first effect.
  public var lag: Int
  /// Years to full effect, linear; 0 counts as 1.
  public var ramp: Int
  public var cost: Cost?
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, direction: Direction, parameters: [ParameterAddress],
    limits: ClosedRange<Double>, from: Year, lag: Int = 0, ramp: Int = 0, cost: Cost? = nil, note: String? = nil,
    place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.direction = direction
    self.parameters = parameters
    self.limits = limits
    self.from = from
    self.lag = lag
    self.ramp = ramp
    self.cost = cost
    self.note = note
    self.place = place
  }
}

/// Another value in the place of a parameter's.
public struct Replacement: Sendable, Equatable {
  public let address: ParameterAddress
  public let value: ParameterValue
  public init(address: ParameterAddress, value: ParameterValue) {
    self.address = address
    self.value = value
  }
}

/// A named set of replacements (`variants`).
public struct Variant: Sendable, Equatable {
  public var id: String
  public var name: LocalizedText
  public var replacements: [Replacement]
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, replacements: [Replacement], note: String? = nil, place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.replacements = replacements
    self.note = note
    self.place = place
  }
}

/// A design of many runs (`sweeps`): which parameters take which values.
public struct Sweep: Sendable, Equatable {
  public enum Design: Sendable, Equatable {
    case grid
    case oneAtATime
    case latinHypercube(points: Int)
    case sobol(points: Int)
    /// One row per point, columns named by address, in a CSV file beside the scenario.
    case table(file: String)
  }
  public enum Levels: Sendable, Equatable {
    case values([ParameterValue])
    case range(from: Double, to: Double, count: Int?)
    /// Points by the quantiles of a distribution.
    case distribution(Distribution)
    /// One value a point, from a table.
    case column([Double])
  }
  public struct Axis: Sendable, Equatable {
    public let address: ParameterAddress
    public let levels: Levels
    public init(address: ParameterAddress, levels: Levels) {
      self.address = address
      self.levels = levels
    }
  }

  public var id: String
  public var name: LocalizedText
  public var design: Design
  public var over: [Axis]
  public var paths: Int?
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, design: Design, over: [Axis], paths: Int? = nil, note: String? = nil,
    place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.design = design
    self.over = over
    self.paths = paths
    self.note = note
    self.place = place
  }
}
