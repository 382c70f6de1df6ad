/// The search for one box after the other on the rows that are left.
struct BoxSearch {
  private let sample: CaseSample
  private let options: PrimOptions
  private var available: [Int]
  /// The available rows in ascending order of each input.
  private var orders: [[Int]]
  private let leastRows: Int
  private let density: Double?
  private var isFirst = true

  init(sample: CaseSample, options: PrimOptions) {
    self.sample = sample
    self.options = options
    leastRows = options.leastRows(of: sample)
    density = options.soughtDensity(in: sample)
    available = Array(0..<sample.count)
    orders = (0..<sample.inputs.columns).map { ascendingOrder(sample.inputs.column($0)) }
  }

  /// The next box; nil where no cases are left or no box is dense enough.
  mutating func next() -> DiscoveredBox? {
    guard sample.cases(among: available) > 0 else { return nil }
    let tradeOff = peelingTrajectory(sample, orders: orders, leastRows: leastRows, options)
    let picked = choice(among: tradeOff, density: density)
    guard !picked.box.restricted.isEmpty else { return nil }
    let wide = pasted(picked, sample, available: available, share: options.paste)
    let kept = tightened(simplified(wide), sample, available: available)
    guard !kept.box.restricted.isEmpty, isDenseEnough(kept) else { return nil }
    let limits = reproduced(restrictions(of: kept, sample, available: available), of: kept, leastRows: leastRows)
    leaveOut(kept.box)
    isFirst = false
    return DiscoveredBox(scored: kept, restrictions: limits, tradeOff: tradeOff)
  }

  /// Denser than all rows are; a further box also at least halfway from there to the density sought.
  private func isDenseEnough(_ box: ScoredBox) -> Bool {
    let base = sample.baseRate
    guard !isFirst, let density else { return box.density > base }
    return box.density > base && box.density >= (base + density) / 2
  }

  private mutating func leaveOut(_ box: Box) {
    let isLeft = (0..<sample.count).map { !box.contains(sample.inputs.row($0)) }
    available = available.filter { isLeft[$0] }
    orders = orders.map { $0.filter { isLeft[$0] } }
  }

  /// The box without the limits that may be chance, the most doubtful taken off first.
  private func simplified(_ box: ScoredBox) -> ScoredBox {
    guard let significance = options.significance else { return box }
    var current = box
    while let worst = restrictions(of: current, sample, available: available)
      .max(by: { $0.quasiPValue < $1.quasiPValue }), worst.quasiPValue > significance
    {
      current = sample.score(current.box.with(worst.side, of: worst.input, nil), available: available)
    }
    return current
  }

  /// The same restrictions with how often random halves of the rows find them again (Bryant and Lempert
  /// 2010).
  private func reproduced(_ restrictions: [Restriction], of scored: ScoredBox, leastRows: Int) -> [Restriction] {
    guard options.resamples > 0 else { return restrictions }
    let coverage = Double(scored.cases) / Double(sample.cases(among: available))
    let curves = (0..<options.resamples).map { halfTrajectory($0, leastRows: leastRows) }
    return restrictions.map { restriction in
      var judged = restriction
      judged.reproduced = Restriction.Reproduced(
        atCoverage: share(of: curves, restricting: restriction.input) { box, cases in
          abs(Double(box.cases) / Double(max(1, cases)) - coverage)
        },
        atDensity: share(of: curves, restricting: restriction.input) { box, _ in abs(box.density - scored.density) })
      return judged
    }
  }

  /// In how many curves the box nearest to the wanted one restricts an input; a distance also takes all cases.
  private func share(
    of curves: [[ScoredBox]], restricting input: Int, _ distance: (ScoredBox, Int) -> Double
  ) -> Double {
    let hits = curves.count { curve in
      let all = curve[0].cases
      // Of boxes equally near the smallest, which is the densest of those that cover as much.
      let nearest = curve.dropFirst().reduce(curve[0]) { distance($1, all) <= distance($0, all) ? $1 : $0 }
      return nearest.box.limits[input].isRestricted
    }
    return Double(hits) / Double(curves.count)
  }

  /// The peeling of a random half of the available rows.
  private func halfTrajectory(_ number: Int, leastRows: Int) -> [ScoredBox] {
    var stream = RandomStream(seed: options.seed, purpose: .halves, number: number)
    var isChosen = [Bool](repeating: false, count: sample.count)
    for place in stream.permutation(of: available.count).prefix((available.count + 1) / 2) {
      isChosen[available[place]] = true
    }
    let half = orders.map { $0.filter { isChosen[$0] } }
    return peelingTrajectory(sample, orders: half, leastRows: (leastRows + 1) / 2, options)
  }
}

/// The box of the trade-off curve with the wanted density that covers most, of several the densest; without a wanted density the one with the
/// greatest harmonic mean of coverage and density.
private func choice(among boxes: [ScoredBox], density: Double?) -> ScoredBox {
  let densest = boxes.dropFirst().reduce(boxes[0]) { $1.density > $0.density ? $1 : $0 }
  guard let density else {
    func worth(_ box: ScoredBox) -> Double {
      box.cases == 0 ? 0 : 2 / (1 / box.coverage + 1 / box.density)
    }
    return boxes.dropFirst().reduce(boxes[0]) { worth($1) > worth($0) ? $1 : $0 }
  }
  let dense = boxes.filter { $0.density >= density }
  return dense.max { ($0.coverage, $0.density) < ($1.coverage, $1.density) } ?? densest
}
