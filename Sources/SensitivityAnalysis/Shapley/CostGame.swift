/// The costs of all sets of inputs: for each the mean of its conditional variances and that mean's standard error.
struct CostGame {
  let dimensions: Int
  /// For each set, whose bits name its inputs. The empty one has a cost too: the output varies although all are held.
  private var means: [Double] = []
  private var errors: [Double] = []
  private var excluded = 0

  init(dimensions: Int, _ options: NeighbourOptions, _ ask: ([Conditioning]) -> [Double]) {
    self.dimensions = dimensions
    for set in 0..<1 << dimensions {
      let isFree = { (input: Int) in set >> input & 1 == 1 }
      let held = (0..<dimensions).filter { !isFree($0) }
      let question = Conditioning(order: held + (0..<dimensions).filter(isFree), held: held.count)
      // Everything is divided by the cost of the whole set, the variance: it is worth more draws.
      let count = options.outerDraws * (held.isEmpty ? 4 : 1)
      append(ask([Conditioning](repeating: question, count: count)))
    }
  }

  private mutating func append(_ variances: [Double]) {
    let usable = variances.filter(\.isFinite)
    let count = Double(usable.count)
    excluded += variances.count - usable.count
    means.append(usable.isEmpty ? .nan : usable.reduce(0, +) / count)
    errors.append(usable.count < 2 ? .nan : (variance(usable) / count).squareRoot())
  }

  /// Intervals by drawing every mean anew from the normal law of its error.
  func output(_ bootstrap: Bootstrap) -> NeighbourShapley {
    let total = means[means.count - 1]
    let shares = shapleyShares(means)
    var resampled = [[Double]](repeating: [], count: dimensions)
    for number in 0..<bootstrap.resamples {
      var stream = RandomStream(seed: bootstrap.seed, purpose: .bootstrap, number: number)
      let drawn = zip(means, errors).map { $0 + $1 * stream.normal() }
      for (input, share) in shapleyShares(drawn).enumerated() { resampled[input].append(share) }
    }
    return NeighbourShapley(
      variance: total.isFinite ? total : nil,
      effects: zip(shares, resampled).map { total > 0 ? bootstrap.estimate($0, resampled: $1) : nil },
      excludedVariances: excluded)
  }

  /// Σ |J|!·(d − |J| − 1)!/d!·(c(J ∪ i) − c(J)) over all J without i, as a share of the cost of the whole set.
  private func shapleyShares(_ costs: [Double]) -> [Double] {
    // Weights by the size of J: 1/d divided by the number of sets of that size among the others.
    var weights = [1 / Double(dimensions)]
    for size in 1..<max(1, dimensions) {
      weights.append(weights[size - 1] * Double(size) / Double(dimensions - size))
    }
    return (0..<dimensions).map { input in
      let sum = costs.indices.reduce(0) { sum, set in
        set >> input & 1 == 1 ? sum : sum + weights[set.nonzeroBitCount] * (costs[set | 1 << input] - costs[set])
      }
      return sum / costs[costs.count - 1]
    }
  }
}
