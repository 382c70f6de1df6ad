import LinearAlgebra
import StockFlow

/// Cost against probability, and against the number of targets.
extension LeastCostMix {
  static let frontierProbabilities = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99]

  /// The least cost of each probability for some targets, on the common draws; at the one asked for, the mix itself.
  func frontier(
    of members: [Int], beside mix: SolveAnswer.Mix
  ) throws(LinearAlgebraError) -> [SolveAnswer.FrontierPoint] {
    var points: [SolveAnswer.FrontierPoint] = []
    let asked = options.probability
    for probability in (Self.frontierProbabilities.filter { $0 != asked } + [asked]).sorted() {
      guard probability != asked else {
        points.append(
          SolveAnswer.FrontierPoint(
            probability: asked, cost: mix.cost, amounts: mix.amounts.map(\.amount)))
        continue
      }
      let found = try find(members, probability: probability)
      let amounts = zip(studies[0].efforts, found.shares).map { $0.limits.upperBound * $1 }
      points.append(
        SolveAnswer.FrontierPoint(
          probability: probability, cost: found.isFeasible ? found.cost : nil, amounts: amounts))
    }
    return monotone(points)
  }

  /// A mix for a higher probability also gives the lower ones.
  private func monotone(_ points: [SolveAnswer.FrontierPoint]) -> [SolveAnswer.FrontierPoint] {
    var result: [SolveAnswer.FrontierPoint] = []
    for point in points.reversed() {
      if let dearer = result.last, let cost = dearer.cost, cost < point.cost ?? .infinity {
        result.append(
          SolveAnswer.FrontierPoint(probability: point.probability, cost: cost, amounts: dearer.amounts))
      } else {
        result.append(point)
      }
    }
    return result.reversed()
  }

  /// The least cost of all targets, then of all but the dearest, and so on down to one.
  func targetsByBudget(_ members: [Int]) throws(LinearAlgebraError) -> [SolveAnswer.BudgetPoint] {
    var points: [SolveAnswer.BudgetPoint] = []
    var members = members
    while !members.isEmpty {
      let all = program(of: members, probability: options.probability)
      let found = try search(all)
      let small = try refined(
        Found(members: members, shares: found.shares, cost: found.cost, isFeasible: found.isFeasible, program: all),
        probability: options.probability)
      points.append(
        SolveAnswer.BudgetPoint(
          targets: members.map { studies[0].targets[$0] }, cost: small.isFeasible ? small.cost : nil))
      guard members.count > 1, let dearest = try dearest(of: members) else { break }
      members.removeAll { $0 == dearest }
    }
    return points
  }

  /// The target without which the others cost least.
  private func dearest(of members: [Int]) throws(LinearAlgebraError) -> Int? {
    var best: (member: Int, cost: Double)?
    for member in members {
      let rest = program(of: members.filter { $0 != member }, probability: options.probability).prefix(2048)
      let found = try search(rest)
      let cost = found.isFeasible ? found.cost : .infinity
      if cost < best?.cost ?? .infinity { best = (member, cost) }
    }
    return best?.member ?? members.last
  }
}
