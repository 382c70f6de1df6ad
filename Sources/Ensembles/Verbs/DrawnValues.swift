public import LinearAlgebra
import Randomness
public import StockFlow

/// The values of some series in every path of an ensemble, for what is compared path by path.
///
/// Draws are keyed by name, so that two scenarios with the same seed share all draws of what they share.
/// - Parameter laws: what earlier ensembles have prepared, where there are many of them.
/// - Returns: one list per output, in path order; not a number where a path has no value.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: O(paths × (draws + years × (cells + flows))), O(paths × outputs) memory.
public func drawnValues(
  _ central: CentralProjection, _ outputs: [PathFunction.Output], options: EnsembleOptions,
  laws: PreparedLaws = PreparedLaws()
) throws(LinearAlgebraError) -> [[Double]] {
  let paths = options.pathsDrawn
  let kept = outputs.map { output in
    guard let series = central.model.series(named: output.series) else {
      preconditionFailure("the series \(output.series) was checked to exist")
    }
    return Output(series: series, year: output.year)
  }
  let design = SamplingDesign(
    sampling: options.sampling, seed: options.seed,
    pathsPerReplicate: options.sampling == .random ? 1 : max(1, paths / Replicates.count))
  let plan = try EnsemblePlan(
    central.model, outputs: kept, design: design, threads: options.threads, laws: laws)
  let blocks = (paths + PathBlock.paths - 1) / PathBlock.paths
  let all = plan.values(of: Array(kept.indices), in: 0..<blocks, paths: paths, threads: options.threads)
  return kept.indices.map { output in all.flatMap { $0[output] } }
}
