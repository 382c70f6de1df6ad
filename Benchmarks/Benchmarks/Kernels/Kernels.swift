import Benchmark
import Ensembles
import Foundation
import Randomness
import StockFlow
import TalentSupply

/// Work of one measurement: enough for the clock, little enough for many.
private let batches = 256

private func scenario(_ name: String) -> Scenario {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")
  guard let scenario = try? load(folder.appendingPathComponent("\(name).yaml").path).scenario else {
    preconditionFailure("the reference job \(name) is part of the package")
  }
  return scenario
}

/// Seven draws of the kinds a plan has.
private let transforms = [
  Distribution.normal(mean: 0.02, sd: 0.01), .pert(min: 0.3, mode: 0.5, max: 0.9), .beta(mean: 0.03, sd: 0.01),
  .lognormal(mean: 1, sd: 0.2), .gamma(mean: 2, sd: 1), .triangular(min: 0, mode: 1, max: 3), .uniform(min: 0, max: 1),
].map { ScoreTransform($0) }

/// One draw.
private func source(_ sampling: Sampling) -> DrawSource {
  DrawSource(sampling: sampling, seed: 1, names: [DrawName("x")], pathsPerReplicate: 1 << 14)
}

private func measureScores(_ sampling: Sampling, _ benchmark: Benchmark) {
  let source = source(sampling)
  var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
  benchmark.startMeasurement()
  for _ in benchmark.scaledIterations {
    for batch in 0..<batches { source.scores(of: 0, batch: batch, into: &buffer, at: 0) }
  }
  blackHole(buffer[0])
}

private func measure(_ scenario: Scenario, paths: Int, _ benchmark: Benchmark) throws {
  let options = EnsembleOptions(size: .paths(paths), seed: 1, threads: 1)
  // The file has been read by now.
  benchmark.startMeasurement()
  for _ in benchmark.scaledIterations { blackHole(try simulate(scenario, options: options)) }
}

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput, .peakMemoryResident], maxDuration: .seconds(3))

  for sampling in Sampling.allCases {
    Benchmark("Scores of 16,384 paths, \(sampling.rawValue)") { measureScores(sampling, $0) }
  }

  Benchmark("Philox: uniform numbers of 16,384 paths") { benchmark in
    let source = source(.random)
    var buffer = LaneBuffer(repeating: .zero, count: PathBatch.vectors)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for batch in 0..<batches { source.uniforms(of: 0, batch: batch, into: &buffer, at: 0) }
    }
    blackHole(buffer[0])
  }

  Benchmark("Quantile functions of seven kinds without their scores, 16,384 paths") { benchmark in
    let transform = BatchTransform(transforms)
    var scores = LaneBuffer(repeating: .zero, count: batches * PathBatch.vectors)
    for batch in 0..<batches { source(.random).scores(of: 0, batch: batch, into: &scores, at: batch) }
    var buffer = LaneBuffer(repeating: .zero, count: transforms.count * PathBatch.vectors)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for batch in 0..<batches {
        let batch = scores.slot(batch, width: PathBatch.vectors)
        for draw in transforms.indices {
          let slot = buffer.slot(draw, width: PathBatch.vectors)
          for vector in 0..<PathBatch.vectors { slot[vector] = batch[vector] }
        }
        transform.apply(to: &buffer)
      }
    }
    blackHole(buffer[0])
  }

  Benchmark("Balance equation of R1, six years, 16,384 paths") { benchmark in
    let model = CompiledModel(scenario("r1"))
    var state = model.makeBatchState(keeping: model.series)
    for (draw, entry) in model.draws.enumerated() {
      for vector in 0..<PathBatch.vectors {
        state.draws[draw * PathBatch.vectors + vector] = Lanes(repeating: entry.distribution.mean)
      }
    }
    let noise = LaneBuffer(repeating: Lanes(repeating: 1), count: model.noise.count * PathBatch.vectors)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      for _ in 0..<batches {
        model.begin(&state)
        for _ in 0..<model.yearCount { model.advance(&state, noiseFactors: noise) }
      }
    }
    blackHole(state.year)
  }

  Benchmark("Exact quantiles of a million values") { benchmark in
    let values = (0..<1_000_000).map { normalQuantile((Double($0 &* 2_654_435_761 & 0xFFFF_FFFF) + 0.5) * 0x1p-32) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(sampleQuantiles(values, levels: EnsembleOptions.standardLevels, threads: 1))
    }
  }

  Benchmark("R1: a plan, 100,000 paths") { try measure(scenario("r1"), paths: 100_000, $0) }
  Benchmark("R2: sixty categories, thirty years, 2,000 paths") { try measure(scenario("r2"), paths: 2_000, $0) }
  Benchmark("R3: a province, 10,000 paths") { try measure(scenario("r3"), paths: 10_000, $0) }
}
