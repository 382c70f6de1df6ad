import Randomness

/// The rates of a year, or of all years: what share of a stock comes and goes, and the persons whom exits reach.
extension CompiledModel {
  /// Sums the rates of the cells in which they are the same in every year of a path.
  func sumSteadyRates<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    for place in steadyCells.indices { sumRates(of: steadyCells[place], in: firstYear + 1, &state) }
    state.isAnyScaled = state.isScaled.contains(true)
  }

  /// Sums the rates that the year may change.
  func prepareRates<Element: LaneNumber>(_ state: inout ModelState<Element>) {
    for place in unsteadyCells.indices { sumRates(of: unsteadyCells[place], in: state.year, &state) }
    if !unsteadyCells.isEmpty { state.isAnyScaled = state.isScaled.contains(true) }
    // Mostly exits reach the whole opening stock, which then need not be copied.
    if state.isAnyScaled { for cell in cells.indices { expose(cell, &state) } }
  }

  /// Growth, exits and arrivals of a year; exits beyond the whole stock are held at it.
  private func sumRates<Element: LaneNumber>(of index: Int, in year: Year, _ state: inout ModelState<Element>) {
    guard let flows = plainFlows[index], transfers.layout.uncertainLeaving[index].isEmpty else {
      return combineAny(index, in: year, &state)
    }
    let leaving: Element = certainLeaving(index, in: year)
    combine(CellTerms(flows, state), of: index, in: year, &state) { _ in leaving }
  }

  /// The sum of the certain rates of transitions that leave a cell.
  @inline(__always)
  private func certainLeaving<Element: LaneNumber>(_ index: Int, in year: Year) -> Element {
    Element(repeating: cells[index].hasLeavers ? transfers.certainLeaving(of: index, in: year) : 0)
  }

  /// Whatever the flows and transitions; apart, so that the plain ones find all registers free.
  @inline(never)
  private func combineAny<Element: LaneNumber>(_ index: Int, in year: Year, _ state: inout ModelState<Element>) {
    var leaving = InlineArray<8, Element>(repeating: certainLeaving(index, in: year))
    for place in transfers.layout.uncertainLeaving[index].indices {
      let rate = state.term(transfers.layout.uncertainLeaving[index][place], self, in: year)
      for lane in 0..<Element.slotWidth { leaving[lane] = leaving[lane] + rate[lane] }
    }
    combine(CellTerms(cells[index], self, in: year, state), of: index, in: year, &state) { leaving[$0] }
  }

  /// Writes the net rate and the arrivals; the exits only where they are held.
  @inline(__always)
  private func combine<Element: LaneNumber>(
    _ terms: CellTerms<Element>, of index: Int, in year: Year, _ state: inout ModelState<Element>,
    leaving: (Int) -> Element
  ) {
    let width = Element.slotWidth
    let netRate = state.netRate.slot(index, width: width)
    let arrivals = state.arrivals.slot(index, width: width)
    var most = Element(repeating: 1)
    for lane in 0..<width {
      let exits = terms.attrition[lane] + terms.outMigration[lane]
      arrivals[lane] = terms.training[lane] + terms.inMigration[lane]
      netRate[lane] = terms.growth[lane] - exits - leaving(lane)
      most = (exits + leaving(lane)).greater(most)
    }
    let isScaled = most.isAnywhereAboveOne
    if state.isScaled[index] != isScaled { state.isScaled[index] = isScaled }
    guard isScaled else { return }
    let kept = state.exits.slot(index, width: width)
    for lane in 0..<width { kept[lane] = terms.attrition[lane] + terms.outMigration[lane] + leaving(lane) }
    holdExits(of: index, in: year, &state)
  }

  /// Exits above 1 count as 1 in the net rate.
  private func holdExits<Element: LaneNumber>(of index: Int, in year: Year, _ state: inout ModelState<Element>) {
    let exits = state.exits.slot(index, width: Element.slotWidth)
    let netRate = state.netRate.slot(index, width: Element.slotWidth)
    for lane in 0..<Element.slotWidth {
      let growth = state.value(cells[index].growth, self, in: year, lane: lane)
      netRate[lane] = growth - exits[lane] * exits[lane].scaleDownToOne()
    }
  }

  /// Where exits exceed the stock, each of them reaches its share of it.
  private func expose<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    let exposed = state.exposed.slot(index, width: width)
    let opening = state.opening.slot(index, width: width)
    for lane in 0..<width { exposed[lane] = opening[lane] }
    guard state.isScaled[index] && state.year > cells[index].start else { return }
    let exits = state.exits.slot(index, width: width)
    let scaled = state.scaledExits.slot(index, width: width)
    for lane in 0..<width {
      exposed[lane] = exposed[lane] * exits[lane].scaleDownToOne()
      scaled[lane] = scaled[lane] + exits[lane].aboveOneFlag()
    }
    state.isLimited = true
  }
}

/// The flows of a cell in one year.
private struct CellTerms<Element: LaneNumber> {
  let growth: ParameterTerm<Element>
  let training: ParameterTerm<Element>
  let inMigration: ParameterTerm<Element>
  let outMigration: ParameterTerm<Element>
  let attrition: ParameterTerm<Element>

  @inline(__always)
  init(_ cell: Cell, _ model: CompiledModel, in year: Year, _ state: borrowing ModelState<Element>) {
    growth = state.term(cell.growth, model, in: year)
    training = state.term(cell.training, model, in: year)
    inMigration = state.term(cell.inMigration, model, in: year)
    outMigration = state.term(cell.outMigration, model, in: year)
    attrition = state.term(cell.attrition, model, in: year)
  }

  /// The plain ones.
  @inline(__always)
  init(_ flows: PlainFlows, _ state: borrowing ModelState<Element>) {
    growth = state.term(flows.growth)
    training = state.term(flows.training)
    inMigration = state.term(flows.inMigration)
    outMigration = state.term(flows.outMigration)
    attrition = state.term(flows.attrition)
  }
}
