import Randomness

/// Persons who pass from cell to cell, and the record of all who pass.
extension CompiledModel {
  /// Adds Σ rate · exposed over some transitions to the sums of the cell they enter, which stay in registers meanwhile.
  @inline(__always)
  func receive<Element: LaneNumber>(
    _ entries: Range<Int>, to sums: inout InlineArray<8, Element>, _ state: borrowing ModelState<Element>
  ) {
    let width = Element.slotWidth
    let first = transfers.firstRate(of: state.year)
    for place in entries {
      let entry = transfers.layout.entries[place]
      let persons = state.persons(exposedIn: entry.source)
      if entry.isUncertain {
        let rate = state.term(entry.rate, self, in: state.year)
        for lane in 0..<width { sums[lane] = Element.fused(rate[lane], persons[lane], sums[lane]) }
      } else {
        let rate = Element(repeating: transfers.rate(at: first + place))
        for lane in 0..<width { sums[lane] = Element.fused(rate, persons[lane], sums[lane]) }
      }
    }
  }

  /// Writes down the flows of the year that are kept.
  func recordFlows<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    for index in cells.indices where state.recorded.cells[index] { recordFlows(of: index, &state) }
    let width = Element.slotWidth
    for (index, transition) in transitions.enumerated() where state.recorded.transitions[index] {
      let exposed = state.persons(exposedIn: transition.from)
      for lane in 0..<width {
        let rate = state.value(transition.rate, self, in: state.year, lane: lane)
        state.flow[transition.flow * width + lane] = rate * exposed[lane]
      }
    }
  }

  private func recordFlows<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let width = Element.slotWidth
    let exposed = state.persons(exposedIn: index)
    for lane in 0..<width {
      let opening = state.opening[index * width + lane]
      func record(_ flow: CellFlow, _ parameter: Int?, times persons: Element) {
        let value = state.value(parameter, self, in: state.year, lane: lane)
        state.flow[(cell.firstFlow + flow.rawValue) * width + lane] = value * persons
      }
      record(.growth, cell.growth, times: opening)
      record(.attrition, cell.attrition, times: exposed[lane])
      record(.outMigration, cell.outMigration, times: exposed[lane])
      record(.training, cell.training, times: Element(repeating: 1))
      record(.inMigration, cell.inMigration, times: Element(repeating: 1))
    }
  }
}

extension ModelState where Element: LaneNumber {
  /// The persons whom exits reach, cell after cell.
  @inline(__always)
  var exposedPersons: Slot<Element> { isAnyScaled ? exposed.all : opening.all }

  /// The persons of a cell whom exits reach.
  @inline(__always)
  func persons(exposedIn cell: Int) -> Slot<Element> { exposedPersons.slot(cell, width: Element.slotWidth) }
}
