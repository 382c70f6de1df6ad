public import LinearAlgebra
public import StockFlow

/// Summarises every category, driver and measure in every year of the horizon over an ensemble of paths.
///
/// - Throws: `LinearAlgebraError` where the correlations cannot be factored.
/// - Complexity: O(paths × (draws + years × (cells + flows + levels × series))).
public func simulate(
  _ header: AnswerHeader, _ central: CentralProjection, options: EnsembleOptions,
  progress: (@Sendable (Int) -> Void)? = nil
) throws(LinearAlgebraError) -> SimulationAnswer {
  try simulate(header, central, options: options, reach: nil, progress: progress)
}

/// The same with another reach of the quantiles' brackets, which must change nothing.
package func simulate(
  _ header: AnswerHeader, _ central: CentralProjection, options: EnsembleOptions, reach: Double?,
  progress: (@Sendable (Int) -> Void)? = nil
) throws(LinearAlgebraError) -> SimulationAnswer {
  let model = central.model
  let series = model.series
  let targets = header.scenario.targets
  var run = EnsembleRun(central, series: .every(of: model), targets: targets, options: options, progress: progress)
  run.reach = reach
  let result = try run.execute()
  var header = header
  header.warnings += warnings(about: result, header.scenario, options)
  let bySeries = series.indices.map { position in
    (0..<model.horizon.count).map { $0 * series.count + position }
  }
  header.warnings += missingValueWarnings(bySeries.flatMap { $0 }, result, header.scenario)
  return SimulationAnswer(
    header: header, stamp: EnsembleStamp(paths: result.paths, seed: options.seed, sampling: options.sampling),
    levels: options.levels,
    series: series.enumerated().map { position, series in
      SimulatedSeries(id: model.name(of: series), years: bySeries[position].map { result.summaries[$0] })
    },
    probabilities: targets.indices.map { result.tallies.probability(of: $0, paths: result.paths) })
}
