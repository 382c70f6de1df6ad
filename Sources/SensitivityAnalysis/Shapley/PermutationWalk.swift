/// What each input adds to the cost when inputs join the set in random order, one conditional variance a set.
struct PermutationWalk {
  let dimensions: Int
  /// One row a permutation: what each input added, the whole variance not counted, and which input came last.
  private let table: WeightedSums
  private let variance: Double
  private let varianceError: Double
  private let excluded: Int

  init(dimensions: Int, _ options: NeighbourOptions, _ ask: ([Conditioning]) -> [Double]) {
    self.dimensions = dimensions
    let whole = Conditioning(order: Array(0..<dimensions), held: 0)
    let totals = ask([Conditioning](repeating: whole, count: 4 * options.outerDraws))
    let orders = (0..<options.permutations).map { number in
      var stream = RandomStream(seed: options.seed, purpose: .permutations, number: number)
      return stream.permutation(of: dimensions)
    }
    // Inputs leave the end of the order and join the set: held are d, d − 1, …, 1 of them.
    let costs = orders.map { order in
      ask(stride(from: dimensions, to: 0, by: -1).map { Conditioning(order: order, held: $0) })
    }
    let usable = orders.indices.filter { costs[$0].allSatisfy(\.isFinite) }
    var table = WeightedSums(columns: 2 * dimensions, rows: usable.count)
    for (row, permutation) in usable.enumerated() {
      for (place, input) in orders[permutation].reversed().enumerated() {
        let isLast = place == dimensions - 1
        table[row, input] = (isLast ? 0 : costs[permutation][place + 1]) - costs[permutation][place]
        table[row, dimensions + input] = isLast ? 1 : 0
      }
    }
    self.table = table
    let finite = totals.filter(\.isFinite)
    variance = finite.reduce(0, +) / Double(finite.count)
    varianceError = (SensitivityAnalysis.variance(finite) / Double(finite.count)).squareRoot()
    excluded = costs.reduce(0) { $0 + $1.count { !$0.isFinite } } + totals.count - finite.count
  }

  func output(_ bootstrap: Bootstrap) -> NeighbourShapley {
    let values = shares(table.sums(), variance)
    var resampled = [[Double]](repeating: [], count: dimensions)
    for number in 0..<bootstrap.resamples {
      var stream = RandomStream(seed: bootstrap.seed, purpose: .permutations, number: number)
      let drawn = variance + varianceError * stream.normal()
      let sums = table.resampledSums(seed: bootstrap.seed, number: number)
      for (input, share) in shares(sums, drawn).enumerated() { resampled[input].append(share) }
    }
    return NeighbourShapley(
      variance: variance.isFinite ? variance : nil,
      effects: zip(values, resampled).map { variance > 0 ? bootstrap.estimate($0, resampled: $1) : nil },
      excludedVariances: excluded)
  }

  private func shares(_ sums: [Double], _ variance: Double) -> [Double] {
    (0..<dimensions).map { (sums[$0] + sums[dimensions + $0] * variance) / (Double(table.rows) * variance) }
  }
}
