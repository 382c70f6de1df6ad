/// The box widened at one end after the other while its density does not fall (bottom-up pasting, Friedman and Fisher 1999).
///
/// Every step takes in the end whose rows make the box densest; one that leaves the density as it is counts as well.
/// O(steps·d·n).
func pasted(_ start: ScoredBox, _ sample: CaseSample, available: [Int], share: Double) -> ScoredBox {
  var current = start
  while let wider = widenings(of: current, sample, available: available, share: share)
    .max(by: { $0.density == $1.density ? $0.rows < $1.rows : $0.density < $1.density }),
    wider.density >= current.density
  { current = wider }
  return current
}

private func widenings(
  of current: ScoredBox, _ sample: CaseSample, available: [Int], share: Double
) -> [ScoredBox] {
  let wanted = max(1, Int(share * Double(current.rows)))
  return current.box.restricted.flatMap { input in
    Box.Side.allCases.compactMap { side -> ScoredBox? in
      let limits = current.box.limits[input]
      guard let bound = side == .lower ? limits.lower : limits.upper else { return nil }
      // What lies beyond this end alone, the nearest first.
      let open = current.box.with(side, of: input, nil)
      let beyond = open.rows(of: sample.inputs, among: available).map { sample.inputs[$0, input] }
        .filter { side == .lower ? $0 < bound : $0 > bound }
        .sorted { side == .lower ? $0 > $1 : $0 < $1 }
      guard !beyond.isEmpty else { return sample.score(open, available: available) }
      let last = beyond[min(wanted, beyond.count) - 1]
      let next = beyond.first { side == .lower ? $0 < last : $0 > last }
      return sample.score(
        current.box.with(side, of: input, next.map { border($0, last) }), available: available)
    }
  }.filter { $0.rows > current.rows || $0.box.restricted.count < current.box.restricted.count }
}
