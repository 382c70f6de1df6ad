import Foundation

/// What one history says about its future, given what it shares with the others.
public struct PanelPosterior: Sendable, Equatable {
  /// One structure with one volatility; the drift given them is normal.
  struct Cell: Sendable, Equatable {
    var weight: Double
    let structure: Int
    let volatility: Double
    let driftMean: Double
    let driftVariance: Double
    let state: PanelFilter.State
  }

  /// The last observed year and log level, from which growth is counted.
  public let origin: PanelHistory.Observation
  /// In the order of `PanelStructure.grid`; they sum to 1.
  public let structureWeights: [Double]
  /// Posterior mean and standard deviation of the long-run drift, yearly on logs.
  public let drift: Double
  public let driftDeviation: Double
  /// The mean drift of the classes that the history may belong to.
  public let pooledDrift: Double
  /// How far the drift was pulled to the pooled mean: 0 is the history alone, 1 the pooled mean alone.
  public let shrinkage: Double
  /// Posterior mean of σ, the standard deviation of a year's log growth.
  public let volatility: Double
  /// Increments between observations of one definition, without one for each unusual year.
  public let effectiveObservations: Double
  /// Years whose observation was taken as an outlier or as a new level.
  public let unusualYears: [Int]
  let cells: [Cell]

  init(
    _ history: PanelHistory, _ likelihood: PanelLikelihood, _ beliefs: [PanelBelief], _ classes: [PanelPopulation],
    unusual: [Int]
  ) {
    func mean(_ value: (PanelBelief) -> Double) -> Double { beliefs.reduce(0) { $0 + $1.weight * value($1) } }
    let drift = mean(\.driftMean)
    var weights = [Double](repeating: 0, count: PanelStructure.grid.count)
    for belief in beliefs { weights[likelihood.cells[belief.cell].structure] += belief.weight }
    origin = history.last
    structureWeights = weights
    self.drift = drift
    driftDeviation = mean { $0.driftVariance + ($0.driftMean - drift) * ($0.driftMean - drift) }.squareRoot()
    pooledDrift = mean { classes[$0.kind].driftMean }
    shrinkage = mean { $0.driftVariance / classes[$0.kind].driftVariance }
    volatility = mean { likelihood.cells[$0.cell].volatility }
    effectiveObservations = Double(history.increments)
    unusualYears = unusual
    cells = Self.cells(likelihood, beliefs)
  }

  /// The weight below which a cell is left out of the predictive.
  private static let leastWeight = 1e-5

  /// The classes of a cell have the same state and differ in the drift alone: one normal with their mean and variance
  /// takes their place.
  private static func cells(_ likelihood: PanelLikelihood, _ beliefs: [PanelBelief]) -> [Cell] {
    var weight = [Double](repeating: 0, count: likelihood.cells.count)
    var first = weight
    var second = weight
    for belief in beliefs {
      weight[belief.cell] += belief.weight
      first[belief.cell] += belief.weight * belief.driftMean
      second[belief.cell] += belief.weight * (belief.driftVariance + belief.driftMean * belief.driftMean)
    }
    // The heaviest of at most some hundred cells is always above.
    let kept = weight.indices.filter { weight[$0] > leastWeight }
    let total = kept.reduce(0) { $0 + weight[$1] }
    return kept.map { index in
      let cell = likelihood.cells[index]
      let mean = first[index] / weight[index]
      return Cell(
        weight: weight[index] / total, structure: cell.structure, volatility: cell.volatility, driftMean: mean,
        driftVariance: max(0, second[index] / weight[index] - mean * mean), state: cell.state)
    }
  }

  /// The growth over `years` years from the last observed level, as a mixture of normal distributions.
  ///
  /// Components are ordered by the growth they expect in the first year, so that a uniform number that picks one acts
  /// about monotonically and picks the same one for every horizon. O(components × years³/6).
  /// - Precondition: at least one year.
  public func predictive(years: Int) -> PanelPredictive {
    precondition(years > 0, "a predictive has at least one year")
    let components = cells.map { $0.component(years: years, pooledDrift: pooledDrift) }
    let order = components.indices.sorted { (components[$0].mean[0], $0) < (components[$1].mean[0], $1) }
    return PanelPredictive(components: order.map { components[$0] })
  }
}
