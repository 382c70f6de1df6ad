/// The measures of a scenario in an order in which every measure comes after those it is made of.
struct MeasureOrder {
  private(set) var order: [Int] = []
  private let index: [String: Int]
  private let measures: [Measure]
  private var isVisited: [Bool]

  /// Depth-first without recursion, so that a chain of any length is ordered.
  /// - Complexity: O(measures + terms).
  init(_ measures: [Measure]) {
    self.measures = measures
    index = Dictionary(measures.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    isVisited = Array(repeating: false, count: measures.count)
    for start in measures.indices where !isVisited[start] { visit(from: start) }
  }

  private mutating func visit(from start: Int) {
    var open = [(measure: start, isExpanded: false)]
    while let (measure, isExpanded) = open.popLast() {
      if isExpanded {
        order.append(measure)
        continue
      }
      guard !isVisited[measure] else { continue }
      isVisited[measure] = true
      open.append((measure, true))
      for term in measures[measure].formula.terms {
        if let next = index[term], !isVisited[next] { open.append((next, false)) }
      }
    }
  }
}

extension Measure.Formula {
  /// Ids of the series the formula reads; flows are named in `cumulative` alone.
  public var terms: [String] {
    switch self {
    case .sum(let terms, _): terms.map(\.id)
    case .difference(let first, let second), .ratio(let first, let second, _): [first, second]
    case .cumulative(let flows, _): flows
    case .change(let series, _): [series]
    }
  }
}

extension ModelCompiler {
  /// Resolves the formulas; `order` makes every measure come after its terms.
  mutating func compileMeasures(order: [Int], names: SeriesNames) -> [CompiledMeasure] {
    var compiled: [CompiledMeasure?] = Array(repeating: nil, count: scenario.measures.count)
    let (scenario, starts, firstYear) = (scenario, starts, firstYear)
    func availability(_ series: Series) -> Year {
      switch series {
      case .category(let cell): starts[cell]
      case .driver(let driver): scenario.drivers[driver].growthStart(in: scenario.horizon) ?? firstYear
      case .measure(let measure): compiled[measure]?.availableFrom ?? firstYear
      case .flow: firstYear + 1
      }
    }
    for index in order {
      let measure = scenario.measures[index]
      let formula = compile(measure, names: names, availability: availability)
      compiled[index] = CompiledMeasure(
        formula: formula, availableFrom: availableFrom(formula, availability: availability))
    }
    return compiled.compactMap { $0 }
  }

  private mutating func compile(
    _ measure: Measure, names: SeriesNames, availability: (Series) -> Year
  ) -> CompiledMeasure.Formula {
    func series(_ id: String) -> Series {
      guard let series = names[id] else { preconditionFailure("the term \(id) of \(measure.id) was checked to exist") }
      return series
    }
    switch measure.formula {
    case .sum(let terms, let coverage):
      return .sum(
        terms.map { WeightedSeries(series: series($0.id), weight: $0.weight) },
        coverage: parameters.add(coverage, at: ParameterAddress(measure.id, .coverage)))
    case .difference(let first, let second): return .difference(series(first), series(second))
    case .ratio(let first, let second, let scale): return .ratio(series(first), series(second), scale: scale)
    case .cumulative(let flows, let from):
      return .cumulative(
        flows: flows.compactMap {
          guard case .flow(let flow) = series($0) else { return nil }
          return flow
        }, from: from)
    case .change(let id, let from):
      let isComputed = from >= availability(series(id))
      let observed = isComputed ? nil : PlanFigures(scenario).given(id, in: from)
      return .change(series(id), from: from, observed: observed)
    }
  }

  private func availableFrom(_ formula: CompiledMeasure.Formula, availability: (Series) -> Year) -> Year {
    switch formula {
    case .sum(let terms, _): terms.map { availability($0.series) }.max() ?? firstYear
    case .difference(let first, let second), .ratio(let first, let second, _):
      max(availability(first), availability(second))
    case .cumulative: scenario.horizon.lowerBound
    case .change(let series, let from, _): max(availability(series), from)
    }
  }
}
