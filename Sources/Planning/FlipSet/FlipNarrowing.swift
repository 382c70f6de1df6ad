import Ensembles
import SensitivityAnalysis
import StockFlow

extension FlipSearch {
  private static let mostRounds = 24

  /// Brackets short enough for a line, on few paths.
  func narrowed(_ brackets: [FlipBracket], _ before: [Double]) -> [FlipBracket] {
    var brackets = brackets
    for _ in 0..<Self.mostRounds {
      let open = brackets.indices.filter { !brackets[$0].isNarrow }
      guard !open.isEmpty else { break }
      let changes = open.map { (assumption: brackets[$0].assumption, change: brackets[$0].root) }
      let found = probabilities(changes, paths: fewPaths)
      for (place, index) in open.enumerated() {
        let all = corrected(found[place], before)
        brackets[index].add(FlipPoint(change: changes[place].change, probability: all[brackets[index].target]))
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

  /// Of both sides of one goal the smaller change.
  func smallest(_ verified: [FlipVerification]) -> [FoundFlip] {
    struct Key: Hashable {
      let assumption: Int
      let target: Int
      let turn: Flip.Turn
    }
    var best: [Key: FlipVerification] = [:]
    var order: [Key] = []
    for found in verified {
      guard let reached = found.reached else { continue }
      let key = Key(
        assumption: found.bracket.assumption, target: found.bracket.target, turn: found.bracket.goal.turn)
      if best[key] == nil { order.append(key) }
      if let other = best[key]?.reached, abs(other.change) <= abs(reached.change) { continue }
      best[key] = found
    }
    return order.compactMap { key in best[key].flatMap { flip($0) } }
  }

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
