import Ensembles
import SensitivityAnalysis
import StockFlow

extension FlipSearch {
  private static let mostRounds = 24

  /// Brackets from no change to the guess, or farther out until the goal is reached on few paths.
  func bracketed(_ guesses: [FlipGuess], _ before: [ProbabilityEstimate]) -> [FlipBracket] {
    var near = guesses.map { FlipPoint(change: 0, probability: before[$0.target].value) }
    var changes = guesses.map(\.change)
    var far = [FlipPoint?](repeating: nil, count: guesses.count)
    var open = Array(guesses.indices)
    while !open.isEmpty {
      let found = onFewPaths(open.map { (assumption: guesses[$0].assumption, change: changes[$0]) }, before)
      for (place, index) in open.enumerated() {
        let guess = guesses[index]
        let point = FlipPoint(change: changes[index], probability: found[place][guess.target])
        if guess.goal.isReached(by: point.probability) { far[index] = point } else { near[index] = point }
        changes[index] = assumptions[guess.assumption].bounded(point.change * Self.stretch)
      }
      open = open.filter { far[$0] == nil && changes[$0] != near[$0].change }
    }
    return guesses.indices.compactMap { index in
      far[index].map {
        FlipBracket(
          assumption: guesses[index].assumption, target: guesses[index].target, goal: guesses[index].goal,
          near: near[index], far: $0, paths: fewPaths)
      }
    }
  }

  private static let stretch = 1.5

  /// Probabilities on few paths, moved by what these are off without a change.
  func onFewPaths(
    _ changes: [(assumption: Int, change: Double)], _ before: [ProbabilityEstimate]
  ) -> [[Double]] {
    let offsets = targets.indices.map { target in
      before[target].value
        - Double(values[target].count { targets[target].comparison.isMet(by: $0) }) / Double(fewPaths)
    }
    return probabilities(changes, paths: fewPaths).map { found in
      zip(found, offsets).map { min(1, max(0, $0 + $1)) }
    }
  }

  /// Brackets short enough for a line, on few paths.
  func narrowed(_ brackets: [FlipBracket], _ before: [ProbabilityEstimate]) -> [FlipBracket] {
    var brackets = brackets
    for _ in 0..<Self.mostRounds {
      let open = brackets.indices.filter { !brackets[$0].isNarrow }
      guard !open.isEmpty else { break }
      let changes = open.map { (assumption: brackets[$0].assumption, change: brackets[$0].root) }
      let found = onFewPaths(changes, before)
      for (place, index) in open.enumerated() {
        let probability = found[place][brackets[index].target]
        brackets[index].add(FlipPoint(change: changes[place].change, probability: probability))
      }
    }
    return brackets
  }

  /// Changes that reach their goal on all paths, and hardly go beyond.
  func verified(_ brackets: [FlipBracket]) -> [FlipVerification] {
    var all = brackets.map { bracket in
      let limits = assumptions[bracket.assumption].limits
      return FlipVerification(
        bracket, paths: options.paths, limit: bracket.far.change < 0 ? limits.lowerBound : limits.upperBound)
    }
    while true {
      let open = all.indices.filter { !all[$0].isFinished }
      guard !open.isEmpty else { return all }
      let changes = open.map { (assumption: all[$0].bracket.assumption, change: all[$0].change) }
      let found = probabilities(changes, paths: options.paths)
      for (place, index) in open.enumerated() { all[index].take(found[place][all[index].bracket.target]) }
    }
  }

  func flips(_ verified: [FlipVerification]) -> [FoundFlip] { verified.compactMap { flip($0) } }

  private func flip(_ found: FlipVerification) -> FoundFlip? {
    guard let reached = found.reached else { return nil }
    let about = assumptions[found.bracket.assumption]
    let half = found.halfWidth.isFinite ? found.halfWidth : 0
    return FoundFlip(
      target: found.bracket.target,
      flip: Flip(
        turn: found.bracket.goal.turn, parameter: about.address, value: about.value,
        standardDeviation: about.standardDeviation,
        change: Estimate(value: reached.change, interval: reached.change - half...reached.change + half),
        probability: estimate(Int((reached.probability * Double(options.paths)).rounded()))))
  }
}
