public import Ensembles
public import LinearAlgebra
import Randomness
public import StockFlow

/// One side of a comparison.
public struct ComparedScenario: Sendable {
  /// Variant or file, as the user named it; `nil` for the scenario as it is.
  public let name: String?
  public let scenario: Scenario
  public let central: CentralProjection
  /// The unit people were written in before they were converted to that of the first side.
  public let writtenUnit: PeopleUnit

  public init(name: String?, scenario: Scenario, central: CentralProjection, writtenUnit: PeopleUnit? = nil) {
    self.name = name
    self.scenario = scenario
    self.central = central
    self.writtenUnit = writtenUnit ?? scenario.unit
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
    /// The inputs that differ, with both values.
    public let changes: [InputChange]
    public let targets: [Difference]
  }

  /// A mean change with its 95 % interval; `nil` where too few paths have a value.
  public struct Change: Sendable, Equatable {
    public let value: Double?
    public let interval: ClosedRange<Double>?
  }

  /// What becomes of one target.
  public struct Difference: Sendable, Equatable {
    /// The reference's, or the other's where only that has it.
    public let target: Target
    /// By what each side is judged: its own target for the series and year, else that of the one that has it.
    public let bounds: (reference: Target.Comparison, other: Target.Comparison)
    public let means: (reference: Double?, other: Double?)
    public let difference: Change
    public let probabilities: (reference: Double, other: Double)
    public let probabilityDifference: Change
    /// The share of the difference's variance that common draws save; `nil` where nothing varies.
    public let varianceSaved: Double?
    /// What the difference of the central values is made of, where it was asked for.
    public var why: DifferenceWaterfall?

    public static func == (first: Difference, second: Difference) -> Bool {
      first.target == second.target && first.bounds == second.bounds && first.means == second.means
        && first.difference == second.difference && first.probabilities == second.probabilities
        && first.probabilityDifference == second.probabilityDifference && first.varianceSaved == second.varianceSaved
        && first.why == second.why
    }
  }

  public init(header: AnswerHeader, stamp: EnsembleStamp, reference: String?, comparisons: [Comparison]) {
    (self.header, self.stamp, self.reference, self.comparisons) = (header, stamp, reference, comparisons)
  }
}

/// Holds scenarios against the first one, target by target.
///
/// Intervals are those of the paired differences: of their mean over independent paths, or over independent randomised
/// designs (common random numbers: Law, Simulation Modeling and Analysis, 5th edition, section 11.2). Each side is judged
/// by its own bound; targets whose series or year one side lacks are named in a warning.
/// - Parameter sides: people counted in the same unit in all of them.
/// - Throws: where the correlations cannot be factored.
public func compare(
  _ header: AnswerHeader, _ sides: [ComparedScenario], options: EnsembleOptions
) throws(LinearAlgebraError) -> ComparisonAnswer {
  precondition(!sides.isEmpty, "there is a scenario to compare with")
  var header = header
  var comparisons: [ComparisonAnswer.Comparison] = []
  var drawn: (outputs: [PathFunction.Output], values: [[Double]]) = ([], [])
  for side in sides.dropFirst() {
    let pairing = TargetPairing(sides[0], side)
    if pairing.outputs != drawn.outputs {
      drawn = (pairing.outputs, try drawnValues(sides[0].central, pairing.outputs, options: options))
    }
    let first = drawn.values
    let second = try drawnValues(side.central, pairing.outputs, options: options)
    for warning in pairing.warnings(first, second) where !header.warnings.contains(warning) {
      header.warnings.append(warning)
    }
    let targets = pairing.kept.indices.map {
      difference(pairing.kept[$0], first[$0], second[$0], options.sampling)
    }
    comparisons.append(ComparisonAnswer.Comparison(name: side.name, changes: changes(sides[0], side), targets: targets))
  }
  return ComparisonAnswer(
    header: header,
    stamp: EnsembleStamp(paths: options.pathsDrawn, seed: options.seed, sampling: options.sampling),
    reference: sides[0].name, comparisons: comparisons)
}

private func changes(_ first: ComparedScenario, _ second: ComparedScenario) -> [InputChange] {
  let units = (first.writtenUnit, second.writtenUnit)
  let unit =
    units.0.factor == units.1.factor
    ? [] : [InputChange("unit", from: .text(units.0.name), to: .text(units.1.name))]
  return unit + first.scenario.changes(to: second.scenario)
}

private func difference(
  _ pair: TargetPairing.Pair, _ first: [Double], _ second: [Double], _ sampling: Sampling
) -> ComparisonAnswer.Difference {
  let (mine, theirs) = (pair.bounds.reference, pair.bounds.other)
  let hits = (first.map { mine.isMet(by: $0) ? 1.0 : 0 }, second.map { theirs.isMet(by: $0) ? 1.0 : 0 })
  // A path counts where both sides have a value; its place stays, so that designs can be told apart.
  let both = zip(first, second).map { $0.isFinite && $1.isFinite ? ($0, $1) : (.nan, .nan) }
  let differences = both.map { $1 - $0 }
  func spread(_ values: [Double]) -> Double { variance(of: independentParts(of: values, sampling: sampling)) }
  let independent = spread(both.map(\.0)) + spread(both.map(\.1))
  return ComparisonAnswer.Difference(
    target: pair.target, bounds: pair.bounds,
    means: (mean(ofNumbersIn: both.map(\.0)), mean(ofNumbersIn: both.map(\.1))),
    difference: change(differences, sampling),
    probabilities: (mean(ofNumbersIn: hits.0) ?? 0, mean(ofNumbersIn: hits.1) ?? 0),
    probabilityDifference: change(zip(hits.0, hits.1).map { $1 - $0 }, sampling),
    varianceSaved: independent > 0 ? 1 - spread(differences) / independent : nil)
}

private func change(_ differences: [Double], _ sampling: Sampling) -> ComparisonAnswer.Change {
  ComparisonAnswer.Change(
    value: mean(ofNumbersIn: differences), interval: meanInterval(of: differences, sampling: sampling))
}
