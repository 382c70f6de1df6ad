import Ensembles
public import LinearAlgebra
import Randomness
import SensitivityAnalysis
public import StockFlow

/// Which assumption decides: the targets and measures of a scenario as a function of everything uncertain in it.
public struct SensitivityStudy: Sendable {
  private let header: AnswerHeader
  let function: PathFunction
  let inputs: InputGroups
  let asked: AskedOutputs
  let options: SensitivityOptions
  /// Whether parameters are; correlated noise is one input all the same.
  let isCorrelated: Bool

  /// - Throws: where the correlations cannot be factored.
  public init(
    _ header: AnswerHeader, _ central: CentralProjection, _ options: SensitivityOptions
  ) throws(LinearAlgebraError) {
    self.header = header
    self.options = options
    isCorrelated = !central.model.drawCorrelations.isEmpty
    asked = AskedOutputs(header.scenario, options.outcome)
    function = try PathFunction(
      central, outputs: asked.values, threads: options.threads,
      isCorrelated: isCorrelated || !central.model.noiseCorrelations.isEmpty)
    inputs = InputGroups(function, inGroups: options.inGroups)
  }

  /// Pairs are a question for `sobol` alone.
  var method: SensitivityMethod {
    options.method ?? (isCorrelated && !options.secondOrder ? .givenData : .sobol)
  }

  public func answer() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !inputs.names.isEmpty else { throw .nothingUncertain }
    guard !asked.asked.isEmpty else { throw .nothingAsked(options.outcome) }
    // A method that follows from the scenario is known only here.
    guard options.precision == nil || method == .sobol else { throw .precisionNeedsSobol(method) }
    var answer =
      switch method {
      case .sobol: try sobol()
      case .morris: try morris()
      case .tornado: tornado()
      case .rank: rank()
      case .givenData: try givenData()
      case .shapley: try shapley()
      }
    guard answer.outputs.contains(where: { $0.failed > 0 }) else { return answer }
    let search = FailureSearch(function, asked, seed: options.seed)
    for place in answer.outputs.indices where answer.outputs[place].failed > 0 {
      answer.outputs[place].failure = search.range(of: place)
    }
    return answer
  }

  func evaluate(_ points: Sample) -> Sample {
    asked.outcomes(of: Sample(columns: function.outputs.count, storage: function.values(at: points.storage)))
  }

  func answer(_ samples: Int, isPrecise: Bool = true, _ outputs: [SensitivityOutput]) -> SensitivityAnswer {
    SensitivityAnswer(
      header: header, method: method, outcome: options.outcome, samples: samples, seed: options.seed,
      parameters: inputs.names, outputs: outputs, isPrecise: isPrecise)
  }

  func output(
    _ index: Int, mean: Double?, variance: Double?, failed: Int, _ indices: [SensitivityIndex],
    pairs: [SensitivityPair] = []
  ) -> SensitivityOutput {
    let asked = asked.asked[index]
    let output = function.outputs[asked.value]
    return SensitivityOutput(
      of: output.series, year: output.year, target: asked.target, mean: mean, variance: variance, failed: failed,
      indices: indices, pairs: pairs)
  }
}

// MARK: Methods for independent parameters

extension SensitivityStudy {
  private func sobol() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !isCorrelated else { throw .correlated(.sobol) }
    var sobol = SobolOptions()
    sobol.basePoints = options.samples ?? 2048
    sobol.precision = options.precision
    sobol.secondOrder = options.secondOrder
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
        },
        pairs: found.pairs.map {
          SensitivityPair(first: $0.first, second: $0.second, interaction: $0.interaction)
        })
    }
    return answer(analysis.evaluations, isPrecise: analysis.isPrecise, outputs)
  }

  private func morris() throws(SensitivityProblem) -> SensitivityAnswer {
    guard !isCorrelated else { throw .correlated(.morris) }
    let parameters = function.parameters.count
    let design = MorrisDesign(dimensions: parameters, trajectories: options.samples ?? 50, seed: options.seed)
    // Without noise an elementary effect is that of one parameter.
    let analysis = morrisEffects(design) { points in
      evaluate(withoutNoise: (0..<points.count).map { Array(points.row($0).prefix(parameters)) })
    }
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

  /// Outcomes at points of the parameters whose coordinates may be `PathFunction.central`, every noise factor being 1.
  private func evaluate(withoutNoise points: [[Double]]) -> Sample {
    let noise = [Double](repeating: PathFunction.central, count: function.noiseCount)
    return asked.outcomes(
      of: Sample(
        columns: function.outputs.count, storage: function.values(atCentralOr: points.flatMap { $0 + noise })))
  }

  private func tornado() -> SensitivityAnswer {
    // All members of a group move together; what does not move stays in the central projection, noise throughout.
    let centre = [Double](repeating: PathFunction.central, count: inputs.names.count)
    let parameters = function.parameters.count
    let analysis = SensitivityAnalysis.tornado(dimensions: inputs.names.count, centre: centre) { points in
      let rows = (0..<points.count).map { row in
        var point = [Double](repeating: PathFunction.central, count: parameters)
        for (group, members) in inputs.members.enumerated() where group != inputs.noise {
          for member in members { point[member] = points[row, group] }
        }
        return point
      }
      return evaluate(withoutNoise: rows)
    }
    let outputs = analysis.outputs.enumerated().map { place, found in
      output(
        place, mean: found.centre, variance: nil, failed: found.failedEvaluations,
        found.bars.enumerated().map { group, bar in
          var index = SensitivityIndex()
          if group != inputs.noise { (index.low, index.high) = (bar.low, bar.high) }
          return index
        })
    }
    return answer(2 * inputs.names.count + 1, outputs)
  }
}
