import Ensembles
public import LinearAlgebra
import Randomness
import SensitivityAnalysis
public import StockFlow

/// How a sensitivity analysis is done.
public struct SensitivityOptions: Sendable, Equatable {
  /// `nil` for `sobol` where parameters are independent, `given-data` where they are not.
  public var method: SensitivityMethod?
  /// Base points of `sobol` (best a power of two), trajectories of `morris`, points of `rank` and `given-data`.
  public var samples: Int?
  /// The half-width that every interval of `sobol` is to have.
  public var precision: Double?
  /// Whether kinds of parameters count instead of parameters.
  public var inGroups: Bool
  public var seed: UInt64
  public var threads: Int

  public init(
    method: SensitivityMethod? = nil, samples: Int? = nil, precision: Double? = nil, inGroups: Bool = false,
    seed: UInt64 = 1, threads: Int
  ) {
    (self.method, self.samples, self.precision) = (method, samples, precision)
    (self.inGroups, self.seed, self.threads) = (inGroups, seed, threads)
  }
}

/// Which assumption decides: the targets and measures of a scenario as a function of everything uncertain in it.
public struct SensitivityStudy: Sendable {
  private let header: AnswerHeader
  private let function: PathFunction
  private let inputs: InputGroups
  private let options: SensitivityOptions
  private let isCorrelated: Bool

  /// - Throws: where the correlations cannot be factored.
  public init(
    _ header: AnswerHeader, _ central: CentralProjection, _ options: SensitivityOptions
  ) throws(LinearAlgebraError) {
    self.header = header
    self.options = options
    isCorrelated = !central.model.drawCorrelations.isEmpty || !central.model.noiseCorrelations.isEmpty
    function = try PathFunction(
      central, outputs: header.scenario.askedOutputs, threads: options.threads, isCorrelated: isCorrelated)
    inputs = InputGroups(function, inGroups: options.inGroups)
  }

  private var method: SensitivityMethod { options.method ?? (isCorrelated ? .givenData : .sobol) }

  public func answer() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !inputs.names.isEmpty else { throw .nothingUncertain }
    guard !function.outputs.isEmpty else { throw .nothingAsked }
    switch method {
    case .sobol: return try sobol()
    case .morris: return try morris()
    case .tornado: return tornado()
    case .rank, .givenData: return givenData()
    }
  }

  private func evaluate(_ points: Sample) -> Sample {
    Sample(columns: function.outputs.count, storage: function.values(at: points.storage))
  }

  private func answer(_ samples: Int, isPrecise: Bool = true, _ outputs: [SensitivityOutput]) -> SensitivityAnswer {
    SensitivityAnswer(
      header: header, method: method, samples: samples, seed: options.seed, parameters: inputs.names, outputs: outputs,
      isPrecise: isPrecise)
  }

  private func output(
    _ index: Int, mean: Double?, variance: Double?, failed: Int, _ indices: [SensitivityIndex]
  ) -> SensitivityOutput {
    let output = function.outputs[index]
    return SensitivityOutput(
      of: output.series, year: output.year, mean: mean, variance: variance, failed: failed, indices: indices)
  }

  // MARK: Methods

  private func sobol() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !isCorrelated else { throw .correlated(.sobol) }
    var sobol = SobolOptions()
    sobol.basePoints = options.samples ?? 2048
    sobol.precision = options.precision
    sobol.groups = inputs.members
    sobol.seed = options.seed
    let analysis = sobolIndices(dimensions: function.dimensions, options: sobol, of: evaluate)
    let outputs = analysis.outputs.enumerated().map { place, found in
      output(
        place, mean: found.mean, variance: found.variance, failed: found.failedEvaluations,
        zip(found.first, found.total).map { first, total in
          var index = SensitivityIndex()
          (index.first, index.total) = (first, total)
          return index
        })
    }
    return answer(analysis.evaluations, isPrecise: analysis.isPrecise, outputs)
  }

  private func morris() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !isCorrelated else { throw .correlated(.morris) }
    let parameters = function.parameters.count
    let design = MorrisDesign(dimensions: parameters, trajectories: options.samples ?? 50, seed: options.seed)
    // Noise stays at its middle: an elementary effect is that of one parameter.
    let analysis = morrisEffects(design) { points in evaluate(withMiddleNoise(points)) }
    let outputs = analysis.outputs.enumerated().map { place, found in
      output(
        place, mean: nil, variance: nil, failed: found.failedEvaluations,
        inputs.names.indices.map { group in
          var index = SensitivityIndex()
          let effects = inputs.members[group].filter { $0 < parameters }.compactMap { found.effects[$0] }
          let strongest = effects.max { $0.muStar.value < $1.muStar.value }
          (index.muStar, index.sigma) = (strongest?.muStar, strongest?.sigma)
          return index
        })
    }
    return answer(analysis.evaluations, outputs)
  }

  private func withMiddleNoise(_ points: Sample) -> Sample {
    guard function.noiseCount > 0 else { return points }
    let middle = [Double](repeating: 0.5, count: function.noiseCount)
    return Sample(columns: function.dimensions, storage: (0..<points.count).flatMap { Array(points.row($0)) + middle })
  }

  private func tornado() -> SensitivityAnswer {
    // All members of a group move together.
    let analysis = SensitivityAnalysis.tornado(dimensions: inputs.names.count) { (points: Sample) -> Sample in
      evaluate(
        Sample(
          columns: function.dimensions,
          storage: (0..<points.count).flatMap { row in
            var point = [Double](repeating: 0.5, count: function.dimensions)
            for (group, members) in inputs.members.enumerated() where inputs.names[group] != InputGroups.noise {
              for member in members { point[member] = points[row, group] }
            }
            return point
          }))
    }
    let outputs = analysis.outputs.enumerated().map { place, found in
      output(
        place, mean: found.centre, variance: nil, failed: found.failedEvaluations,
        found.bars.enumerated().map { group, bar in
          var index = SensitivityIndex()
          if inputs.names[group] != InputGroups.noise { (index.low, index.high) = (bar.low, bar.high) }
          return index
        })
    }
    return answer(2 * inputs.names.count + 1, outputs)
  }

  /// From one sample, as it is drawn, correlations included. Noise is no single input and has no index.
  private func givenData() -> SensitivityAnswer {
    let points = options.samples ?? 16_384
    // Its rows hang together less than those of a sequence, on which neighbours and ranks would be biased.
    let design = LatinDesign(dimensions: function.dimensions, count: points, seed: options.seed)
    let columns = function.parameters.count + function.outputs.count
    var rows: [Double] = []
    design.forEachBlock { _, block in rows += function.scoresAndValues(at: block.storage) }
    let sample = Sample(columns: columns, storage: rows)
    let scores = Sample(
      columns: max(1, function.parameters.count),
      storage: (0..<sample.count).flatMap { sample.row($0).prefix(function.parameters.count) })
    let outputs = function.outputs.indices.map { place in
      output(place, scores, sample.column(function.parameters.count + place))
    }
    return answer(points, outputs)
  }

  private func output(_ place: Int, _ scores: Sample, _ values: [Double]) -> SensitivityOutput {
    let data = GivenData(inputs: scores, output: values)
    let mean = data.output.reduce(0, +) / Double(max(1, data.count))
    let squares = data.output.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let first = method == .givenData ? firstOrderIndices(data) : []
    let pawn = method == .givenData ? pawnIndices(data) : nil
    let ranks = method == .rank ? try? rankCorrelations(data) : nil
    let indices = inputs.names.indices.map { group in
      var index = SensitivityIndex()
      // In a group, the member that says most.
      let members = inputs.members[group].filter { $0 < function.parameters.count }
      index.first = members.compactMap { first.indices.contains($0) ? first[$0] : nil }.max { $0.value < $1.value }
      index.pawn = members.compactMap { pawn?.inputs[$0].median }.max()
      index.rankCorrelation = members.compactMap { ranks?.plain[$0] }.max { abs($0.value) < abs($1.value) }
      index.partialRankCorrelation = members.compactMap { ranks?.partial[$0] }.max { abs($0.value) < abs($1.value) }
      return index
    }
    return output(
      place, mean: data.count > 0 ? mean : nil, variance: data.count > 1 ? squares / Double(data.count - 1) : nil,
      failed: data.excludedRows, indices)
  }
}

/// What counts as one input: a parameter, all noise, or a kind of them.
struct InputGroups: Sendable {
  let names: [String]
  /// Numbers of the function's inputs.
  let members: [[Int]]

  static let noise = "noise"

  init(_ function: PathFunction, inGroups: Bool) {
    var names = function.parameters.map { inGroups ? Self.kind(of: $0) : $0 }
    names += Array(repeating: Self.noise, count: function.noiseCount)
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (input, name) in names.enumerated() {
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(input)
    }
    self.names = order
    self.members = order.map { members[$0] ?? [] }
  }

  /// `growth`, `training`, `migration`, `attrition`, `transitions`, `pipelines`, `stock` or `coverage`.
  private static func kind(of parameter: String) -> String {
    let parts = parameter.split(separator: ".").dropFirst()
    return switch parts.first {
    case "in_migration", "out_migration": "migration"
    case "rate": "transitions"
    case "intake", "completion": "pipelines"
    case let part?: String(part)
    case nil: parameter
    }
  }
}

extension Scenario {
  /// Every target, and every measure in the last year, once each.
  var askedOutputs: [PathFunction.Output] {
    var outputs = targets.map { PathFunction.Output(series: $0.of, year: $0.year) }
    outputs += measures.map { PathFunction.Output(series: $0.id, year: horizon.upperBound) }
    var seen: [PathFunction.Output] = []
    for output in outputs where !seen.contains(output) { seen.append(output) }
    return seen
  }
}
