/// What each input adds to the cost when inputs join the set in random order, one conditional variance a set.
struct PermutationWalk {
  let dimensions: Int
  private var parts: [OutputPart] = []

  /// The increments of one output.
  private struct OutputPart {
    /// One row a permutation: what each input added, the whole variance not counted, and which input came last.
    var table: WeightedSums
    let variance: Double
    let varianceError: Double
    let excluded: Int
  }

  init(
    dimensions: Int, _ options: ShapleyOptions, hasNoise: Bool, _ ask: ([Conditioning]) throws -> Sample
  ) throws {
    self.dimensions = dimensions
    let whole = Conditioning(order: Array(0..<dimensions), held: 0)
    let totals = try ask([Conditioning](repeating: whole, count: 4 * options.outerDraws))
    let orders = (0..<options.permutations).map { number in
      var stream = RandomStream(seed: options.seed, purpose: .permutations, number: number)
      return stream.permutation(of: dimensions)
    }
    // Inputs leave the end of the order and join the set: held are d, d − 1, …, 1 of them.
    let steps = stride(from: hasNoise ? dimensions : dimensions - 1, to: 0, by: -1)
    var costs: Sample?
    for start in stride(from: 0, to: orders.count, by: 256) {
      let questions = orders[start..<min(start + 256, orders.count)].flatMap { order in
        steps.map { Conditioning(order: order, held: $0) }
      }
      let answer = try ask(questions)
      if costs == nil { costs = answer } else { costs?.append(contentsOf: answer) }
    }
    guard let costs else { return }
    parts = (0..<costs.columns).map { output in
      Self.part(orders, costs: costs.column(output), totals: totals.column(output), hasNoise: hasNoise)
    }
  }

  private static func part(_ orders: [[Int]], costs: [Double], totals: [Double], hasNoise: Bool) -> OutputPart {
    let dimensions = orders.first?.count ?? 0
    let asked = dimensions - (hasNoise ? 0 : 1)
    let usable = orders.indices.filter { costs[$0 * asked..<($0 + 1) * asked].allSatisfy(\.isFinite) }
    var table = WeightedSums(columns: 2 * dimensions, rows: usable.count)
    for (row, permutation) in usable.enumerated() {
      var before = hasNoise ? costs[permutation * asked] : 0
      for (place, input) in orders[permutation].reversed().enumerated() {
        let isLast = place == dimensions - 1
        let after = isLast ? 0 : costs[permutation * asked + place + (hasNoise ? 1 : 0)]
        table[row, input] = after - before
        table[row, dimensions + input] = isLast ? 1 : 0
        before = after
      }
    }
    let finite = totals.filter(\.isFinite)
    return OutputPart(
      table: table, variance: finite.reduce(0, +) / Double(finite.count),
      varianceError: (variance(finite) / Double(finite.count)).squareRoot(),
      excluded: costs.count { !$0.isFinite } + totals.count - finite.count)
  }

  func outputs(_ bootstrap: Bootstrap) -> [ShapleyOutput] {
    parts.map { part in
      let values = shares(part.table.sums(), part.variance, part.table.rows)
      var resampled = [[Double]](repeating: [], count: dimensions)
      for number in 0..<bootstrap.resamples {
        var stream = RandomStream(seed: bootstrap.seed, purpose: .permutations, number: number)
        let variance = part.variance + part.varianceError * stream.normal()
        let sums = part.table.resampledSums(seed: bootstrap.seed, number: number)
        for (input, share) in shares(sums, variance, part.table.rows).enumerated() { resampled[input].append(share) }
      }
      return ShapleyOutput(
        variance: part.variance.isFinite ? part.variance : nil,
        effects: zip(values, resampled).map { part.variance > 0 ? bootstrap.estimate($0, resampled: $1) : nil },
        excludedVariances: part.excluded)
    }
  }

  private func shares(_ sums: [Double], _ variance: Double, _ count: Int) -> [Double] {
    (0..<dimensions).map { (sums[$0] + sums[dimensions + $0] * variance) / (Double(count) * variance) }
  }
}
