import Randomness
import StockFlow

/// A fixed block of consecutive paths, counted from path 0: the unit of work and of summation.
enum PathBlock {
  static let paths = 1024
  static let batches = paths / PathBatch.paths
  /// Vectors of lanes that hold one number of every path.
  static let vectors = paths / 8
  /// Vectors from one output's values to the next's: a batch more, so that the outputs of one path do not all fall into
  /// the same few sets of the cache.
  static let stride = vectors + PathBatch.vectors
}

/// Computes blocks of paths; one per thread, its memory reused from block to block.
struct BlockRunner: ~Copyable, Sendable {
  private let plan: EnsemblePlan
  private var state: BatchState
  private var noise: LaneBuffer
  /// Output after output, `PathBlock.vectors` vectors each; not a number where a path has no value, or is none.
  private(set) var values: LaneBuffer
  /// Paths per cell in which the stock was held at 0, and in which exits were scaled down, over all blocks so far.
  private(set) var heldAtZero: [Int]
  private(set) var scaledExits: [Int]

  init(_ plan: EnsemblePlan) {
    self.plan = plan
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    values = LaneBuffer(repeating: Lanes(repeating: .nan), count: plan.outputs.count * PathBlock.stride)
    heldAtZero = Array(repeating: 0, count: plan.model.cellCount)
    scaledExits = heldAtZero
  }

  /// Fills `values` with the paths of a block up to `count`; `isLookedAhead` where the block will be run again, so that
  /// limits met in it are not counted twice.
  mutating func run(block: Int, count: Int, isLookedAhead: Bool = false) {
    let (plan, model) = (plan, plan.model)
    for batch in 0..<PathBlock.batches where batch * PathBatch.paths < count {
      run(batch: block * PathBlock.batches + batch, place: batch, plan, model)
      if state.isLimited && !isLookedAhead {
        countLimited(paths: min(PathBatch.paths, count - batch * PathBatch.paths))
      }
    }
    if count < PathBlock.paths { clearValues(from: count) }
  }

  /// The values of one output in path order.
  func scalars(of output: Int, count: Int) -> [Double] {
    (0..<count).map { values[output * PathBlock.stride + $0 / 8][$0 % 8] }
  }

  /// Plan and model are handed on, because taking them out of `self` counts a reference each time.
  private mutating func run(batch: Int, place: Int, _ plan: EnsemblePlan, _ model: CompiledModel) {
    plan.drawParameters(batch, &state.draws)
    model.begin(&state)
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear { plan.drawNoise(batch, in: year, &noise) }
      model.advance(&state, noiseFactors: noise)
      for output in plan.outputs(in: year) {
        state.copyValues(
          of: plan.outputs[output].series, to: &values, slot: output * (PathBlock.stride / PathBatch.vectors) + place)
      }
    }
  }

  /// What lies beyond the last path is no value.
  private mutating func clearValues(from count: Int) {
    for output in plan.outputs.indices {
      for path in count..<PathBlock.paths { values[output * PathBlock.stride + path / 8][path % 8] = .nan }
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
