/// A group of people with a stock (`categories`).
public struct Category: Sendable, Equatable {
  public struct Observation: Sendable, Equatable {
    public let year: Year
    /// Persons in the scenario's unit; certain or drawn.
    public let value: ParameterValue
    public init(year: Year, value: ParameterValue) {
      self.year = year
      self.value = value
    }
  }

  public var id: String
  public var name: LocalizedText
  /// The unit bare numbers are written in and tables show.
  public var unit: PeopleUnit
  /// Ascending by year, never empty.
  public var observations: [Observation]
  /// Years in which the definition changes, ascending: the observation of such a year, or the next one, is the first on
  /// a new level, which growth does not explain.
  public var breaks: [Year]
  /// `growth`, `training`, `in_migration`, `out_migration`, `attrition`, as far as they are written.
  public var parameters: [ParameterAddress.Property: ParameterValue]
  /// The written `volatility`; `nil` where none is written (0, or the fitted σ).
  public var volatility: Volatility?
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, unit: PeopleUnit, observations: [Observation], breaks: [Year] = [],
    parameters: [ParameterAddress.Property: ParameterValue] = [:], volatility: Volatility? = nil,
    provenance: Provenance = .none, note: String? = nil, place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.observations = observations.sorted { $0.year < $1.year }
    self.breaks = breaks.sorted()
    self.parameters = parameters
    self.volatility = volatility
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}

/// The year-to-year multiplicative noise of a category or driver, on the log scale.
public enum Volatility: Sendable, Equatable {
  case number(Double)
  /// Taken from the history.
  case fit
}

/// A course of study: entrants leave after `duration` years as graduates (`pipelines`).
public struct Pipeline: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let category: String
    /// Share of the graduates who enter the category.
    public let share: Double
    public init(category: String, share: Double) {
      self.category = category
      self.share = share
    }
  }

  public var id: String
  public var name: LocalizedText
  public var unit: PeopleUnit
  /// Entrants a year.
  public var intake: ParameterValue
  /// Whole years from entry to graduation.
  public var duration: Int
  /// Share of a year's graduates of those who entered; 1 where not written.
  public var completion: ParameterValue?
  public var enters: [Entry]
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, unit: PeopleUnit, intake: ParameterValue, duration: Int,
    completion: ParameterValue? = nil, enters: [Entry], note: String? = nil, place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.intake = intake
    self.duration = duration
    self.completion = completion
    self.enters = enters
    self.note = note
    self.place = place
  }
}

/// People who move from one category to another (`transitions`).
public struct Transition: Sendable, Equatable {
  public var id: String
  public var name: LocalizedText
  public var from: String
  public var to: String
  /// Share of the opening stock of `from` a year.
  public var rate: ParameterValue
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, from: String, to: String, rate: ParameterValue, note: String? = nil,
    place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    self.rate = rate
    self.note = note
    self.place = place
  }
}

/// A series from outside, such as population (`drivers`).
public struct Driver: Sendable, Equatable {
  public var id: String
  public var name: LocalizedText
  public var unit: DisplayUnit
  public var values: TimePath
  /// Years in which the definition changes, ascending, as those of a category.
  public var breaks: [Year]
  /// Where written, the series grows from its latest value not after the first year of the horizon.
  public var growth: ParameterValue?
  public var volatility: Double
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, unit: DisplayUnit, values: TimePath, breaks: [Year] = [],
    growth: ParameterValue? = nil, volatility: Double = 0, provenance: Provenance = .none, note: String? = nil,
    place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.values = values
    self.breaks = breaks.sorted()
    self.growth = growth
    self.volatility = volatility
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}

/// A series derived from others (`measures`).
public struct Measure: Sendable, Equatable {
  public struct Term: Sendable, Equatable {
    public let id: String
    public let weight: Double
    public init(id: String, weight: Double = 1) {
      self.id = id
      self.weight = weight
    }
  }

  public enum Formula: Sendable, Equatable {
    /// Σ weight × term, times `coverage` (1 where not written).
    case sum([Term], coverage: ParameterValue?)
    /// First minus second.
    case difference(String, String)
    /// First over second, times `scale`.
    case ratio(String, String, scale: Double)
    /// Persons who have passed through the flows from a year on, both inclusive.
    case cumulative([String], from: Year)
    /// The series minus its value in a year.
    case change(String, from: Year)
  }

  public var id: String
  public var name: LocalizedText
  public var unit: DisplayUnit
  public var formula: Formula
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, unit: DisplayUnit, formula: Formula, provenance: Provenance = .none,
    note: String? = nil, place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.formula = formula
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}
