import Foundation
public import LinearAlgebra
import Randomness
public import StockFlow
import Synchronization

/// A model with something moved: its parameters are, or the yearly noise of one source is.
public struct ShiftedModel: Sendable {
  public let model: CompiledModel
  public let noise: NoiseShift?

  public init(_ model: CompiledModel, noise: NoiseShift? = nil) {
    self.model = model
    self.noise = noise
  }
}

/// Another σ for a noise factor exp(σz − σ²/2).
public struct NoiseShift: Sendable, Equatable {
  /// Index of the source in the model.
  public let source: Int
  public let before: Double
  public let after: Double

  /// - Precondition: `before` is above 0.
  public init(source: Int, from before: Double, to after: Double) {
    precondition(before > 0, "a factor without spread does not show its score")
    (self.source, self.before, self.after) = (source, before, after)
  }

  /// The factor that the same score makes with the other σ.
  func factor(_ factor: Double) -> Double {
    let score = (log(factor) + before * before / 2) / before
    return exp(after * score - after * after / 2)
  }
}

/// How often the targets of a scenario are met under many shifted models, on the same paths: what is drawn, is drawn once
/// for all of them.
public struct TargetHits: Sendable {
  private let plan: EnsemblePlan
  private let targets: [Target]
  private let threads: Int

  /// - Throws: where the correlations cannot be factored.
  public init(
    _ central: CentralProjection, targets: [Target], seed: UInt64, threads: Int
  ) throws(LinearAlgebraError) {
    let outputs = targets.map { Output(series: central.model.targetSeries($0), year: $0.year) }
    let design = SamplingDesign(sampling: .random, seed: seed, pathsPerReplicate: 1)
    plan = try EnsemblePlan(central.model, outputs: outputs, design: design, threads: threads)
    self.targets = targets
    self.threads = threads
  }

  /// Paths among the first `paths` that meet each target: one list a model. Independent of the number of threads.
  ///
  /// - Parameter models: the same scenario with other shifts.
  /// - Complexity: O(paths × (draws + models × years × (cells + flows))); O(models × targets) memory.
  public func count(under models: [ShiftedModel], paths: Int) -> [[Int]] {
    let batches = (paths + PathBatch.paths - 1) / PathBatch.paths
    let sums = Mutex([Int](repeating: 0, count: models.count * targets.count))
    WorkQueue.run(batches, threads: threads) { _, queue in
      var worker = SharedBatch(plan, targets)
      var hits = [Int](repeating: 0, count: models.count * targets.count)
      while let batch = queue.take() {
        worker.draw(batch)
        let size = min(PathBatch.paths, paths - batch * PathBatch.paths)
        for (place, model) in models.enumerated() {
          worker.count(model, size, into: &hits, from: place * targets.count)
        }
      }
      sums.withLock { for index in hits.indices { $0[index] += hits[index] } }
    }
    let all = sums.withLock { $0 }
    return models.indices.map { Array(all[$0 * targets.count..<($0 + 1) * targets.count]) }
  }
}

/// One batch of paths, drawn once and run through model after model.
private struct SharedBatch: ~Copyable {
  private let plan: EnsemblePlan
  private let accepted: [(lower: Double, upper: Double)]
  private var state: BatchState
  private var draws: LaneBuffer
  private var noise: LaneBuffer
  /// That of all years, year after year.
  private var courses: LaneBuffer
  private var values: LaneBuffer

  init(_ plan: EnsemblePlan, _ targets: [Target]) {
    self.plan = plan
    let model = plan.model
    func buffer(_ slots: Int) -> LaneBuffer {
      LaneBuffer(repeating: Lanes(repeating: 1), count: slots * PathBatch.vectors)
    }
    accepted = targets.map(\.comparison.accepted)
    state = model.makeBatchState(keeping: plan.outputs.map(\.series))
    draws = buffer(model.draws.count)
    noise = buffer(model.noise.count)
    courses = buffer(model.noise.count * (model.yearCount - 1))
    values = buffer(1)
  }

  mutating func draw(_ batch: Int) {
    plan.drawParameters(batch, &draws)
    for year in plan.model.firstYear..<plan.model.lastYear {
      plan.drawNoise(batch, in: year + 1, &noise)
      let first = (year - plan.model.firstYear) * noise.count
      for index in 0..<noise.count { courses[first + index] = noise[index] }
    }
  }

  mutating func count(_ shifted: ShiftedModel, _ size: Int, into hits: inout [Int], from first: Int) {
    let model = shifted.model
    for index in 0..<draws.count { state.draws[index] = draws[index] }
    model.begin(&state)
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear {
        let start = (year - model.firstYear - 1) * noise.count
        for index in 0..<noise.count { noise[index] = courses[start + index] }
        if let shift = shifted.noise { move(shift) }
      }
      model.advance(&state, noiseFactors: noise)
      for output in plan.outputs(in: year) {
        state.copyValues(of: plan.outputs[output].series, to: &values, slot: 0)
        hits[first + output] += met(accepted[output], size)
      }
    }
  }

  /// Gives the factors of one source in this year their other σ.
  private mutating func move(_ shift: NoiseShift) {
    for vector in 0..<PathBatch.vectors {
      let place = shift.source * PathBatch.vectors + vector
      var lanes = noise[place]
      for lane in 0..<8 { lanes[lane] = shift.factor(lanes[lane]) }
      noise[place] = lanes
    }
  }

  private func met(_ limits: (lower: Double, upper: Double), _ size: Int) -> Int {
    var count = 0
    for path in 0..<size {
      let value = values[path / 8][path % 8]
      if value >= limits.lower && value <= limits.upper { count += 1 }
    }
    return count
  }
}
