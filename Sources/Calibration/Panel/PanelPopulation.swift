import Foundation

/// What the series of a file (or of a group, or of a class of it) have in common: the prior of each of them.
///
/// μ ~ Normal(driftMean, driftVariance), log σ ~ Normal(logVolatilityMean, logVolatilityVariance) and the structure drawn
/// with `structureWeights`, in the order of `PanelStructure.grid`.
public struct PanelPopulation: Sendable, Equatable {
  public internal(set) var driftMean: Double
  public internal(set) var driftVariance: Double
  public internal(set) var logVolatilityMean: Double
  public internal(set) var logVolatilityVariance: Double
  public internal(set) var structureWeights: [Double]
  /// Of the group's series; the classes' shares sum to 1.
  public internal(set) var share: Double

  /// Standard deviation of the long-run drift between series.
  public var driftSpread: Double { driftVariance.squareRoot() }
  /// The median σ of the series, yearly on logs.
  public var typicalVolatility: Double { exp(logVolatilityMean) }

  /// What is believed of a headcount before any history: growth of 1 ± 2 % a year in the long run, a median σ of 3 % (95 %
  /// between 0.3 % and 26 %), each kind of structure equally likely. It is the whole prior of a series that stands alone.
  public static let stated = PanelPopulation(
    driftMean: 0.01, driftVariance: 0.02 * 0.02, logVolatilityMean: log(0.03), logVolatilityVariance: 1.1 * 1.1,
    structureWeights: equalKinds, share: 1)

  private static var equalKinds: [Double] {
    let grid = PanelStructure.grid
    let kinds = Double(PanelStructure.Kind.allCases.count)
    return grid.map { structure in 1 / (kinds * Double(grid.count { $0.kind == structure.kind })) }
  }

  /// Two classes from one: each with half the spread of log σ, one calmer and one livelier by 0.8 of the spread (the two
  /// halves of a normal distribution have their means ±√(2/π) = ±0.8 standard deviations from its own).
  func split() -> [PanelPopulation] {
    [-0.8, 0.8].map { shift in
      var part = narrowed()
      part.logVolatilityMean += shift * logVolatilityVariance.squareRoot()
      part.share = 0.5
      return part
    }
  }

  /// The prior of a class of this population.
  func narrowed() -> PanelPopulation {
    var part = self
    part.logVolatilityVariance *= 0.25
    return part
  }
}
