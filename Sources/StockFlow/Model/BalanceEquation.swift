import Randomness

/// The balance equation (section 2 of the specification), written once for one path and for lanes of paths:
///
///     S(y) = max(0, S(y−1)·(1 + g − a − o − Σr) + T + M + Σ entering + ΣG) · exp(σz − σ²/2)
///
/// Rates that no year changes are summed once a path.
extension CompiledModel {
  /// Moves the state on by one year. `noise` holds one factor per noise source (slots as in `ModelState`).
  ///
  /// - Complexity: O((cells + transitions + pipelines + measures) × width).
  func advance<Element: LaneNumber>(_ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>) {
    state.year += 1
    swap(&state.opening, &state.stock)
    if !trends.isEmpty { followTrends(&state, noise: factors) }
    if state.year > firstYear {
      for cell in cells.indices { expose(cell, &state) }
      if state.keepsFlows { recordFlows(&state) }
    }
    for index in pipelines.indices { graduate(pipelines[index], &state) }
    for cell in cells.indices {
      if state.year > cells[cell].start {
        closeBalance(of: cell, &state, noise: factors)
      } else {
        start(cell, &state)
      }
    }
    for driver in drivers.indices { move(driver, &state, noise: factors) }
    for place in measureOrder.indices {
      let measure = measureOrder[place]
      if state.year >= measures[measure].availableFrom { derive(measure, &state) }
    }
  }

  /// The rates of a cell in this year, and the persons whom its exits reach.
  private func expose<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    if !cell.isSteady || state.year == firstYear + 1 { sumRates(of: index, &state) }
    guard cell.hasLeavers || state.keepsFlows || state.isScaled[index] else { return }
    let exposed = state.exposed.slot(index, width: Element.slotWidth)
    let opening = state.opening.slot(index, width: Element.slotWidth)
    for lane in 0..<Element.slotWidth { exposed[lane] = opening[lane] }
    if state.isScaled[index] && state.year > cell.start { scaleExits(of: index, &state) }
  }

  /// Growth, exits and arrivals of a year; exits beyond the whole stock are held at it.
  private func sumRates<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let width = Element.slotWidth
    let growth = state.term(cell.growth, self, in: state.year)
    let attrition = state.term(cell.attrition, self, in: state.year)
    let outMigration = state.term(cell.outMigration, self, in: state.year)
    let exits = state.exits.slot(index, width: width)
    let netRate = state.netRate.slot(index, width: width)
    for lane in 0..<width {
      exits[lane] = attrition[lane] + outMigration[lane]
      netRate[lane] = growth[lane] - exits[lane]
    }
    let training = state.term(cell.training, self, in: state.year)
    let inMigration = state.term(cell.inMigration, self, in: state.year)
    let arrivals = state.arrivals.slot(index, width: width)
    for lane in 0..<width { arrivals[lane] = training[lane] + inMigration[lane] }
    if cell.hasLeavers { addLeavers(of: index, &state) }
    var isScaled = false
    for lane in 0..<width { isScaled = isScaled || exits[lane].isAnywhereAboveOne }
    state.isScaled[index] = isScaled
    if isScaled { holdExits(of: index, &state) }
  }

  /// Adds the rates of transitions to the exits.
  private func addLeavers<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    let exits = state.exits.slot(index, width: width)
    let netRate = state.netRate.slot(index, width: width)
    let certain = transfers.certainLeaving[index].reduce(0) { $0 + parameters.coefficient(of: $1, in: state.year) }
    for lane in 0..<width {
      var leaving = Element(repeating: certain)
      for rate in transfers.uncertainLeaving[index] {
        leaving = leaving + state.value(rate, self, in: state.year, lane: lane)
      }
      exits[lane] = exits[lane] + leaving
      netRate[lane] = netRate[lane] - leaving
    }
  }

  /// Exits above 1 count as 1 in the net rate.
  private func holdExits<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let exits = state.exits.slot(index, width: Element.slotWidth)
    let netRate = state.netRate.slot(index, width: Element.slotWidth)
    for lane in 0..<Element.slotWidth {
      let growth = state.value(cells[index].growth, self, in: state.year, lane: lane)
      netRate[lane] = growth - exits[lane] * exits[lane].scaleDownToOne()
    }
  }

  /// Where exits exceed the stock, each of them reaches its share of it.
  private func scaleExits<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    let exits = state.exits.slot(index, width: width)
    let exposed = state.exposed.slot(index, width: width)
    let scaled = state.scaledExits.slot(index, width: width)
    for lane in 0..<width {
      exposed[lane] = exposed[lane] * exits[lane].scaleDownToOne()
      scaled[lane] = scaled[lane] + exits[lane].aboveOneFlag()
    }
    state.isLimited = true
  }

  /// Entrants of year y − duration leave a pipeline: G(y) = intake(y − d) · completion(y) · share.
  private func graduate<Element: LaneNumber>(_ pipeline: CompiledPipeline, _ state: inout ModelState<Element>) {
    let year = state.year
    let width = Element.slotWidth
    for lane in 0..<width {
      let entrants = state.value(pipeline.intake, self, in: year - pipeline.duration, lane: lane)
      let completion =
        pipeline.completion == nil
        ? Element(repeating: 1) : state.value(pipeline.completion, self, in: year, lane: lane)
      let graduates = entrants * completion
      for entry in pipeline.entries {
        state.flow[entry.flow * width + lane] = graduates * Element(repeating: entry.share)
      }
      state.flow[pipeline.intakeFlow * width + lane] = state.value(pipeline.intake, self, in: year, lane: lane)
      var enrolled = Element(repeating: 0)
      for back in 0..<pipeline.duration {
        enrolled = enrolled + state.value(pipeline.intake, self, in: year - back, lane: lane)
      }
      state.flow[pipeline.enrolledFlow * width + lane] = enrolled
    }
  }

  /// Sums what comes to the opening stock, holds it at 0 and applies the noise.
  private func closeBalance<Element: LaneNumber>(
    of index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    let width = Element.slotWidth
    let cell = cells[index]
    let stock = state.stock.slot(index, width: width)
    let opening = state.opening.slot(index, width: width)
    let netRate = state.netRate.slot(index, width: width)
    let arrivals = state.arrivals.slot(index, width: width)
    for lane in 0..<width { stock[lane] = Element.fused(opening[lane], netRate[lane], opening[lane]) + arrivals[lane] }
    if cell.hasEntrants { receiveTransfers(into: index, &state) }
    if cell.hasGraduates { receiveGraduates(into: index, &state) }
    var isHeld = state.isFloorKept
    for lane in 0..<width { isHeld = isHeld || stock[lane].isAnywhereNegative }
    if isHeld { holdAtZero(index, &state) }
    guard let noise = cell.noise else { return }
    let factor = factors.slot(noise, width: width)
    if state.isFloorKept { keepNoise(of: index, &state, factor) }
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

  private func receiveGraduates<Element: LaneNumber>(into index: Int, _ state: inout ModelState<Element>) {
    let stock = state.stock.slot(index, width: Element.slotWidth)
    for graduates in ties.graduates[index] {
      let persons = state.flow.slot(graduates, width: Element.slotWidth)
      for lane in 0..<Element.slotWidth { stock[lane] = stock[lane] + persons[lane] }
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
    let cell = cells[index]
    let stock = state.stock.slot(index, width: Element.slotWidth)
    let baseline = state.term(state.year == cell.start ? cell.baseline : nil, self, in: state.year)
    var isHeld = state.isFloorKept
    for lane in 0..<Element.slotWidth {
      stock[lane] = baseline[lane]
      isHeld = isHeld || stock[lane].isAnywhereNegative
    }
    if isHeld { holdAtZero(index, &state) }
  }

  /// A driver follows its given values or grows, times its noise.
  private func move<Element: LaneNumber>(
    _ index: Int, _ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>
  ) {
    let driver = drivers[index]
    let width = Element.slotWidth
    for lane in 0..<width {
      let slot = index * width + lane
      let noise = if let source = driver.noise { factors[source * width + lane] } else { Element(repeating: 1) }
      switch driver.motion {
      case .given:
        if state.year > horizon.lowerBound { state.driverNoise[slot] = state.driverNoise[slot] * noise }
        state.driver[slot] = state.value(driver.values, self, in: state.year, lane: lane) * state.driverNoise[slot]
      case .growing(_, let from, let value) where state.year <= from:
        state.driver[slot] = Element(repeating: value)
      case .growing(let parameter, _, _):
        let rate = state.value(parameter, self, in: state.year, lane: lane)
        state.driver[slot] = (state.driver[slot] * (Element(repeating: 1) + rate)).positivePart() * noise
      }
    }
  }
}
