import Ensembles
import SensitivityAnalysis
import StockFlow

/// What looking at one assumption from afar shows.
struct ExploredAssumption: Sendable {
  let assumption: Int
  /// The targets it moves.
  let moved: Set<Int>
  let breakEvens: [FoundFlip]
  var brackets: [FlipBracket] = []
}

private struct ShiftedProjection {
  let change: Double
  let central: CentralProjection
}

extension FlipSearch {
  /// Looks at each assumption at its steps: in the central projection first, and where that moves, on paths.
  func explore(_ before: [Double]) -> [ExploredAssumption] {
    var explored = inParallel(assumptions.count, threads: options.threads) { central(assumption: $0) }
      .filter { !$0.moved.isEmpty }
    let perPart = max(1, Self.mostModels / 32)
    for start in stride(from: 0, to: explored.count, by: perPart) {
      let part = start..<min(explored.count, start + perPart)
      let points = part.flatMap { index in
        let steps = steps(of: explored[index].assumption)
        return (steps.down + steps.up).map { (assumption: explored[index].assumption, change: $0) }
      }
      var rest = probabilities(points, paths: fewPaths)[...]
      for index in part {
        let steps = steps(of: explored[index].assumption)
        for side in [steps.down, steps.up] {
          let found = rest.prefix(side.count).map { corrected($0, before) }
          rest = rest.dropFirst(side.count)
          for target in explored[index].moved.sorted() {
            let points = zip(side, found).map { FlipPoint(change: $0, probability: $1[target]) }
            explored[index].brackets += brackets(explored[index].assumption, target, before[target], points)
          }
        }
      }
    }
    return explored
  }

  func steps(of assumption: Int) -> (down: [Double], up: [Double]) {
    (assumptions[assumption].steps(upwards: false), assumptions[assumption].steps(upwards: true))
  }

  /// Probabilities of few paths, moved by what the few paths are off without a change.
  func corrected(_ probabilities: [Double], _ all: [Double]) -> [Double] {
    probabilities.indices.map { min(1, max(0, probabilities[$0] + all[$0] - onFewPaths[$0])) }
  }

  /// The first crossing of each goal outwards on one side.
  private func brackets(
    _ assumption: Int, _ target: Int, _ before: Double, _ points: [FlipPoint]
  ) -> [FlipBracket] {
    let all = [FlipPoint(change: 0, probability: before)] + points
    return FlipGoal.all(from: before, asked: options.probability).compactMap { goal in
      guard let far = all.firstIndex(where: { goal.isReached(by: $0.probability) }), far > 0 else { return nil }
      return FlipBracket(
        assumption: assumption, target: target, goal: goal, near: all[far - 1], far: all[far], paths: fewPaths)
    }
  }

  /// The central values at the steps: which targets move, and where their central value meets the bound.
  private func central(assumption: Int) -> ExploredAssumption {
    let steps = steps(of: assumption)
    let sides = [steps.down, steps.up].map { side in
      [ShiftedProjection(change: 0, central: central)]
        + side.map { ShiftedProjection(change: $0, central: CentralProjection(model(assumption, $0))) }
    }
    let present = targets.map { centralValue(central, $0) }
    var moved: Set<Int> = []
    var breakEvens: [FoundFlip] = []
    for (index, target) in targets.enumerated() {
      let values = sides.map { $0.map { (change: $0.change, value: centralValue($0.central, target)) } }
      guard values.joined().contains(where: { differ($0.value, present[index]) }) else { continue }
      moved.insert(index)
      let changes = values.compactMap { breakEven(assumption, target, $0) }
      if let change = changes.min(by: { abs($0) < abs($1) }) {
        breakEvens.append(FoundFlip(target: index, flip: flip(assumption, .central, change)))
      }
    }
    return ExploredAssumption(assumption: assumption, moved: moved, breakEvens: breakEvens)
  }

  private func differ(_ first: Double?, _ second: Double?) -> Bool {
    guard let first, let second else { return (first == nil) != (second == nil) }
    return abs(first - second) > 1e-12 * max(abs(first), abs(second))
  }

  private func breakEven(
    _ assumption: Int, _ target: Target, _ values: [(change: Double, value: Double?)]
  ) -> Double? {
    func isMet(_ value: Double?) -> Bool { value.map { target.comparison.isMet(by: $0) } ?? false }
    guard let series = central.model.series(named: target.of), let first = values.first,
      let far = values.firstIndex(where: { isMet($0.value) != isMet(first.value) })
    else { return nil }
    let search = BreakEven(target: target, series: series) { change in
      centralValue(CentralProjection(model(assumption, change)), target)
    }
    return search.change(between: values[far - 1].change, values[far].change)
  }

  /// A change without a probability.
  private func flip(_ assumption: Int, _ turn: Flip.Turn, _ change: Double) -> Flip {
    let about = assumptions[assumption]
    return Flip(
      turn: turn, parameter: about.address, value: about.value, standardDeviation: about.standardDeviation,
      change: Estimate(value: change, interval: change...change), probability: nil)
  }
}
