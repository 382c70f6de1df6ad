import Randomness

/// The balance equation (section 2 of the specification), written once for one path and for lanes of paths:
///
///     S(y) = max(0, S(y−1)·(1 + g − a − o − Σr) + T + M + Σ entering + ΣG) · exp(σz − σ²/2)
///
/// Rates that no year changes are summed once a path (`sumSteadyRates`); how a year is closed stands in `closeBalances`.
extension CompiledModel {
  /// Moves the state on by one year. `noise` holds one factor per noise source (slots as in `ModelState`).
  ///
  /// - Complexity: O((cells + transitions + pipelines + measures) × width).
  func advance<Element: LaneNumber>(_ state: inout ModelState<Element>, noise factors: borrowing SlotBuffer<Element>) {
    state.year += 1
    swap(&state.opening, &state.stock)
    if !trends.isEmpty { followTrends(&state, noise: factors) }
    if state.year > firstYear {
      prepareRates(&state)
      if state.keepsFlows { recordFlows(&state) }
    }
    for index in pipelines.indices { graduate(pipelines[index], &state) }
    closeBalances(&state, noise: factors)
    for driver in drivers.indices { move(driver, &state, noise: factors) }
    deriveMeasures(&state)
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
