import Randomness

/// Persons who pass from cell to cell, and the record of all who pass.
extension CompiledModel {
  /// Adds Σ rate · exposed over the transitions that enter a cell to its stock.
  func receiveTransfers<Element: LaneNumber>(into index: Int, _ state: inout ModelState<Element>) {
    let entries = transfers.firstEntry[index]..<transfers.firstEntry[index + 1]
    guard !entries.isEmpty else { return }
    let width = Element.slotWidth
    let stock = state.stock.slot(index, width: width)
    // All sums stay in registers while the entries pass.
    var sums = InlineArray<8, Element> { stock[min($0, width - 1)] }
    let row = transfers.row(of: state.year)
    for place in entries {
      let entry = transfers.entries[place]
      let source = state.exposed.slot(entry.source, width: width)
      if entry.isUncertain {
        let rate = state.term(entry.rate, self, in: state.year)
        for lane in 0..<width { sums[lane] = Element.fused(rate[lane], source[lane], sums[lane]) }
      } else {
        let rate = Element(repeating: transfers.coefficient(at: row + place))
        for lane in 0..<width { sums[lane] = Element.fused(rate, source[lane], sums[lane]) }
      }
    }
    for lane in 0..<width { stock[lane] = sums[lane] }
  }

  /// Writes down the flows of the year that are kept.
  func recordFlows<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    for index in cells.indices where state.recorded.cells[index] { recordFlows(of: index, &state) }
    let width = Element.slotWidth
    for (index, transition) in transitions.enumerated() where state.recorded.transitions[index] {
      for lane in 0..<width {
        let rate = state.value(transition.rate, self, in: state.year, lane: lane)
        state.flow[transition.flow * width + lane] = rate * state.exposed[transition.from * width + lane]
      }
    }
  }

  private func recordFlows<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let width = Element.slotWidth
    for lane in 0..<width {
      let opening = state.opening[index * width + lane]
      let exposed = state.exposed[index * width + lane]
      func record(_ flow: CellFlow, _ parameter: Int?, times persons: Element) {
        let value = state.value(parameter, self, in: state.year, lane: lane)
        state.flow[(cell.firstFlow + flow.rawValue) * width + lane] = value * persons
      }
      record(.growth, cell.growth, times: opening)
      record(.attrition, cell.attrition, times: exposed)
      record(.outMigration, cell.outMigration, times: exposed)
      record(.training, cell.training, times: Element(repeating: 1))
      record(.inMigration, cell.inMigration, times: Element(repeating: 1))
    }
  }
}
