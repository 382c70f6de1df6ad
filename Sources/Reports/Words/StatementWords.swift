import StockFlow

extension Glossary {
  /// What a statement says, built from its formula and names: "growth of Professionals, 2015–2019".
  func wording(of statement: Statement) -> String {
    let unit = ShownUnit(statement.unit, of: scenario)
    return switch statement.formula {
    case .value(let term, let year): words.value(text(term, unit), year)
    case .sum(let terms, let year): words.sum(words.enumeration(terms.map { text($0, unit) }), year)
    case .ratio(let top, let bottom, _, let year): words.ratio(text(top), text(bottom), year)
    case .growth(let term, let from, let to): words.growth(text(term), words.span(from, to))
    case .yearlyGrowth(let term, let from, let to): words.yearlyGrowth(text(term), words.span(from, to))
    case .change(let term, let from, let to): words.change(text(term, unit), words.span(from, to))
    case .product(let terms, let year): words.product(terms.map { text($0) }, year)
    }
  }

  /// - Parameter unit: what a number among the terms counts, where the formula says it.
  private func text(_ term: Statement.Term, _ unit: ShownUnit? = nil) -> String {
    let unit = unit ?? ShownUnit(.none, of: scenario)
    return switch term {
    case .number(let figure): words.quantity(unit.written(figure, in: words), unit)
    case .id(let id): seriesName(id)
    }
  }

  /// What the plan prints, with its comparison: "23.9 %", "≥ 0.5 万人".
  func stated(_ statement: Statement) -> String {
    let unit = ShownUnit(statement.unit, of: scenario)
    let figure = words.quantity(unit.written(statement.comparison.figure, in: words), unit)
    return switch statement.comparison {
    case .equals: figure
    case .atLeast: "≥ " + figure
    case .atMost: "≤ " + figure
    }
  }

  /// What the plan's figures give and how far that is from what it prints, both with up to two digits more than
  /// printed.
  func computed(_ check: StatementCheck) -> (value: String, difference: String)? {
    guard let computed = check.computed, let difference = check.difference else { return nil }
    let unit = ShownUnit(check.statement.unit, of: scenario)
    let printed = unit.writtenDecimals(of: check.statement.comparison.figure)
    let needed = DecimalDigits(unit.shown(computed)).rounded(decimals: printed + 2).decimals
    let decimals = max(printed, needed)
    return (
      words.quantity(words.number(unit.shown(computed), decimals: decimals), unit),
      words.difference(words.signed(unit.shown(difference), decimals: decimals), unit)
    )
  }
}
