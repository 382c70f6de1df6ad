import LinearAlgebra
import StockFlow

/// A mix that holds in several variants, and how much others would be regretted.
public struct RobustAnswer: Sendable, Equatable {
  /// Variants by id; `nil` is the scenario as it is.
  public let variants: [String?]
  public let candidates: [Candidate]

  /// A mix and how it fares over all variants and futures.
  public struct Candidate: Sendable, Equatable {
    public enum Origin: Sendable, Equatable {
      /// No lever at all.
      case nothing
      /// The least-cost mix of one variant.
      case variant(String?)
      /// The least-cost mix that holds in all.
      case robust
    }
    public let origin: Origin
    public let amounts: [Double]
    public let cost: Double
    /// Whether it reaches the targets with the probability asked for in every variant.
    public let isFeasible: Bool
    /// The share of futures in which the targets that count together are reached, over all variants, and variant by variant.
    public let satisfied: Double
    public let satisfiedByVariant: [Double]
    /// Regret: by how much more the targets are missed, as a mean share of the bound, than by the best candidate in the
    /// same future; its largest value and its 90th percentile.
    public let maximumRegret: Double
    public let regret90: Double
    /// The largest of the variants' mean regrets: what minimax compares.
    public let minimaxRegret: Double
  }
}

/// Weighs candidates over variants (regret as the deviation from the best candidate in each state of the world, and
/// domain satisficing: Herman, Reed, Zeff and Characklis, Journal of Water Resources Planning and Management 141 (2015)
/// 04015012).
struct RobustChoice {
  let mix: LeastCostMix
  let variants: [String?]
  let members: [Int]

  func answer() throws(LinearAlgebraError) -> RobustAnswer {
    var origins: [RobustAnswer.Candidate.Origin] = [.nothing]
    var shares: [[Double]] = [mix.studies[0].efforts.map { _ in 0 }]
    for (index, study) in mix.studies.enumerated() {
      let alone = LeastCostMix(studies: [study], options: mix.options)
      let first = try alone.find(members, probability: mix.options.probability)
      let found = first.isFeasible ? try alone.settled(first, probability: mix.options.probability) : first
      origins.append(.variant(variants[index]))
      shares.append(found.shares)
    }
    let first = try mix.find(members, probability: mix.options.probability)
    let robust = first.isFeasible ? try mix.settled(first, probability: mix.options.probability) : first
    origins.append(.robust)
    shares.append(robust.shares)
    return RobustAnswer(variants: variants, candidates: try weigh(origins, shares))
  }

  /// Paths per variant over which candidates are compared.
  private static let futures = 16_384

  private func weigh(
    _ origins: [RobustAnswer.Candidate.Origin], _ shares: [[Double]]
  ) throws(LinearAlgebraError) -> [RobustAnswer.Candidate] {
    var shortfalls: [[Double]] = []
    var satisfied: [[Double]] = []
    var isFeasible: [Bool] = []
    for candidate in shares {
      var missed: [Double] = []
      var met: [Double] = []
      var holds = true
      for study in mix.studies {
        let values = try study.ensemble.values(study.decisions(candidate), paths: Self.futures)
        missed += shortfall(values)
        met.append(mix.share(meeting: mix.groups(of: members).first.map { $0.map { members[$0] } } ?? members, values))
        holds = holds && constraintsHold(values)
      }
      shortfalls.append(missed)
      satisfied.append(met)
      isFeasible.append(holds)
    }
    return origins.indices.map { index in
      candidate(origins[index], shares[index], isFeasible[index], satisfied[index], index, shortfalls)
    }
  }

  /// Within three standard errors, as candidates sit on the edge.
  private func constraintsHold(_ values: [[Double]]) -> Bool {
    let asked = mix.options.probability
    let error = (asked * (1 - asked) / Double(max(1, values.first?.count ?? 1))).squareRoot()
    return mix.groups(of: members).allSatisfy {
      mix.share(meeting: $0.map { members[$0] }, values) >= asked - 3 * error
    }
  }

  private func candidate(
    _ origin: RobustAnswer.Candidate.Origin, _ shares: [Double], _ isFeasible: Bool, _ satisfied: [Double],
    _ index: Int, _ shortfalls: [[Double]]
  ) -> RobustAnswer.Candidate {
    let own = shortfalls[index]
    let regrets = own.indices.map { future in own[future] - (shortfalls.map { $0[future] }.min() ?? 0) }
    let sorted = regrets.sorted()
    let perVariant = max(1, regrets.count / max(1, mix.studies.count))
    let means = stride(from: 0, to: regrets.count, by: perVariant).map { first in
      regrets[first..<min(regrets.count, first + perVariant)].reduce(0, +) / Double(perVariant)
    }
    let amounts = mix.amounts(shares)
    return RobustAnswer.Candidate(
      origin: origin, amounts: amounts.map(\.amount), cost: amounts.reduce(0) { $0 + $1.cost },
      isFeasible: isFeasible, satisfied: satisfied.reduce(0, +) / Double(max(1, satisfied.count)),
      satisfiedByVariant: satisfied, maximumRegret: sorted.last ?? 0,
      regret90: sorted.isEmpty ? 0 : sorted[Int(0.9 * Double(sorted.count - 1))], minimaxRegret: means.max() ?? 0)
  }

  /// By how much each future misses its targets, as a mean share of their bounds.
  private func shortfall(_ values: [[Double]]) -> [Double] {
    let paths = values.first?.count ?? 0
    return (0..<paths).map { path in
      members.reduce(0) { $0 + relativeShortfall(mix.studies[0].targets[$1], values[$1][path]) }
        / Double(max(1, members.count))
    }
  }

  private func relativeShortfall(_ target: Target, _ value: Double) -> Double {
    let (low, high) = target.comparison.bounds
    guard value.isFinite else { return 1 }
    let distance = max(0, low - value, value - high)
    let size = (distance == low - value ? low : high).magnitude
    return distance > 0 && size > 0 && size.isFinite ? distance / size : distance
  }
}
