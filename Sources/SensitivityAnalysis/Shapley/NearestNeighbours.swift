/// Shapley effects of an existing sample.
public struct NeighbourShapley: Sendable, Equatable {
  /// nil where no conditional variance could be used.
  public let variance: Double?
  /// The share of each input; what they leave of 1 no input explains; nil where the output is constant.
  public let effects: [Estimate?]
  /// Conditional variances left out because an evaluation behind them was infinite or not a number.
  public let excludedVariances: Int
}

public struct NeighbourOptions: Sendable, Equatable {
  /// Up to so many inputs every set of inputs is asked about, which answers for all permutations at once; above it
  /// random permutations are followed.
  public var exactUpTo = 8
  /// How many conditional variances are averaged for every set of inputs.
  public var outerDraws = 500
  /// How many random permutations are followed.
  public var permutations = 2000
  /// From how many neighbours a conditional variance is taken; three serve best (Song et al. 2016).
  public var neighbours = 3
  public var bootstrap = Bootstrap()
  public var seed: UInt64 = 1

  public init() {}
}

/// Shapley effects of an existing sample, whatever its correlations, by nearest neighbours.
///
/// Broto, Bachoc and Depecker, "Variance reduction for estimation of Shapley effects and adaptation to unknown input
/// distribution", SIAM/ASA J. Uncertainty Quantification 8 (2020) 693–716: Var(y | held inputs) is the
/// variance of the output at the rows whose held inputs are nearest, here measured in ranks. The neighbours' distance
/// leaves an error that shrinks with n^(−1/d): with many inputs prefer the function itself. What the inputs do not
/// explain belongs to none of them. O(questions·n·d), with 2ᵈ·outerDraws or permutations·d questions.
public func shapleyEffects(_ data: GivenData, options: NeighbourOptions = NeighbourOptions()) -> NeighbourShapley? {
  guard data.count > options.neighbours, !data.isConstant else { return nil }
  precondition(options.neighbours > 1, "a variance needs two rows")
  var neighbours = NearestNeighbours(data, wanted: options.neighbours, seed: options.seed)
  if data.dimensions <= options.exactUpTo {
    return CostGame(dimensions: data.dimensions, options) { neighbours.variances(for: $0) }.output(options.bootstrap)
  }
  return PermutationWalk(dimensions: data.dimensions, options) { neighbours.variances(for: $0) }
    .output(options.bootstrap)
}

/// The variance of the output among rows that resemble each other in some inputs.
struct NearestNeighbours {
  /// Ranks of each input, one array an input.
  private let ranks: [[Double]]
  private let output: [Double]
  private let mean: Double
  private let wanted: Int
  private var stream: RandomStream

  init(_ data: GivenData, wanted: Int, seed: UInt64) {
    ranks = (0..<data.dimensions).map { midranks(data.inputs.column($0)) }
    output = data.output
    mean = output.reduce(0, +) / Double(output.count)
    self.wanted = wanted
    stream = RandomStream(seed: seed, purpose: .neighbours)
  }

  /// One variance a question, around a row drawn at random.
  mutating func variances(for questions: [Conditioning]) -> [Double] {
    questions.map { variance(holding: Array($0.order.prefix($0.held))) }
  }

  private mutating func variance(holding held: [Int]) -> Double {
    let centre = stream.integer(below: output.count)
    guard !held.isEmpty else {
      return square(output[centre] - mean) * Double(output.count) / Double(output.count - 1)
    }
    return SensitivityAnalysis.variance(nearest(to: centre, held).map { output[$0] })
  }

  /// The rows nearest to one of them, itself included. O(n·held).
  private func nearest(to centre: Int, _ held: [Int]) -> [Int] {
    var distances = [Double](repeating: 0, count: output.count)
    for input in held {
      let own = ranks[input][centre]
      for row in distances.indices { distances[row] += square(ranks[input][row] - own) }
    }
    var best: [(distance: Double, row: Int)] = []
    for (row, distance) in distances.enumerated() where best.count < wanted || distance < best[wanted - 1].distance {
      if best.count == wanted { best.removeLast() }
      let place = best.firstIndex { distance < $0.distance } ?? best.count
      best.insert((distance, row), at: place)
    }
    return best.map(\.row)
  }
}
