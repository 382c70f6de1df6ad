import Ensembles
import Randomness
import StockFlow

/// A digest of bit patterns: equal only where every bit of every number is.
struct Digest {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ value: Double?) {
    for shift in stride(from: 0, to: 64, by: 8) {
      let byte = ((value ?? -1).bitPattern >> UInt64(shift)) & 0xFF
      state = (state ^ byte) &* 0x0000_0100_0000_01B3
    }
  }

  mutating func add(_ buffer: borrowing LaneBuffer) {
    for vector in 0..<buffer.count {
      for lane in 0..<8 { add(buffer[vector][lane]) }
    }
  }

  var text: String { String(state, radix: 16) }
}

func printDigests() {
  for sampling in Sampling.allCases {
    let source = source(sampling, draws: distributions.count)
    let transform = BatchTransform(distributions.map { ScoreTransform($0) })
    var buffer = LaneBuffer(repeating: .zero, count: distributions.count * PathBatch.vectors)
    var scores = Digest()
    var values = Digest()
    // Enough batches for scores far out in both tails.
    for batch in 0..<400 {
      source.scores(of: 0..<distributions.count, batch: batch, into: &buffer)
      scores.add(buffer)
      transform.apply(to: &buffer)
      values.add(buffer)
    }
    print("\(sampling.rawValue) scores \(scores.text)")
    print("\(sampling.rawValue) values \(values.text)")
    print("\(sampling.rawValue) ensemble \(ensembleDigest(mixedScenario(), sampling))")
  }
  print("dense ensemble \(ensembleDigest(denseScenario(), .random))")
  // So many paths and levels that each output has several sieves.
  let levels = (1..<20).map { Double($0) / 20 }
  print("levels ensemble \(ensembleDigest(mixedScenario(), .random, paths: 70_000, levels: levels))")
}

private func ensembleDigest(
  _ scenario: Scenario, _ sampling: Sampling, paths: Int = 20_000, levels: [Double] = EnsembleOptions.standardLevels
) -> String {
  let central = CentralProjection(CompiledModel(scenario))
  let options = EnsembleOptions(size: .paths(paths), seed: 7, threads: 2, sampling: sampling, levels: levels)
  guard let answer = try? simulate(AnswerHeader(scenario: scenario), central, options: options) else { return "none" }
  var digest = Digest()
  for series in answer.series {
    for year in series.years {
      digest.add(year.mean)
      digest.add(year.standardDeviation)
      for quantile in year.quantiles { digest.add(quantile) }
    }
    for year in scenario.horizon {
      digest.add(central.model.series(named: series.id).flatMap { central.value(of: $0, in: year) })
    }
  }
  for probability in answer.probabilities { digest.add(probability.value) }
  return digest.text
}
