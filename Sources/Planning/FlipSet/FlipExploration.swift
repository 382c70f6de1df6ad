import Ensembles
import SensitivityAnalysis
import StockFlow

/// What the central projection tells of one assumption.
struct ExploredAssumption: Sendable {
  /// The targets it moves.
  let moved: Set<Int>
  let guesses: [FlipGuess]
}

/// A change that should reach a goal.
struct FlipGuess: Sendable {
  let assumption: Int
  let target: Int
  let goal: FlipGoal
  /// The goal is not reached at the first, and is at the second.
  let near: Double
  let far: Double
  let change: Double
}

/// The central value of one target after a change.
private struct CentralStep {
  let change: Double
  let value: Double?
}

extension FlipSearch {
  /// Moves each assumption by its steps in the central projection, and guesses what that does to the probabilities.
  func explore(_ before: [Double]) -> [ExploredAssumption] {
    inParallel(assumptions.count, threads: options.threads) { explore($0, before) }
  }

  private func explore(_ assumption: Int, _ before: [Double]) -> ExploredAssumption {
    guard assumptions[assumption].noise == nil else { return ExploredAssumption(moved: [], guesses: []) }
    let present = targets.map { CentralStep(change: 0, value: centralValue(central, $0)) }
    let sides = [false, true].map { upwards in
      side(assumption, assumptions[assumption].steps(upwards: upwards), present, before)
    }
    let moved = targets.indices.filter { target in
      sides.joined().contains { differ($0[target].value, present[target].value) }
    }
    let guesses = moved.flatMap { target in
      sides.flatMap { side in
        let steps = [present[target]] + side.map { $0[target] }
        let goals = FlipGoal.all(from: before[target], asked: options.probability)
        return goals.compactMap { guess(assumption, target, $0, steps, before[target]) }
          + [breakEvenGuess(assumption, target, steps)].compactMap { $0 }
      }
    }
    return ExploredAssumption(moved: Set(moved), guesses: guesses)
  }

  /// The central values of all targets at each step of one side; at its end alone where even that reaches nothing.
  private func side(
    _ assumption: Int, _ steps: [Double], _ present: [CentralStep], _ before: [Double]
  ) -> [[CentralStep]] {
    func central(at change: Double) -> [CentralStep] {
      let shifted = CentralProjection(model(assumption, change).model)
      return targets.map { CentralStep(change: change, value: centralValue(shifted, $0)) }
    }
    guard let end = steps.last.map({ central(at: $0) }) else { return [] }
    let isPromising = targets.indices.contains { target in
      guard differ(end[target].value, present[target].value) else { return false }
      // Between two bounds a target may be met on the way alone.
      if case .within = targets[target].comparison { return true }
      let both = [present[target], end[target]]
      let goals = FlipGoal.all(from: before[target], asked: options.probability)
      return breakEvenGuess(assumption, target, both) != nil
        || goals.contains { guess(assumption, target, $0, both, before[target]) != nil }
    }
    return isPromising ? steps.dropLast().map { central(at: $0) } + [end] : [end]
  }

  private func differ(_ first: Double?, _ second: Double?) -> Bool {
    guard let first, let second else { return (first == nil) != (second == nil) }
    return abs(first - second) > 1e-12 * max(abs(first), abs(second))
  }

  /// Where the goal is reached if all paths move as far as the central value.
  private func guess(
    _ assumption: Int, _ target: Int, _ goal: FlipGoal, _ steps: [CentralStep], _ before: Double
  ) -> FlipGuess? {
    guard let present = steps[0].value else { return nil }
    let offset = before - share(of: target, movedBy: 0)
    func isReached(_ distance: Double) -> Bool {
      goal.isReached(by: min(1, max(0, share(of: target, movedBy: distance) + offset)))
    }
    let far = steps.indices.dropFirst().first { steps[$0].value.map { isReached($0 - present) } ?? false }
    guard let far, let start = steps[far - 1].value, let end = steps[far].value else { return nil }
    // Halving towards the nearest share of the way at which it is reached.
    var (missed, reached) = (0.0, 1.0)
    for _ in 0..<30 {
      let middle = (missed + reached) / 2
      if isReached(start - present + (end - start) * middle) { reached = middle } else { missed = middle }
    }
    let (near, last) = (steps[far - 1].change, steps[far].change)
    return FlipGuess(
      assumption: assumption, target: target, goal: goal, near: near, far: last,
      change: near + (last - near) * max(reached, 1e-3))
  }

  /// The share of the few paths that meet a target if all values move.
  private func share(of target: Int, movedBy distance: Double) -> Double {
    let (lower, upper) = targets[target].comparison.accepted
    let sorted = values[target]
    let below = sorted.partitioningIndex { $0 + distance >= lower }
    let met = sorted.partitioningIndex { $0 + distance > upper } - below
    return Double(max(0, met)) / Double(fewPaths)
  }

  private func breakEvenGuess(_ assumption: Int, _ target: Int, _ steps: [CentralStep]) -> FlipGuess? {
    let comparison = targets[target].comparison
    func isMet(_ step: CentralStep) -> Bool { step.value.map { comparison.isMet(by: $0) } ?? false }
    guard let far = steps.firstIndex(where: { isMet($0) != isMet(steps[0]) }), let start = steps[far - 1].value,
      let end = steps[far].value
    else { return nil }
    let bound = [comparison.bounds.lower, comparison.bounds.upper].first { (start - $0) * (end - $0) <= 0 }
    let (near, last) = (steps[far - 1].change, steps[far].change)
    let share = bound.map { start == end ? 1 : ($0 - start) / (end - start) } ?? 1
    return FlipGuess(
      assumption: assumption, target: target, goal: .breakEven, near: near, far: last,
      change: near + (last - near) * share)
  }

  /// Of each target and turn the smallest guesses: of an assumption the nearer side alone.
  func promising(_ guesses: [FlipGuess]) -> [FlipGuess] {
    struct Key: Hashable {
      let target: Int
      let turn: Flip.Turn
    }
    let groups = Dictionary(grouping: guesses) { Key(target: $0.target, turn: $0.goal.turn) }
    let chosen = groups.values.flatMap { group -> [FlipGuess] in
      let nearest = Dictionary(grouping: group, by: \.assumption).values.compactMap { sides in
        sides.min { abs($0.change) < abs($1.change) }
      }.sorted { size($0) < size($1) }
      let uncertain = nearest.filter { assumptions[$0.assumption].standardDeviation != nil }
      let certain = nearest.filter { assumptions[$0.assumption].standardDeviation == nil }
      return Array(uncertain.prefix(options.best) + certain.prefix((options.best + 1) / 2))
    }
    let turns = Flip.Turn.allCases
    return chosen.sorted {
      ($0.target, turns.firstIndex(of: $0.goal.turn) ?? 0, $0.assumption)
        < ($1.target, turns.firstIndex(of: $1.goal.turn) ?? 0, $1.assumption)
    }
  }

  private func size(_ guess: FlipGuess) -> (Double, Int) {
    let about = assumptions[guess.assumption]
    let unit = about.standardDeviation ?? abs(about.value)
    return (unit > 0 ? abs(guess.change) / unit : .infinity, guess.assumption)
  }

  func breakEven(_ guess: FlipGuess) -> FoundFlip? {
    let target = targets[guess.target]
    let search = BreakEven(target: target) { change in
      centralValue(CentralProjection(model(guess.assumption, change).model), target)
    }
    guard let change = search.change(between: guess.near, guess.far) else { return nil }
    let about = assumptions[guess.assumption]
    return FoundFlip(
      target: guess.target,
      flip: Flip(
        turn: .central, parameter: about.address, value: about.value, standardDeviation: about.standardDeviation,
        change: Estimate(value: change, interval: change...change), probability: nil))
  }
}

extension [Double] {
  /// The first index of which a condition holds, which then holds of all that follow; the count where there is none.
  fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
