public import LinearAlgebra
public import Randomness
public import StockFlow
import Synchronization

/// A model as a function of its random numbers: a point of the unit cube in, one number per output out.
///
/// The first inputs are the model's draws in its order, the others all noise: year after year, in each year source after
/// source. Every input is uniform; correlations between inputs are imposed only where the caller asks for them.
public struct PathFunction: Sendable {
  /// A series in a year.
  public struct Output: Sendable, Equatable {
    public let series: String
    public let year: Year
    public init(series: String, year: Year) {
      self.series = series
      self.year = year
    }
  }

  /// The names of the draws, `skilled.training`.
  public let parameters: [String]
  /// How many numbers of noise follow them.
  public let noiseCount: Int
  public let outputs: [Output]
  private let plan: EnsemblePlan
  private let threads: Int
  private let isCorrelated: Bool

  /// - Parameters:
  ///   - outputs: series that exist in the model.
  ///   - isCorrelated: whether the model's rank correlations are imposed on the inputs.
  /// - Throws: where the correlations cannot be factored.
  public init(
    _ central: CentralProjection, outputs: [Output], threads: Int, isCorrelated: Bool = false
  ) throws(LinearAlgebraError) {
    let model = central.model
    let kept = outputs.map { output in
      guard let series = model.series(named: output.series) else {
        preconditionFailure("the series \(output.series) was checked to exist")
      }
      return Ensembles.Output(series: series, year: output.year)
    }
    let design = SamplingDesign(sampling: .random, seed: 0, pathsPerReplicate: 1)
    plan = try EnsemblePlan(model, outputs: kept, design: design, threads: threads)
    self.outputs = outputs
    self.threads = threads
    self.isCorrelated = isCorrelated
    parameters = model.draws.map(\.name)
    noiseCount = model.noise.count * (model.yearCount - 1)
  }

  /// The value a parameter has where `assumptionsAndValues` shows this number.
  public func value(of parameter: Int, at number: Double) -> Double {
    if plan.model.coursesDrawn[parameter] != nil { return number }
    return plan.model.draws[parameter].distribution.quantile(normalCDF(number))
  }

  public var dimensions: Int { parameters.count + noiseCount }

  /// Inputs whose normal scores are correlated, with their factor: the draws together, and the noise of each year.
  public var correlatedInputs: [(inputs: [Int], factor: CopulaFactor)] {
    let draws = plan.drawMixture.map { [(inputs: $0.slots, factor: $0.factor)] } ?? []
    let sources = plan.model.noise.count
    let noise = plan.noiseMixture.map { mixture in
      (0..<plan.model.yearCount - 1).map { year in
        (inputs: mixture.slots.map { parameters.count + year * sources + $0 }, factor: mixture.factor)
      }
    }
    return draws + (noise ?? [])
  }

  /// The outputs, and before them the correlated normal scores of the draws that made them: rows of
  /// `parameters.count` + `outputs.count` numbers.
  public func scoresAndValues(at points: [Double]) -> [Double] {
    rows(at: points, PointReading(isCorrelated: isCorrelated, leading: .scores))
  }

  /// The same, where a growth that moves from year to year shows its mean yearly rate from its start to the last year
  /// asked for, as the path had it.
  public func assumptionsAndValues(at points: [Double]) -> [Double] {
    rows(at: points, PointReading(isCorrelated: isCorrelated, leading: .assumptions))
  }

  /// One row of outputs for each row of `points`, row after row; not a number where an output has no value.
  ///
  /// - Parameter points: rows of `dimensions` numbers strictly between 0 and 1.
  /// - Complexity: O(rows × (dimensions + years × (cells + flows))), on all threads.
  public func values(at points: [Double]) -> [Double] {
    rows(at: points, PointReading(isCorrelated: isCorrelated, leading: .nothing))
  }

  /// The same at points that carry the correlations already.
  public func values(atCorrelated points: [Double]) -> [Double] {
    rows(at: points, PointReading(isCorrelated: false, leading: .nothing))
  }

  /// The coordinate that puts a parameter at its central value and a factor of noise at 1.
  public static let central = Double.nan

  /// The same without correlations, at points some of whose coordinates may be `central`: all of them central are the
  /// central projection.
  public func values(atCentralOr points: [Double]) -> [Double] {
    rows(at: points, PointReading(isCorrelated: false, leading: .nothing, mayBeCentral: true))
  }

  private func rows(at points: [Double], _ reading: PointReading) -> [Double] {
    let rows = points.count / max(1, dimensions)
    precondition(points.count == rows * dimensions, "every point has one number for each input")
    let batches = (rows + PathBatch.paths - 1) / PathBatch.paths
    let results = Mutex([[Double]](repeating: [], count: batches))
    WorkQueue.run(batches, threads: threads) { _, queue in
      var batch = PointBatch(plan, reading)
      while let index = queue.take() {
        let first = index * PathBatch.paths
        let range = first..<min(rows, first + PathBatch.paths)
        let values = batch.rows(points[range.lowerBound * dimensions..<range.upperBound * dimensions], dimensions)
        results.withLock { $0[index] = values }
      }
    }
    return results.withLock { $0.flatMap { $0 } }
  }
}

/// How points are taken, and what stands before their outputs.
private struct PointReading {
  enum Leading { case nothing, scores, assumptions }
  /// Whether the model's correlations are imposed.
  let isCorrelated: Bool
  let leading: Leading
  /// Whether coordinates may stand for the central value.
  var mayBeCentral = false
}

/// Computes up to a batch of points; its memory is reused.
private struct PointBatch: ~Copyable {
  private let plan: EnsemblePlan
  private let reading: PointReading
  private var state: BatchState
  private var noise: LaneBuffer
  private var values: LaneBuffer
  private let courses: CourseGrowth

  init(_ plan: EnsemblePlan, _ reading: PointReading) {
    self.plan = plan
    self.reading = reading
    courses = CourseGrowth(plan)
    state = plan.model.makeBatchState(keeping: plan.outputs.map(\.series))
    noise = LaneBuffer(repeating: Lanes(repeating: 1), count: plan.model.noise.count * PathBatch.vectors)
    values = LaneBuffer(repeating: Lanes(repeating: .nan), count: plan.outputs.count * PathBatch.vectors)
  }

  mutating func rows(_ points: ArraySlice<Double>, _ dimensions: Int) -> [Double] {
    let model = plan.model
    let draws = model.draws.count
    Self.fill(&state.draws, with: points, from: 0, count: draws, dimensions)
    if reading.isCorrelated { plan.mixParameters(&state.draws) }
    var leading = reading.leading == .nothing ? [] : state.draws.elements
    plan.transform.apply(to: &state.draws)
    if reading.mayBeCentral {
      Self.centre(&state.draws, where: points, from: 0, at: model.draws.map(\.central), dimensions)
    }
    model.begin(&state)
    var growth = courses.start
    for year in model.firstYear...model.lastYear {
      if year > model.firstYear {
        let first = draws + (year - model.firstYear - 1) * model.noise.count
        Self.fill(&noise, with: points, from: first, count: model.noise.count, dimensions)
        if reading.isCorrelated { plan.mixNoise(&noise) }
        plan.noiseTransform.apply(to: &noise)
        if reading.mayBeCentral {
          Self.centre(&noise, where: points, from: first, at: model.noise.map(\.middle), dimensions)
        }
      }
      model.advance(&state, noiseFactors: noise)
      if reading.leading == .assumptions { courses.grow(&growth, in: year, state.draws) }
      for output in plan.outputs(in: year) {
        state.copyValues(of: plan.outputs[output].series, to: &values, slot: output)
      }
    }
    if reading.leading == .assumptions { courses.write(growth, to: &leading) }
    return joined(leading, count: points.count / max(1, dimensions))
  }

  /// Row after row what stands before the outputs, then the outputs.
  private func joined(_ leading: [Lanes], count: Int) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(count * (leading.count / PathBatch.vectors + plan.outputs.count))
    for row in 0..<count {
      let (vector, lane) = row.quotientAndRemainder(dividingBy: 8)
      for slot in stride(from: vector, to: leading.count, by: PathBatch.vectors) { result.append(leading[slot][lane]) }
      for output in plan.outputs.indices { result.append(values[output * PathBatch.vectors + vector][lane]) }
    }
    return result
  }

  /// Turns columns of uniform numbers into slots of normal scores.
  private static func fill(
    _ buffer: inout LaneBuffer, with points: ArraySlice<Double>, from first: Int, count: Int, _ dimensions: Int
  ) {
    let rows = points.count / max(1, dimensions)
    for slot in 0..<count {
      for vector in 0..<PathBatch.vectors {
        var uniforms = Lanes(repeating: 0.5)
        for lane in 0..<8 where 8 * vector + lane < rows {
          let uniform = points[points.startIndex + (8 * vector + lane) * dimensions + first + slot]
          if !uniform.isNaN { uniforms[lane] = uniform }
        }
        buffer[slot * PathBatch.vectors + vector] = normalQuantile(uniforms)
      }
    }
  }

  /// Puts the given values where points say `PathFunction.central`.
  private static func centre(
    _ buffer: inout LaneBuffer, where points: ArraySlice<Double>, from first: Int, at values: [Double],
    _ dimensions: Int
  ) {
    for row in 0..<points.count / max(1, dimensions) {
      for (slot, value) in values.enumerated()
      where points[points.startIndex + row * dimensions + first + slot].isNaN {
        buffer[slot * PathBatch.vectors + row / 8][row % 8] = value
      }
    }
  }
}

extension NoiseSource {
  /// What it is in the central projection.
  fileprivate var middle: Double {
    switch effect {
    case .factor: 1
    case .score: 0
    }
  }
}
