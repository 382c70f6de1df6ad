public import Ensembles
public import LinearAlgebra
import SensitivityAnalysis
import StockFlow

/// The answer of `compare` with the waterfall of every difference.
///
/// - Parameter sides: those of the answer.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: two ensembles of at most 20,000 paths with all their flows, and about half a million paths in all for the
///   inputs.
public func explain(
  _ answer: ComparisonAnswer, _ sides: [ComparedScenario], options: EnsembleOptions
) throws(LinearAlgebraError) -> ComparisonAnswer {
  var comparisons: [ComparisonAnswer.Comparison] = []
  for (comparison, side) in zip(answer.comparisons, sides.dropFirst()) {
    let pair = ComparedPair(sides[0], side, comparison.targets.map(\.target), options)
    let flows = try pair.flows()
    let inputs = try pair.inputs()
    let targets = zip(comparison.targets, zip(flows, inputs)).map { target, parts in
      var target = target
      if let values = pair.central(target.target), let flows = parts.0 {
        target.why = DifferenceWaterfall(
          reference: values.reference, other: values.other, flows: flows, inputs: parts.1)
      }
      return target
    }
    comparisons.append(
      ComparisonAnswer.Comparison(name: comparison.name, changes: comparison.changes, targets: targets))
  }
  return ComparisonAnswer(
    header: answer.header, stamp: answer.stamp, reference: answer.reference, comparisons: comparisons)
}

/// Two sides and the targets both have.
private struct ComparedPair {
  private let sides: [ComparedScenario]
  private let targets: [Target]
  private let options: EnsembleOptions
  private let outputs: [PathFunction.Output]

  init(_ reference: ComparedScenario, _ other: ComparedScenario, _ targets: [Target], _ options: EnsembleOptions) {
    sides = [reference, other]
    self.targets = targets
    self.options = options
    outputs = targets.map { PathFunction.Output(series: $0.of, year: $0.year) }
  }

  func central(_ target: Target) -> (reference: Double, other: Double)? {
    let values = sides.compactMap { $0.central.value(of: target) }
    return values.count == 2 ? (values[0], values[1]) : nil
  }

  /// Differences of the contributions of flows; `nil` for a target without a value on one side.
  func flows() throws(LinearAlgebraError) -> [[Waterfall.Bar]?] {
    let valued = targets.indices.filter { index in
      sides.allSatisfy { $0.central.shares(of: targets[index]) != nil }
    }
    let kept = valued.map { outputs[$0] }
    let plans = sides.map { ExplainedParts($0.central, kept, paths: options.pathsDrawn) }
    let paths = plans.map(\.paths).min() ?? 0
    var bars = [[Waterfall.Bar]?](repeating: nil, count: targets.count)
    // The parts of the side with more of them fit the other side too.
    for part in plans.map(\.ranges).max(by: { $0.count < $1.count }) ?? [] {
      let first = try drawnContributions(sides[0].central, Array(kept[part]), paths: paths, options: options)
      let second = try drawnContributions(sides[1].central, Array(kept[part]), paths: paths, options: options)
      for (index, drawn) in zip(valued[part], zip(first, second)) {
        bars[index] = differences(targets[index], drawn.0, drawn.1)
      }
    }
    return bars
  }

  private func differences(
    _ target: Target, _ first: PathContributions, _ second: PathContributions
  ) -> [Waterfall.Bar] {
    let central = sides.map { $0.central.shares(of: target) ?? [:] }
    let columns = [first.columns, second.columns]
    var seen: Set<String> = []
    let names = (first.names + second.names).filter { seen.insert($0).inserted }
    let bars = names.compactMap { name -> Waterfall.Bar? in
      var change = (central[1][name] ?? 0) - (central[0][name] ?? 0)
      if name == "baseline" { change += second.baseline - first.baseline }
      let drawn = difference(columns[0][name], columns[1][name])
      guard change != 0 || drawn.contains(where: { $0 != 0 }) else { return nil }
      return Waterfall.Bar(name: name, central: change, interval80: interval80(of: drawn))
    }
    return sorted(bars)
  }

  /// Path by path, as far as both have a value; what one side does not have is 0 there.
  private func difference(_ first: [Double]?, _ second: [Double]?) -> [Double] {
    guard let first else { return (second ?? []).filter(\.isFinite) }
    guard let second else { return first.map { -$0 }.filter(\.isFinite) }
    return zip(first, second).map { $1 - $0 }.filter(\.isFinite)
  }

  /// Shapley values of the inputs that differ, per target.
  func inputs() throws(LinearAlgebraError) -> [[DifferenceWaterfall.Input]] {
    var game = InputGame(sides[0].scenario, sides[1].scenario)
    if try !explainsAll(game) { game = game.withRest }
    guard !game.inputs.isEmpty else { return targets.map { _ in [] } }
    let plan = ShapleyPlan(
      players: game.inputs.count, pairs: max(4, 128 / game.inputs.count), seed: options.seed)
    var shares = InputShares(plan, targets: targets.count)
    let fewer = options(sets: plan.sets.count)
    let laws = PreparedLaws()
    for (set, isTaken) in plan.sets.enumerated() {
      let central = CentralProjection(CompiledModel(game.scenario(isTaken)))
      let values = try drawnValues(central, outputs, options: fewer, laws: laws)
      shares.add(set, central: targets.map { central.value(of: $0) ?? .nan }, drawn: values)
    }
    return targets.indices.map { shares.inputs(of: $0, names: game.inputs.map(\.name)) }
  }

  /// Whether the other side is the reference with its inputs changed, in a few paths.
  private func explainsAll(_ game: InputGame) throws(LinearAlgebraError) -> Bool {
    let changed = CentralProjection(
      CompiledModel(game.scenario(Array(repeating: true, count: game.inputs.count))))
    var few = options
    few.size = .paths(min(64, max(1, options.pathsDrawn)))
    let first = try drawnValues(changed, outputs, options: few)
    let second = try drawnValues(sides[1].central, outputs, options: few)
    return first.elementsEqual(second) { zip($0, $1).allSatisfy(isSame) }
  }

  /// But for the rounding of sums in another order.
  private func isSame(_ first: Double, _ second: Double) -> Bool {
    abs(first - second) <= 1e-9 * max(abs(first), abs(second)) || first.isNaN && second.isNaN
  }

  /// About half a million paths over all sets, at least 1,024 for each.
  private func options(sets: Int) -> EnsembleOptions {
    var fewer = options
    let each = max(1, (1 << 19) / sets / 1024) * 1024
    fewer.size = .paths(min(options.pathsDrawn, mostExplainedPaths, each))
    return fewer
  }
}

/// Adds up the Shapley values of every path while the sets are computed.
private struct InputShares {
  private let plan: ShapleyPlan
  /// Per target, the central worth of every set.
  private var worths: [[Double]]
  /// Per target, the values of every path in which nothing is changed.
  private var unchanged: [[Double]] = []
  /// Per target, player after player, one number per path.
  private var paths: [[Double]] = []

  init(_ plan: ShapleyPlan, targets: Int) {
    self.plan = plan
    worths = Array(repeating: [], count: targets)
  }

  /// Sets come in the order of the plan, the one without any player first.
  mutating func add(_ set: Int, central: [Double], drawn: [[Double]]) {
    if set == 0 {
      unchanged = drawn
      paths = drawn.map { Array(repeating: 0, count: $0.count * plan.players) }
    }
    for target in worths.indices {
      worths[target].append(central[target])
      let gains = zip(drawn[target], unchanged[target]).map { $0 - $1 }
      for (player, weight) in plan.weights[set].enumerated() where weight != 0 {
        Self.add(weight, gains, to: &paths[target], from: player * gains.count)
      }
    }
  }

  private static func add(_ weight: Double, _ gains: [Double], to sums: inout [Double], from first: Int) {
    for path in gains.indices { sums[first + path] += weight * gains[path] }
  }

  /// The largest first; those without any effect but the rounding of their sums are left out.
  func inputs(of target: Int, names: [String]) -> [DifferenceWaterfall.Input] {
    let shares = plan.shares(worths[target])
    let errors = plan.standardErrors(worths[target])
    let count = unchanged[target].count
    let inputs = names.indices.map { player in
      let drawn = paths[target][player * count..<(player + 1) * count].filter(\.isFinite)
      return DifferenceWaterfall.Input(
        name: names[player], central: shares[player], standardError: errors?[player],
        interval80: interval80(of: drawn))
    }
    let rounding = 1e-12 * (inputs.map(\.size).max() ?? 0)
    return inputs.filter { $0.size > rounding }.sorted {
      abs($0.central) != abs($1.central) ? abs($0.central) > abs($1.central) : $0.name < $1.name
    }
  }
}

extension DifferenceWaterfall.Input {
  fileprivate var size: Double {
    max(abs(central), abs(interval80?.lowerBound ?? 0), abs(interval80?.upperBound ?? 0))
  }
}

extension CentralProjection {
  fileprivate func value(of target: Target) -> Double? {
    model.series(named: target.of).flatMap { value(of: $0, in: target.year) }
  }

  /// Contributions by name.
  fileprivate func shares(of target: Target) -> [String: Double]? {
    model.series(named: target.of).flatMap { contributions(to: $0, in: target.year) }.map { contributions in
      Dictionary(contributions.shares.map { ($0.name, $0.amount) }, uniquingKeysWith: +)
    }
  }
}

extension PathContributions {
  /// Amounts by name, those of one name together; that of `baseline` counts from 0.
  fileprivate var columns: [String: [Double]] {
    let moved = zip(sources, amounts).map { source, column in
      source == .baseline ? column.map { $0 + baseline } : column
    }
    return Dictionary(zip(names, moved), uniquingKeysWith: { zip($0, $1).map { $0 + $1 } })
  }
}
