public import Ensembles
import Foundation
public import LinearAlgebra
import Randomness
public import SensitivityAnalysis
public import StockFlow

/// One side of a comparison.
public struct ComparedScenario: Sendable {
  /// Variant or file, as the user named it; `nil` for the scenario as it is.
  public let name: String?
  public let scenario: Scenario
  public let central: CentralProjection

  public init(name: String?, scenario: Scenario, central: CentralProjection) {
    self.name = name
    self.scenario = scenario
    self.central = central
  }
}

/// The answer of `compare`: what another variant or file changes, path by path with the same draws.
public struct ComparisonAnswer: Sendable, Equatable {
  public let header: AnswerHeader
  public let stamp: EnsembleStamp
  /// What the others are held against.
  public let reference: String?
  public let comparisons: [Comparison]

  /// One other side.
  public struct Comparison: Sendable, Equatable {
    public let name: String?
    /// Parameters whose value differs.
    public let differing: [String]
    public let targets: [Difference]
  }

  /// What becomes of one target.
  public struct Difference: Sendable, Equatable {
    public let target: Target
    public let means: (reference: Double, other: Double)
    /// Mean difference with its 95 % interval.
    public let difference: Estimate
    public let probabilities: (reference: Double, other: Double)
    public let probabilityDifference: Estimate
    /// The share of the difference's variance that common draws save; `nil` where nothing varies.
    public let varianceSaved: Double?
    /// What the difference of the central values is made of, where it was asked for.
    public var why: DifferenceWaterfall?

    public static func == (first: Difference, second: Difference) -> Bool {
      first.target == second.target && first.means == second.means && first.difference == second.difference
        && first.probabilities == second.probabilities && first.probabilityDifference == second.probabilityDifference
        && first.varianceSaved == second.varianceSaved && first.why == second.why
    }
  }

  public init(header: AnswerHeader, stamp: EnsembleStamp, reference: String?, comparisons: [Comparison]) {
    (self.header, self.stamp, self.reference, self.comparisons) = (header, stamp, reference, comparisons)
  }
}

/// Holds scenarios against the first one, target by target of those that all have.
///
/// Intervals are normal ones of the paired differences: s/√n with the standard deviation s of the difference path by path
/// (common random numbers: Law, Simulation Modeling and Analysis, 5th edition, section 11.2).
/// - Throws: where the correlations cannot be factored.
public func compare(
  _ header: AnswerHeader, _ sides: [ComparedScenario], options: EnsembleOptions
) throws(LinearAlgebraError) -> ComparisonAnswer {
  precondition(!sides.isEmpty, "there is a scenario to compare with")
  let targets = sides[0].scenario.targets.filter { target in
    sides.allSatisfy { $0.central.model.series(named: target.of) != nil && $0.scenario.horizon.contains(target.year) }
  }
  let outputs = targets.map { PathFunction.Output(series: $0.of, year: $0.year) }
  let reference = try drawnValues(sides[0].central, outputs, options: options)
  var comparisons: [ComparisonAnswer.Comparison] = []
  for side in sides.dropFirst() {
    let values = try drawnValues(side.central, outputs, options: options)
    comparisons.append(
      ComparisonAnswer.Comparison(
        name: side.name, differing: sides[0].scenario.differing(from: side.scenario),
        targets: targets.indices.map { difference(targets[$0], reference[$0], values[$0]) }))
  }
  return ComparisonAnswer(
    header: header,
    stamp: EnsembleStamp(paths: options.pathsDrawn, seed: options.seed, sampling: options.sampling),
    reference: sides[0].name, comparisons: comparisons)
}

private func difference(_ target: Target, _ first: [Double], _ second: [Double]) -> ComparisonAnswer.Difference {
  let pairs = zip(first, second).filter { $0.isFinite && $1.isFinite }
  let hits = zip(first, second).map { pair in
    (target.comparison.isMet(by: pair.0) ? 1.0 : 0, target.comparison.isMet(by: pair.1) ? 1.0 : 0)
  }
  let variances = (variance(pairs.map(\.0)), variance(pairs.map(\.1)))
  let differences = pairs.map { $1 - $0 }
  let independent = variances.0 + variances.1
  return ComparisonAnswer.Difference(
    target: target, means: (mean(pairs.map(\.0)), mean(pairs.map(\.1))), difference: estimate(differences),
    probabilities: (mean(hits.map(\.0)), mean(hits.map(\.1))), probabilityDifference: estimate(hits.map { $1 - $0 }),
    varianceSaved: independent > 0 ? 1 - variance(differences) / independent : nil)
}

private func mean(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count) }

private func variance(_ values: [Double]) -> Double {
  let centre = mean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(max(1, values.count - 1))
}

private func estimate(_ differences: [Double]) -> Estimate {
  let centre = mean(differences)
  let reach = upperNormalQuantile * (variance(differences) / Double(max(1, differences.count))).squareRoot()
  return Estimate(value: centre, interval: centre - reach...centre + reach)
}

extension Scenario {
  /// Names of the parameters that are not the same in another scenario.
  fileprivate func differing(from other: Scenario) -> [String] {
    let addresses = parameterAddresses + other.parameterAddresses
    var seen: Set<String> = []
    return addresses.filter { address in
      seen.insert(address.description).inserted && !isSame(value(at: address), other.value(at: address))
    }.map(\.description)
  }

  /// Whatever the place in the file.
  private func isSame(_ first: ParameterValue?, _ second: ParameterValue?) -> Bool {
    first?.base == second?.base && first?.times == second?.times && first?.plus == second?.plus
  }

  private var parameterAddresses: [ParameterAddress] {
    categories.flatMap { category in
      [ParameterAddress(category.id, .stock)]
        + category.parameters.keys.sorted { $0.rawValue < $1.rawValue }
        .map { ParameterAddress(category.id, $0) }
    } + pipelines.flatMap { [ParameterAddress($0.id, .intake), ParameterAddress($0.id, .completion)] }
      + transitions.map { ParameterAddress($0.id, .rate) } + drivers.map { ParameterAddress($0.id, .growth) }
      + measures.map { ParameterAddress($0.id, .coverage) }
  }
}
