import LinearAlgebra
import Randomness
import StockFlow

/// One number that is kept of every path: a series in a year.
struct Output: Sendable, Hashable {
  let series: Series
  let year: Year
}

/// Everything that is the same for all paths: the model, its draws made ready, and what is kept.
///
/// A path is addressed by its number from the start; which paths are computed where, and in which order, changes
/// nothing about them.
final class EnsemblePlan: Sendable {
  let model: CompiledModel
  let outputs: [Output]
  /// Indices into `outputs` by computed year, without those whose series has no value yet.
  let outputsByYear: [[Int]]
  let source: DrawSource
  let transform: BatchTransform
  let noiseTransform: BatchTransform
  let drawMixture: Mixture?
  let noiseMixture: Mixture?

  /// A correlated group of score slots.
  struct Mixture: Sendable {
    let factor: CopulaFactor
    let slots: [Int]
    /// The pairs in words, for warnings: index in the factor → name.
    let names: [String]
  }

  init(
    _ model: CompiledModel, outputs: [Output], design: SamplingDesign, threads: Int,
    laws: PreparedLaws = PreparedLaws()
  ) throws(LinearAlgebraError) {
    self.model = model
    self.outputs = outputs
    var byYear: [[Int]] = Array(repeating: [], count: model.yearCount)
    for (index, output) in outputs.enumerated()
    where (0..<model.yearCount).contains(output.year - model.firstYear)
      && output.year >= model.baselineYear(of: output.series)
    {
      byYear[output.year - model.firstYear].append(index)
    }
    outputsByYear = byYear
    source = DrawSource(
      sampling: design.sampling, seed: design.seed, names: Self.names(of: model),
      pathsPerReplicate: design.pathsPerReplicate)
    transform = BatchTransform(laws.transforms(model.draws.map(\.distribution), threads: threads))
    noiseTransform = BatchTransform(model.noise.map { ScoreTransform($0.effect) })
    drawMixture = try Self.mixture(model.drawCorrelations, names: model.draws.map(\.name))
    noiseMixture = try Self.mixture(model.noiseCorrelations, names: model.noise.map(\.name))
  }

  /// Parameters first, then the noise of one year after the other.
  private static func names(of model: CompiledModel) -> [DrawName] {
    let parameters = model.draws.map { DrawName($0.name) }
    let noise = (model.firstYear..<model.lastYear).flatMap { year in
      model.noise.map { DrawName($0.name, year: year + 1) }
    }
    return parameters + noise
  }

  /// Indices into `outputs` of the series that are kept of a year.
  func outputs(in year: Year) -> [Int] { outputsByYear[year - model.firstYear] }

  /// Draws the parameters of a batch.
  func drawParameters(_ batch: Int, _ draws: inout LaneBuffer) {
    guard drawMixture != nil else { return draw(transform, from: 0, batch, &draws) }
    source.scores(of: 0..<transform.count, batch: batch, into: &draws)
    mixParameters(&draws)
    transform.apply(to: &draws)
  }

  /// Draws the noise factors of a year after the first.
  func drawNoise(_ batch: Int, in year: Year, _ noise: inout LaneBuffer) {
    let first = model.draws.count + (year - model.firstYear - 1) * noiseTransform.count
    guard noiseMixture != nil else { return draw(noiseTransform, from: first, batch, &noise) }
    source.scores(of: first..<first + noiseTransform.count, batch: batch, into: &noise)
    mixNoise(&noise)
    noiseTransform.apply(to: &noise)
  }

  /// Draws the values of independent scores, each portion while it is in the cache.
  private func draw(_ transform: BatchTransform, from first: Int, _ batch: Int, _ values: inout LaneBuffer) {
    for portion in transform.portions.indices {
      let slots = transform.portions[portion].slots
      source.scores(
        of: first + slots.lowerBound..<first + slots.upperBound, batch: batch, into: &values, from: slots.lowerBound)
      transform.apply(portion: portion, to: &values)
    }
  }

  /// Imposes the rank correlations on the scores of the parameters, and on those of a year's noise.
  func mixParameters(_ scores: inout LaneBuffer) {
    if let drawMixture { drawMixture.factor.mix(&scores, slots: drawMixture.slots) }
  }

  func mixNoise(_ scores: inout LaneBuffer) {
    if let noiseMixture { noiseMixture.factor.mix(&scores, slots: noiseMixture.slots) }
  }

  /// Mixes in the order in which the correlations first name their members.
  private static func mixture(_ pairs: [CorrelatedPair], names: [String]) throws(LinearAlgebraError) -> Mixture? {
    guard !pairs.isEmpty else { return nil }
    var members: [Int] = []
    var position: [Int: Int] = [:]
    for member in pairs.flatMap({ [$0.first, $0.second] }) where position[member] == nil {
      position[member] = members.count
      members.append(member)
    }
    let factor = try CopulaFactor(
      size: members.count,
      pairs: pairs.map { pair in
        CopulaFactor.Pair(
          first: position[pair.first] ?? 0, second: position[pair.second] ?? 0, spearman: pair.spearman)
      })
    return Mixture(
      factor: factor, slots: members, names: members.map { names[$0] })
  }
}

extension ScoreTransform {
  fileprivate init(_ effect: NoiseSource.Effect) {
    switch effect {
    case .factor(let sigma): self.init(noise: sigma)
    case .score: self.init(.normal(mean: 0, sd: 1))
    }
  }
}

/// Which numbers an ensemble is made of.
struct SamplingDesign: Sendable, Equatable {
  let sampling: Sampling
  let seed: UInt64
  /// A power of two of at least one batch; without meaning for random sampling.
  let pathsPerReplicate: Int
}
