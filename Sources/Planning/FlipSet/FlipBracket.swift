import Randomness

/// A change and the probability it leads to.
struct FlipPoint: Sendable, Equatable {
  let change: Double
  let probability: Double
}

/// Two changes of one assumption between which a goal is reached: not at the nearer one, at the farther one.
///
/// Between them the normal quantile of the probability is taken as straight, as it nearly is where a target's value is
/// nearly normal; where that leads nowhere, halves.
struct FlipBracket: Sendable {
  let assumption: Int
  let target: Int
  let goal: FlipGoal
  /// Probabilities nearer to 0 or 1 than this are not told apart.
  let resolution: Double
  private(set) var near: FlipPoint
  private(set) var far: FlipPoint
  /// How often running the same end was replaced, and which.
  private var sameSide = 0
  private var hasReached = false

  init(assumption: Int, target: Int, goal: FlipGoal, near: FlipPoint, far: FlipPoint, paths: Int) {
    (self.assumption, self.target, self.goal) = (assumption, target, goal)
    (self.near, self.far) = (near, far)
    resolution = 0.25 / Double(paths)
  }

  private func score(_ probability: Double) -> Double {
    normalQuantile(min(max(probability, resolution), 1 - resolution))
  }

  /// Change of the normal quantile of the probability per unit of the assumption.
  var slope: Double { (score(far.probability) - score(near.probability)) / (far.change - near.change) }

  /// Where the goal is expected.
  var root: Double {
    let whole = score(far.probability) - score(near.probability)
    let share = whole == 0 ? 0.5 : (score(goal.level) - score(near.probability)) / whole
    let bounded = sameSide > 1 ? 0.5 : min(max(share, 0.02), 0.98)
    return near.change + (far.change - near.change) * bounded
  }

  /// Whether the ends are so near to each other that the line between them will do.
  var isNarrow: Bool {
    let length = abs(far.change - near.change)
    return length <= 1e-5 * abs(far.change) || abs(score(far.probability) - score(near.probability)) <= 0.2
  }

  mutating func add(_ point: FlipPoint) {
    let reaches = goal.isReached(by: point.probability)
    sameSide = reaches == hasReached ? sameSide + 1 : 0
    hasReached = reaches
    if reaches { far = point } else { near = point }
  }
}
