public import Randomness

/// A whole calendar year. A stock dated 2019 is the headcount at the end of 2019; a flow dated 2020 happens during 2020.
public typealias Year = Int

/// A number as the planner wrote it, converted to the unit it is computed in, with the worth of its last written digit.
///
/// `15.00` has `lastDigit` 0.01, `34500 人` in a scenario of 万人 has value 3.45 and `lastDigit` 0.0001.
public struct Figure: Sendable, Equatable {
  /// In the unit of computation: the scenario's unit for people, a fraction for percent.
  public let value: Double
  /// One unit of the last digit as written, in the same unit as `value`; 0 where the figure is exact by definition.
  public let lastDigit: Double

  public init(_ value: Double, lastDigit: Double = 0) {
    self.value = value
    self.lastDigit = lastDigit
  }
}

/// Values by year; what holds between and outside the given years is the user's (`TimePath.Shape`).
public struct TimePath: Sendable, Equatable {
  public enum Shape: String, Sendable { case linear, steps }
  public struct Point: Sendable, Equatable {
    public let year: Year
    public let figure: Figure
    public init(year: Year, figure: Figure) {
      self.year = year
      self.figure = figure
    }
  }

  public let shape: Shape
  /// Ascending by year, never empty.
  public let points: [Point]

  /// - Precondition: at least one point, no year twice.
  public init(shape: Shape, points: [Point]) {
    precondition(!points.isEmpty, "a time path has at least one year")
    self.shape = shape
    self.points = points.sorted { $0.year < $1.year }
  }

  /// The value in `year`: linear or constant between the given years, the first or last value outside them.
  public func value(in year: Year) -> Double {
    guard let after = points.firstIndex(where: { $0.year > year }) else { return points[points.count - 1].figure.value }
    guard after > 0 else { return points[0].figure.value }
    let left = points[after - 1]
    let right = points[after]
    guard shape == .linear, left.year != year else { return left.figure.value }
    let share = Double(year - left.year) / Double(right.year - left.year)
    return left.figure.value + (right.figure.value - left.figure.value) * share
  }
}

/// How a parameter is estimated from the history (section 4 of the specification).
public struct FitRequest: Sendable, Equatable {
  public enum Method: String, Sendable, CaseIterable { case auto, drift, panel }
  public let method: Method
  public let prior: Distribution?

  public init(method: Method, prior: Distribution? = nil) {
    self.method = method
    self.prior = prior
  }
}

/// What levers add to a parameter by year: nothing before `from`, then `amounts` year after year; the last one stays.
public struct YearlyAddition: Sendable, Equatable {
  public let from: Year
  /// Never empty.
  public let amounts: [Double]

  /// - Precondition: at least one amount.
  public init(from: Year, amounts: [Double]) {
    precondition(!amounts.isEmpty, "an addition has at least one year")
    self.from = from
    self.amounts = amounts
  }

  public func amount(in year: Year) -> Double {
    year < from ? 0 : amounts[min(year - from, amounts.count - 1)]
  }

  static func + (first: YearlyAddition, second: YearlyAddition) -> YearlyAddition {
    let from = min(first.from, second.from)
    let end = max(first.from + first.amounts.count, second.from + second.amounts.count)
    return YearlyAddition(from: from, amounts: (from..<end).map { first.amount(in: $0) + second.amount(in: $0) })
  }
}

/// One parameter of the model: (base × times) + plus, and what levers add to that.
public struct ParameterValue: Sendable, Equatable {
  public enum Base: Sendable, Equatable {
    case number(Figure)
    case distribution(Distribution)
    case path(TimePath)
    case fit(FitRequest)
    /// A growth that moves from year to year; only calibration makes one.
    case trend(GrowthTrend)
  }

  /// `times` or `plus`: a number or a distribution.
  public enum Part: Sendable, Equatable {
    case number(Double)
    case distribution(Distribution)
  }

  public let base: Base
  public let times: Part?
  public let plus: Part?
  /// What levers add to the value as drawn; a file never says this of a parameter.
  public let addition: YearlyAddition?
  /// Observed values of the parameter by year, in the parameter's own unit (section 4).
  public let history: [TimePath.Point]
  public let provenance: Provenance
  /// Where the value stands in the scenario file.
  public let place: SourcePlace?

  public init(
    _ base: Base, times: Part? = nil, plus: Part? = nil, addition: YearlyAddition? = nil,
    history: [TimePath.Point] = [], provenance: Provenance = .none, place: SourcePlace? = nil
  ) {
    self.base = base
    self.times = times
    self.plus = plus
    self.addition = addition
    self.history = history
    self.provenance = provenance
    self.place = place
  }

  /// The same value with another base, as calibration puts an estimate in the place of `fit`.
  public func replacing(base: Base) -> ParameterValue {
    ParameterValue(
      base, times: times, plus: plus, addition: addition, history: history, provenance: provenance, place: place)
  }

  /// The same value with something added from a year on.
  public func adding(_ more: YearlyAddition) -> ParameterValue {
    ParameterValue(
      base, times: times, plus: plus, addition: addition.map { $0 + more } ?? more, history: history,
      provenance: provenance, place: place)
  }
}

/// Where a figure or an assumption comes from, as far as the planner says.
public struct Provenance: Sendable, Equatable {
  public enum Status: String, Sendable, CaseIterable { case observed, stated, fitted, assumed }
  /// Id of an entry in `sources`.
  public let document: String?
  /// Section, table or page.
  public let at: String?
  public let status: Status?
  public let note: String?
  /// Where the entry stands in the scenario file.
  public let place: SourcePlace?

  public init(
    document: String? = nil, at: String? = nil, status: Status? = nil, note: String? = nil, place: SourcePlace? = nil
  ) {
    self.document = document
    self.at = at
    self.status = status
    self.note = note
    self.place = place
  }

  public static let none = Provenance()

  /// Whether a source or a status is named at all.
  public var isNamed: Bool { document != nil || status != nil }
}
