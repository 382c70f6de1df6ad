/// Makes a point of a chance program cheaper by small trades, as long as every constraint keeps its share of futures.
///
/// One effort alone is lowered, then one raised by a step and another lowered by more than that costs; the step is
/// halved until it no longer matters.
struct Polishing {
  let program: ChanceProgram
  private(set) var point: [Double]

  private static let steps = [0.1, 0.03, 0.01, 0.003, 0.001]
  private static let smallestGain = 1e-6

  init(_ program: ChanceProgram, from point: [Double]) {
    self.program = program
    self.point = point
  }

  /// - Precondition: the point is feasible.
  mutating func run() {
    for effort in order { lower(effort) }
    for step in Self.steps {
      var rounds = 0
      while trade(step), rounds < 20 { rounds += 1 }
    }
    for effort in order { lower(effort) }
  }

  /// The dearest first.
  private var order: [Int] { point.indices.sorted { (program.cost[$0], $1) > (program.cost[$1], $0) } }

  /// Lowers one effort as far as the constraints allow.
  private mutating func lower(_ effort: Int) {
    if let least = lowered(effort, in: point) { point[effort] = least }
  }

  private func lowered(_ effort: Int, in point: [Double]) -> Double? {
    var trial = point
    var low = program.lower[effort]
    var high = point[effort]
    guard high > low else { return nil }
    trial[effort] = low
    if program.isFeasible(trial) { return low }
    for _ in 0..<24 {
      trial[effort] = (low + high) / 2
      if program.isFeasible(trial) { high = trial[effort] } else { low = trial[effort] }
    }
    return high
  }

  /// Whether some trade of a step has made the point cheaper.
  private mutating func trade(_ step: Double) -> Bool {
    var isCheaper = false
    let dearest = max(program.cost.max() ?? 0, .leastNormalMagnitude)
    for up in point.indices where program.upper[up] > point[up] {
      for down in point.indices where down != up && point[down] > program.lower[down] && program.cost[down] > 0 {
        var trial = point
        let rise = min(program.upper[up] - point[up], step * dearest / max(program.cost[up], dearest * 1e-3))
        trial[up] += rise
        // What the rise costs has to be saved at least.
        trial[down] -= rise * program.cost[up] / program.cost[down] + Self.smallestGain * dearest / program.cost[down]
        guard rise > 0, trial[down] >= program.lower[down], program.isFeasible(trial) else { continue }
        trial[down] = lowered(down, in: trial) ?? trial[down]
        point = trial
        isCheaper = true
      }
    }
    return isCheaper
  }
}
