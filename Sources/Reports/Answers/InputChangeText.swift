import Planning
import StockFlow

// What differs between two scenarios, with both values.

extension InputChange {
  var json: JSONValue {
    let object = JSONValue.object(["parameter": .string(name), "from": from.json, "to": to.json])
    guard case .number(_, let first) = from, case .number(_, let second) = to, first != 0 || second != 0 else {
      return object
    }
    return object.adding(["sd": .array([.number(first), .number(second)])])
  }
}

extension InputChange.Value {
  fileprivate var json: JSONValue {
    switch self {
    case .number(let value, _): .number(value)
    case .text(let text): .string(text)
    case .bounds(let comparison): .object(["comparison": .string(comparison.key), "value": comparison.value])
    case .present: .bool(true)
    case .absent: .null
    }
  }
}

extension ComparisonReport {
  /// a.training 10 → 11.
  func changeText(_ change: InputChange, _ glossary: Glossary) -> String {
    let unit = unit(of: change, glossary)
    let values = texts(change, unit)
    return "\(visible(change.name)) \(values.from) → \(values.to)"
  }

  private func unit(of change: InputChange, _ glossary: Glossary) -> ShownUnit {
    if let address = change.address { return glossary.unit(of: address) }
    let parts = change.name.split(separator: "@")[0].split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, parts[0] == "targets" { return glossary.unit(of: parts[1]) }
    if parts.count == 2, parts[1] == "values" { return glossary.unit(of: parts[0]) }
    if parts.count == 2, parts[1] == "growth" { return ShownUnit(.percent, of: glossary.scenario) }
    return ShownUnit(.none, of: glossary.scenario)
  }

  private func texts(_ change: InputChange, _ unit: ShownUnit) -> (from: String, to: String) {
    guard case .number(let first, let firstSpread) = change.from,
      case .number(let second, let secondSpread) = change.to
    else { return (text(change.from, unit), text(change.to, unit)) }
    let (from, to) = numbers(first, second, unit)
    guard firstSpread != secondSpread else { return (words.quantity(from, unit), words.quantity(to, unit)) }
    let spreads = numbers(firstSpread, secondSpread, unit)
    return (words.quantity("\(from) ± \(spreads.0)", unit), words.quantity("\(to) ± \(spreads.1)", unit))
  }

  /// With as many digits as tell them apart.
  private func numbers(_ first: Double, _ second: Double, _ unit: ShownUnit) -> (String, String) {
    let (first, second) = (unit.shown(first), unit.shown(second))
    let texts = (words.trimmed(first), words.trimmed(second))
    guard texts.0 == texts.1, abs(first - second) > 1e-9 * abs(first) else { return texts }
    return (shortest(first), shortest(second))
  }

  private func text(_ value: InputChange.Value, _ unit: ShownUnit) -> String {
    switch value {
    case .number(let number, _): words.quantity(words.trimmed(unit.shown(number)), unit)
    case .text(let text): text.isEmpty ? words.say("无", "none") : visible(text)
    case .bounds(let comparison): words.bound(comparison, unit)
    case .present: words.say("有", "present")
    case .absent: words.say("无", "none")
    }
  }
}
