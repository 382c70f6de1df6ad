/// Persons who pass from cell to cell, and the record of all who pass.
extension CompiledModel {
  /// Adds Σ rate · exposed over the transitions that enter a cell to its stock.
  func receiveTransfers<Element: LaneNumber>(into index: Int, _ state: inout ModelState<Element>) {
    let entries = transfers.firstEntry[index]..<transfers.firstEntry[index + 1]
    guard !entries.isEmpty else { return }
    let width = Element.slotWidth
    let row = transfers.row(of: state.year)
    // Four vectors at a time, because one sum alone would wait for itself.
    for first in stride(from: 0, to: width, by: min(4, width)) {
      receive(entries, row: row, into: index * width + first, lane: first, &state)
    }
  }

  @inline(__always)
  private func receive<Element: LaneNumber>(
    _ entries: Range<Int>, row: Int, into slot: Int, lane: Int, _ state: inout ModelState<Element>
  ) {
    let width = Element.slotWidth
    let count = min(4, width)
    var sums = InlineArray<4, Element> { state.stock[slot + min($0, count - 1)] }
    for index in entries {
      let entry = transfers.entries[index]
      let source = entry.source * width + lane
      if entry.isUncertain {
        for step in 0..<count {
          let rate = state.value(entry.rate, self, in: state.year, lane: lane + step)
          sums[step] = Element.fused(rate, state.exposed[source + step], sums[step])
        }
      } else {
        let rate = Element(repeating: transfers.coefficient(at: row + index))
        for step in 0..<count { sums[step] = Element.fused(rate, state.exposed[source + step], sums[step]) }
      }
    }
    for step in 0..<count { state.stock[slot + step] = sums[step] }
  }

  /// Writes down the flows of the year that are kept.
  func recordFlows<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    guard !state.recorded.isEmpty else { return }
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
    func record(_ flow: CellFlow, _ parameter: Int?, _ persons: [Element]?) {
      for lane in 0..<width {
        let value = state.value(parameter, self, in: state.year, lane: lane)
        let amount = persons.map { value * $0[index * width + lane] } ?? value
        state.flow[(cell.firstFlow + flow.rawValue) * width + lane] = amount
      }
    }
    record(.growth, cell.growth, state.opening)
    record(.attrition, cell.attrition, state.exposed)
    record(.outMigration, cell.outMigration, state.exposed)
    record(.training, cell.training, nil)
    record(.inMigration, cell.inMigration, nil)
  }
}
