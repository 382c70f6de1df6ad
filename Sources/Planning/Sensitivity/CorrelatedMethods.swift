import Ensembles
import LinearAlgebra
import SensitivityAnalysis
import StockFlow

/// Methods that take parameters as they are drawn, correlations included.
extension SensitivityStudy {
  /// How many points of `given-data` go with a permutation, and with a base point of the noise's own indices.
  private static let pointsPerPermutation = 4

  func rank() -> SensitivityAnswer {
    let ensemble = drawn(options.samples ?? 16_384)
    return answer(ensemble.outcomes.count, ensemble.summaries(self) { rankIndices($0) })
  }

  /// First-order and PAWN indices from one sample; Shapley effects, and the indices of the noise, which has no number
  /// to be sorted by and is independent of all parameters, from further evaluations.
  func givenData() throws(SensitivityProblem) -> SensitivityAnswer {
    let points = options.samples ?? 16_384
    let ensemble = drawn(points)
    let permutations = max(2, points / Self.pointsPerPermutation)
    let shapley = options.isBrief ? nil : try effects(permutations)
    let noise = noiseIndices(permutations)
    var outputs = ensemble.summaries(self) { givenIndices($0) }
    for place in outputs.indices {
      var indices = outputs[place].indices
      for group in indices.indices { indices[group].shapley = shapley?.outputs[place].effects[group] }
      if let noise, let group = inputs.noise {
        (indices[group].first, indices[group].total) = (noise.outputs[place].first[0], noise.outputs[place].total[0])
      }
      outputs[place] = output(
        place, mean: outputs[place].mean, variance: outputs[place].variance,
        failed: outputs[place].failed + (shapley?.outputs[place].failedEvaluations ?? 0)
          + (noise?.outputs[place].failedEvaluations ?? 0), indices)
    }
    return answer(points + (shapley?.evaluations ?? 0) + (noise?.evaluations ?? 0), outputs)
  }

  func shapley() throws(SensitivityProblem) -> SensitivityAnswer {
    let analysis = try effects(options.samples ?? 4096)
    let outputs = analysis.outputs.enumerated().map { place, found in
      output(
        place, mean: found.mean, variance: found.variance, failed: found.failedEvaluations,
        found.effects.map { effect in
          var index = SensitivityIndex()
          index.shapley = effect
          return index
        })
    }
    return answer(analysis.evaluations, outputs)
  }

  private func effects(_ permutations: Int) throws(SensitivityProblem) -> ShapleyAnalysis {
    var sampling = ShapleySampling()
    (sampling.permutations, sampling.groups, sampling.seed) = (permutations, inputs.members, options.seed)
    let copula = GaussianCopula(
      dimensions: function.dimensions,
      parts: function.correlatedInputs.map { (inputs: $0.inputs, factor: $0.factor) })
    do {
      return try shapleyEffects(copula: copula, options: sampling) { points in
        asked.outcomes(
          of: Sample(columns: function.outputs.count, storage: function.values(atCorrelated: points.storage)))
      }
    } catch {
      throw .impossibleCorrelations(error)
    }
  }

  /// Drawing all noise anew, or all parameters, leaves the other's correlations as they are.
  private func noiseIndices(_ basePoints: Int) -> SobolAnalysis? {
    guard let noise = inputs.noise else { return nil }
    var sobol = SobolOptions()
    (sobol.basePoints, sobol.groups, sobol.seed) = (basePoints, [inputs.members[noise]], options.seed)
    return sobolIndices(dimensions: function.dimensions, options: sobol, of: evaluate)
  }

  private func drawn(_ points: Int) -> DrawnEnsemble {
    // Rows of a Latin hypercube hang together less than those of a sequence, on which neighbours and ranks would be
    // biased.
    let design = LatinDesign(dimensions: function.dimensions, count: points, seed: options.seed)
    let parameters = function.parameters.count
    var scores: [Double] = []
    var values: [Double] = []
    design.forEachBlock { _, block in
      let rows = function.scoresAndValues(at: block.storage)
      let width = parameters + function.outputs.count
      for start in stride(from: 0, to: rows.count, by: width) {
        scores += rows[start..<start + parameters]
        values += rows[start + parameters..<start + width]
      }
    }
    return DrawnEnsemble(
      scores: parameters > 0
        ? Sample(columns: parameters, storage: scores) : Sample(columns: 1, count: points),
      outcomes: asked.outcomes(of: Sample(columns: function.outputs.count, storage: values)))
  }

  private func givenIndices(_ data: GivenData) -> [SensitivityIndex] {
    let first = firstOrderIndices(data)
    let pawn = options.isBrief ? nil : pawnIndices(data)
    return strongest { index, members in
      index.first = members.compactMap { first[$0] }.max { $0.value < $1.value }
      index.pawn = members.compactMap { pawn?.inputs[$0].median }.max()
    }
  }

  private func rankIndices(_ data: GivenData) -> [SensitivityIndex] {
    // A correlation matrix that cannot be factored leaves the columns empty.
    let ranks = try? rankCorrelations(data)
    return strongest { index, members in
      index.rankCorrelation = members.compactMap { ranks?.plain[$0] }.max { abs($0.value) < abs($1.value) }
      index.partialRankCorrelation = members.compactMap { ranks?.partial[$0] }.max { abs($0.value) < abs($1.value) }
    }
  }

  /// One index for each input; in a group, that of the member that says most.
  private func strongest(_ fill: (inout SensitivityIndex, [Int]) -> Void) -> [SensitivityIndex] {
    inputs.names.indices.map { group in
      var index = SensitivityIndex()
      fill(&index, inputs.members[group].filter { $0 < function.parameters.count })
      return index
    }
  }
}

/// A sample as it is drawn: the normal scores of the parameters and what came of them.
private struct DrawnEnsemble {
  let scores: Sample
  let outcomes: Sample

  func summaries(
    _ study: SensitivityStudy, _ indices: (GivenData) -> [SensitivityIndex]
  ) -> [SensitivityOutput] {
    (0..<outcomes.columns).map { place in
      let data = GivenData(inputs: scores, output: outcomes.column(place))
      let mean = data.output.reduce(0, +) / Double(max(1, data.count))
      let squares = data.output.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return study.output(
        place, mean: data.count > 0 ? mean : nil, variance: data.count > 1 ? squares / Double(data.count - 1) : nil,
        failed: data.excludedRows, indices(data))
    }
  }
}
