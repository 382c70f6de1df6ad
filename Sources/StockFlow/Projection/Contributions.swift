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
  /// - Complexity: O(measures + years × flows), however often a measure enters another.
  public func contributions(to series: Series, in year: Year) -> Contributions? {
    let baseline = baselineYear(of: series)
    guard year >= baseline, value(of: series, in: year) != nil else { return nil }
    var attribution = Attribution(self, from: baseline, to: year)
    return attribution.attribute(series)
  }
}

/// Hands the change of a series down to what it is made of, measure by measure, until only flows, drivers, coverages
/// and the floor are left. Every part carries the weight with which its own change counts.
private struct Attribution {
  private let central: CentralProjection
  private let first: Year
  private let last: Year
  private var cellWeights: [Double]
  private var driverWeights: [Double]
  private var measureWeights: [Double]
  /// The weight with which the persons of a flow count in every year of the period.
  private var flowWeights: [Double]
  private var flowAmounts: [Double]
  private var coverageAmounts: [Double]
  private var floorAmount = 0.0

  init(_ central: CentralProjection, from first: Year, to last: Year) {
    self.central = central
    self.first = first
    self.last = last
    cellWeights = Array(repeating: 0, count: central.model.cells.count)
    driverWeights = Array(repeating: 0, count: central.model.drivers.count)
    measureWeights = Array(repeating: 0, count: central.model.measures.count)
    flowWeights = Array(repeating: 0, count: central.model.flows.count)
    flowAmounts = flowWeights
    coverageAmounts = measureWeights
  }

  mutating func attribute(_ series: Series) -> Contributions? {
    if case .flow(let flow) = series {
      guard let change = change(of: series) else { return nil }
      flowAmounts[flow] = change
    } else {
      add(1, to: series)
    }
    for measure in central.model.measureOrder.reversed() where measureWeights[measure] != 0 {
      guard handDown(measure, weight: measureWeights[measure]) else { return nil }
    }
    for cell in cellWeights.indices where cellWeights[cell] != 0 { attribute(cell: cell, weight: cellWeights[cell]) }
    // Weights first: a transition inside the series cancels exactly.
    for flow in flowWeights.indices where flowWeights[flow] != 0 { pass([flow], since: first + 1, flowWeights[flow]) }
    return shares()
  }

  private mutating func add(_ weight: Double, to series: Series) {
    switch series {
    case .category(let cell): cellWeights[cell] += weight
    case .driver(let driver): driverWeights[driver] += weight
    case .measure(let measure): measureWeights[measure] += weight
    case .flow(let flow): flowAmounts[flow] += weight * (change(of: series) ?? .nan)
    }
  }

  private func change(of series: Series) -> Double? {
    guard let start = central.value(of: series, in: first), let end = central.value(of: series, in: last) else {
      return nil
    }
    return end - start
  }

  private mutating func handDown(_ measure: Int, weight: Double) -> Bool {
    switch central.model.measures[measure].formula {
    case .sum(let terms, let coverage):
      var weight = weight
      if coverage != nil {
        guard let mean = cover(measure, terms, weight) else { return false }
        weight *= mean
      }
      for term in terms { add(weight * term.weight, to: term.series) }
    case .difference(let left, let right):
      add(weight, to: left)
      add(-weight, to: right)
    case .ratio(let top, let bottom, let scale): return divide(top, bottom, weight * scale)
    case .cumulative(let flows, let from): pass(flows, since: max(first + 1, from), weight)
    case .change(let series, _, _): add(weight, to: series)
    }
    return true
  }

  /// c·X between two years: c moves times the mean X; gives the mean c, times which X moves.
  private mutating func cover(_ measure: Int, _ terms: [WeightedSeries], _ weight: Double) -> Double? {
    guard let start = uncovered(terms, in: first), let end = uncovered(terms, in: last) else { return nil }
    let before = central.coverage(of: measure, in: first)
    let after = central.coverage(of: measure, in: last)
    coverageAmounts[measure] += weight * (start + end) / 2 * (after - before)
    return (before + after) / 2
  }

  private func uncovered(_ terms: [WeightedSeries], in year: Year) -> Double? {
    var sum = 0.0
    for term in terms {
      guard let value = central.value(of: term.series, in: year) else { return nil }
      sum += term.weight * value
    }
    return sum
  }

  /// N/D between two years: N moves times the mean of 1/D, D moves −(N₀ + N₁)/(2·D₀·D₁) times.
  private mutating func divide(_ top: Series, _ bottom: Series, _ weight: Double) -> Bool {
    guard let top0 = central.value(of: top, in: first), let top1 = central.value(of: top, in: last),
      let bottom0 = central.value(of: bottom, in: first), let bottom1 = central.value(of: bottom, in: last),
      bottom0 != 0, bottom1 != 0
    else { return false }
    add(weight * (1 / bottom0 + 1 / bottom1) / 2, to: top)
    add(-weight * (top0 + top1) / (2 * bottom0 * bottom1), to: bottom)
    return true
  }

  private mutating func pass(_ flows: [Int], since start: Year, _ weight: Double) {
    guard start <= last else { return }
    for year in start...last {
      for flow in flows { flowAmounts[flow] += weight * persons(flow, in: year) }
    }
  }

  private mutating func attribute(cell index: Int, weight: Double) {
    let cell = central.model.cells[index]
    for flow in CellFlow.allCases { flowWeights[cell.firstFlow + flow.rawValue] += flow.sign * weight }
    for transition in central.model.ties.leaving[index] {
      flowWeights[central.model.transitions[transition].flow] -= weight
    }
    for transition in central.model.ties.entering[index] {
      flowWeights[central.model.transitions[transition].flow] += weight
    }
    for graduates in central.model.ties.graduates[index] { flowWeights[graduates] += weight }
    guard first < last else { return }
    for year in (first + 1)...last { floorAmount += weight * central.floorAdded(to: index, in: year) }
  }

  private func persons(_ flow: Int, in year: Year) -> Double { central.value(of: .flow(flow), in: year) ?? .nan }

  private func shares() -> Contributions {
    let model = central.model
    func share(_ source: Contributions.Source, _ name: String, _ amount: Double) -> Contributions.Share? {
      amount == 0 ? nil : Contributions.Share(source: source, name: name, amount: amount)
    }
    var shares = flowAmounts.enumerated().compactMap { share(.flow($0), model.name(of: .flow($0)), $1) }
    shares += driverWeights.enumerated().compactMap { driver, weight in
      guard weight != 0 else { return nil }
      let amount = weight * (change(of: .driver(driver)) ?? .nan)
      return share(.driver(driver), model.name(of: .driver(driver)), amount)
    }
    shares += coverageAmounts.enumerated().compactMap {
      share(.coverage(measure: $0), "\(model.name(of: .measure($0))).coverage", $1)
    }
    shares += [share(.floor, "floor", floorAmount)].compactMap { $0 }
    return Contributions(
      shares: shares.sorted { abs($0.amount) != abs($1.amount) ? abs($0.amount) > abs($1.amount) : $0.name < $1.name })
  }
}
