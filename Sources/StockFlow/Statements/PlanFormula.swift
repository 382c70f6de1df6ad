import Randomness

/// A formula over the plan's figures under construction: every (id, year) becomes one node.
struct PlanFormula {
  private let figures: PlanFigures
  private(set) var graph = PlanGraph()
  private var known: [Key: PlanGraph.Node?] = [:]
  private var depth = 0

  /// Measures that stand in one another deeper than this have no value here.
  private static let deepest = 1000
  /// Longer periods are not added up.
  private static let longestPeriod = 1000

  private struct Key: Hashable {
    let id: String
    let year: Year
  }

  init(_ figures: PlanFigures) { self.figures = figures }

  mutating func number(_ figure: Figure) -> PlanGraph.Node { graph.add(.figure(figure)) }

  /// The value of an id in a year: observed or given; a measure by its formula over such values; failing that, the
  /// target for that year; failing that, `nil`.
  mutating func value(_ id: String, in year: Year) -> PlanGraph.Node? {
    if let node = given(id, in: year) { return node }
    return figures.target(for: id, in: year).map { number($0) }
  }

  /// The observed or given value of an id in a year, or a measure's formula over such values.
  mutating func given(_ id: String, in year: Year) -> PlanGraph.Node? {
    let key = Key(id: id, year: year)
    if let node = known[key] { return node }
    let node: PlanGraph.Node?
    if let measure = figures.measure(id) {
      node = derived(measure, in: year)
    } else {
      node = figures.figure(id, in: year).map { number($0) }
    }
    known[key] = node
    return node
  }

  private mutating func derived(_ measure: Measure, in year: Year) -> PlanGraph.Node? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    switch measure.formula {
    case .sum(let terms, let coverage): return sum(terms, coverage: coverage, in: year)
    case .difference(let first, let second): return difference(given(first, in: year), given(second, in: year))
    case .ratio(let top, let bottom, let scale):
      return ratio(given(top, in: year), given(bottom, in: year), scale: scale)
    case .cumulative(let flows, let from): return cumulative(flows, from: from, to: year)
    case .change(let id, let from): return difference(given(id, in: year), given(id, in: from))
    }
  }

  private mutating func sum(
    _ terms: [Measure.Term], coverage: ParameterValue?, in year: Year
  ) -> PlanGraph.Node? {
    let nodes = terms.map { given($0.id, in: year) }
    guard let total = linear(nodes, weights: terms.map(\.weight)) else { return nil }
    guard let coverage else { return total }
    return graph.add(.product([total, number(Figure(coverage.central(in: year)))]))
  }

  private mutating func cumulative(_ flows: [String], from: Year, to year: Year) -> PlanGraph.Node? {
    guard year >= from else { return number(Figure(0)) }
    guard year - from < Self.longestPeriod else { return nil }
    var nodes: [PlanGraph.Node?] = []
    for year in from...year {
      for flow in flows { nodes.append(given(flow, in: year)) }
    }
    return linear(nodes, weights: nodes.map { _ in 1 })
  }
}

extension PlanFigures {
  /// The observed or given value of an id in a year, or a measure's formula over such values.
  func given(_ id: String, in year: Year) -> Double? {
    var formula = PlanFormula(self)
    return formula.given(id, in: year).map { formula.graph.value(of: $0) }
  }
}

/// The formulas of statements and measures; `nil` where an operand is missing.
extension PlanFormula {
  mutating func linear(_ nodes: [PlanGraph.Node?], weights: [Double]) -> PlanGraph.Node? {
    let present = nodes.compactMap { $0 }
    guard present.count == nodes.count, !present.isEmpty else { return nil }
    return graph.add(.linear(zip(present, weights).map { ($0, $1) }, constant: 0))
  }

  mutating func difference(_ first: PlanGraph.Node?, _ second: PlanGraph.Node?) -> PlanGraph.Node? {
    linear([first, second], weights: [1, -1])
  }

  mutating func ratio(_ top: PlanGraph.Node?, _ bottom: PlanGraph.Node?, scale: Double = 1) -> PlanGraph.Node? {
    guard let top, let bottom else { return nil }
    let quotient = graph.add(.quotient(top, bottom))
    return scale == 1 ? quotient : graph.add(.linear([(quotient, scale)], constant: 0))
  }

  mutating func product(_ nodes: [PlanGraph.Node?]) -> PlanGraph.Node? {
    let present = nodes.compactMap { $0 }
    guard present.count == nodes.count, !present.isEmpty else { return nil }
    return graph.add(.product(present))
  }

  /// (last − first) / first.
  mutating func growth(from first: PlanGraph.Node?, to last: PlanGraph.Node?) -> PlanGraph.Node? {
    guard let first, let last else { return nil }
    let factor = graph.add(.quotient(last, first))
    return graph.add(.linear([(factor, 1)], constant: -1))
  }

  /// The constant yearly rate that leads from one value to another: (last / first)^(1 / years) − 1.
  mutating func yearlyGrowth(
    from first: PlanGraph.Node?, to last: PlanGraph.Node?, years: Int
  ) -> PlanGraph.Node? {
    guard let first, let last else { return nil }
    let factor = graph.add(.quotient(last, first))
    let yearly = graph.add(.power(factor, exponent: 1 / Double(years)))
    return graph.add(.linear([(yearly, 1)], constant: -1))
  }
}
