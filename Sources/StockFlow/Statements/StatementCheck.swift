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
  /// - Complexity: O(statements × figures that enter one).
  public func checkedStatements() -> [StatementCheck] {
    let figures = PlanFigures(self)
    return statements.map { figures.check($0) }
  }
}

extension PlanFigures {
  func check(_ statement: Statement) -> StatementCheck {
    var formula = PlanFormula(self)
    guard let node = formula.build(statement.formula), case let value = formula.graph.value(of: node), value.isFinite
    else {
      return StatementCheck(statement: statement, computed: nil, agrees: nil, withinRounding: nil)
    }
    let agrees = statement.comparison.holds(for: value...value)
    let explained = agrees || formula.graph.range(of: node).map { statement.comparison.holds(for: $0) } ?? false
    return StatementCheck(statement: statement, computed: value, agrees: agrees, withinRounding: explained)
  }
}

extension PlanFormula {
  fileprivate mutating func build(_ formula: Statement.Formula) -> PlanGraph.Node? {
    switch formula {
    case .value(let term, let year): return value(of: term, in: year)
    case .sum(let terms, let year):
      return linear(terms.map { value(of: $0, in: year) }, weights: terms.map { _ in 1 })
    case .ratio(let top, let bottom, let scale, let year):
      return ratio(value(of: top, in: year), value(of: bottom, in: year), scale: scale)
    case .growth(let term, let from, let to):
      return growth(from: value(of: term, in: from), to: value(of: term, in: to))
    case .yearlyGrowth(let term, let from, let to):
      return yearlyGrowth(from: value(of: term, in: from), to: value(of: term, in: to), years: to - from)
    case .change(let term, let from, let to):
      return difference(value(of: term, in: to), value(of: term, in: from))
    case .product(let terms, let year): return product(terms.map { value(of: $0, in: year) })
    }
  }

  private mutating func value(of term: Statement.Term, in year: Year?) -> PlanGraph.Node? {
    switch term {
    case .number(let figure): number(figure)
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
