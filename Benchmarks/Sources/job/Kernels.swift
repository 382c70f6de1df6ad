import Ensembles
import Randomness

/// Nanoseconds a value for exact quantiles at seven levels of a million normal values, ten times.
func measureQuantiles() -> [Double] {
  let source = DrawSource(sampling: .random, seed: 1, names: [DrawName("x")], pathsPerReplicate: 64)
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  var values: [Double] = []
  for batch in 0..<1_000_000 / PathBatch.paths {
    source.scores(of: 0, batch: batch, into: &buffer, at: 0)
    for path in 0..<PathBatch.paths { values.append(buffer[path / 8][path % 8]) }
  }
  let start = values
  return (0..<10).map { _ in
    let elapsed = ContinuousClock().measure {
      guard sampleQuantiles(start, levels: EnsembleOptions.standardLevels, threads: 1) != nil else {
        preconditionFailure("independent values stay in their brackets")
      }
    }
    return elapsed / .nanoseconds(1) / Double(start.count)
  }
}

/// Nanoseconds a coordinate for 2¹⁴ scrambled points in 66 dimensions, ten times.
func measureSobol() -> [Double] {
  let names = (0..<66).map { DrawName("x\($0)") }
  let source = DrawSource(sampling: .sobol, seed: 1, names: names, pathsPerReplicate: 1 << 14)
  var buffer = LaneBuffer(repeating: .zero, count: names.count * PathBatch.vectors)
  return (0..<10).map { _ in
    let batches = (1 << 14) / PathBatch.paths
    let elapsed = ContinuousClock().measure {
      for batch in 0..<batches {
        source.uniforms(of: names.indices, batch: batch, into: &buffer)
      }
    }
    return elapsed / .nanoseconds(1) / Double(batches * PathBatch.paths * names.count)
  }
}
