/// What the plan promises for one series in one year (`targets`; a list of years makes one target each).
public struct Target: Sendable, Equatable {
  public enum Comparison: Sendable, Equatable {
    case atLeast(Figure)
    case atMost(Figure)
    /// Between two bounds, both inclusive.
    case within(Figure, Figure)

    /// Whether a value meets the target; bounds count as reached, what is not a number never does.
    ///
    /// A value that is the bound but for the rounding of a few additions (1e-12 of it) counts as the bound: ten and six
    /// times 0.1 are 10.6 in the plan, if not in binary.
    public func isMet(by value: Double) -> Bool { value >= accepted.lower && value <= accepted.upper }

    /// The least and the greatest value that meet the target.
    public var accepted: (lower: Double, upper: Double) {
      switch self {
      case .atLeast(let bound): (bound.value - Self.slack(bound), .infinity)
      case .atMost(let bound): (-.infinity, bound.value + Self.slack(bound))
      case .within(let low, let high): (low.value - Self.slack(low), high.value + Self.slack(high))
      }
    }

    /// The bounds as they are written, infinite where there is none.
    public var bounds: (lower: Double, upper: Double) {
      switch self {
      case .atLeast(let bound): (bound.value, .infinity)
      case .atMost(let bound): (-.infinity, bound.value)
      case .within(let low, let high): (low.value, high.value)
      }
    }

    private static func slack(_ bound: Figure) -> Double { abs(bound.value) * 1e-12 }
  }

  /// The plan's own distinction: 预期性 or 约束性.
  public enum Kind: String, Sendable, CaseIterable { case expected, binding }

  /// Id of a category, measure or driver, or the name of a flow.
  public var of: String
  public var year: Year
  public var comparison: Comparison
  public var kind: Kind?
  /// Whether it enters the joint probability.
  public var isJoint: Bool
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    of: String, year: Year, comparison: Comparison, kind: Kind? = nil, isJoint: Bool = true,
    provenance: Provenance = .none, note: String? = nil, place: SourcePlace? = nil
  ) {
    self.of = of
    self.year = year
    self.comparison = comparison
    self.kind = kind
    self.isJoint = isJoint
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}

/// A figure the plan prints that has neither baseline nor flow; never simulated (`facts`).
public struct Fact: Sendable, Equatable {
  public struct Value: Sendable, Equatable {
    /// One year, or the first and last year of a period (`2016-2020`).
    public let years: ClosedRange<Year>
    public let figure: Figure
    public init(years: ClosedRange<Year>, figure: Figure) {
      self.years = years
      self.figure = figure
    }
  }
  public enum Kind: String, Sendable, CaseIterable { case observed, target, stated }

  public var id: String
  public var name: LocalizedText
  public var unit: DisplayUnit
  public var values: [Value]
  public var kind: Kind?
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    id: String, name: LocalizedText, unit: DisplayUnit, values: [Value], kind: Kind? = nil,
    provenance: Provenance = .none, note: String? = nil, place: SourcePlace? = nil
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.values = values
    self.kind = kind
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}

/// What the plan says about its own figures (`statements`); recomputed from them, never from the projection.
public struct Statement: Sendable, Equatable {
  /// A number, or the id of a category, measure, driver, flow or fact.
  public enum Term: Sendable, Equatable {
    case number(Figure)
    case id(String)
  }

  public enum Formula: Sendable, Equatable {
    case value(Term, year: Year)
    /// No year where every term is a number.
    case sum([Term], year: Year?)
    /// No year where both terms are numbers.
    case ratio(Term, Term, scale: Double, year: Year?)
    /// (last − first) / first.
    case growth(Term, from: Year, to: Year)
    /// The constant yearly rate that leads from the first to the last value.
    case yearlyGrowth(Term, from: Year, to: Year)
    case change(Term, from: Year, to: Year)
    case product([Term], year: Year?)
  }

  public enum Comparison: Sendable, Equatable {
    case equals(Figure)
    case atLeast(Figure)
    case atMost(Figure)

    public var figure: Figure {
      switch self {
      case .equals(let figure), .atLeast(let figure), .atMost(let figure): figure
      }
    }
  }

  public var formula: Formula
  public var comparison: Comparison
  /// What the recomputed value counts, for display.
  public var unit: DisplayUnit
  public var provenance: Provenance
  public var note: String?
  public var place: SourcePlace?

  public init(
    formula: Formula, comparison: Comparison, unit: DisplayUnit, provenance: Provenance = .none, note: String? = nil,
    place: SourcePlace? = nil
  ) {
    self.formula = formula
    self.comparison = comparison
    self.unit = unit
    self.provenance = provenance
    self.note = note
    self.place = place
  }
}
