/// How strongly and how evenly each input moves every output.
public struct MorrisAnalysis: Sendable, Equatable {
  public let evaluations: Int
  public let outputs: [MorrisOutput]
}

public struct MorrisOutput: Sendable, Equatable {
  /// One an input; nil where no trajectory could be used.
  public let effects: [MorrisEffect?]
  public let failedEvaluations: Int
  /// Trajectories left out because at least one of their evaluations failed.
  public let excludedTrajectories: Int
}

/// The elementary effects of one input, output per unit of the cube.
public struct MorrisEffect: Sendable, Equatable {
  /// The mean.
  public let mu: Double
  /// The mean size (Campolongo et al. 2007), which effects of both signs cannot make small.
  public let muStar: Estimate
  /// The standard deviation, which interactions and curvature make large; nil for a single trajectory.
  public let sigma: Double?
}

/// Elementary effects along the trajectories of a design; intervals of μ* from resampled trajectories.
///
/// Morris (1991); Campolongo, Cariboni and Saltelli (2007). trajectories·(dimensions + 1) evaluations.
public func morrisEffects<Failure: Error>(
  _ design: MorrisDesign, bootstrap: Bootstrap = Bootstrap(), of evaluate: (Sample) throws(Failure) -> Sample
) throws(Failure) -> MorrisAnalysis {
  let outputs = try design.outputs(of: evaluate)
  return MorrisAnalysis(
    evaluations: design.count,
    outputs: (0..<outputs.columns).map { output(of: design, values: outputs.column($0), bootstrap) })
}

private func output(of design: MorrisDesign, values: [Double], _ bootstrap: Bootstrap) -> MorrisOutput {
  let width = design.dimensions + 1
  let usable = (0..<design.trajectories).filter { values[$0 * width..<($0 + 1) * width].allSatisfy(\.isFinite) }
  var effects = [[Double]](repeating: [], count: design.dimensions)
  for trajectory in usable {
    for (place, move) in design.moves[trajectory].enumerated() {
      let start = trajectory * width + place
      effects[move.input].append((values[start + 1] - values[start]) / (move.isUpward ? design.step : -design.step))
    }
  }
  return MorrisOutput(
    effects: effects.map { effect(of: $0, bootstrap) }, failedEvaluations: values.count { !$0.isFinite },
    excludedTrajectories: design.trajectories - usable.count)
}

private func effect(of values: [Double], _ bootstrap: Bootstrap) -> MorrisEffect? {
  guard !values.isEmpty else { return nil }
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let sizes = values.map(abs)
  let resampled = (0..<bootstrap.resamples).map { number in
    // The same trajectories for every input.
    var stream = RandomStream(seed: bootstrap.seed, purpose: .bootstrap, number: number)
    return values.indices.reduce(0) { sum, _ in sum + sizes[stream.integer(below: sizes.count)] } / count
  }
  let squares = values.reduce(0) { $0 + square($1 - mean) }
  return bootstrap.estimate(sizes.reduce(0, +) / count, resampled: resampled).map {
    MorrisEffect(mu: mean, muStar: $0, sigma: values.count > 1 ? (squares / (count - 1)).squareRoot() : nil)
  }
}
