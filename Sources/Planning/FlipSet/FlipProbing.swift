import Ensembles
import SensitivityAnalysis
import StockFlow

/// What is found where the central projection says nothing.
struct ProbedAssumptions: Sendable {
  /// Of each assumption the targets whose probability it moves.
  fileprivate(set) var moved: [Set<Int>]
  fileprivate(set) var brackets: [FlipBracket] = []
}

/// One side of an assumption.
private struct Probe {
  let assumption: Int
  let targets: [Int]
  let changes: [Double]
}

extension FlipSearch {
  /// Looks at the probabilities themselves, on few paths: yearly noise leaves the central value where it is, and a target
  /// whose central value is missing has none to be moved.
  ///
  /// - Complexity: up to 24 changes for each such assumption.
  func probe(_ before: [ProbabilityEstimate]) -> ProbedAssumptions {
    let missing = targets.indices.filter { centralValue(central, targets[$0]) == nil }
    let probes = assumptions.indices.flatMap { index -> [Probe] in
      let wanted = assumptions[index].noise == nil ? missing : Array(targets.indices)
      guard !wanted.isEmpty else { return [] }
      return [false, true].map { upwards in
        Probe(assumption: index, targets: wanted, changes: assumptions[index].steps(upwards: upwards))
      }
    }
    let asked = probes.flatMap { probe in probe.changes.map { (assumption: probe.assumption, change: $0) } }
    var probabilities = onFewPaths(asked, before)[...]
    var found = ProbedAssumptions(moved: assumptions.map { _ in [] })
    for probe in probes {
      let values = Array(probabilities.prefix(probe.changes.count))
      probabilities = probabilities.dropFirst(probe.changes.count)
      for target in probe.targets {
        let now = before[target].value
        let points =
          [FlipPoint(change: 0, probability: now)]
          + zip(probe.changes, values).map { FlipPoint(change: $0, probability: $1[target]) }
        if points.contains(where: { abs($0.probability - now) > 0.5 / Double(fewPaths) }) {
          found.moved[probe.assumption].insert(target)
        }
        for goal in FlipGoal.all(from: now, asked: options.probability) {
          guard let far = points.firstIndex(where: { goal.isReached(by: $0.probability) }), far > 0 else { continue }
          found.brackets.append(
            FlipBracket(
              assumption: probe.assumption, target: target, goal: goal, near: points[far - 1], far: points[far],
              paths: fewPaths))
        }
      }
    }
    found.brackets = nearest(found.brackets)
    return found
  }

  /// Of each target, turn and assumption the nearer side; at most as many assumptions as are asked for.
  private func nearest(_ brackets: [FlipBracket]) -> [FlipBracket] {
    func size(_ bracket: FlipBracket) -> Double {
      let about = assumptions[bracket.assumption]
      let unit = about.standardDeviation ?? abs(about.value)
      return unit > 0 ? abs(bracket.far.change) / unit : .infinity
    }
    let ranked = brackets.enumerated().sorted { (size($0.element), $0.offset) < (size($1.element), $1.offset) }
    var chosen: [FlipBracket] = []
    for next in ranked.map(\.element) {
      let rivals = chosen.filter { $0.target == next.target && $0.goal.turn == next.goal.turn }
      guard rivals.count < options.best, !rivals.contains(where: { $0.assumption == next.assumption }) else { continue }
      chosen.append(next)
    }
    return chosen
  }
}
