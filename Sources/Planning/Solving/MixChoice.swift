import Ensembles
import LinearAlgebra
import StockFlow

/// Chooses the targets a mix can reach, finds it, verifies it and tells what holds it.
extension LeastCostMix {
  /// The mix for as many of the targets as can be reached within limits and budget.
  func choose() throws(LinearAlgebraError) -> SolveAnswer.Mix {
    var members = try reachable()
    var last: Int?
    var givenUp = targets.indices.filter { !members.contains($0) }
    while true {
      let found = try find(members, probability: options.probability)
      if found.isFeasible { return try verified(found, givenUp: givenUp.sorted()) }
      guard let hardest = try hardest(of: found) else {
        return try verified(try affordable(last) ?? found, givenUp: givenUp.sorted())
      }
      givenUp.append(hardest)
      last = hardest
      members.removeAll { $0 == hardest }
    }
  }

  /// Targets that some effort, or all at their limits, reach by themselves, or that need none.
  private func reachable() throws(LinearAlgebraError) -> [Int] {
    var members: [Int] = []
    for target in targets.indices {
      let program = program(of: [target], probability: options.probability)
      let corners =
        [program.lower, program.upper]
        + program.cost.indices.map { effort in program.cost.indices.map { $0 == effort ? program.upper[effort] : 0 } }
      let isAtCorner = corners.contains { corner in
        program.constraints.allSatisfy { program.probability(of: $0, at: corner) >= $0.probability }
      }
      // Too much may be as wrong as too little, and efforts may work against each other.
      if isAtCorner {
        members.append(target)
      } else if try search(program.prefix(4096)).isFeasible {
        members.append(target)
      }
    }
    return members
  }

  /// Where the budget reaches no target with the probability asked for: the mix within it that brings one nearest to it.
  private func affordable(_ target: Int?) throws(LinearAlgebraError) -> Found? {
    guard let target, let budget = options.budget else { return nil }
    var (low, high) = (0.0, options.probability)
    var best: Found?
    for _ in 0..<10 {
      let middle = (low + high) / 2
      let program = program(of: [target], probability: middle)
      let found = try search(program)
      if found.isFeasible && found.cost <= budget {
        low = middle
        best = Found(members: [], shares: found.shares, cost: found.cost, isFeasible: false, program: program)
      } else {
        high = middle
      }
    }
    return best
  }

  /// The target without which the rest is reached most cheaply whatever the budget, or comes nearest to being reached.
  private func hardest(of found: Found) throws(LinearAlgebraError) -> Int? {
    guard found.members.count > 1 else { return found.members.first }
    var best: (member: Int, cost: Double, distance: Double)?
    for member in found.members {
      let rest = program(of: found.members.filter { $0 != member }, probability: options.probability).prefix(4096)
      let trial = try search(rest)
      let distance =
        trial.isFeasible
        ? 0 : rest.constraints.map { $0.probability - rest.probability(of: $0, at: trial.shares) }.max() ?? 0
      let isBetter = best.map { (distance, trial.cost) < ($0.distance, $0.cost) } ?? true
      if isBetter { best = (member, trial.cost, distance) }
    }
    return best?.member
  }

  /// Verifies a mix on other draws, and asks for more where it falls short there by more than its error.
  private func verified(_ first: Found, givenUp: [Int]) throws(LinearAlgebraError) -> SolveAnswer.Mix {
    let seed = study.ensemble.options.seed &+ 0x9E37_79B9_7F4A_7C15
    var asked = options.probability
    var found = first.isFeasible ? try settled(first, probability: asked) : first
    var values = try simulated(found.shares, seed: seed)
    var tightenings = 0
    while found.isFeasible, tightenings < Self.mostTightenings, let missing = missing(values, found.members) {
      asked += missing
      let next = try settled(found, probability: asked)
      guard next.isFeasible else { break }
      found = next
      values = try simulated(found.shares, seed: seed)
      tightenings += 1
    }
    return mix(found, givenUp, values, seed: seed, tightenings: tightenings)
  }

  /// By how much the verified probability is below the one asked for, where that is more than its error.
  private func missing(_ values: [[[Double]]], _ members: [Int]) -> Double? {
    let shortfalls = values.flatMap { values in
      groups(of: members).map { $0.map { members[$0] } }.map { group -> Double in
        let estimate = estimate(group, values)
        return estimate.interval.upperBound < options.probability ? options.probability - estimate.value : 0
      }
    }
    return shortfalls.max().flatMap { $0 > 0 ? $0 : nil }
  }

  private func estimate(_ members: [Int], _ values: [[Double]]) -> ProbabilityEstimate {
    let paths = values.first?.count ?? 0
    let share = share(meeting: members, values)
    guard paths > 0 else { return ProbabilityEstimate(value: share, interval: 0...1) }
    let hits = Int((share * Double(paths)).rounded())
    return ProbabilityEstimate(value: share, interval: wilsonInterval(hits: hits, paths: paths))
  }

  private func mix(
    _ found: Found, _ givenUp: [Int], _ values: [[[Double]]], seed: UInt64, tightenings: Int
  ) -> SolveAnswer.Mix {
    // Where no target is reached the probability is that of all that were asked about.
    let members = found.members.isEmpty ? Array(targets.indices) : found.members
    let joint = options.isJoint ? members.filter { targets[$0].isJoint } : members
    let together = joint.isEmpty ? members : joint
    let amounts = self.amounts(found.shares)
    var costByYear = study.costs.first?.money.map { _ in 0.0 } ?? []
    for amount in amounts {
      for (year, cost) in amount.costByYear.enumerated() { costByYear[year] += cost }
    }
    return SolveAnswer.Mix(
      isFeasible: found.isFeasible && givenUp.isEmpty, targets: found.members.map { targets[$0] },
      givenUp: givenUp.map { targets[$0] }, amounts: amounts, cost: amounts.reduce(0) { $0 + $1.cost },
      costByYear: costByYear, probability: worst(together, values), verifiedSeed: seed,
      probabilities: found.members.map { worst([$0], values) }, tightenings: tightenings,
      fallsShort: found.isFeasible && missing(values, found.members) != nil, binding: binding(found),
      shadowPrices: shadowPrices(found))
  }

  /// What has to hold in several variants is as sure as in the worst of them.
  private func worst(_ members: [Int], _ values: [[[Double]]]) -> ProbabilityEstimate {
    let estimates = values.map { estimate(members, $0) }
    return estimates.min { $0.value < $1.value } ?? ProbabilityEstimate(value: 0, interval: 0...0)
  }

  func amounts(_ shares: [Double]) -> [SolveAnswer.Amount] {
    zip(study.efforts, zip(study.costs, shares)).map { effort, pair in
      let amount = effort.limits.upperBound * pair.1
      var yearly = pair.0.money.map { $0 * amount }
      // What is paid once is paid in the year of the decision, or in the first year shown.
      let once = amount > 0 ? pair.0.fixed : 0
      if !yearly.isEmpty { yearly[max(0, min(yearly.count - 1, effort.from - pair.0.years.lowerBound))] += once }
      return SolveAnswer.Amount(
        lever: effort.id, amount: amount, cost: pair.0.cost(of: amount),
        peopleByYear: pair.0.persons.map { $0 * amount }, costByYear: yearly)
    }
  }

  /// Targets that decide at least a twentieth of the futures on the edge, levers at their limit, and the budget.
  private func binding(_ found: Found) -> [SolveAnswer.Binding] {
    guard found.shares.contains(where: { $0 > 0 }) else { return [] }
    let program = found.program
    var deciding = found.members.map { _ in 0.0 }
    for constraint in program.constraints {
      let outlook = program.outlook(constraint, at: found.shares)
      guard outlook.level.magnitude < 0.05 || !found.isFeasible else { continue }
      for (place, margin) in constraint.margins.enumerated() {
        deciding[margin % max(1, found.members.count)] += outlook.deciding[place]
      }
    }
    let isBudgetSpent = options.budget.map { found.cost > 0.99 * $0 } ?? false
    var binding: [SolveAnswer.Binding] = []
    for (member, share) in zip(found.members, deciding) where share >= 0.05 { binding.append(.target(targets[member])) }
    for (effort, share) in zip(study.efforts, found.shares) where share >= 1 - 1e-6 && effort.limits.upperBound > 0 {
      binding.append(.limit(lever: effort.id))
    }
    return binding + (isBudgetSpent ? [.budget] : [])
  }

  /// From the multipliers of the constraints: at the optimum, the cost of each effort that is neither off nor at its limit
  /// is what the constraints' levels gain by it, each counted with its multiplier (Karush, Kuhn and Tucker).
  private func shadowPrices(_ found: Found) -> [Double?] {
    let program = found.program
    let free = found.shares.indices.filter {
      found.shares[$0] > program.lower[$0] + 1e-6 && found.shares[$0] < program.upper[$0] - 1e-6
    }
    let all = program.constraints.map { ($0, program.outlook($0, at: found.shares)) }
    // Those that hold with room to spare cost nothing.
    let active = all.filter { $0.1.level.magnitude < 0.05 }
    let outlooks = active.map(\.1)
    guard found.isFeasible, !free.isEmpty, !outlooks.isEmpty else { return found.members.map { _ in nil } }
    var design = Matrix(rows: free.count, columns: outlooks.count)
    let unit = max(program.cost.max() ?? 0, .leastNormalMagnitude)
    for (row, effort) in free.enumerated() {
      for (column, outlook) in outlooks.enumerated() { design[row, column] = outlook.gradient[effort] }
    }
    let multipliers: [Double]
    do {
      multipliers = try nonnegativeLeastSquares(design, free.map { program.cost[$0] / unit })
    } catch {
      // A price that cannot be worked out is none.
      return found.members.map { _ in nil }
    }
    var prices = found.members.map { _ in 0.0 }
    for ((constraint, outlook), multiplier) in zip(active, multipliers) {
      for (place, margin) in constraint.margins.enumerated() {
        prices[margin % found.members.count] +=
          multiplier * unit * outlook.deciding[place] / program.margins[margin].scale
      }
    }
    return prices.map { $0 > 0 ? $0 : nil }
  }
}
