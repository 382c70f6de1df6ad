import StockFlow

/// What series count.
extension ScenarioDecoder {
  /// Any unit a driver or fact may carry: people, `%`, or another text.
  func displayUnit(_ node: MarkedNode?, key: String = "unit") -> DisplayUnit? {
    guard let node, let text = text(node, key: key) else { return nil }
    let plain = spaced(text)
    if plain == "%" || plain == "％" { return .percent }
    return PeopleUnit.parse(text).map(DisplayUnit.people) ?? (plain.isEmpty ? DisplayUnit.none : .other(text))
  }

  /// What the numbers of an entry or flow count; `nil` where that is not known because something is broken.
  func unit(of name: String) -> DisplayUnit? {
    if let unit = names[name]?.unit { return unit }
    guard let owner = name.split(separator: ".").first.map(String.init), name.contains(".") else { return nil }
    switch names[owner]?.kind {
    case .category, .pipeline: return names[owner]?.unit
    case .transition: return .people(unit)
    default: return nil
    }
  }

  /// How a number beside a series is read: in the unit of that series.
  func quantity(of name: String) -> Quantity {
    guard let unit = unit(of: name) else { return .anything }
    if names[name]?.bareIsPercent == true { return .percent(bareIsPercent: true) }
    return Quantity(unit, isFlow: name.contains("."))
  }
}

extension DisplayUnit {
  /// Whether numbers of both may be added.
  func counts(like other: DisplayUnit) -> Bool {
    switch (self, other) {
    case (.people, .people), (.percent, .percent), (.none, .none), (.percent, .none), (.none, .percent): true
    case (.other(let one), .other(let two)): spaced(one) == spaced(two)
    default: false
    }
  }

  /// For messages.
  var text: String {
    switch self {
    case .people(let unit): unit.name
    case .percent: "%"
    case .other(let text): text
    case .none: "1"
    }
  }
}

/// A unit's text with plain spaces and slashes, so that equal units compare equal.
func spaced(_ unit: String) -> String {
  let plain = unit.map { $0 == "／" ? "/" : $0.isWhitespace ? " " : $0 }
  return String(plain).split(separator: " ").joined(separator: " ")
}
