package import Ensembles
package import LinearAlgebra
import Randomness
package import StockFlow

/// The targets' values path by path under any decisions, always with the same draws.
package struct LeverEnsemble: Sendable {
  /// Calibrated.
  package let scenario: Scenario
  package let targets: [Target]
  package let options: EnsembleOptions
  private let laws = PreparedLaws()

  package init(scenario: Scenario, targets: [Target], options: EnsembleOptions) {
    (self.scenario, self.targets, self.options) = (scenario, targets, options)
  }

  /// One list per target in path order; not a number where a path has no value.
  ///
  /// - Parameters:
  ///   - paths: fewer than the options say, the first ones; all where `nil`.
  ///   - seed: other draws than the options'.
  /// - Throws: where the correlations cannot be factored.
  /// - Complexity: that of an ensemble of as many paths.
  package func values(
    _ decisions: [LeverDecision], paths: Int? = nil, seed: UInt64? = nil
  ) throws(LinearAlgebraError) -> [[Double]] {
    var options = options
    // Designs of other sizes are other draws: then the first paths of all.
    if let paths, options.sampling == .random { options.size = .paths(min(paths, options.pathsDrawn)) }
    if let seed { options.seed = seed }
    let central = CentralProjection(CompiledModel(scenario.applying(decisions)))
    let outputs = targets.map { PathFunction.Output(series: $0.of, year: $0.year) }
    let values = try drawnValues(central, outputs, options: options, laws: laws)
    guard let paths, paths < options.pathsDrawn else { return values }
    return values.map { Array($0.prefix(paths)) }
  }

  func central(_ decisions: [LeverDecision] = []) -> CentralProjection {
    CentralProjection(CompiledModel(scenario.applying(decisions)))
  }
}

extension Target {
  /// The share of values that meet it.
  package func share(meeting values: [Double]) -> Double {
    let (lower, upper) = comparison.accepted
    var hits = 0
    for value in values where value >= lower && value <= upper { hits += 1 }
    return values.isEmpty ? 0 : Double(hits) / Double(values.count)
  }
}
