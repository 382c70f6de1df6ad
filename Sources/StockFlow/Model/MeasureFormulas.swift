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
    for lane in 0..<Element.slotWidth {
      var total = Element(repeating: 0)
      for term in terms {
        total = Element.fused(Element(repeating: term.weight), state.element(term.series, lane), total)
      }
      if let coverage { total = total * state.value(coverage, self, in: state.year, lane: lane) }
      state.measure[slot + lane] = total
    }
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
  @inline(__always)
  func element(_ series: Series, _ lane: Int) -> Element {
    switch series {
    case .category(let index): stock[index * Element.slotWidth + lane]
    case .driver(let index): driver[index * Element.slotWidth + lane]
    case .measure(let index): measure[index * Element.slotWidth + lane]
    case .flow(let index): flow[index * Element.slotWidth + lane]
    }
  }
}
