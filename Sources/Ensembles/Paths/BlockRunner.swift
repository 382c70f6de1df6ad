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
  /// Batches of a part; divides those of a block.
  let batches: Int

  /// Bytes of values that stay in a second-level cache beside the rest.
  private static let cachedBytes = 1 << 17

  init(outputs: Int) {
    var batches = PathBlock.batches
    while batches > 1 && outputs * batches * PathBatch.paths * MemoryLayout<Double>.stride > Self.cachedBytes {
      batches /= 2
    }
    self.batches = batches
  }

  var count: Int { PathBlock.batches / batches }
  var paths: Int { batches * PathBatch.paths }
  var vectors: Int { batches * PathBatch.vectors }
  /// Vectors from one output's values to the next's: a batch more where there are several, so that the outputs of one
  /// path do not all fall into the same few sets of the cache.
  var stride: Int { batches > 1 ? vectors + PathBatch.vectors : vectors }
}

/// Computes blocks of paths part by part; one per thread, its memory reused from part to part.
struct BlockRunner: ~Copyable, Sendable {
  private let plan: EnsemblePlan
  private var state: BatchState
  private var noise: LaneBuffer
  let parts: BlockParts
  /// Per computed year, the series that are kept and the slot of their first batch in `values`.
  private let kept: [[SeriesPlace]]
  /// Output after output, `parts.stride` vectors each; not a number where a path has no value, or is none.
  private(set) var values: LaneBuffer
  /// Paths per cell in which the stock was held at 0, and in which exits were scaled down, over all blocks so far.
  private(set) var heldAtZero: [Int]
  private(set) var scaledExits: [Int]

  init(_ plan: EnsemblePlan) {
    self.plan = plan
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    parts = BlockParts(outputs: plan.outputs.count)
    let slots = parts.stride / PathBatch.vectors
    kept = plan.outputsByYear.map { outputs in
      outputs.map { SeriesPlace(plan.outputs[$0].series, slot: $0 * slots) }
    }
    values = LaneBuffer(repeating: Lanes(repeating: .nan), count: plan.outputs.count * parts.stride)
    heldAtZero = Array(repeating: 0, count: plan.model.cellCount)
    scaledExits = heldAtZero
  }

  /// Fills `values` with a part of a block that has `count` paths, and returns how many of them are in this part;
  /// `isLookedAhead` where the block will be run again, so that limits met in it are not counted twice.
  mutating func run(part: Int, of block: Int, count: Int, isLookedAhead: Bool = false) -> Int {
    let (plan, model) = (plan, plan.model)
    let count = max(0, min(parts.paths, count - part * parts.paths))
    for batch in 0..<parts.batches where batch * PathBatch.paths < count {
      run(batch: block * PathBlock.batches + part * parts.batches + batch, place: batch, plan, model)
      if state.isLimited && !isLookedAhead {
        countLimited(paths: min(PathBatch.paths, count - batch * PathBatch.paths))
      }
    }
    if count < parts.paths { clearValues(from: count) }
    return count
  }

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

  private mutating func countLimited(paths: Int) {
    for cell in heldAtZero.indices {
      for path in 0..<paths {
        let vector = cell * PathBatch.vectors + path / 8
        if state.heldAtZero[vector][path % 8] > 0 { heldAtZero[cell] += 1 }
        if state.scaledExits[vector][path % 8] > 0 { scaledExits[cell] += 1 }
      }
    }
  }
}
