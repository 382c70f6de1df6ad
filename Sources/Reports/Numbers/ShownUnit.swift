package import StockFlow

/// How values of one series are shown: in which unit, and by which factor they differ from what is computed.
package struct ShownUnit: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case percent
    case plain
    case named(String)
  }

  package let kind: Kind
  /// Units of computation and of display, for people.
  private let people: (from: PeopleUnit, to: PeopleUnit)?

  package init(_ unit: DisplayUnit, of scenario: Scenario?) {
    switch unit {
    case .people(let shown):
      kind = .named(visible(shown.name))
      people = (scenario?.unit ?? shown, shown)
    case .percent: (kind, people) = (.percent, nil)
    case .other(let text): (kind, people) = (.named(visible(text)), nil)
    case .none: (kind, people) = (.plain, nil)
    }
  }

  func shown(_ value: Double) -> Double {
    if let people { return people.from.converting(value, to: people.to) }
    return kind == .percent ? value * 100 : value
  }

  /// Whether it counts people one by one, so that large numbers want 万 or millions.
  var countsSinglePersons: Bool { people?.to.factor == 1 }

  /// The unit alone, for a heading; empty where there is none.
  var label: String {
    switch kind {
    case .percent: "%"
    case .plain: ""
    case .named(let label): label
    }
  }

  /// A written figure with the decimals it was written with.
  package func written(_ figure: Figure, in words: Words) -> String {
    let value = shown(figure.value)
    return words.number(value, decimals: writtenDecimals(of: figure))
  }

  /// Decimals of a figure as it was written; all it has where it is exact.
  func writtenDecimals(of figure: Figure) -> Int {
    guard figure.lastDigit > 0, figure.lastDigit.isFinite else {
      return min(DecimalDigits(shown(figure.value)).decimals, 12)
    }
    let digit = DecimalDigits(shown(figure.lastDigit))
    // A converted last digit may be 0.00099…: what counts is the nearest power of ten.
    let exponent = digit.rounded(decimals: 3 - digit.exponent).exponent
    return min(max(0, 1 - exponent), 12)
  }

  package static func == (left: ShownUnit, right: ShownUnit) -> Bool {
    left.kind == right.kind && left.people?.from == right.people?.from && left.people?.to == right.people?.to
  }
}
