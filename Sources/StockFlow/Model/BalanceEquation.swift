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
  func advance<Element: LaneNumber>(_ state: inout ModelState<Element>, noise factors: [Element]) {
    state.year += 1
    swap(&state.opening, &state.stock)
    if state.year > firstYear {
      for cell in cells.indices { expose(cell, &state) }
      recordFlows(&state)
    }
    for pipeline in pipelines { graduate(pipeline, &state) }
    for cell in cells.indices {
      if state.year > cells[cell].start {
        closeBalance(of: cell, &state, noise: factors)
      } else {
        start(cell, &state)
      }
    }
    for driver in drivers.indices { move(driver, &state, noise: factors) }
    for measure in measureOrder where state.year >= measures[measure].availableFrom { derive(measure, &state) }
  }

  /// The rates of a cell in this year, and the persons whom its exits reach.
  private func expose<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    if !cell.isSteady || state.year == firstYear + 1 { sumRates(of: index, &state) }
    guard cell.hasLeavers || state.recorded.cells[index] || state.isScaled[index] else { return }
    let slot = index * Element.slotWidth
    for lane in slot..<slot + Element.slotWidth { state.exposed[lane] = state.opening[lane] }
    if state.isScaled[index] && state.year > cell.start { scaleExits(of: index, &state) }
  }

  /// Growth, exits and arrivals of a year; exits beyond the whole stock are held at it.
  private func sumRates<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let year = state.year
    let slot = index * Element.slotWidth
    let leaving = transfers.certainLeaving[index].reduce(0) { $0 + parameters.coefficient(of: $1, in: year) }
    var isScaled = false
    for lane in 0..<Element.slotWidth {
      var exits = state.value(cell.attrition, self, in: year, lane: lane)
      exits = exits + state.value(cell.outMigration, self, in: year, lane: lane) + Element(repeating: leaving)
      for rate in transfers.uncertainLeaving[index] { exits = exits + state.value(rate, self, in: year, lane: lane) }
      isScaled = isScaled || exits.isAnywhereAboveOne
      let growth = state.value(cell.growth, self, in: year, lane: lane)
      state.exits[slot + lane] = exits
      state.netRate[slot + lane] = growth - exits
      state.arrivals[slot + lane] =
        state.value(cell.training, self, in: year, lane: lane)
        + state.value(cell.inMigration, self, in: year, lane: lane)
    }
    state.isScaled[index] = isScaled
    if isScaled { holdExits(of: index, &state) }
  }

  /// Exits above 1 count as 1 in the net rate.
  private func holdExits<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let slot = index * Element.slotWidth
    for lane in 0..<Element.slotWidth {
      let growth = state.value(cells[index].growth, self, in: state.year, lane: lane)
      let exits = state.exits[slot + lane]
      state.netRate[slot + lane] = growth - exits * exits.scaleDownToOne()
    }
  }

  /// Where exits exceed the stock, each of them reaches its share of it.
  private func scaleExits<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let slot = index * Element.slotWidth
    for lane in slot..<slot + Element.slotWidth {
      state.exposed[lane] = state.opening[lane] * state.exits[lane].scaleDownToOne()
      state.scaledExits[lane] = state.scaledExits[lane] + state.exits[lane].aboveOneFlag()
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
    of index: Int, _ state: inout ModelState<Element>, noise factors: [Element]
  ) {
    let width = Element.slotWidth
    let slot = index * width
    for lane in slot..<slot + width {
      let opening = state.opening[lane]
      state.stock[lane] = Element.fused(opening, state.netRate[lane], opening) + state.arrivals[lane]
    }
    receiveTransfers(into: index, &state)
    if cells[index].hasGraduates { receiveGraduates(into: index, &state) }
    holdAtZero(index, &state)
    guard let noise = cells[index].noise else { return }
    for lane in 0..<width { state.stock[slot + lane] = state.stock[slot + lane] * factors[noise * width + lane] }
  }

  private func receiveGraduates<Element: LaneNumber>(into index: Int, _ state: inout ModelState<Element>) {
    let width = Element.slotWidth
    for graduates in ties.graduates[index] {
      for lane in 0..<width {
        let slot = index * width + lane
        state.stock[slot] = state.stock[slot] + state.flow[graduates * width + lane]
      }
    }
  }

  private func holdAtZero<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let slot = index * Element.slotWidth
    for lane in slot..<slot + Element.slotWidth {
      let balance = state.stock[lane]
      state.floorAdded[lane] = Element(repeating: 0)
      guard balance.isAnywhereNegative else { continue }
      let held = balance.positivePart()
      state.stock[lane] = held
      state.floorAdded[lane] = held - balance
      state.heldAtZero[lane] = state.heldAtZero[lane] + balance.negativeFlag()
      state.isLimited = true
    }
  }

  /// Until its first observation a cell holds nobody; in that year it holds the observed stock.
  private func start<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let width = Element.slotWidth
    for lane in 0..<width {
      state.stock[index * width + lane] =
        state.year == cell.start
        ? state.value(cell.baseline, self, in: state.year, lane: lane) : Element(repeating: 0)
    }
    holdAtZero(index, &state)
  }

  /// A driver follows its given values or grows, times its noise.
  private func move<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>, noise factors: [Element]) {
    let driver = drivers[index]
    let width = Element.slotWidth
    for lane in 0..<width {
      let slot = index * width + lane
      let noise = driver.noise.map { factors[$0 * width + lane] } ?? Element(repeating: 1)
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
