import LinearAlgebra

/// Finds the mix again where efforts act on one another, or compound: about a point the values are simulated anew, and the
/// next point is sought within a range in which that is true (successive linearisation in a trust region: Conn, Gould and
/// Toint, Trust-Region Methods, 2000, chapter 11).
extension LeastCostMix {
  private static let mostRounds = 14
  private static let firstRange = 0.25
  private static let leastRange = 0.01
  /// In which the program about the mix has to be true while its level is set.
  private static let settlingRange = 0.05
  /// Root mean square by which values may differ from simulated ones, in standard deviations of the target: a shift
  /// mends this, and what it leaves of the slopes changes the cost by its square.
  private static let tolerableError = 0.03

  /// The mix itself where the first program is true at it; else the best that simulation confirms on the first futures.
  func refined(_ first: Found, probability: Double) throws(LinearAlgebraError) -> Found {
    guard !first.members.isEmpty, first.program.efforts > 0 else { return first }
    let start = try startingPoint(first)
    guard try isOff(first.program, at: start, first.members) else { return first }
    var point = start
    var range = Self.firstRange
    var best: Found?
    var misses = 0
    for round in 0..<Self.mostRounds where range > Self.leastRange {
      let program = try local(about: point, range: range, first.members, probability: probability)
      let isKept = holds(program, at: point)
      let here = found(point, isKept, program, first.members)
      if isKept, best.map({ here.cost < $0.cost }) ?? true { best = here }
      // What does not hold in spite of a feasible search, again and again, is sought too far away.
      misses = isKept ? 0 : misses + 1
      if misses > 2, best != nil { range /= 2 }
      // Two rounds towards every limit without any success are enough.
      if best == nil, round >= 3 { break }
      let next = try searchNear(point, within: range, program)
      let moved = zip(next.shares, point).map { ($0 - $1).magnitude }.max() ?? 0
      point = next.shares
      if moved < 0.5 * range { range /= 2 }
      if isKept, moved < 1e-3 { break }
    }
    return try confirmed(point, best, first, probability: probability)
  }

  /// The last point where it holds and is cheaper, else the best before it.
  private func confirmed(
    _ point: [Double], _ best: Found?, _ first: Found, probability: Double
  ) throws(LinearAlgebraError) -> Found {
    let program = try local(about: point, range: Self.settlingRange, first.members, probability: probability)
    let last = found(point, holds(program, at: point), program, first.members)
    guard let best else { return last }
    return last.isFeasible && last.cost <= best.cost ? last : best
  }

  /// Within half a standard error of the first futures: the level is set on all of them afterwards.
  private func holds(_ program: ChanceProgram, at point: [Double]) -> Bool {
    let error = (options.probability * (1 - options.probability) / Double(max(1, program.futures))).squareRoot()
    return program.constraints.allSatisfy { program.probability(of: $0, at: point) >= $0.probability - error / 2 }
  }

  func found(_ shares: [Double], _ isFeasible: Bool, _ program: ChanceProgram, _ members: [Int]) -> Found {
    let paid = zip(study.costs, shares).reduce(0) { $0 + ($1.1 > 0 ? $1.0.fixed : 0) }
    return Found(
      members: members, shares: shares, cost: program.cost(of: shares) + paid, isFeasible: isFeasible, program: program)
  }

  /// The mix of the first program; where it has none, every limit if that does.
  private func startingPoint(_ first: Found) throws(LinearAlgebraError) -> [Double] {
    guard !first.isFeasible else { return first.shares }
    let corner = first.program.upper
    let simulated = try local(about: corner, nodes: [], first.members, probability: 0)
    let asked = first.program.constraints.first?.probability ?? 1
    let holds = simulated.constraints.allSatisfy { simulated.probability(of: $0, at: corner) >= asked }
    return holds ? corner : first.shares
  }

  /// Whether simulated values at a point are not what a program says.
  private func isOff(_ program: ChanceProgram, at point: [Double], _ members: [Int]) throws(LinearAlgebraError) -> Bool
  {
    let simulated = try local(about: point, nodes: [], members, probability: 0)
    return zip(program.margins, simulated.margins).contains { expected, found in
      let values = program.values(of: expected, at: point)
      let squares = zip(values, found.base).reduce(0) { sum, pair in
        pair.0.isFinite && pair.1.isFinite ? sum + (pair.0 - pair.1) * (pair.0 - pair.1) : sum
      }
      return (squares / Double(max(1, values.count))).squareRoot() > Self.tolerableError * expected.scale
    }
  }

  /// Shares no further than a range from a point; what is off stays off or is free, as its least share allows.
  func restricted(_ program: ChanceProgram, to point: [Double], within range: Double) -> ChanceProgram {
    var program = program
    for effort in point.indices {
      let isSwitched = study.costs[effort].fixed > 0 || study.least(effort) > 0
      // Whether to use an effort at all was decided on the way here.
      let isOff = isSwitched && point[effort] == 0
      let floor = isSwitched && !isOff ? study.least(effort) : 0
      program.upper[effort] = isOff ? 0 : min(program.upper[effort], point[effort] + range)
      program.lower[effort] = isOff ? 0 : max(floor, min(program.upper[effort], point[effort] - range))
    }
    return program
  }

  /// The program about a point, simulated at two steps of each effort within a range.
  private func local(
    about point: [Double], range: Double, _ members: [Int], probability: Double
  ) throws(LinearAlgebraError) -> ChanceProgram {
    let nodes = point.map { share -> (Double, Double) in
      if share < range { return (range / 2, range) }
      return share + range > 1 ? (-range / 2, -range) : (-range, range)
    }
    return try local(about: point, nodes: nodes, members, probability: probability)
  }

  /// - Parameter nodes: two steps of each effort; none where only the values at the point are wanted.
  private func local(
    about point: [Double], nodes: [(near: Double, far: Double)], _ members: [Int], probability: Double
  ) throws(LinearAlgebraError) -> ChanceProgram {
    var margins: [ChanceProgram.Margin] = []
    for study in studies {
      let base = try values(study, point)
      var responses = members.map { _ in [TargetResponse?]() }
      for effort in point.indices {
        let isMoving = !nodes.isEmpty && members.contains { study.responses[effort][$0] != nil }
        let near = isMoving ? try values(study, point, moving: effort, by: nodes[effort].near) : []
        let far = isMoving ? try values(study, point, moving: effort, by: nodes[effort].far) : []
        for (place, member) in members.enumerated() {
          let acts = isMoving && study.responses[effort][member] != nil
          responses[place].append(
            acts
              ? TargetResponse(
                base: base[member], .init(step: nodes[effort].near, values: near[member]),
                .init(step: nodes[effort].far, values: far[member])) : nil)
        }
      }
      for (place, member) in members.enumerated() { margins.append(margin(member, base[member], responses[place])) }
    }
    return program(margins, of: members, probability: probability, about: point)
  }

  private func values(
    _ study: LeverStudy, _ point: [Double], moving effort: Int? = nil, by step: Double = 0
  ) throws(LinearAlgebraError) -> [[Double]] {
    var shares = point
    if let effort { shares[effort] += step }
    return try study.ensemble.values(study.decisions(shares), paths: Self.futures)
  }
}
