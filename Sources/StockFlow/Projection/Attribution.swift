/// Hands the change of a series down to what it is made of, measure by measure, until only flows, drivers, coverages,
/// the floor and the noise are left. Every part carries the weight with which its own change counts.
///
/// Written once for one path and for lanes of paths; lanes in which a quotient has no value are not a number.
struct Attribution<Element: LaneNumber> {
  private let records: YearRecords<Element>
  private let first: Year
  private let last: Year
  /// Which vector of a batch; 0 for one path.
  private let lane: Int
  private var cellWeights: [Element]
  private var driverWeights: [Element]
  private var measureWeights: [Element]
  /// The weight with which the persons of a flow count in every year of the period.
  private var flowWeights: [Element]
  private var flowAmounts: [Element]
  private var coverageAmounts: [Element]
  private var floorAmount = Element(repeating: 0)
  private var noiseAmount = Element(repeating: 0)

  private var model: CompiledModel { records.model }

  init(_ records: YearRecords<Element>, from first: Year, to last: Year, lane: Int = 0) {
    self.records = records
    self.first = first
    self.last = last
    self.lane = lane
    func zeros(_ count: Int) -> [Element] { Array(repeating: Element(repeating: 0), count: count) }
    cellWeights = zeros(records.model.cells.count)
    driverWeights = zeros(records.model.drivers.count)
    measureWeights = zeros(records.model.measures.count)
    flowWeights = zeros(records.model.flows.count)
    flowAmounts = flowWeights
    coverageAmounts = measureWeights
  }

  /// Whether every value it asked for exists.
  mutating func attribute(_ series: Series) -> Bool {
    let one = Element(repeating: 1)
    if case .flow(let flow) = series {
      guard let change = change(of: series) else { return false }
      flowAmounts[flow] = change
    } else {
      add(one, to: series)
    }
    for step in model.measureSteps.steps.reversed() where measureWeights[step.measure].isAnywhereNonzero {
      guard handDown(step.measure, weight: measureWeights[step.measure]) else { return false }
    }
    for cell in cellWeights.indices where cellWeights[cell].isAnywhereNonzero {
      attribute(cell: cell, weight: cellWeights[cell])
    }
    // Weights first: a transition inside the series cancels exactly.
    for flow in flowWeights.indices where flowWeights[flow].isAnywhereNonzero {
      pass([flow], since: first + 1, flowWeights[flow])
    }
    return true
  }

  /// What a source adds to the change of the series; 0 where it has no part in it.
  func amount(of source: Contributions.Source) -> Element {
    switch source {
    case .flow(let flow): return flowAmounts[flow]
    case .driver(let driver):
      let weight = driverWeights[driver]
      guard weight.isAnywhereNonzero else { return Element(repeating: 0) }
      return weight * (change(of: .driver(driver)) ?? Element(repeating: .nan))
    case .coverage(let measure): return coverageAmounts[measure]
    case .floor: return floorAmount
    case .noise: return noiseAmount
    case .baseline: return Element(repeating: 0)
    }
  }

  private func value(of series: Series, in year: Year) -> Element? { records.value(of: series, in: year, lane: lane) }

  private mutating func add(_ weight: Element, to series: Series) {
    switch series {
    case .category(let cell): cellWeights[cell] = cellWeights[cell] + weight
    case .driver(let driver): driverWeights[driver] = driverWeights[driver] + weight
    case .measure(let measure): measureWeights[measure] = measureWeights[measure] + weight
    case .flow(let flow):
      flowAmounts[flow] = flowAmounts[flow] + weight * (change(of: series) ?? Element(repeating: .nan))
    }
  }

  private func change(of series: Series) -> Element? {
    guard let start = value(of: series, in: first), let end = value(of: series, in: last) else { return nil }
    return end - start
  }

  private mutating func handDown(_ measure: Int, weight: Element) -> Bool {
    switch model.measures[measure].formula {
    case .sum(let terms, let coverage):
      var weight = weight
      if coverage != nil {
        guard let mean = cover(measure, terms, weight) else { return false }
        weight = weight * mean
      }
      for term in terms { add(weight * Element(repeating: term.weight), to: term.series) }
    case .difference(let left, let right):
      add(weight, to: left)
      add(Element(repeating: 0) - weight, to: right)
    case .ratio(let top, let bottom, let scale): return divide(top, bottom, weight * Element(repeating: scale))
    case .cumulative(let flows, let from): pass(flows, since: max(first + 1, from), weight)
    case .change(let series, _, _): add(weight, to: series)
    }
    return true
  }

  /// c·X between two years: c moves times the mean X; gives the mean c, times which X moves.
  private mutating func cover(_ measure: Int, _ terms: [WeightedSeries], _ weight: Element) -> Element? {
    guard let start = uncovered(terms, in: first), let end = uncovered(terms, in: last) else { return nil }
    let two = Element(repeating: 2)
    let before = records.coverage(of: measure, in: first, lane: lane)
    let after = records.coverage(of: measure, in: last, lane: lane)
    coverageAmounts[measure] = coverageAmounts[measure] + weight * (start + end) / two * (after - before)
    return (before + after) / two
  }

  private func uncovered(_ terms: [WeightedSeries], in year: Year) -> Element? {
    var sum = Element(repeating: 0)
    for term in terms {
      guard let value = value(of: term.series, in: year) else { return nil }
      sum = sum + Element(repeating: term.weight) * value
    }
    return sum
  }

  /// N/D between two years: N moves times the mean of 1/D, D moves −(N₀ + N₁)/(2·D₀·D₁) times.
  private mutating func divide(_ top: Series, _ bottom: Series, _ weight: Element) -> Bool {
    guard let top0 = value(of: top, in: first), let top1 = value(of: top, in: last),
      let bottom0 = value(of: bottom, in: first), let bottom1 = value(of: bottom, in: last)
    else { return false }
    let (one, two) = (Element(repeating: 1), Element(repeating: 2))
    let inverses = one.dividedWhereNonzero(by: bottom0) + one.dividedWhereNonzero(by: bottom1)
    guard inverses.isUsable else { return false }
    add(weight * inverses / two, to: top)
    add((Element(repeating: 0) - weight) * (top0 + top1) / (two * bottom0 * bottom1), to: bottom)
    return true
  }

  private mutating func pass(_ flows: [Int], since start: Year, _ weight: Element) {
    guard start <= last else { return }
    for year in start...last {
      for flow in flows {
        flowAmounts[flow] = flowAmounts[flow] + weight * records.persons(flow, in: year, lane: lane)
      }
    }
  }

  private mutating func attribute(cell index: Int, weight: Element) {
    let cell = model.cells[index]
    for flow in CellFlow.allCases {
      let slot = cell.firstFlow + flow.rawValue
      flowWeights[slot] = flowWeights[slot] + Element(repeating: flow.sign) * weight
    }
    for transition in model.ties.leaving[index] {
      let flow = model.transitions[transition].flow
      flowWeights[flow] = flowWeights[flow] - weight
    }
    for transition in model.ties.entering[index] {
      let flow = model.transitions[transition].flow
      flowWeights[flow] = flowWeights[flow] + weight
    }
    for graduates in model.ties.graduates[index] { flowWeights[graduates] = flowWeights[graduates] + weight }
    guard first < last else { return }
    for year in (first + 1)...last {
      floorAmount = floorAmount + weight * records.floorAdded(to: index, in: year, lane: lane)
      noiseAmount = noiseAmount + weight * records.noiseAdded(to: index, in: year, lane: lane)
    }
  }
}
