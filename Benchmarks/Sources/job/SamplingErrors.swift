import Ensembles
import Foundation
import Randomness
import StockFlow
import TalentSupply

/// Prints the error of mean and probability of the last target over 50 seeds, for each sampling and number of paths.
///
/// The truth is a run of four million Sobol' paths with another seed.
func showErrors(of scenario: Scenario) throws {
  let truth = try LastTarget(scenario, sampling: .sobol, paths: 1 << 22, seed: 999)
  print("| paths | sampling | error of the mean | error of P(reach) | paths of random sampling for the same mean |")
  print("|---|---|---|---|---|")
  for paths in [1 << 12, 1 << 14, 1 << 16] {
    var random = 0.0
    for sampling in Sampling.allCases {
      var squares = (mean: 0.0, probability: 0.0)
      for seed in 1...50 {
        let found = try LastTarget(scenario, sampling: sampling, paths: paths, seed: UInt64(seed))
        squares.mean += pow(found.mean - truth.mean, 2) / 50
        squares.probability += pow(found.probability - truth.probability, 2) / 50
      }
      if sampling == .random { random = squares.mean }
      print(
        "| \(paths) | \(sampling.rawValue) | \(digits(squares.mean.squareRoot())) | "
          + "\(digits(squares.probability.squareRoot())) | \(digits(random / squares.mean)) × |")
    }
  }
}

private func digits(_ value: Double) -> String { String(format: "%.3g", value) }

/// The target that stands last in the file, usually the total.
private struct LastTarget {
  let mean: Double
  let probability: Double

  init(_ scenario: Scenario, sampling: Sampling, paths: Int, seed: UInt64) throws {
    let options = EnsembleOptions(size: .paths(paths), seed: seed, threads: 2, sampling: sampling)
    guard let target = try reach(scenario, options: options).targets.last, let mean = target.mean else {
      throw Complaint.usage
    }
    self.mean = mean
    probability = target.probability.value
  }
}
