import Randomness

extension CompiledModel {
  /// The values of the measures that have one in the state's year.
  func deriveMeasures<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    for place in measureSteps.steps.indices where state.year >= measureSteps.steps[place].availableFrom {
      derive(measureSteps.steps[place], &state)
    }
  }

  private func derive<Element: LaneNumber>(_ step: MeasureStep, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    let measure = state.measure.slot(step.measure, width: width)
    switch step.formula {
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
      let total = state.cumulative.slot(step.measure, width: width)
      accumulate(flows, from: from, into: total, state)
      for lane in 0..<width { measure[lane] = total[lane] }
    case .change(let series, let from, let observed):
      let values = state.slot(of: series)
      let base = state.changeBase.slot(step.measure, width: width)
      for lane in 0..<width {
        if state.year == from && observed == nil { base[lane] = values[lane] }
        measure[lane] = values[lane] - (observed.map { Element(repeating: $0) } ?? base[lane])
      }
    }
  }

  private func sum<Element: LaneNumber>(
    _ terms: Range<Int>, coverage: Int?, into measure: Slot<Element>, _ state: borrowing ModelState<Element>
  ) {
    let width = Element.slotWidth
    var sums = InlineArray<8, Element>(repeating: Element(repeating: 0))
    for place in terms {
      let weight = Element(repeating: measureSteps.terms[place].weight)
      let values = state.slot(of: measureSteps.terms[place].series)
      for lane in 0..<width { sums[lane] = Element.fused(weight, values[lane], sums[lane]) }
    }
    let share = state.term(coverage, self, in: state.year)
    for lane in 0..<width { measure[lane] = coverage == nil ? sums[lane] : sums[lane] * share[lane] }
  }

  /// Flows of the first year of the horizon lead to its baseline and are not counted.
  private func accumulate<Element: LaneNumber>(
    _ flows: Range<Int>, from: Year, into total: Slot<Element>, _ state: borrowing ModelState<Element>
  ) {
    guard state.year > horizon.lowerBound && state.year >= from else { return }
    for place in flows {
      let persons = state.flow.slot(measureSteps.flows[place], width: Element.slotWidth)
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
