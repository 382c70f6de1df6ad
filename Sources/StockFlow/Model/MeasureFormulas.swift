import Randomness

extension CompiledModel {
  /// The value of a measure in the state's year.
  func derive<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let slot = index * Element.slotWidth
    switch measures[index].formula {
    case .sum(let terms, let coverage): sum(terms, coverage: coverage, into: slot, &state)
    case .difference(let first, let second):
      for lane in 0..<Element.slotWidth {
        state.measure[slot + lane] = state.element(first, lane) - state.element(second, lane)
      }
    case .ratio(let first, let second, let scale):
      for lane in 0..<Element.slotWidth {
        let quotient = state.element(first, lane).dividedWhereNonzero(by: state.element(second, lane))
        state.measure[slot + lane] = quotient * Element(repeating: scale)
      }
    case .cumulative(let flows, let from): accumulate(flows, from: from, into: slot, &state)
    case .change(let series, let from, let observed):
      for lane in 0..<Element.slotWidth {
        let value = state.element(series, lane)
        if state.year == from && observed == nil { state.changeBase[slot + lane] = value }
        let base = observed.map { Element(repeating: $0) } ?? state.changeBase[slot + lane]
        state.measure[slot + lane] = value - base
      }
    }
  }

  private func sum<Element: LaneNumber>(
    _ terms: [WeightedSeries], coverage: Int?, into slot: Int, _ state: inout ModelState<Element>
  ) {
    let width = Element.slotWidth
    let sum = state.measure.slot(slot / width, width: width)
    for lane in 0..<width { sum[lane] = Element(repeating: 0) }
    for term in terms {
      let weight = Element(repeating: term.weight)
      let values = state.slot(of: term.series)
      for lane in 0..<width { sum[lane] = Element.fused(weight, values[lane], sum[lane]) }
    }
    guard let coverage else { return }
    let share = state.term(coverage, self, in: state.year)
    for lane in 0..<width { sum[lane] = sum[lane] * share[lane] }
  }

  /// Flows of the first year of the horizon lead to its baseline and are not counted.
  private func accumulate<Element: LaneNumber>(
    _ flows: [Int], from: Year, into slot: Int, _ state: inout ModelState<Element>
  ) {
    let counts = state.year > horizon.lowerBound && state.year >= from
    for lane in 0..<Element.slotWidth {
      if counts {
        for flow in flows {
          state.cumulative[slot + lane] =
            state.cumulative[slot + lane] + state.flow[flow * Element.slotWidth + lane]
        }
      }
      state.measure[slot + lane] = state.cumulative[slot + lane]
    }
  }
}

extension ModelState where Element: LaneNumber {
  /// Where the values of a series stand.
  @inline(__always)
  func slot(of series: Series) -> Slot<Element> {
    switch series {
    case .category(let index): stock.slot(index, width: Element.slotWidth)
    case .driver(let index): driver.slot(index, width: Element.slotWidth)
    case .measure(let index): measure.slot(index, width: Element.slotWidth)
    case .flow(let index): flow.slot(index, width: Element.slotWidth)
    }
  }

  @inline(__always)
  func element(_ series: Series, _ lane: Int) -> Element { slot(of: series)[lane] }
}
