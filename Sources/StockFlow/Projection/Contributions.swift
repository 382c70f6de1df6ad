/// How much each flow adds to the change of a series between two years; the shares add up to the change.
///
/// Exits are negative, a transition counts with what it adds to the series, `coverage` and drivers stand under their
/// own names. Products and quotients are shared as Shapley values of their two parts.
/// Source: L. S. Shapley, "A value for n-person games" (1953), for two players.
public struct Contributions: Sendable, Equatable {
  public enum Source: Sendable, Hashable {
    case flow(Int)
    case driver(Int)
    case coverage(measure: Int)
    /// What holding a stock at 0 adds.
    case floor
  }
  public struct Share: Sendable, Equatable {
    public let source: Source
    public let name: String
    public let amount: Double
  }

  /// Shares that are not 0, the largest in size first.
  public let shares: [Share]

  public var total: Double { shares.reduce(0) { $0 + $1.amount } }
}

extension CentralProjection {
  /// The contributions to a series between its baseline and a year; `nil` where a quotient has no value.
  ///
  /// - Complexity: O(years × cells of the series), each measure once per way it enters.
  public func contributions(to series: Series, in year: Year) -> Contributions? {
    let baseline = model.baselineYear(of: series)
    guard year >= baseline, let amounts = amounts(series, from: baseline, to: year) else { return nil }
    let shares = amounts.filter { $0.value != 0 }.map {
      Contributions.Share(source: $0.key, name: name(of: $0.key), amount: $0.value)
    }
    return Contributions(
      shares: shares.sorted { abs($0.amount) != abs($1.amount) ? abs($0.amount) > abs($1.amount) : $0.name < $1.name })
  }

  private func name(of source: Contributions.Source) -> String {
    switch source {
    case .flow(let flow): model.name(of: .flow(flow))
    case .driver(let driver): model.name(of: .driver(driver))
    case .coverage(let measure): "\(model.name(of: .measure(measure))).coverage"
    case .floor: "floor"
    }
  }

  private typealias Amounts = [Contributions.Source: Double]

  private func amounts(_ series: Series, from first: Year, to last: Year) -> Amounts? {
    switch series {
    case .category(let cell): return categoryAmounts(cell, from: first, to: last)
    case .driver(let driver): return change(of: series, from: first, to: last).map { [.driver(driver): $0] }
    case .flow(let flow): return change(of: series, from: first, to: last).map { [.flow(flow): $0] }
    case .measure(let measure): return measureAmounts(measure, from: first, to: last)
    }
  }

  private func change(of series: Series, from first: Year, to last: Year) -> Double? {
    guard let start = value(of: series, in: first), let end = value(of: series, in: last) else { return nil }
    return end - start
  }

  private func categoryAmounts(_ index: Int, from first: Year, to last: Year) -> Amounts {
    let cell = model.cells[index]
    var amounts: Amounts = [:]
    guard first < last else { return amounts }
    for year in (first + 1)...last {
      func add(_ flow: Int, _ sign: Double) {
        amounts[.flow(flow), default: 0] += sign * (value(of: .flow(flow), in: year) ?? .nan)
      }
      for flow in CellFlow.allCases { add(cell.firstFlow + flow.rawValue, flow.sign) }
      for transition in cell.leaving { add(model.transitions[transition].flow, -1) }
      for transition in cell.entering { add(model.transitions[transition].flow, 1) }
      for graduates in cell.graduates { add(graduates, 1) }
      amounts[.floor, default: 0] += floorAdded(to: index, in: year)
    }
    return amounts
  }

  private func measureAmounts(_ index: Int, from first: Year, to last: Year) -> Amounts? {
    switch model.measures[index].formula {
    case .sum(let terms, let coverage):
      guard let inner = combine(terms.map { ($0.series, $0.weight) }, from: first, to: last) else { return nil }
      guard coverage != nil else { return inner }
      return covered(inner, terms, by: index, from: first, to: last)
    case .difference(let left, let right): return combine([(left, 1), (right, -1)], from: first, to: last)
    case .ratio(let top, let bottom, let scale): return ratio(top, bottom, scale, from: first, to: last)
    case .cumulative(let flows, let from): return passed(flows, from: max(first + 1, from), to: last)
    case .change(let series, _, _): return amounts(series, from: first, to: last)
    }
  }

  private func combine(_ terms: [(Series, Double)], from first: Year, to last: Year) -> Amounts? {
    var total: Amounts = [:]
    for (series, weight) in terms {
      guard let amounts = amounts(series, from: first, to: last) else { return nil }
      total.merge(amounts.mapValues { $0 * weight }, uniquingKeysWith: +)
    }
    return total
  }

  /// c·X between two years: X moves times the mean c, c moves times the mean X.
  private func covered(
    _ inner: Amounts, _ terms: [WeightedSeries], by measure: Int, from first: Year, to last: Year
  ) -> Amounts? {
    func uncovered(_ year: Year) -> Double? {
      var sum = 0.0
      for term in terms {
        guard let value = value(of: term.series, in: year) else { return nil }
        sum += term.weight * value
      }
      return sum
    }
    guard let start = uncovered(first), let end = uncovered(last) else { return nil }
    let before = coverage(of: measure, in: first)
    let after = coverage(of: measure, in: last)
    var amounts = inner.mapValues { $0 * (before + after) / 2 }
    amounts[.coverage(measure: measure), default: 0] += (start + end) / 2 * (after - before)
    return amounts
  }

  /// N/D between two years: N moves times the mean of 1/D, 1/D moves times the mean of N.
  private func ratio(
    _ top: Series, _ bottom: Series, _ scale: Double, from first: Year, to last: Year
  ) -> Amounts? {
    guard let top0 = value(of: top, in: first), let top1 = value(of: top, in: last),
      let bottom0 = value(of: bottom, in: first), let bottom1 = value(of: bottom, in: last),
      bottom0 != 0, bottom1 != 0, let numerator = amounts(top, from: first, to: last),
      let denominator = amounts(bottom, from: first, to: last)
    else { return nil }
    let perPerson = (1 / bottom0 + 1 / bottom1) / 2 * scale
    let perUnit = -(top0 + top1) / (2 * bottom0 * bottom1) * scale
    return numerator.mapValues { $0 * perPerson }.merging(denominator.mapValues { $0 * perUnit }, uniquingKeysWith: +)
  }

  private func passed(_ flows: [Int], from first: Year, to last: Year) -> Amounts {
    var amounts: Amounts = [:]
    guard first <= last else { return amounts }
    for year in first...last {
      for flow in flows { amounts[.flow(flow), default: 0] += value(of: .flow(flow), in: year) ?? .nan }
    }
    return amounts
  }
}
