/// A statement of the plan, recomputed from the plan's own figures.
public struct StatementCheck: Sendable, Equatable {
  public let statement: Statement
  /// `nil` where a figure that the formula needs is not given.
  public let computed: Double?
  public let agrees: Bool?
  /// Whether the rounding of the figures that enter, each ± half a unit of its last digit, could explain the difference.
  public let withinRounding: Bool?

  /// computed − stated.
  public var difference: Double? { computed.map { $0 - statement.comparison.figure.value } }
}

extension Scenario {
  /// Recomputes every statement.
  ///
  /// - Complexity: O(statements × figures², the number of figures that enter one statement).
  public func checkedStatements() -> [StatementCheck] {
    let figures = PlanFigures(self)
    return statements.map { figures.check($0) }
  }
}

extension PlanFigures {
  func check(_ statement: Statement) -> StatementCheck {
    let value = evaluate(statement.formula)
    guard let value, value.value.isFinite else {
      return StatementCheck(statement: statement, computed: nil, agrees: nil, withinRounding: nil)
    }
    let agrees = statement.comparison.holds(for: value.value...value.value)
    let explained = agrees || value.range.map { statement.comparison.holds(for: $0) } ?? false
    return StatementCheck(
      statement: statement, computed: value.value, agrees: agrees, withinRounding: explained)
  }

  private func evaluate(_ formula: Statement.Formula) -> PlanValue? {
    switch formula {
    case .value(let term, let year): return value(of: term, in: year)
    case .sum(let terms, let year): return .sum(terms.map { value(of: $0, in: year) })
    case .ratio(let top, let bottom, let scale, let year):
      return .combined(value(of: top, in: year), value(of: bottom, in: year)) { $0 / $1 * scale }
    case .growth(let term, let from, let to):
      return .combined(value(of: term, in: from), value(of: term, in: to)) { ($1 - $0) / $0 }
    case .yearlyGrowth(let term, let from, let to):
      let years = Double(to - from)
      return .combined(value(of: term, in: from), value(of: term, in: to)) { yearlyRate(from: $0, to: $1, over: years) }
    case .change(let term, let from, let to):
      return .combined(value(of: term, in: from), value(of: term, in: to)) { $1 - $0 }
    case .product(let terms, let year): return .product(terms.map { value(of: $0, in: year) })
    }
  }

  private func value(of term: Statement.Term, in year: Year?) -> PlanValue? {
    switch term {
    case .number(let figure): PlanValue(figure)
    case .id(let id): year.flatMap { value(id, in: $0) }
    }
  }
}

extension Statement.Comparison {
  /// Whether any value of the range satisfies the comparison; `is` allows half a unit of its last digit.
  ///
  /// The slack of 1e-9 of a unit, and of 1e-12 of the figure, covers the rounding of the computation itself.
  func holds(for range: ClosedRange<Double>) -> Bool {
    let slack = figure.lastDigit * 1e-9 + abs(figure.value) * 1e-12
    switch self {
    case .equals(let figure):
      let reach = figure.lastDigit / 2 + slack
      return range.lowerBound <= figure.value + reach && range.upperBound >= figure.value - reach
    case .atLeast(let figure): return range.upperBound >= figure.value - slack
    case .atMost(let figure): return range.lowerBound <= figure.value + slack
    }
  }
}
