import Ensembles
public import LinearAlgebra
public import StockFlow

/// A variant that a robust mix has to hold in, calibrated.
public struct SolvedVariant: Sendable {
  /// `nil` for the scenario as it is.
  public let id: String?
  public let scenario: Scenario

  public init(id: String?, scenario: Scenario) {
    self.id = id
    self.scenario = scenario
  }
}

/// What it would take to reach the targets with a probability.
///
/// Every lever is simulated at half and at the whole of its limit with the same draws; amounts are then found on the
/// paths kept, without any further ensemble but those that verify.
/// - Parameters:
///   - header: of the calibrated scenario.
///   - variants: where not empty, the mix has to hold in all of them.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: about three ensembles per lever.
public func solve(
  _ header: AnswerHeader, targets: [Target], options: SolveOptions, across variants: [SolvedVariant] = []
) throws(LinearAlgebraError) -> SolveAnswer {
  let ensemble = LeverEnsemble(scenario: header.scenario, targets: targets, options: options.ensemble)
  let efforts = header.scenario.levers.map { Effort($0) }
  let study = try LeverStudy(ensemble, efforts)
  return try Solver(header: header, study: study, options: options, variants: variants).answer()
}

private struct Solver {
  let header: AnswerHeader
  let study: LeverStudy
  let options: SolveOptions
  let variants: [SolvedVariant]

  private var targets: [Target] { study.targets }
  private var efforts: [Effort] { study.efforts }

  func answer() throws(LinearAlgebraError) -> SolveAnswer {
    let standings = targets.indices.map { standing($0) }
    let short = targets.indices.filter { !standings[$0].isReached }
    let mix = efforts.isEmpty ? nil : LeastCostMix(studies: try studies(), options: options)
    let chosen = try mix?.choose()
    let single = try single(short)
    let members = targets.indices.filter { chosen?.targets.contains(targets[$0]) ?? false }
    return SolveAnswer(
      header: header,
      stamp: EnsembleStamp(
        paths: options.ensemble.pathsDrawn, seed: options.ensemble.seed, sampling: options.ensemble.sampling),
      options: options, standings: standings, currency: study.costs.compactMap(\.currency).first,
      single: single, atLimits: try atLimits(short, single, mix), mix: chosen,
      frontier: try frontier(mix, members, chosen),
      targetsByBudget: options.wantsFrontier && !members.isEmpty ? try mix?.targetsByBudget(members) ?? [] : [],
      inverse: efforts.isEmpty ? try inverse() : [],
      robust: try robust(mix, members))
  }

  private func frontier(
    _ mix: LeastCostMix?, _ members: [Int], _ chosen: SolveAnswer.Mix?
  ) throws(LinearAlgebraError) -> [SolveAnswer.FrontierPoint] {
    guard options.wantsFrontier, !members.isEmpty, let mix, let chosen else { return [] }
    return try mix.frontier(of: members, beside: chosen)
  }

  private func studies() throws(LinearAlgebraError) -> [LeverStudy] {
    guard !variants.isEmpty else { return [study] }
    var studies: [LeverStudy] = []
    for variant in variants {
      let ensemble = LeverEnsemble(scenario: variant.scenario, targets: targets, options: options.ensemble)
      studies.append(try LeverStudy(ensemble, efforts))
    }
    return studies
  }

  private func robust(_ mix: LeastCostMix?, _ members: [Int]) throws(LinearAlgebraError) -> RobustAnswer? {
    guard let mix, variants.count > 1, !members.isEmpty else { return nil }
    return try RobustChoice(mix: mix, variants: variants.map(\.id), members: members).answer()
  }

  private func standing(_ target: Int) -> SolveAnswer.Standing {
    let estimate = estimate(targets[target], study.base[target])
    return SolveAnswer.Standing(
      target: targets[target], probability: estimate, isReached: estimate.value >= options.probability)
  }

  private func estimate(_ target: Target, _ values: [Double]) -> ProbabilityEstimate {
    let share = target.share(meeting: values)
    let hits = Int((share * Double(values.count)).rounded())
    guard !values.isEmpty else { return ProbabilityEstimate(value: share, interval: 0...1) }
    return ProbabilityEstimate(value: share, interval: wilsonInterval(hits: hits, paths: values.count))
  }

  private func single(_ short: [Int]) throws(LinearAlgebraError) -> [SolveAnswer.Single] {
    let alone = SingleEfforts(study: study, probability: options.probability)
    var answers: [SolveAnswer.Single] = []
    for (index, effort) in efforts.enumerated() {
      let lastYears = try alone.lastYears(index, targets: short)
      for target in short {
        let amount = try alone.amount(index, target: target)
        answers.append(
          SolveAnswer.Single(
            lever: effort.id, target: targets[target], amount: amount,
            probabilityAtLimit: alone.probabilityAtLimit(index, target: target),
            cost: amount.map { study.costs[index].cost(of: $0) },
            lastYearToAct: amount == nil ? nil : lastYears[target]))
      }
    }
    return answers
  }

  private func atLimits(
    _ short: [Int], _ single: [SolveAnswer.Single], _ mix: LeastCostMix?
  ) throws(LinearAlgebraError) -> [SolveAnswer.AtLimits] {
    guard let mix else { return [] }
    var known: [[Double]: [[Double]]] = [:]
    var answers: [SolveAnswer.AtLimits] = []
    for target in short {
      let shares = try helpful(target, mix)
      if known[shares] == nil { known[shares] = try study.ensemble.values(study.decisions(shares)) }
      let values = known[shares] ?? study.base
      let isSingle = single.contains { $0.target == targets[target] && $0.isFeasible }
      answers.append(atLimits(target, values[target], shares, isReachedAlone: isSingle))
    }
    return answers
  }

  private func atLimits(
    _ target: Int, _ values: [Double], _ shares: [Double], isReachedAlone: Bool
  ) -> SolveAnswer.AtLimits {
    let estimate = estimate(targets[target], values)
    let quantiles = sampleQuantiles(values.filter(\.isFinite), levels: [0.1, 0.5, 0.9], threads: 1) ?? [nil, nil, nil]
    let interval: ClosedRange<Double>? =
      if let low = quantiles[0], let high = quantiles[2] { low...max(low, high) } else { nil }
    return SolveAnswer.AtLimits(
      target: targets[target], probability: estimate, median: quantiles[1], interval80: interval,
      binding: binding(target, values, shares), isMoved: study.responses.contains { $0[target] != nil },
      isReachable: isReachedAlone || estimate.value >= options.probability)
  }

  /// The limits of the levers that move a target towards its bound; of two bounds the shares that come nearest.
  private func helpful(_ target: Int, _ mix: LeastCostMix) throws(LinearAlgebraError) -> [Double] {
    guard targets[target].comparison.isOneSided else {
      return try mix.search(mix.program(of: [target], probability: options.probability)).shares
    }
    let isUpward = targets[target].comparison.accepted.lower.isFinite
    return study.responses.map { responses in
      guard let response = responses[target] else { return 0 }
      let rise = response.slope.indices.reduce(0.0) { sum, path in
        let rise = response.slope[path] + response.bend[path]
        return rise.isFinite ? sum + rise : sum
      }
      return (rise > 0) == isUpward ? 1 : 0
    }
  }

  /// The lever of which a tenth more adds most hits to those with every lever at its limit.
  private func binding(_ target: Int, _ values: [Double], _ shares: [Double]) -> String? {
    let (low, high) = targets[target].comparison.bounds
    var best: (lever: String, gain: Double)?
    for (index, effort) in efforts.enumerated() where shares[index] >= 1 {
      guard let response = study.responses[index][target] else { continue }
      // A tenth more moves a path by its slope at the limit; counted towards the bound that is missed more often.
      let moved = values.indices.map { values[$0] + 0.1 * (response.slope[$0] + 2 * response.bend[$0]) }
      let gain = distance(values, low, high) - distance(moved, low, high)
      if gain > best?.gain ?? 0 { best = (effort.id, gain) }
    }
    return best?.lever
  }

  /// The mean distance to the bounds.
  private func distance(_ values: [Double], _ low: Double, _ high: Double) -> Double {
    let finite = values.filter(\.isFinite)
    return finite.reduce(0) { $0 + max(0, low - $1, $1 - high) } / Double(max(1, finite.count))
  }
}

// Without levers: what the parameters would have to be.
extension Solver {
  private func inverse() throws(LinearAlgebraError) -> [SolveAnswer.Inverse] {
    let central = study.ensemble.central()
    let efforts = InverseEfforts(scenario: header.scenario, central: central)
    var answers: [SolveAnswer.Inverse] = []
    for index in targets.indices {
      let target = targets[index]
      let isReached = target.share(meeting: study.base[index]) >= options.probability
      let candidates = isReached ? [] : efforts.candidates(for: target)
      let own = LeverEnsemble(scenario: header.scenario, targets: [target], options: options.ensemble)
      let study = try LeverStudy(own, candidates.map(\.effort))
      let alone = SingleEfforts(study: study, probability: options.probability)
      var ways: [SolveAnswer.Way] = []
      var faster: CentralProjection?
      for (number, candidate) in candidates.enumerated() {
        let amount = try alone.amount(number, target: 0)
        if candidate.kind == .growth, let amount { faster = own.central(candidate.effort.decisions(amount)) }
        ways.append(
          SolveAnswer.Way(
            kind: candidate.kind, parameters: candidate.parameters, present: candidate.present,
            needed: amount.map { candidate.present + candidate.sign * $0 },
            probabilityAtLimit: alone.probabilityAtLimit(number, target: 0)))
      }
      answers.append(inverse(target, ways, central, faster: isReached ? central : faster))
    }
    return answers
  }

  /// - Parameter faster: the central projection with the growth the target needs.
  private func inverse(
    _ target: Target, _ ways: [SolveAnswer.Way], _ central: CentralProjection, faster: CentralProjection?
  ) -> SolveAnswer.Inverse {
    let bounds = target.comparison.bounds
    let bound = bounds.lower.isFinite ? bounds.lower : bounds.upper
    guard let series = central.model.series(named: target.of) else {
      return SolveAnswer.Inverse(
        target: target, ways: ways, neededGrowth: nil, boundGrowth: nil, centralGrowth: nil, history: nil)
    }
    let start = central.baselineYear(of: series)
    func growth(to value: Double?) -> Double? {
      guard let first = central.value(of: series, in: start), let value, first > 0, value > 0, target.year > start
      else { return nil }
      return compoundGrowth(from: first, to: value, years: Double(target.year - start))
    }
    let needed = growth(to: faster?.value(of: series, in: target.year))
    return SolveAnswer.Inverse(
      target: target, ways: ways, neededGrowth: needed, boundGrowth: growth(to: bound),
      centralGrowth: growth(to: central.value(of: series, in: target.year)),
      history: header.scenario.pastGrowth(of: target.of, needed: needed ?? growth(to: bound)))
  }
}
