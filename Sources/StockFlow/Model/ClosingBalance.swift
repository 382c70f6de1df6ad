import Randomness

/// The stocks at the end of a year: what stays of the opening stock and what comes to it, held at 0, times the noise.
extension CompiledModel {
  /// Cells that are entered from much the same cells are closed together, all others one by one.
  func closeBalances<Element: LaneNumber>(
    _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    for place in transfers.layout.lone.indices {
      closeOrStart(transfers.layout.lone[place], &state, noise: factors)
    }
    for place in transfers.layout.rows.indices {
      let rows = transfers.layout.rows[place]
      if haveStarted(rows, before: state.year) {
        closeBalances(of: rows, &state, noise: factors)
      } else {
        for row in 0..<DenseRows.count { closeOrStart(rows.cells[row], &state, noise: factors) }
      }
    }
  }

  private func haveStarted(_ rows: DenseRows, before year: Year) -> Bool {
    for row in 0..<DenseRows.count where year <= cells[rows.cells[row]].start { return false }
    return true
  }

  private func closeOrStart<Element: LaneNumber>(
    _ index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    if state.year > cells[index].start {
      closeBalance(of: index, &state, noise: factors)
    } else {
      start(index, &state)
    }
  }

  /// One cell in one go: its stock stays in registers until it is complete.
  private func closeBalance<Element: LaneNumber>(
    of index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    let terms = CarriedTerms(index, state)
    var sums = InlineArray<8, Element> { terms[min($0, Element.slotWidth - 1)] }
    if cells[index].hasEntrants { receive(transfers.layout.entries(into: index), to: &sums, state) }
    if cells[index].hasGraduates { receiveGraduates(into: index, state) { sums[$0] = sums[$0] + $1 } }
    settle(index, &state, noise: factors) { sums[$0] }
  }

  private func closeBalances<Element: LaneNumber>(
    of rows: DenseRows, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    for row in 0..<DenseRows.count {
      let stock = state.stock.slot(rows.cells[row], width: Element.slotWidth)
      let terms = CarriedTerms(rows.cells[row], state)
      for lane in 0..<Element.slotWidth { stock[lane] = terms[lane] }
    }
    receiveTransfers(into: rows, &state)
    for row in 0..<DenseRows.count {
      let index = rows.cells[row]
      let stock = state.stock.slot(index, width: Element.slotWidth)
      if cells[index].hasGraduates { receiveGraduates(into: index, state) { stock[$0] = stock[$0] + $1 } }
      settle(index, &state, noise: factors) { stock[$0] }
    }
  }

  /// Holds a sum at 0, applies the noise and writes it down as the stock, in which it may stand already.
  @inline(__always)
  private func settle<Element: LaneNumber>(
    _ index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>,
    sum: (_ lane: Int) -> Element
  ) {
    let width = Element.slotWidth
    var least = Element(repeating: 0)
    for lane in 0..<width { least = sum(lane).lesser(least) }
    let isHeld = state.isFloorKept || least.isAnywhereNegative
    let stock = state.stock.slot(index, width: width)
    if let noise = cells[index].noise, !isHeld {
      let factor = factors.slot(noise, width: width)
      for lane in 0..<width { stock[lane] = sum(lane) * factor[lane] }
    } else {
      for lane in 0..<width { stock[lane] = sum(lane) }
    }
    if isHeld { settleHeld(index, &state, noise: factors) }
  }

  /// The same in single steps, where a stock is negative or what each step adds is asked for.
  private func settleHeld<Element: LaneNumber>(
    _ index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    holdAtZero(index, &state)
    guard let noise = cells[index].noise else { return }
    let width = Element.slotWidth
    let factor = factors.slot(noise, width: width)
    if state.isFloorKept { keepNoise(of: index, &state, factor) }
    let stock = state.stock.slot(index, width: width)
    for lane in 0..<width { stock[lane] = stock[lane] * factor[lane] }
  }

  /// What the noise is about to add to a stock.
  private func keepNoise<Element: LaneNumber>(
    of index: Int, _ state: inout ModelState<Element>, _ factor: Slot<Element>
  ) {
    let width = Element.slotWidth
    let stock = state.stock.slot(index, width: width)
    let added = state.noiseAdded.slot(index, width: width)
    for lane in 0..<width { added[lane] = stock[lane] * factor[lane] - stock[lane] }
  }

  @inline(__always)
  private func receiveGraduates<Element: LaneNumber>(
    into index: Int, _ state: borrowing ModelState<Element>, add: (_ lane: Int, _ persons: Element) -> Void
  ) {
    for place in ties.graduates[index].indices {
      let persons = state.flow.slot(ties.graduates[index][place], width: Element.slotWidth)
      for lane in 0..<Element.slotWidth { add(lane, persons[lane]) }
    }
  }

  private func holdAtZero<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let stock = state.stock.slot(index, width: Element.slotWidth)
    let flags = state.heldAtZero.slot(index, width: Element.slotWidth)
    for lane in 0..<Element.slotWidth {
      let balance = stock[lane]
      stock[lane] = balance.positivePart()
      if state.isFloorKept { state.floorAdded[index * Element.slotWidth + lane] = stock[lane] - balance }
      guard balance.isAnywhereNegative else { continue }
      flags[lane] = flags[lane] + balance.negativeFlag()
      state.isLimited = true
    }
  }

  /// Until its first observation a cell holds nobody; in that year it holds the observed stock.
  private func start<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let stock = state.stock.slot(index, width: Element.slotWidth)
    let baseline = state.term(state.year == cells[index].start ? cells[index].baseline : nil, self, in: state.year)
    var least = Element(repeating: 0)
    for lane in 0..<Element.slotWidth {
      let value = baseline[lane]
      stock[lane] = value
      least = value.lesser(least)
    }
    if state.isFloorKept || least.isAnywhereNegative { holdAtZero(index, &state) }
  }
}

/// What stays of the opening stock of a cell, and who comes whatever the stock.
private struct CarriedTerms<Element: LaneNumber> {
  private let opening: Slot<Element>
  private let netRate: Slot<Element>
  private let arrivals: Slot<Element>

  @inline(__always)
  init(_ index: Int, _ state: borrowing ModelState<Element>) {
    opening = state.opening.slot(index, width: Element.slotWidth)
    netRate = state.netRate.slot(index, width: Element.slotWidth)
    arrivals = state.arrivals.slot(index, width: Element.slotWidth)
  }

  @inline(__always)
  subscript(lane: Int) -> Element {
    Element.fused(opening[lane], netRate[lane], opening[lane]) + arrivals[lane]
  }
}
