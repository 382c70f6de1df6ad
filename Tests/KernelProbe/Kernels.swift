import Ensembles
import Randomness
import StockFlow

/// Keeps a result from being optimised away.
@inline(never)
func blackHole(_ value: Double) { if value == 0.123_456_789 { print(value) } }

/// A draw of every kind.
let distributions: [Distribution] = [
  .normal(mean: 0.02, sd: 0.01), .pert(min: 0.3, mode: 0.5, max: 0.9), .beta(mean: 0.03, sd: 0.01),
  .lognormal(mean: 1, sd: 0.2), .lognormal(mean: 1, sd: 2), .gamma(mean: 2, sd: 1), .gamma(mean: 1, sd: 30),
  .triangular(min: 0, mode: 1, max: 3), .uniform(min: 0, max: 1), .discrete(values: [1, 2, 5], weights: [1, 1, 2]),
  .truncatedNormal(mean: 0.03, sd: 0.02, min: 0, max: 0.1), .beta(mean: 0.5, sd: 0.45),
  .quantiles(levels: [0.1, 0.5, 0.9], values: [1, 2, 4], min: 0, max: nil), .fittedGrowth(location: 0.01, scale: 0.02),
  .rounded(value: 17.6, to: 0.01),
]

func source(_ sampling: Sampling, draws: Int) -> DrawSource {
  DrawSource(
    sampling: sampling, seed: 1, names: (0..<draws).map { DrawName("x\($0)") }, pathsPerReplicate: 1 << 12)
}

/// Scores of one draw; the last one.
func scores(_ sampling: Sampling, batches: Int) -> Double {
  let source = source(sampling, draws: 1)
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  for batch in 0..<batches { source.scores(of: 0, batch: batch, into: &buffer, at: 0) }
  return buffer[7][7]
}

/// Values of a draw without the scores, which the first batch gives; the last one.
func values(of distribution: Distribution, batches: Int) -> Double {
  let source = source(.random, draws: 1)
  let transform = BatchTransform([ScoreTransform(distribution)])
  var scores = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  source.scores(of: 0, batch: 0, into: &scores, at: 0)
  for _ in 0..<batches {
    for vector in 0..<PathBatch.vectors { buffer[vector] = scores[vector] }
    transform.apply(to: &buffer)
  }
  return buffer[7][7]
}

/// Six years of the mixed scenario.
func balance(batches: Int) -> Double { balance(mixedScenario(), batches: batches) }

/// Six years of a scenario in which everybody moves everywhere.
func transfers(batches: Int) -> Double { balance(denseScenario(), batches: batches) }

private func balance(_ scenario: Scenario, batches: Int) -> Double {
  let model = CompiledModel(scenario)
  var state = model.makeBatchState(keeping: model.series)
  for (draw, entry) in model.draws.enumerated() {
    for vector in 0..<PathBatch.vectors {
      state.draws[draw * PathBatch.vectors + vector] = Lanes(repeating: entry.distribution.mean)
    }
  }
  let noise = LaneBuffer(repeating: Lanes(repeating: 1), count: model.noise.count * PathBatch.vectors)
  for _ in 0..<batches {
    model.begin(&state)
    for _ in 0..<model.yearCount { model.advance(&state, noiseFactors: noise) }
  }
  return Double(state.year)
}

/// Exact quantiles of independent values, 1,024 a block.
func quantiles(blocks: Int) -> Double {
  let values = (0..<1024 * blocks).map { Double(($0 &* 2_654_435_761) & 0xFFFF_FFFF) }
  return sampleQuantiles(values, levels: [0.05, 0.5, 0.95], threads: 1)?.first.flatMap { $0 } ?? 0
}
