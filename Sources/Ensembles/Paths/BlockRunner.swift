import Randomness
import StockFlow

/// Computes blocks of paths part by part; one per thread, its memory reused from part to part.
struct BlockRunner: ~Copyable, Sendable {
  private let plan: EnsemblePlan
  private var state: BatchState
  /// Of a second batch beside the first, where parts are summarised year by year.
  private var secondState: BatchState?
  private var noise: LaneBuffer
  let parts: BlockParts
  /// Per computed year, the series that are kept and the slot of their first batch in `values`.
  private let kept: [[SeriesPlace]]
  /// Of these, what targets look at.
  private let judged: [[SeriesPlace]]
  /// Per computed year, the series that are summarised by year.
  private let summarised: [[SummarisedSeries]]
  /// Output after output, `parts.stride` vectors each; not a number where a path has no value, or is none. Of a part that was
  /// summarised year by year, what targets look at alone; the others' are those of an earlier part.
  private(set) var values: LaneBuffer
  /// Over all blocks so far.
  private(set) var limits: LimitCounts

  /// - Parameter judged: the outputs that targets look at.
  init(_ plan: EnsemblePlan, judged: [Int] = []) {
    self.plan = plan
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    parts = BlockParts(outputs: plan.outputs.count)
    secondState = parts.areYearly ? plan.model.makeBatchState(keeping: plan.outputs.map(\.series)) : nil
    let slots = parts.stride / PathBatch.vectors
    kept = plan.outputsByYear.map { outputs in
      outputs.map { SeriesPlace(plan.outputs[$0].series, slot: $0 * slots) }
    }
    summarised = plan.outputsByYear.map { outputs in
      outputs.map { SummarisedSeries(series: plan.outputs[$0].series, output: $0) }
    }
    let slotsOfTargets = Set(judged.map { $0 * slots })
    self.judged = kept.map { places in places.filter { slotsOfTargets.contains($0.slot) } }
    values = LaneBuffer(repeating: Lanes(repeating: .nan), count: plan.outputs.count * parts.stride)
    limits = LimitCounts(cells: plan.model.cellCount)
  }

  /// Fills `values` with a part of a block that has `count` paths, and returns how many of them are in this part;
  /// `isLookedAhead` where the block will be run again, so that limits met in it are not counted twice.
  mutating func run(part: Int, of block: Int, count: Int, isLookedAhead: Bool = false) -> Int {
    let (plan, model) = (plan, plan.model)
    let count = max(0, min(parts.paths, count - part * parts.paths))
    for batch in 0..<parts.batches where batch * PathBatch.paths < count {
      run(batch: firstBatch(of: part, in: block) + batch, place: batch, plan, model)
      if !isLookedAhead {
        limits.add(state, paths: min(PathBatch.paths, count - batch * PathBatch.paths))
      }
    }
    if count < parts.paths { clearValues(from: count) }
    return count
  }

  /// Runs a part of a block that has `count` paths and adds its values to the shares of their outputs. Returns the vectors
  /// of `values` that hold paths.
  mutating func run(part: Int, of block: Int, count: Int, into shares: OutputShares) -> Int {
    if count - part * parts.paths >= parts.paths, var second = secondState.take() {
      runYearly(from: firstBatch(of: part, in: block), and: &second, plan, into: shares)
      limits.add(state, paths: PathBatch.paths)
      limits.add(second, paths: PathBatch.paths)
      secondState = consume second
      return parts.vectors
    }
    let vectors = (run(part: part, of: block, count: count) + 7) / 8
    shares.add(values, vectors: vectors, stride: parts.stride)
    return vectors
  }

  private func firstBatch(of part: Int, in block: Int) -> Int { block * PathBlock.batches + part * parts.batches }

  /// The values of one output in path order.
  func scalars(of output: Int, count: Int) -> [Double] {
    (0..<count).map { values[output * parts.stride + $0 / 8][$0 % 8] }
  }

  /// Plan and model are handed on, because taking them out of `self` counts a reference each time.
  private mutating func run(batch: Int, place: Int, _ plan: EnsemblePlan, _ model: CompiledModel) {
    plan.begin(batch, &state)
    for index in 0..<model.yearCount {
      plan.advance(batch, &state, &noise)
      state.copyValues(of: kept[index], to: &values, offset: place)
    }
  }

  /// What lies beyond the last path is no value.
  private mutating func clearValues(from count: Int) {
    for output in plan.outputs.indices {
      for path in count..<parts.paths { values[output * parts.stride + path / 8][path % 8] = .nan }
    }
  }
}

/// Two batches side by side, whose values of a year are added before the next: what is known of each output, too much to
/// stay in the cache, is fetched once for both.
extension BlockRunner {
  private mutating func runYearly(
    from batch: Int, and second: inout BatchState, _ plan: EnsemblePlan, into shares: OutputShares
  ) {
    plan.begin(batch, &state)
    // Draws that are not needed any more leave their memory, and the cache, to those of the next batch.
    if !state.needsDraws { swap(&state.draws, &second.draws) }
    plan.begin(batch + 1, &second)
    if !state.needsDraws { swap(&state.draws, &second.draws) }
    for index in summarised.indices {
      plan.advance(batch, &state, &noise)
      plan.advance(batch + 1, &second, &noise)
      shares.add(state, second, summarised[index])
      state.copyValues(of: judged[index], to: &values, offset: 0)
      second.copyValues(of: judged[index], to: &values, offset: 1)
    }
  }
}

extension EnsemblePlan {
  /// Draws the parameters of a batch and stands before its first year.
  fileprivate func begin(_ batch: Int, _ state: inout BatchState) {
    drawParameters(batch, &state.draws)
    model.begin(&state)
  }

  /// Draws the noise of a batch's next year, for which there is room in `noise`, and moves the batch on.
  fileprivate func advance(_ batch: Int, _ state: inout BatchState, _ noise: inout LaneBuffer) {
    if state.year >= model.firstYear { drawNoise(batch, in: state.year + 1, &noise) }
    model.advance(&state, noiseFactors: noise)
  }
}
