import Randomness
import StockFlow

/// A fixed block of consecutive paths, counted from path 0: the unit of work and of summation.
enum PathBlock {
  static let paths = 1024
  static let batches = paths / PathBatch.paths
  /// Vectors of lanes that hold one number of every path.
  static let vectors = paths / 8
}

/// Computes blocks of paths; one per thread, its memory reused from block to block.
struct BlockRunner {
  private let plan: EnsemblePlan
  private var state: BatchState
  private var draws: [Lanes]
  private var noise: [Lanes]
  /// Output after output, `PathBlock.vectors` vectors each; not a number where a path has no value, or is none.
  private(set) var values: [Lanes]
  /// Paths per cell in which the stock was held at 0, and in which exits were scaled down, over all blocks so far.
  private(set) var heldAtZero: [Int]
  private(set) var scaledExits: [Int]

  init(_ plan: EnsemblePlan) {
    self.plan = plan
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    draws = Array(repeating: .zero, count: plan.model.draws.count * PathBatch.vectors)
    noise = Array(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    values = Array(repeating: Lanes(repeating: .nan), count: plan.outputs.count * PathBlock.vectors)
    heldAtZero = Array(repeating: 0, count: plan.model.cellCount)
    scaledExits = heldAtZero
  }

  /// Fills `values` with the paths of a block up to `count`.
  mutating func run(block: Int, count: Int) {
    for batch in 0..<PathBlock.batches where batch * PathBatch.paths < count {
      run(batch: block * PathBlock.batches + batch, first: batch * PathBatch.vectors)
      if state.isLimited { countLimited(paths: min(PathBatch.paths, count - batch * PathBatch.paths)) }
    }
    if count < PathBlock.paths { clearValues(from: count) }
  }

  /// The values of one output in path order.
  func scalars(of output: Int, count: Int) -> [Double] {
    (0..<count).map { values[output * PathBlock.vectors + $0 / 8][$0 % 8] }
  }

  private mutating func run(batch: Int, first: Int) {
    drawParameters(batch)
    plan.model.begin(&state, draws: draws)
    for year in plan.model.firstYear...plan.model.lastYear {
      if year > plan.model.firstYear { drawNoise(batch, in: year) }
      plan.model.advance(&state, noiseFactors: noise)
      for output in plan.outputsByYear[year - plan.model.firstYear] {
        state.copyValues(of: plan.outputs[output].series, to: &values, at: output * PathBlock.vectors + first)
      }
    }
  }

  private mutating func drawParameters(_ batch: Int) {
    plan.source.scores(of: 0..<plan.transform.count, batch: batch, into: &draws)
    if let mixture = plan.drawMixture { mixture.factor.mix(&draws, offsets: mixture.offsets) }
    plan.transform.apply(to: &draws)
  }

  /// The noise factors of a year.
  private mutating func drawNoise(_ batch: Int, in year: Year) {
    plan.source.scores(of: plan.noiseDraws(in: year), batch: batch, into: &noise)
    if let mixture = plan.noiseMixture { mixture.factor.mix(&noise, offsets: mixture.offsets) }
    plan.noiseTransform.apply(to: &noise)
  }

  /// What lies beyond the last path is no value.
  private mutating func clearValues(from count: Int) {
    for output in plan.outputs.indices {
      for path in count..<PathBlock.paths { values[output * PathBlock.vectors + path / 8][path % 8] = .nan }
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
