import Ensembles
public import LinearAlgebra
import Randomness
import SensitivityAnalysis
public import StockFlow

/// For each target the smallest change of a single assumption, in all years, that turns its verdict.
///
/// Everything else keeps its draws (common random numbers), so that a probability is a step function of the change. Where
/// it crosses first is guessed from how far the central value moves at about a dozen changes each way, or where that says
/// nothing (yearly noise, a central value that is missing) seen on some of the paths at these changes; the most promising
/// assumptions are narrowed down on some of the paths, and what is told is simulated on all of them. A crossing and its
/// return between two neighbouring changes are not seen.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: assumptions × 24 central projections, and a handful of ensembles for every change that is told.
public func flip(
  _ header: AnswerHeader, _ central: CentralProjection, _ options: FlipOptions
) throws(LinearAlgebraError) -> FlipAnswer {
  let search = try FlipSearch(header.scenario, central, options)
  var header = header
  header.warnings += zip(search.targets, search.values).compactMap { target, values in
    missingValueWarning(target, missing: search.fewPaths - values.count, of: search.fewPaths, header.scenario)
  }
  return FlipAnswer(
    header: header, stamp: EnsembleStamp(paths: options.paths, seed: options.seed, sampling: .random),
    probability: options.probability, targets: search.answers())
}

/// The search of one scenario.
struct FlipSearch: Sendable {
  let scenario: Scenario
  let central: CentralProjection
  let options: FlipOptions
  let targets: [Target]
  let assumptions: [Assumption]
  let hits: TargetHits
  /// Paths on which crossings are found and narrowed.
  let fewPaths: Int
  /// Per target the values on these, sorted; what is not a number is missing.
  let values: [[Double]]

  /// Models that are held at a time.
  static let mostModels = 512

  init(_ scenario: Scenario, _ central: CentralProjection, _ options: FlipOptions) throws(LinearAlgebraError) {
    self.scenario = scenario
    self.central = central
    self.options = options
    targets = scenario.targets
    assumptions =
      scenario.writtenParameters.compactMap { Assumption($0, in: scenario) }
      + central.model.noise.enumerated().compactMap { Assumption(noise: $0.offset, $0.element) }
    hits = try TargetHits(central, targets: targets, seed: options.seed, threads: options.threads)
    fewPaths = min(options.paths, 4096)
    let ensemble = EnsembleOptions(size: .paths(fewPaths), seed: options.seed, threads: options.threads)
    values = try drawnValues(
      central, targets.map { PathFunction.Output(series: $0.of, year: $0.year) }, options: ensemble
    ).map { $0.filter { !$0.isNaN }.sorted() }
  }

  func answers() -> [TargetFlips] {
    guard !targets.isEmpty else { return [] }
    let counts = hits.count(under: [ShiftedModel(central.model)], paths: options.paths)[0]
    let before = counts.map { estimate($0) }
    let explored = explore(before.map(\.value))
    let guesses = promising(explored.flatMap(\.guesses))
    let probed = probe(before)
    let near = bracketed(guesses.filter { $0.goal.turn != .central }, before) + probed.brackets
    let brackets = narrowed(near, before)
    let breakEvens = guesses.filter { $0.goal.turn == .central }
    let solved = inParallel(breakEvens.count, threads: options.threads) { breakEven(breakEvens[$0]) }
    let found = flips(verified(brackets)) + solved.compactMap { $0 }
    return targets.indices.map { index in
      TargetFlips(
        target: targets[index], probability: before[index], central: centralValue(central, targets[index]),
        tried: assumptions.indices.count { explored[$0].moved.contains(index) || probed.moved[$0].contains(index) },
        flips: found.filter { $0.target == index }.map(\.flip).sorted { $0.size < $1.size })
    }
  }

  func estimate(_ hits: Int) -> ProbabilityEstimate {
    ProbabilityEstimate(
      value: Double(hits) / Double(options.paths), interval: wilsonInterval(hits: hits, paths: options.paths))
  }

  func centralValue(_ central: CentralProjection, _ target: Target) -> Double? {
    central.model.series(named: target.of).flatMap { central.value(of: $0, in: target.year) }
  }

  func model(_ assumption: Int, _ change: Double) -> ShiftedModel {
    let about = assumptions[assumption]
    guard let source = about.noise else {
      return ShiftedModel(CompiledModel(central.model, shift: ParameterShift(about.address, by: change)))
    }
    return ShiftedModel(
      central.model, noise: NoiseShift(source: source, from: about.value, to: max(0, about.value + change)))
  }

  /// Probabilities of all targets after each change, on the first paths.
  func probabilities(
    _ changes: [(assumption: Int, change: Double)], paths: Int
  ) -> [[Double]] {
    var result: [[Double]] = []
    for start in stride(from: 0, to: changes.count, by: Self.mostModels) {
      let part = Array(changes[start..<min(changes.count, start + Self.mostModels)])
      let models = inParallel(part.count, threads: options.threads) { model(part[$0].assumption, part[$0].change) }
      result += hits.count(under: models, paths: paths).map { $0.map { Double($0) / Double(paths) } }
    }
    return result
  }
}

/// A flip and the target it belongs to.
struct FoundFlip: Sendable {
  let target: Int
  let flip: Flip
}

extension Flip {
  /// By turn, uncertain assumptions by their standard deviations, then certain ones by the share of their value.
  fileprivate var size: (Int, Int, Double) {
    let place = Flip.Turn.allCases.firstIndex(of: turn) ?? 0
    if let deviations { return (place, 0, abs(deviations)) }
    return (place, 1, value == 0 ? .infinity : abs(change.value / value))
  }
}

/// Results of independent pieces of work in their order.
func inParallel<Value: Sendable>(_ count: Int, threads: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
  let results = Results<Value>(count: count)
  WorkQueue.run(count, threads: threads) { _, queue in
    while let index = queue.take() { results.set(work(index), at: index) }
  }
  return results.all
}
