/// Histories fitted jointly: every one an average over local structures, with what they share as its prior.
///
/// 1. Each history's likelihood on a small grid of structures and volatilities (`PanelFilter`).
/// 2. What the histories share, by empirical Bayes: for the file, for each group with the file as prior, and for a calmer
///    and a livelier class in each group with the group as prior (`PanelPooling`).
/// 3. Observations that fit no structure are taken as missing and shifts of the level as new levels (`PanelCleaning`), and
///    1–2 are repeated.
///
/// Deterministic. O(histories × cells × iterations): about 0.6 ms a history of 30 years, twice that with rounded figures.
public struct PanelEstimate: Sendable, Equatable {
  public struct Group: Sendable, Equatable {
    public let name: String?
    /// The calmer first.
    public let classes: [PanelPopulation]
    public let members: Int

    /// The classes taken together, for display: means and total variances.
    public var typical: PanelPopulation { PanelPopulation.mixed(classes) }
  }

  public let groups: [Group]
  /// In the order of the histories.
  public let posteriors: [PanelPosterior]

  public init(_ histories: [PanelHistory]) {
    let first = PanelFit(histories)
    let cleaned = histories.indices.map { series in
      PanelCleaning(histories[series], first.likelihoods[series], first.classes(of: series))
    }
    let fit = cleaned.allSatisfy(\.unusualYears.isEmpty) ? first : PanelFit(cleaned.map(\.history))
    groups = fit.groups
    posteriors = histories.indices.map { fit.posterior(of: $0, unusual: cleaned[$0].unusualYears) }
  }
}

extension PanelPopulation {
  /// One population with the mean and the total variance of a mixture of several.
  fileprivate static func mixed(_ classes: [PanelPopulation]) -> PanelPopulation {
    func mean(_ value: (PanelPopulation) -> Double) -> Double { classes.reduce(0) { $0 + $1.share * value($1) } }
    let drift = mean(\.driftMean)
    let volatility = mean(\.logVolatilityMean)
    return PanelPopulation(
      driftMean: drift,
      driftVariance: mean { $0.driftVariance + ($0.driftMean - drift) * ($0.driftMean - drift) },
      logVolatilityMean: volatility,
      logVolatilityVariance: mean {
        $0.logVolatilityVariance + ($0.logVolatilityMean - volatility) * ($0.logVolatilityMean - volatility)
      },
      structureWeights: PanelStructure.grid.indices.map { index in mean { $0.structureWeights[index] } }, share: 1)
  }
}
