import Randomness
import StockFlow

/// A fixed block of consecutive paths, counted from path 0: the unit of work and of summation.
enum PathBlock {
  static let paths = 1024
  static let batches = paths / PathBatch.paths
  /// Vectors of lanes that hold one number of every path.
  static let vectors = paths / 8
}

/// How many batches of a block are computed before their values are summarised: the whole block where few outputs are
/// kept, fewer where the values of many would not stay in the cache. Sums run on from part to part, so that the size
/// changes no result.
struct BlockParts: Sendable {
  /// Batches of a part; at least two, divides those of a block.
  let batches: Int
  /// Whether the values of even two batches would not stay in the cache, so that they are summarised year by year.
  let areYearly: Bool

  /// Bytes of values that stay in a second-level cache beside the rest.
  private static let cachedBytes = 1 << 17

  init(outputs: Int) {
    func isTooMuch(_ batches: Int) -> Bool {
      outputs * batches * PathBatch.paths * MemoryLayout<Double>.stride > Self.cachedBytes
    }
    var batches = PathBlock.batches
    while batches > 2 && isTooMuch(batches) { batches /= 2 }
    self.batches = batches
    areYearly = isTooMuch(batches)
  }

  var count: Int { PathBlock.batches / batches }
  var paths: Int { batches * PathBatch.paths }
  var vectors: Int { batches * PathBatch.vectors }
  /// Vectors from one output's values to the next's: a batch more, so that the outputs of one path do not all fall into
  /// the same few sets of the cache.
  var stride: Int { vectors + PathBatch.vectors }
}

/// Computes blocks of paths part by part; one per thread, its memory reused from part to part.
struct BlockRunner: ~Copyable, Sendable {
  private let plan: EnsemblePlan
  private var state: BatchState
  /// Of a second batch beside the first, in parts that are summarised year by year.
  private var secondState: BatchState
  private var noise: LaneBuffer
  let parts: BlockParts
  /// Per computed year, the series that are kept and the slot of their first batch in `values`.
  private let kept: [[SeriesPlace]]
  /// Of these, what targets look at.
  private let judged: [[SeriesPlace]]
  /// Per computed year, the series that are kept and, in place of a slot, their output.
  private let shared: [[SeriesPlace]]
  /// Output after output, `parts.stride` vectors each; not a number where a path has no value, or is none.
  private(set) var values: LaneBuffer
  /// Over all blocks so far.
  private(set) var limits: LimitCounts

  /// - Parameter judged: the outputs that targets look at.
  init(_ plan: EnsemblePlan, judged: [Int] = []) {
    self.plan = plan
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    secondState = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    parts = BlockParts(outputs: plan.outputs.count)
    let slots = parts.stride / PathBatch.vectors
    kept = plan.outputsByYear.map { outputs in
      outputs.map { SeriesPlace(plan.outputs[$0].series, slot: $0 * slots) }
    }
    shared = plan.outputsByYear.map { outputs in
      outputs.map { SeriesPlace(plan.outputs[$0].series, slot: $0) }
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
  /// of `values` that hold paths; where parts are summarised year by year, these are of what targets look at alone.
  mutating func run(part: Int, of block: Int, count: Int, into shares: OutputShares) -> Int {
    guard parts.areYearly, count - part * parts.paths >= parts.paths else {
      let vectors = (run(part: part, of: block, count: count) + 7) / 8
      shares.add(values, vectors: vectors, stride: parts.stride)
      return vectors
    }
    runYearly(from: firstBatch(of: part, in: block), plan, plan.model, into: shares)
    limits.add(state, paths: PathBatch.paths)
    limits.add(secondState, paths: PathBatch.paths)
    return parts.vectors
  }

  private func firstBatch(of part: Int, in block: Int) -> Int { block * PathBlock.batches + part * parts.batches }

  /// The values of one output in path order.
  func scalars(of output: Int, count: Int) -> [Double] {
    (0..<count).map { values[output * parts.stride + $0 / 8][$0 % 8] }
  }

  /// Plan and model are handed on, because taking them out of `self` counts a reference each time.
  private mutating func run(batch: Int, place: Int, _ plan: EnsemblePlan, _ model: CompiledModel) {
    plan.drawParameters(batch, &state.draws)
    model.begin(&state)
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear { plan.drawNoise(batch, in: year, &noise) }
      model.advance(&state, noiseFactors: noise)
      state.copyValues(of: kept[year - model.firstYear], to: &values, offset: place)
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
    from batch: Int, _ plan: EnsemblePlan, _ model: CompiledModel, into shares: OutputShares
  ) {
    begin(batch, plan, model)
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear { plan.drawNoise(batch, in: year, &noise) }
      model.advance(&state, noiseFactors: noise)
      if year > model.firstYear { plan.drawNoise(batch + 1, in: year, &noise) }
      model.advance(&secondState, noiseFactors: noise)
      let index = year - model.firstYear
      shares.add(state, secondState, shared[index])
      state.copyValues(of: judged[index], to: &values, offset: 0)
      secondState.copyValues(of: judged[index], to: &values, offset: 1)
    }
  }

  /// Draws the parameters of both batches; where they are not needed any more once rates are summed, both into the same
  /// memory, which leaves the cache to the states.
  private mutating func begin(_ batch: Int, _ plan: EnsemblePlan, _ model: CompiledModel) {
    plan.drawParameters(batch, &state.draws)
    model.begin(&state)
    if !state.needsDraws { swap(&state.draws, &secondState.draws) }
    plan.drawParameters(batch + 1, &secondState.draws)
    model.begin(&secondState)
    if !state.needsDraws { swap(&state.draws, &secondState.draws) }
  }
}
