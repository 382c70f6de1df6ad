import Randomness
import StockFlow

/// A fixed block of consecutive paths, counted from path 0: the unit of work and of summation.
enum PathBlock {
  static let paths = 1024
  static let batches = paths / PathBatch.paths
}

/// What is kept of one block of paths.
struct BlockResult: Sendable {
  let block: Int
  /// Paths in the block, `PathBlock.paths` but for the last.
  let count: Int
  /// Output after output, `PathBlock.paths` values each; not a number where a path has no value.
  let values: [Double]
  /// Paths per cell in which the stock was held at 0, and in which exits were scaled down.
  let heldAtZero: [Int]
  let scaledExits: [Int]

  /// The values of one output, in path order.
  func values(of output: Int) -> ArraySlice<Double> {
    values[output * PathBlock.paths..<output * PathBlock.paths + count]
  }
}

/// Computes blocks of paths; one per thread, its memory reused from batch to batch.
struct BlockRunner {
  private let plan: EnsemblePlan
  private var state: BatchState
  private var draws: [Lanes]
  private var noise: [Lanes]

  init(_ plan: EnsemblePlan) {
    self.plan = plan
    state = plan.model.makeBatchState()
    draws = Array(repeating: .zero, count: plan.model.draws.count * PathBatch.vectors)
    noise = Array(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
  }

  /// The paths of a block up to `count`.
  mutating func run(block: Int, count: Int) -> BlockResult {
    var values = [Double](repeating: .nan, count: plan.outputs.count * PathBlock.paths)
    var heldAtZero = [Int](repeating: 0, count: plan.model.cellCount)
    var scaledExits = heldAtZero
    for batch in 0..<PathBlock.batches where batch * PathBatch.paths < count {
      run(batch: block * PathBlock.batches + batch, first: batch * PathBatch.paths, into: &values)
      let lanes = min(PathBatch.paths, count - batch * PathBatch.paths)
      add(state.heldAtZero, lanes: lanes, to: &heldAtZero)
      add(state.scaledExits, lanes: lanes, to: &scaledExits)
    }
    return BlockResult(block: block, count: count, values: values, heldAtZero: heldAtZero, scaledExits: scaledExits)
  }

  private mutating func run(batch: Int, first: Int, into values: inout [Double]) {
    drawParameters(batch)
    plan.model.begin(&state, draws: draws)
    for year in plan.model.firstYear...plan.model.lastYear {
      if year > plan.model.firstYear { drawNoise(batch, in: year) }
      plan.model.advance(&state, noiseFactors: noise)
      for output in plan.outputsByYear[year - plan.model.firstYear] {
        record(output, in: year, at: output * PathBlock.paths + first, into: &values)
      }
    }
  }

  private mutating func drawParameters(_ batch: Int) {
    for draw in plan.transforms.indices {
      plan.source.scores(of: draw, batch: batch, into: &draws, at: draw * PathBatch.vectors)
    }
    if let mixture = plan.drawMixture { mixture.factor.mix(&draws, offsets: mixture.offsets) }
    for (draw, transform) in plan.transforms.enumerated() {
      transform.apply(to: &draws, at: draw * PathBatch.vectors)
    }
  }

  /// The noise factors exp(σz − σ²/2) of a year.
  private mutating func drawNoise(_ batch: Int, in year: Year) {
    for index in plan.model.noise.indices {
      plan.source.scores(
        of: plan.noiseDraw(index, in: year), batch: batch, into: &noise, at: index * PathBatch.vectors)
    }
    if let mixture = plan.noiseMixture { mixture.factor.mix(&noise, offsets: mixture.offsets) }
    for (index, source) in plan.model.noise.enumerated() {
      let sigma = Lanes(repeating: source.sigma)
      let shift = Lanes(repeating: source.sigma * source.sigma / 2)
      for vector in index * PathBatch.vectors..<(index + 1) * PathBatch.vectors {
        noise[vector] = exponential(noise[vector] * sigma - shift)
      }
    }
  }

  /// A series has no value before its baseline year.
  private func record(_ output: Int, in year: Year, at start: Int, into values: inout [Double]) {
    let series = plan.outputs[output].series
    guard year >= plan.model.baselineYear(of: series) else { return }
    var position = start
    for vector in state.values(of: series) {
      for lane in vector.indices {
        values[position] = vector[lane]
        position += 1
      }
    }
  }

  private func add(_ counts: [Lanes], lanes: Int, to totals: inout [Int]) {
    for cell in totals.indices {
      for lane in 0..<lanes where counts[cell * PathBatch.vectors + lane / 8][lane % 8] > 0 { totals[cell] += 1 }
    }
  }
}
