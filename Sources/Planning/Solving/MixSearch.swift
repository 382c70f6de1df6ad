import LinearAlgebra

/// Finds the least-cost shares of a chance program: cutting planes, then trades.
struct MixSearch {
  let program: ChanceProgram
  /// Per effort, what is paid once where it is used at all, and the least share that is possible then.
  let fixed: [Double]
  let least: [Double]

  /// Efforts that are either off or at least so large, or cost something to begin with, are switched one by one where
  /// there are more than this; else every combination is tried.
  private static let mostSwitched = 4

  struct Found {
    let shares: [Double]
    let cost: Double
    let isFeasible: Bool
  }

  func run() throws(LinearAlgebraError) -> Found {
    let switched = program.cost.indices.filter { (fixed[$0] > 0 || least[$0] > 0) && program.upper[$0] > 0 }
    guard !switched.isEmpty else { return try solve(program) }
    return switched.count <= Self.mostSwitched ? try everyCombination(switched) : try oneByOne(switched)
  }

  private func everyCombination(_ switched: [Int]) throws(LinearAlgebraError) -> Found {
    var best: Found?
    for choice in 0..<(1 << switched.count) {
      let off = switched.enumerated().filter { choice & (1 << $0.offset) != 0 }.map(\.element)
      best = cheaper(best, try solve(without: Set(off)))
    }
    return best ?? Found(shares: program.lower, cost: 0, isFeasible: false)
  }

  /// From everything on, and from each effort alone, switches on or off whatever makes the plan cheapest, as long as
  /// something does; on few futures, and at last on all.
  private func oneByOne(_ switched: [Int]) throws(LinearAlgebraError) -> Found {
    let small = MixSearch(program: program.prefix(Self.futuresSwitched), fixed: fixed, least: least)
    let starts = [Set<Int>()] + switched.map { Set(switched).subtracting([$0]) }
    var best: (off: Set<Int>, found: Found)?
    var left = Self.mostTrials
    for start in starts where left > 0 {
      var here = (off: start, found: try small.solve(without: start))
      left -= 1
      while left > 0, let next = try small.bestNeighbour(of: here, switched, &left) { here = next }
      if best.map({ isBetter(here.found, $0.found) }) ?? true { best = here }
    }
    return try solve(without: best?.off ?? [])
  }

  private static let futuresSwitched = 2048
  private static let mostTrials = 300

  private func bestNeighbour(
    of here: (off: Set<Int>, found: Found), _ switched: [Int], _ left: inout Int
  ) throws(LinearAlgebraError) -> (off: Set<Int>, found: Found)? {
    var best = here
    for effort in switched where left > 0 {
      left -= 1
      let off = here.off.symmetricDifference([effort])
      let trial = try solve(without: off)
      if isBetter(trial, best.found) { best = (off, trial) }
    }
    return best.off == here.off ? nil : best
  }

  private func isBetter(_ first: Found, _ second: Found) -> Bool {
    guard first.isFeasible == second.isFeasible else { return first.isFeasible }
    return first.isFeasible && first.cost < second.cost * (1 - 1e-9)
  }

  private func cheaper(_ first: Found?, _ second: Found) -> Found {
    guard let first else { return second }
    if first.isFeasible != second.isFeasible { return first.isFeasible ? first : second }
    return second.cost < first.cost ? second : first
  }

  private func solve(without off: Set<Int>) throws(LinearAlgebraError) -> Found {
    var program = program
    for effort in off { (program.lower[effort], program.upper[effort]) = (0, 0) }
    for effort in least.indices where !off.contains(effort) { program.lower[effort] = least[effort] }
    let found = try solve(program)
    // An effort that is on but not used costs nothing to begin with.
    let used = fixed.indices.filter { found.shares[$0] > 0 }.reduce(0) { $0 + fixed[$1] }
    return Found(shares: found.shares, cost: found.cost + used, isFeasible: found.isFeasible)
  }

  private func solve(_ program: ChanceProgram) throws(LinearAlgebraError) -> Found {
    if program.isFeasible(program.lower) {
      return Found(shares: program.lower, cost: program.cost(of: program.lower), isFeasible: true)
    }
    var planes = CuttingPlanes(program)
    var point = try planes.run(from: program.upper)
    if !program.isFeasible(point), program.isFeasible(program.upper) { point = raised(point, program) }
    guard program.isFeasible(point) else {
      return Found(shares: point, cost: program.cost(of: point), isFeasible: false)
    }
    var polishing = Polishing(program, from: point)
    polishing.run()
    return Found(shares: polishing.point, cost: program.cost(of: polishing.point), isFeasible: true)
  }

  /// The nearest feasible point on the way to every limit.
  private func raised(_ point: [Double], _ program: ChanceProgram) -> [Double] {
    func between(_ share: Double) -> [Double] { zip(point, program.upper).map { $0 + share * ($1 - $0) } }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if program.isFeasible(between(middle)) { high = middle } else { low = middle }
    }
    return between(high)
  }
}
