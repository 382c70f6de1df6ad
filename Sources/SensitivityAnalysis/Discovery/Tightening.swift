/// The box with its limits drawn in as far as no case is lost: cuts take many rows at a time, so that a limit stands up to
/// one cut beyond the last case.
///
/// O(d·n).
func tightened(_ start: ScoredBox, _ sample: CaseSample, available: [Int]) -> ScoredBox {
  var current = start
  for input in start.box.restricted {
    for side in Box.Side.allCases {
      let limits = current.box.limits[input]
      guard (side == .lower ? limits.lower : limits.upper) != nil else { continue }
      let inside = current.box.rows(of: sample.inputs, among: available)
      guard let bound = lastCase(inside, sample, input, side) else { continue }
      current = sample.score(current.box.with(side, of: input, bound), available: available)
    }
  }
  return current
}

/// The border between the outermost case and the rows beyond it; nil where there are none.
private func lastCase(_ rows: [Int], _ sample: CaseSample, _ input: Int, _ side: Box.Side) -> Double? {
  let values = rows.filter { sample.isCase[$0] }.map { sample.inputs[$0, input] }
  guard let last = side == .lower ? values.min() : values.max() else { return nil }
  let beyond = rows.map { sample.inputs[$0, input] }.filter { side == .lower ? $0 < last : $0 > last }
  guard let next = side == .lower ? beyond.max() : beyond.min() else { return nil }
  return border(next, last)
}
