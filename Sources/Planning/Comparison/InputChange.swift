public import StockFlow

/// One input of a scenario and what another scenario has in its place.
public struct InputChange: Sendable, Equatable {
  /// What stands on one side.
  public enum Value: Sendable, Equatable {
    /// Its central value, with the standard deviation that goes with it, in the unit of computation.
    case number(Double, sd: Double)
    /// A unit or a formula, as it is written.
    case text(String)
    /// The bounds of a target, in the unit of computation.
    case bounds(Target.Comparison)
    /// An entry as a whole.
    case present
    /// Nothing of the kind.
    case absent
  }

  /// `skilled.training`, `course.duration`, `density.scale`, `correlations.a.training~b.training`,
  /// `targets.total@2025`, `unit`.
  public let name: String
  /// The parameter, where it is one.
  public let address: ParameterAddress?
  public let from: Value
  public let to: Value

  init(_ name: String, from: Value, to: Value, address: ParameterAddress? = nil) {
    (self.name, self.address) = (name, address)
    (self.from, self.to) = (from, to)
  }
}

extension Scenario {
  /// Everything a projection depends on that is not the same in another scenario, in the order of the file: parameters,
  /// volatilities, pipelines, drivers, formulas, correlations, units and targets.
  func changes(to other: Scenario) -> [InputChange] {
    years(other) + categories(other) + pipelines(other) + transitions(other) + drivers(other) + measures(other)
      + correlations(other) + targets(other)
  }

  private func years(_ other: Scenario) -> [InputChange] {
    plain("years.from", Double(horizon.lowerBound), Double(other.horizon.lowerBound))
      + plain("years.to", Double(horizon.upperBound), Double(other.horizon.upperBound))
  }

  private func categories(_ other: Scenario) -> [InputChange] {
    matched(categories, other.categories, id: \.id).flatMap { id, first, second -> [InputChange] in
      guard let first, let second else { return [presence(id, first != nil)] }
      let written = ParameterAddress.Property.allCases.filter {
        first.parameters[$0] != nil || second.parameters[$0] != nil
      }
      return plain("\(id).stock.year", first.start(in: horizon), second.start(in: other.horizon))
        + ([.stock] + written + [.volatility]).flatMap { parameter(ParameterAddress(id, $0), other) }
    }
  }

  private func pipelines(_ other: Scenario) -> [InputChange] {
    matched(pipelines, other.pipelines, id: \.id).flatMap { id, first, second -> [InputChange] in
      guard let first, let second else { return [presence(id, first != nil)] }
      let shares = matched(first.enters, second.enters, id: \.category).flatMap { category, from, to in
        plain("\(id).enters.\(category)", from?.share ?? 0, to?.share ?? 0)
      }
      return parameter(ParameterAddress(id, .intake), other) + parameter(ParameterAddress(id, .completion), other)
        + plain("\(id).duration", Double(first.duration), Double(second.duration)) + shares
    }
  }

  private func transitions(_ other: Scenario) -> [InputChange] {
    matched(transitions, other.transitions, id: \.id).flatMap { id, first, second -> [InputChange] in
      guard let first, let second else { return [presence(id, first != nil)] }
      return text("\(id).from", first.from, second.from) + text("\(id).to", first.to, second.to)
        + parameter(ParameterAddress(id, .rate), other)
    }
  }

  private func drivers(_ other: Scenario) -> [InputChange] {
    matched(drivers, other.drivers, id: \.id).flatMap { id, first, second -> [InputChange] in
      guard let first, let second else { return [presence(id, first != nil)] }
      let growth =
        (first.growth == nil) == (second.growth == nil)
        ? parameter(ParameterAddress(id, .growth), other)
        : [
          InputChange(
            "\(id).growth", from: first.growth.map { number($0, horizon) } ?? .absent,
            to: second.growth.map { number($0, horizon) } ?? .absent)
        ]
      return text("\(id).unit", name(of: first.unit), name(of: second.unit))
        + values(id, first.values, second.values) + growth + parameter(ParameterAddress(id, .volatility), other)
    }
  }

  /// Given values, told for the first year in which they are not the same.
  private func values(_ id: String, _ first: TimePath, _ second: TimePath) -> [InputChange] {
    let years = (first.points + second.points).map(\.year).sorted()
    let year = years.first { !isNearly(first.value(in: $0), second.value(in: $0)) }
    let kinds = first.shape == second.shape ? nil : years.first
    return (year ?? kinds).map { year in
      let pair = (first.value(in: year), second.value(in: year))
      return [InputChange("\(id).values", from: .number(pair.0, sd: 0), to: .number(pair.1, sd: 0))]
    } ?? []
  }

  private func measures(_ other: Scenario) -> [InputChange] {
    matched(measures, other.measures, id: \.id).flatMap { id, first, second -> [InputChange] in
      guard let first, let second else { return [presence(id, first != nil)] }
      return text("\(id).unit", name(of: first.unit), name(of: second.unit))
        + formula(id, first.formula, second.formula, other)
    }
  }

  private func formula(
    _ id: String, _ first: Measure.Formula, _ second: Measure.Formula, _ other: Scenario
  ) -> [InputChange] {
    switch (first, second) {
    case (.sum(let mine, _), .sum(let theirs, _)):
      return matched(mine, theirs, id: \.id).flatMap { term, from, to in
        plain("\(id).sum.\(term)", from?.weight ?? 0, to?.weight ?? 0)
      } + parameter(ParameterAddress(id, .coverage), other)
    case (.ratio(let top, let bottom, let scale), .ratio(let otherTop, let otherBottom, let otherScale))
    where top == otherTop && bottom == otherBottom:
      return plain("\(id).scale", scale, otherScale)
    default: return text("\(id).formula", first.written, second.written)
    }
  }

  private func correlations(_ other: Scenario) -> [InputChange] {
    matched(correlations, other.correlations, id: \.pair).flatMap { pair, first, second in
      plain("correlations.\(pair)", first?.spearman, second?.spearman)
    }
  }

  private func targets(_ other: Scenario) -> [InputChange] {
    matchedTargets(with: other).compactMap { first, second in
      guard first?.comparison.isNearly(second?.comparison) != true, let target = first ?? second else { return nil }
      return InputChange(
        "targets.\(target.of)@\(target.year)", from: first.map { .bounds($0.comparison) } ?? .absent,
        to: second.map { .bounds($0.comparison) } ?? .absent)
    }
  }

  // MARK: one input

  private func parameter(_ address: ParameterAddress, _ other: Scenario) -> [InputChange] {
    guard let first = replacement(at: address)?.value, let second = other.replacement(at: address)?.value,
      !first.isNearly(second, in: horizon)
    else { return [] }
    let year = Array(horizon).first { !isNearly(first.central(in: $0), second.central(in: $0)) }
    let shown = year ?? min(horizon.lowerBound + 1, horizon.upperBound)
    func value(_ value: ParameterValue) -> InputChange.Value {
      .number(value.central(in: shown), sd: value.standardDeviation(in: shown))
    }
    return [InputChange(address.description, from: value(first), to: value(second), address: address)]
  }

  private func number(_ value: ParameterValue, _ horizon: ClosedRange<Year>) -> InputChange.Value {
    .number(value.central(in: horizon.upperBound), sd: value.standardDeviation(in: horizon.upperBound))
  }

  private func presence(_ id: String, _ isFirst: Bool) -> InputChange {
    InputChange(id, from: isFirst ? .present : .absent, to: isFirst ? .absent : .present)
  }

  private func plain(_ name: String, _ first: Year?, _ second: Year?) -> [InputChange] {
    plain(name, first.map(Double.init), second.map(Double.init))
  }

  private func plain(_ name: String, _ first: Double?, _ second: Double?) -> [InputChange] {
    func value(_ number: Double?) -> InputChange.Value { number.map { .number($0, sd: 0) } ?? .absent }
    if let first, let second, isNearly(first, second) { return [] }
    return first == nil && second == nil ? [] : [InputChange(name, from: value(first), to: value(second))]
  }

  private func text(_ name: String, _ first: String, _ second: String) -> [InputChange] {
    first == second ? [] : [InputChange(name, from: .text(first), to: .text(second))]
  }

  /// People are counted in the scenario's unit, whatever a measure shows them in.
  private func name(of unit: DisplayUnit) -> String {
    switch unit {
    case .people: self.unit.name
    case .percent: "%"
    case .other(let text): text
    case .none: ""
    }
  }
}

extension Scenario {
  /// The targets of both, those for the same series and year together; several for one are matched in order.
  func matchedTargets(with other: Scenario) -> [(first: Target?, second: Target?)] {
    var rest = other.targets
    let pairs = targets.map { target -> (first: Target?, second: Target?) in
      guard let index = rest.firstIndex(where: { $0.of == target.of && $0.year == target.year }) else {
        return (target, nil)
      }
      return (target, rest.remove(at: index))
    }
    return pairs + rest.map { (nil, $0) }
  }
}

/// Entries of both lists by name, those of the first in their order and then what only the second has.
private func matched<Entry>(
  _ first: [Entry], _ second: [Entry], id: (Entry) -> String
) -> [(id: String, first: Entry?, second: Entry?)] {
  func named(_ entries: [Entry]) -> [String: Entry] {
    Dictionary(entries.map { (id($0), $0) }, uniquingKeysWith: { first, _ in first })
  }
  let (mine, theirs) = (named(first), named(second))
  var seen: Set<String> = []
  return (first + second).map(id).filter { seen.insert($0).inserted }.map { ($0, mine[$0], theirs[$0]) }
}

extension Correlation {
  /// The same whichever is named first.
  fileprivate var pair: String {
    let names = [first.description, second.description].sorted()
    return "\(names[0])~\(names[1])"
  }
}

extension Measure.Formula {
  fileprivate var written: String {
    switch self {
    case .sum(let terms, _): "sum: [\(terms.map(\.id).joined(separator: ", "))]"
    case .difference(let first, let second): "difference: [\(first), \(second)]"
    case .ratio(let first, let second, _): "ratio: [\(first), \(second)]"
    case .cumulative(let flows, let from): "cumulative: [\(flows.joined(separator: ", "))], from: \(from)"
    case .change(let series, let from): "change: \(series), from: \(from)"
    }
  }
}
