/// Everything a scenario file says, as values: what the planner wrote, checked, with units converted.
///
/// People are numbers in `unit`; shares and rates are fractions; lists keep the order of the file.
public struct Scenario: Sendable, Equatable {
  public var id: String
  public var name: LocalizedText
  /// The unit people are computed and printed in.
  public var unit: PeopleUnit
  /// `years.from … years.to`.
  public var horizon: ClosedRange<Year>
  /// The file the scenario was read from, as the user wrote its path.
  public var file: String
  public var sources: [SourceDocument] = []
  public var categories: [Category] = []
  public var pipelines: [Pipeline] = []
  public var transitions: [Transition] = []
  public var drivers: [Driver] = []
  public var measures: [Measure] = []
  public var targets: [Target] = []
  public var facts: [Fact] = []
  public var statements: [Statement] = []
  public var correlations: [Correlation] = []
  public var levers: [Lever] = []
  public var variants: [Variant] = []
  public var sweeps: [Sweep] = []

  public init(id: String, name: LocalizedText, unit: PeopleUnit, horizon: ClosedRange<Year>, file: String = "") {
    self.id = id
    self.name = name
    self.unit = unit
    self.horizon = horizon
    self.file = file
  }
}

/// A document the figures come from.
public struct SourceDocument: Sendable, Equatable {
  public var id: String
  public var title: LocalizedText
  public var publisher: LocalizedText?
  public var year: Year?
  public var url: String?
  public var licence: String?
  public var note: String?

  public init(
    id: String, title: LocalizedText, publisher: LocalizedText? = nil, year: Year? = nil, url: String? = nil,
    licence: String? = nil, note: String? = nil
  ) {
    self.id = id
    self.title = title
    self.publisher = publisher
    self.year = year
    self.url = url
    self.licence = licence
    self.note = note
  }
}

/// What a number counts and how it is shown: people in a unit, a percentage, or any text.
public enum DisplayUnit: Sendable, Equatable {
  /// People; shown in this unit, computed in the scenario's.
  case people(PeopleUnit)
  /// A fraction shown in percent.
  case percent
  /// A text of the planner's (`个`, `人/万人`); computed as written.
  case other(String)
  /// No unit at all.
  case none
}
