import Randomness

extension CompiledModel {
  /// The value of a measure in the state's year.
  func derive<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let width = state.width
    for lane in 0..<width {
      let value = evaluate(measures[index].formula, of: index, lane, &state)
      state.measure[index * width + lane] = value
    }
  }

  private func evaluate<Element: LaneNumber>(
    _ formula: CompiledMeasure.Formula, of index: Int, _ lane: Int, _ state: inout ModelState<Element>
  ) -> Element {
    switch formula {
    case .sum(let terms, let coverage): return sum(terms, coverage: coverage, lane, state)
    case .difference(let first, let second): return state.element(first, lane) - state.element(second, lane)
    case .ratio(let first, let second, let scale):
      let quotient = state.element(first, lane).dividedWhereNonzero(by: state.element(second, lane))
      return quotient * Element(repeating: scale)
    case .cumulative(let flows, let from): return accumulate(flows, from: from, of: index, lane, &state)
    case .change(let series, let from, let observed):
      let slot = index * state.width + lane
      let value = state.element(series, lane)
      if let observed { return value - Element(repeating: observed) }
      if state.year == from { state.changeBase[slot] = value }
      return value - state.changeBase[slot]
    }
  }

  private func sum<Element: LaneNumber>(
    _ terms: [WeightedSeries], coverage: Int?, _ lane: Int, _ state: ModelState<Element>
  ) -> Element {
    var total = Element(repeating: 0)
    for term in terms {
      let value = state.element(term.series, lane)
      total = total + (term.weight == 1 ? value : value * Element(repeating: term.weight))
    }
    guard let coverage else { return total }
    return total * state.value(coverage, self, in: state.year, lane: lane)
  }

  /// Flows of the first year of the horizon lead to its baseline and are not counted.
  private func accumulate<Element: LaneNumber>(
    _ flows: [Int], from: Year, of index: Int, _ lane: Int, _ state: inout ModelState<Element>
  ) -> Element {
    let slot = index * state.width + lane
    if state.year > horizon.lowerBound && state.year >= from {
      for flow in flows { state.cumulative[slot] = state.cumulative[slot] + state.flow[flow * state.width + lane] }
    }
    return state.cumulative[slot]
  }
}

extension ModelState where Element: LaneNumber {
  @inline(__always)
  func element(_ series: Series, _ lane: Int) -> Element {
    switch series {
    case .category(let index): stock[index * width + lane]
    case .driver(let index): driver[index * width + lane]
    case .measure(let index): measure[index * width + lane]
    case .flow(let index): flow[index * width + lane]
    }
  }
}
