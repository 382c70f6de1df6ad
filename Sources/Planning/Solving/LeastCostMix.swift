import Ensembles
import LinearAlgebra
import StockFlow

/// The least-cost mix of all efforts: found on the first futures, set right on all of them, verified on others.
package struct LeastCostMix {
  /// One study per variant that has to hold; one alone where there are none.
  let studies: [LeverStudy]
  let options: SolveOptions

  package init(studies: [LeverStudy], options: SolveOptions) {
    (self.studies, self.options) = (studies, options)
  }

  /// Futures on which the shape of the mix is sought. The level is set by all: that the shape comes from fewer costs
  /// little, as around the optimum the cost changes with the square of the shape's error.
  static let futures = 8192
  static let mostTightenings = 3

  var study: LeverStudy { studies[0] }
  var targets: [Target] { study.targets }

  /// What is found for some of the targets.
  struct Found {
    let members: [Int]
    let shares: [Double]
    let cost: Double
    let isFeasible: Bool
    let program: ChanceProgram
  }

  /// The program of some targets about no effort at all, on the first futures: all of them in the same future, or each by
  /// itself.
  package func program(of members: [Int], probability: Double) -> ChanceProgram {
    let margins = studies.flatMap { study in
      members.map { member in
        margin(
          member, Array(study.base[member].prefix(Self.futures)),
          study.responses.map { $0[member]?.prefix(Self.futures) })
      }
    }
    return program(margins, of: members, probability: probability, about: study.efforts.map { _ in 0 })
  }

  func margin(_ member: Int, _ base: [Double], _ responses: [TargetResponse?]) -> ChanceProgram.Margin {
    let deviation = spread(of: Array(base.prefix(4096)))
    let bounds = targets[member].comparison.bounds
    let size = [bounds.lower, bounds.upper].filter(\.isFinite).map(\.magnitude).max() ?? 1
    return ChanceProgram.Margin(
      target: targets[member], base: base, responses: responses,
      scale: deviation > 1e-9 * size ? deviation : (size > 0 ? size * 0.01 : 1))
  }

  /// - Parameter margins: study after study, in each member after member.
  func program(
    _ margins: [ChanceProgram.Margin], of members: [Int], probability: Double, about origin: [Double]
  ) -> ChanceProgram {
    let limits = study.efforts.map(\.limits.upperBound)
    let constraints = studies.indices.flatMap { number in
      groups(of: members).map { group in
        ChanceProgram.Constraint(margins: group.map { number * members.count + $0 }, probability: probability)
      }
    }
    return ChanceProgram(
      margins: margins, constraints: constraints, origin: origin,
      cost: zip(study.costs, limits).map { $0.perUnit * $1 }, lower: limits.map { _ in 0 },
      upper: limits.map { $0 > 0 ? 1 : 0 })
  }

  /// Members of the list that must hold in the same future.
  func groups(of members: [Int]) -> [[Int]] {
    let together = members.indices.filter { options.isJoint && targets[members[$0]].isJoint }
    let alone = members.indices.filter { !together.contains($0) }
    return (together.isEmpty ? [] : [together]) + alone.map { [$0] }
  }

  /// The cheapest shares within a range of a point; which efforts are used at all stays as it is.
  func searchNear(
    _ point: [Double], within range: Double, _ program: ChanceProgram
  ) throws(LinearAlgebraError) -> MixSearch.Found {
    let none = point.map { _ in 0.0 }
    return try MixSearch(program: restricted(program, to: point, within: range), fixed: none, least: none).run()
  }

  func search(_ program: ChanceProgram) throws(LinearAlgebraError) -> MixSearch.Found {
    try MixSearch(
      program: program, fixed: study.costs.map(\.fixed), least: study.efforts.indices.map(study.least)
    ).run()
  }

  /// The mix for some targets at a probability, on the first futures. The cheapest mix is the same under any budget: it is
  /// within it, or none is.
  func find(_ members: [Int], probability: Double) throws(LinearAlgebraError) -> Found {
    let program = program(of: members, probability: probability)
    let found = try search(program)
    let first = Found(
      members: members, shares: found.shares, cost: found.cost, isFeasible: found.isFeasible, program: program)
    let refined = try refined(first, probability: probability)
    return Found(
      members: members, shares: refined.shares, cost: refined.cost,
      isFeasible: refined.isFeasible && isWithinBudget(refined.cost), program: refined.program)
  }

  private func isWithinBudget(_ cost: Double) -> Bool { options.budget.map { cost <= $0 * (1 + 1e-9) } ?? true }

  /// Set right for all futures instead of the first: the probability sought on the first is moved until the simulated one
  /// on all is the one asked for.
  func settled(_ first: Found, probability: Double) throws(LinearAlgebraError) -> Found {
    var found = first
    var program = first.program
    var sought = probability
    var best: Found?
    var (closest, closestMiss): (Found?, Double) = (nil, .infinity)
    for _ in 0..<5 {
      let values = try simulated(found.shares)
      let miss = shortfall(values, found.members, probability)
      program = correct(program, by: values, found)
      if miss <= 10 * tolerance, best.map({ found.cost < $0.cost }) ?? true { best = found }
      // What is short by less than its error is left to the verification.
      if miss <= 40 * tolerance, miss.magnitude < closestMiss {
        (closest, closestMiss) = (found, miss.magnitude)
      }
      guard miss.magnitude > tolerance else { break }
      sought = min(0.999_999, max(0, sought + miss))
      for index in program.constraints.indices { program.constraints[index].probability = sought }
      var next = try searchNear(found.shares, within: Self.settlingRanges[0], program)
      for range in Self.settlingRanges.dropFirst() where !next.isFeasible {
        next = try searchNear(found.shares, within: range, program)
      }
      found = self.found(next.shares, next.isFeasible, program, found.members)
      guard next.isFeasible else { break }
    }
    let settled = best ?? closest ?? found
    return Found(
      members: settled.members, shares: settled.shares, cost: settled.cost,
      isFeasible: (best != nil || closest != nil) && isWithinBudget(settled.cost), program: program)
  }

  /// How far shares may move while the level is set: no further than needed, so that the program stays true.
  private static let settlingRanges = [0.1, 0.3, 1]

  /// What is not worth another search: a twentieth of the standard error on all futures.
  private var tolerance: Double {
    0.05 * (options.probability * (1 - options.probability) / Double(study.ensemble.options.pathsDrawn)).squareRoot()
  }

  /// Values under a mix, study by study and target by target.
  func simulated(_ shares: [Double], seed: UInt64? = nil) throws(LinearAlgebraError) -> [[[Double]]] {
    var values: [[[Double]]] = []
    for study in studies { values.append(try study.ensemble.values(study.decisions(shares), seed: seed)) }
    return values
  }

  /// The probability asked for minus the smallest of the constraints', on all futures.
  private func shortfall(_ values: [[[Double]]], _ members: [Int], _ probability: Double) -> Double {
    let shares = values.flatMap { values in groups(of: members).map { share(meeting: $0.map { members[$0] }, values) } }
    return probability - (shares.min() ?? probability)
  }

  /// The share of futures in which targets are met together.
  func share(meeting members: [Int], _ values: [[Double]]) -> Double {
    let paths = values.first?.count ?? 0
    guard paths > 0 else { return 0 }
    let hits = (0..<paths).count { path in
      members.allSatisfy { targets[$0].comparison.isMet(by: values[$0][path]) }
    }
    return Double(hits) / Double(paths)
  }

  /// The program with its values moved to the simulated ones at a point.
  private func correct(_ program: ChanceProgram, by values: [[[Double]]], _ found: Found) -> ChanceProgram {
    var program = program
    for (number, values) in values.enumerated() {
      for (place, member) in found.members.enumerated() {
        let index = number * found.members.count + place
        let margin = program.margins[index]
        let expected = program.values(of: margin, at: found.shares)
        let base = margin.base.indices.map { margin.base[$0] + values[member][$0] - expected[$0] }
        program.margins[index] = ChanceProgram.Margin(
          target: margin.target, base: base, responses: margin.responses, scale: margin.scale)
      }
    }
    return program
  }
}
