import Randomness

extension CompiledModel {
  /// The value of a measure in the state's year.
  func derive<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    let measure = state.measure.slot(index, width: width)
    switch measures[index].formula {
    case .sum(let terms, let coverage): sum(terms, coverage: coverage, into: measure, state)
    case .difference(let first, let second):
      let (first, second) = (state.slot(of: first), state.slot(of: second))
      for lane in 0..<width { measure[lane] = first[lane] - second[lane] }
    case .ratio(let first, let second, let scale):
      let (first, second) = (state.slot(of: first), state.slot(of: second))
      for lane in 0..<width {
        measure[lane] = first[lane].dividedWhereNonzero(by: second[lane]) * Element(repeating: scale)
      }
    case .cumulative(let flows, let from):
      accumulate(flows, from: from, into: state.cumulative.slot(index, width: width), state)
      for lane in 0..<width { measure[lane] = state.cumulative[index * width + lane] }
    case .change(let series, let from, let observed):
      let values = state.slot(of: series)
      for lane in 0..<width {
        if state.year == from && observed == nil { state.changeBase[index * width + lane] = values[lane] }
        let base = observed.map { Element(repeating: $0) } ?? state.changeBase[index * width + lane]
        measure[lane] = values[lane] - base
      }
    }
  }

  private func sum<Element: LaneNumber>(
    _ terms: [WeightedSeries], coverage: Int?, into measure: Slot<Element>, _ state: borrowing ModelState<Element>
  ) {
    let width = Element.slotWidth
    var sums = InlineArray<8, Element>(repeating: Element(repeating: 0))
    for term in terms {
      let weight = Element(repeating: term.weight)
      let values = state.slot(of: term.series)
      for lane in 0..<width { sums[lane] = Element.fused(weight, values[lane], sums[lane]) }
    }
    let share = state.term(coverage, self, in: state.year)
    for lane in 0..<width { measure[lane] = coverage == nil ? sums[lane] : sums[lane] * share[lane] }
  }

  /// Flows of the first year of the horizon lead to its baseline and are not counted.
  private func accumulate<Element: LaneNumber>(
    _ flows: [Int], from: Year, into total: Slot<Element>, _ state: borrowing ModelState<Element>
  ) {
    guard state.year > horizon.lowerBound && state.year >= from else { return }
    for flow in flows {
      let persons = state.flow.slot(flow, width: Element.slotWidth)
      for lane in 0..<Element.slotWidth { total[lane] = total[lane] + persons[lane] }
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
}
