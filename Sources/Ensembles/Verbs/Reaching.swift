public import LinearAlgebra
public import StockFlow

/// Judges every target of a scenario over an ensemble of paths.
///
/// `header.scenario` is calibrated and compiled into `central`. The answer depends on scenario, options and version
/// alone, not on threads.
/// - Parameter laws: shared by calls for similar models, which then are made ready in a fraction of the time.
/// - Throws: `LinearAlgebraError` where the correlations cannot be factored.
/// - Complexity: O(paths × (draws + years × (cells + flows))).
public func reach(
  _ header: AnswerHeader, _ central: CentralProjection, options: EnsembleOptions,
  laws: PreparedLaws = PreparedLaws(), progress: (@Sendable (Int) -> Void)? = nil
) throws(LinearAlgebraError) -> ReachAnswer {
  var options = options
  options.levels = [0.1, 0.5, 0.9]
  let targets = header.scenario.targets
  var run = EnsembleRun(central, series: [], targets: targets, options: options, progress: progress)
  run.laws = laws
  let result = try run.execute()
  let answers = targets.indices.map { answer(for: $0, run, result) }
  var header = header
  header.warnings += warnings(about: result, header.scenario, options)
  header.warnings += missingValueWarnings(answers.indices.map { run.output(of: $0) }, result, header.scenario)
  return ReachAnswer(
    header: header,
    stamp: EnsembleStamp(paths: result.paths, seed: options.seed, sampling: options.sampling), targets: answers,
    joint: result.tallies.jointProbability(paths: result.paths))
}

private func answer(for index: Int, _ run: EnsembleRun, _ result: EnsembleRun.Result) -> TargetAnswer {
  let target = run.targets[index]
  let series = run.model.targetSeries(target)
  let summary = result.summaries[run.output(of: index)]
  let baselineYear = run.central.baselineYear(of: series)
  return TargetAnswer(
    target: target, baseline: run.central.value(of: series, in: baselineYear), baselineYear: baselineYear,
    central: run.central.value(of: series, in: target.year), mean: summary.mean, median: summary.quantiles[1],
    standardDeviation: summary.standardDeviation,
    interval80: interval(summary.quantiles[0], summary.quantiles[2]),
    probability: result.tallies.probability(of: index, paths: result.paths),
    expectedShortfall: result.tallies.expectedShortfall(of: index),
    firstYearReached: firstYear(target, series, run.central),
    contributions: run.central.contributions(to: series, in: target.year))
}

private func interval(_ low: Double?, _ high: Double?) -> ClosedRange<Double>? {
  guard let low, let high, low <= high else { return nil }
  return low...high
}

private func firstYear(_ target: Target, _ series: Series, _ central: CentralProjection) -> Year? {
  central.model.horizon.first { year in
    central.value(of: series, in: year).map { target.comparison.isMet(by: $0) } ?? false
  }
}
