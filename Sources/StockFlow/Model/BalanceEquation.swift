import Randomness

/// The balance equation (section 2 of the specification), written once for one path and for lanes of paths:
///
///     S(y) = max(0, S(y−1)·(1 + g − a − o − Σr) + Σ entering + T + M + ΣG) · exp(σz − σ²/2)
extension CompiledModel {
  /// Moves the state on by one year. `noise` holds one factor per noise source (slots as in `ModelState`).
  ///
  /// - Complexity: O((cells + transitions + pipelines + measures) × width).
  func advance<Element: LaneNumber>(_ state: inout ModelState<Element>, noise factors: [Element]) {
    state.year += 1
    swap(&state.opening, &state.stock)
    for cell in cells.indices { openFlows(of: cell, &state) }
    for pipeline in pipelines { graduate(pipeline, &state) }
    for cell in cells.indices { closeBalance(of: cell, &state, noise: factors) }
    for driver in drivers.indices { move(driver, &state, noise: factors) }
    for measure in measureOrder where state.year >= measures[measure].availableFrom { derive(measure, &state) }
  }

  /// The flows that start from the opening stock of a cell: growth, exits and transitions, and the entrants it has.
  private func openFlows<Element: LaneNumber>(of index: Int, _ state: inout ModelState<Element>) {
    let cell = cells[index]
    let year = state.year
    let width = state.width
    let hasStarted = year > cell.start
    for lane in 0..<width {
      let opening = hasStarted ? state.opening[index * width + lane] : Element(repeating: 0)
      let growth = state.value(cell.growth, self, in: year, lane: lane)
      let attrition = state.value(cell.attrition, self, in: year, lane: lane)
      let outMigration = state.value(cell.outMigration, self, in: year, lane: lane)
      var exits = attrition + outMigration
      for transition in cell.leaving {
        exits = exits + state.value(transitions[transition].rate, self, in: year, lane: lane)
      }
      let scale = exits.scaleDownToOne()
      if hasStarted {
        let flagged = state.scaledExits[index * width + lane]
        state.scaledExits[index * width + lane] = flagged + exits.aboveOneFlag()
      }
      state.netRate[index * width + lane] = growth - exits * scale
      for transition in cell.leaving {
        let rate = state.value(transitions[transition].rate, self, in: year, lane: lane)
        state.flow[transitions[transition].flow * width + lane] = rate * scale * opening
      }
      set(.growth, of: cell, lane, growth * opening, &state)
      set(.attrition, of: cell, lane, attrition * scale * opening, &state)
      set(.outMigration, of: cell, lane, outMigration * scale * opening, &state)
      set(.training, of: cell, lane, state.value(cell.training, self, in: year, lane: lane), &state)
      set(.inMigration, of: cell, lane, state.value(cell.inMigration, self, in: year, lane: lane), &state)
    }
  }

  @inline(__always)
  private func set<Element: LaneNumber>(
    _ flow: CellFlow, of cell: Cell, _ lane: Int, _ persons: Element, _ state: inout ModelState<Element>
  ) {
    state.flow[(cell.firstFlow + flow.rawValue) * state.width + lane] = persons
  }

  /// Entrants of year y − duration leave a pipeline: G(y) = intake(y − d) · completion(y) · share.
  private func graduate<Element: LaneNumber>(_ pipeline: CompiledPipeline, _ state: inout ModelState<Element>) {
    let year = state.year
    let width = state.width
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
    let cell = cells[index]
    let width = state.width
    for lane in 0..<width {
      let slot = index * width + lane
      if state.year <= cell.start {
        start(cell, slot, lane, &state)
        continue
      }
      let opening = state.opening[slot]
      var balance = opening * (Element(repeating: 1) + state.netRate[slot])
      for transition in cell.entering { balance = balance + state.flow[transitions[transition].flow * width + lane] }
      balance = balance + state.flow[(cell.firstFlow + CellFlow.training.rawValue) * width + lane]
      balance = balance + state.flow[(cell.firstFlow + CellFlow.inMigration.rawValue) * width + lane]
      for graduates in cell.graduates { balance = balance + state.flow[graduates * width + lane] }
      state.heldAtZero[slot] = state.heldAtZero[slot] + balance.negativeFlag()
      let held = balance.positivePart()
      state.floorAdded[slot] = held - balance
      state.stock[slot] = cell.noise.map { held * factors[$0 * width + lane] } ?? held
    }
  }

  /// Until its first observation a cell holds nobody; in that year it holds the observed stock.
  private func start<Element: LaneNumber>(
    _ cell: Cell, _ slot: Int, _ lane: Int, _ state: inout ModelState<Element>
  ) {
    guard state.year == cell.start else {
      state.stock[slot] = Element(repeating: 0)
      return
    }
    let baseline = state.value(cell.baseline, self, in: state.year, lane: lane)
    state.heldAtZero[slot] = state.heldAtZero[slot] + baseline.negativeFlag()
    state.stock[slot] = baseline.positivePart()
  }

  /// A driver follows its given values or grows, times its noise.
  private func move<Element: LaneNumber>(_ index: Int, _ state: inout ModelState<Element>, noise factors: [Element]) {
    let driver = drivers[index]
    let width = state.width
    for lane in 0..<width {
      let slot = index * width + lane
      let noise = driver.noise.map { factors[$0 * width + lane] } ?? Element(repeating: 1)
      switch driver.motion {
      case .given:
        if state.year > horizon.lowerBound { state.driverNoise[slot] = state.driverNoise[slot] * noise }
        state.driver[slot] = state.value(of: driver.values, in: state.year, lane: lane) * state.driverNoise[slot]
      case .growing(_, let from, let value) where state.year <= from:
        state.driver[slot] = Element(repeating: value)
      case .growing(let parameter, _, _):
        let rate = state.value(parameter, self, in: state.year, lane: lane)
        state.driver[slot] = (state.driver[slot] * (Element(repeating: 1) + rate)).positivePart() * noise
      }
    }
  }
}
