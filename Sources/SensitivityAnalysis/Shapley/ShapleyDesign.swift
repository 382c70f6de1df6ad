import LinearAlgebra
import Randomness

/// The points behind Shapley effects: for every permutation a second point becomes the first, group by group.
struct ShapleyDesign {
  let groups: [[Int]]
  let layout: ReplicateLayout
  private let dimensions: Int
  private let sequences: ReplicatedSobol
  private let seed: UInt64
  private var conditioning: ConditionalScores

  init(_ copula: GaussianCopula, _ options: ShapleySampling) {
    dimensions = copula.dimensions
    groups = options.groups ?? (0..<dimensions).map { [$0] }
    layout = ReplicateLayout(replicates: options.replicates, initial: options.permutations)
    sequences = ReplicatedSobol(dimensions: 2 * dimensions, seed: options.seed)
    seed = options.seed
    conditioning = ConditionalScores(copula)
    let all = groups.joined().sorted()
    precondition(all == Array(0..<dimensions), "every input belongs to one group")
  }

  /// Evaluations of a permutation.
  var rows: Int { groups.count + 1 }

  /// The points of some permutations, and the permutations.
  mutating func points(_ range: Range<Int>) throws(LinearAlgebraError) -> (Sample, orders: [[Int]]) {
    let orders = range.map { number in
      var stream = RandomStream(seed: seed, purpose: .permutations, number: number)
      return stream.permutation(of: groups.count)
    }
    var storage: [Double] = []
    storage.reserveCapacity(range.count * rows * dimensions)
    var place = 0
    for run in layout.runs(range) {
      let pairs = sequences.points(run.points, of: run.replicate)
      for row in 0..<pairs.count {
        try append(pairs.row(row), orders[place], to: &storage)
        place += 1
      }
    }
    return (Sample(columns: dimensions, storage: storage), orders)
  }

  /// The rows of one permutation: the numbers of the first half take the place of those of the second.
  private mutating func append(
    _ pair: ArraySlice<Double>, _ order: [Int], to storage: inout [Double]
  ) throws(LinearAlgebraError) {
    let final = Array(pair.prefix(dimensions))
    var numbers = Array(pair.suffix(dimensions))
    let factors = try conditioning.factors(along: order.flatMap { groups[$0] })
    storage += factors.points(numbers)
    for group in order {
      for input in groups[group] { numbers[input] = final[input] }
      storage += factors.points(numbers)
    }
  }
}

/// Turns independent uniform numbers into correlated ones so that the inputs that come first in an order depend on their
/// own numbers alone: whoever keeps those and draws the rest anew draws the other inputs given the first.
struct ConditionalScores {
  private let copula: GaussianCopula
  /// The inputs that hang together, without those that stand alone.
  private let components: [[Int]]
  private var known: [[Int]: Matrix] = [:]

  /// How many factors are kept for orders that come again.
  private static let mostKnown = 4096

  init(_ copula: GaussianCopula) {
    self.copula = copula
    components = copula.components.filter { $0.count > 1 }
  }

  struct Factors {
    fileprivate let parts: [(order: [Int], lower: Matrix)]

    func points(_ numbers: [Double]) -> [Double] {
      var points = numbers
      for part in parts {
        let scores = part.order.map { normalQuantile(numbers[$0]) }
        for (row, input) in part.order.enumerated() {
          points[input] = normalCDF((0...row).reduce(0) { $0 + part.lower[row, $1] * scores[$1] })
        }
      }
      return points
    }
  }

  mutating func factors(along order: [Int]) throws(LinearAlgebraError) -> Factors {
    var place = [Int](repeating: 0, count: order.count)
    for (index, input) in order.enumerated() { place[input] = index }
    var parts: [(order: [Int], lower: Matrix)] = []
    for component in components {
      let own = component.sorted { place[$0] < place[$1] }
      parts.append((own, try factor(own)))
    }
    return Factors(parts: parts)
  }

  private mutating func factor(_ order: [Int]) throws(LinearAlgebraError) -> Matrix {
    if let known = known[order] { return known }
    let lower = try copula.factor(order: order)
    if known.count == Self.mostKnown { known = [:] }
    known[order] = lower
    return lower
  }
}
