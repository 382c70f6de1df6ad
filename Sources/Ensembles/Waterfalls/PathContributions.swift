public import LinearAlgebra
import Randomness
public import StockFlow
import Synchronization

/// What every source adds to a series in every path of an ensemble.
public struct PathContributions: Sendable {
  /// The central value at the baseline, from which every path is counted.
  public let baseline: Double
  /// In the order of the model, with their names.
  public let sources: [Contributions.Source]
  public let names: [String]
  /// The value of every path; not a number where it has none.
  public let values: [Double]
  /// One list per source, in path order. In every path they add up to the value minus `baseline`.
  public let amounts: [[Double]]
}

/// The contributions to some series in the first paths of an ensemble, which are the paths of every other answer.
///
/// - Parameters:
///   - outputs: series that exist in the model and have a value in the central projection.
///   - paths: as many as `options` draw, or fewer.
/// - Throws: where the correlations cannot be factored.
/// - Complexity: O(paths × (years × (cells + flows) + outputs × (measures + years × flows))), memory
///   O(paths × Σ sources).
public func drawnContributions(
  _ central: CentralProjection, _ outputs: [PathFunction.Output], paths: Int, options: EnsembleOptions
) throws(LinearAlgebraError) -> [PathContributions] {
  let model = central.model
  let design = SamplingDesign(
    sampling: options.sampling, seed: options.seed,
    pathsPerReplicate: options.sampling == .random ? 1 : max(1, options.pathsDrawn / Replicates.count))
  let plan = try EnsemblePlan(model, outputs: [], design: design, threads: options.threads)
  let asked = BatchContributions(
    central,
    outputs.map { output in
      guard let series = model.series(named: output.series) else {
        preconditionFailure("the series \(output.series) was checked to exist")
      }
      return (series, output.year)
    })
  let batches = (paths + PathBatch.paths - 1) / PathBatch.paths
  let results = Mutex([[[Double]]](repeating: [], count: batches))
  WorkQueue.run(batches, threads: options.threads) { _, queue in
    var runner = ContributionRunner(plan, asked)
    while let batch = queue.take() {
      let columns = runner.run(batch, count: min(PathBatch.paths, paths - batch * PathBatch.paths))
      results.withLock { $0[batch] = columns }
    }
  }
  return join(results.withLock { $0 }, asked.questions, model)
}

/// Columns of all batches, one behind the other: per question the value and then every source.
private func join(
  _ batches: [[[Double]]], _ questions: [BatchContributions.Question], _ model: CompiledModel
) -> [PathContributions] {
  var first = 0
  return questions.map { question in
    let columns = (first...first + question.sources.count).map { column in batches.flatMap { $0[column] } }
    first += columns.count
    return PathContributions(
      baseline: question.baseline, sources: question.sources, names: question.sources.map(model.name(of:)),
      values: columns[0], amounts: Array(columns.dropFirst()))
  }
}

/// Computes batches of paths with all their flows; one per thread.
private struct ContributionRunner: ~Copyable {
  private let plan: EnsemblePlan
  private var state: BatchState
  private var noise: LaneBuffer
  private var contributions: BatchContributions

  init(_ plan: EnsemblePlan, _ contributions: BatchContributions) {
    self.plan = plan
    self.contributions = contributions
    state = plan.model.makeRecordingState()
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
  }

  /// The columns of one batch's first paths.
  mutating func run(_ batch: Int, count: Int) -> [[Double]] {
    let model = plan.model
    plan.drawParameters(batch, &state.draws)
    model.begin(&state)
    contributions.begin()
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear { plan.drawNoise(batch, in: year, &noise) }
      model.advance(&state, noiseFactors: noise)
      contributions.keep(state)
    }
    return contributions.questions.flatMap { columns(of: $0, count: count) }
  }

  private func columns(of question: BatchContributions.Question, count: Int) -> [[Double]] {
    var columns = [[Double]](repeating: [], count: question.sources.count + 1)
    for column in columns.indices { columns[column].reserveCapacity(count) }
    for vector in 0..<(count + 7) / 8 {
      let (value, amounts) = contributions.amounts(question, vector: vector)
      for lane in 0..<min(8, count - 8 * vector) {
        columns[0].append(value[lane])
        for (source, amount) in amounts.enumerated() { columns[source + 1].append(amount[lane]) }
      }
    }
    return columns
  }
}
