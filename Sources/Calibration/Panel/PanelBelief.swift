import Foundation

/// The posterior of one cell of one series in one class: its weight and, given it, a normal drift.
struct PanelBelief {
  /// Which class of the population.
  let kind: Int
  /// Which cell of the likelihood.
  let cell: Int
  let weight: Double
  let driftMean: Double
  let driftVariance: Double

  /// Weights sum to 1 over classes and cells. The drift is integrated out: with D = information + 1/τ²,
  /// log p = constant − ½ log(τ²D) + ½ (score + m/τ²)²/D − ½ m²/τ², plus the logarithms of the prior weights.
  static func all(_ series: PanelLikelihood, _ classes: [PanelPopulation]) -> [PanelBelief] {
    var beliefs: [PanelBelief] = []
    beliefs.reserveCapacity(series.cells.count * classes.count)
    for (kind, population) in classes.enumerated() {
      let prior = PanelCellPrior(population)
      for (index, cell) in series.cells.enumerated() {
        let precision = cell.information + prior.precision
        let pull = cell.score + prior.precision * population.driftMean
        let logWeight =
          cell.constant + 0.5 * (pull * pull / precision - log(precision))
          + prior.logWeight(cell, volatility: series.estimatesVolatility)
        beliefs.append(
          PanelBelief(
            kind: kind, cell: index, weight: logWeight, driftMean: pull / precision, driftVariance: 1 / precision))
      }
    }
    return normalised(beliefs)
  }

  /// From logarithms to weights that sum to 1.
  private static func normalised(_ beliefs: [PanelBelief]) -> [PanelBelief] {
    let largest = beliefs.reduce(-Double.infinity) { max($0, $1.weight) }
    let weights = beliefs.map { exp($0.weight - largest) }
    let total = weights.reduce(0, +)
    return zip(beliefs, weights).map { belief, weight in
      PanelBelief(
        kind: belief.kind, cell: belief.cell, weight: weight / total, driftMean: belief.driftMean,
        driftVariance: belief.driftVariance)
    }
  }
}

/// The parts of a population's log density that do not depend on the series.
private struct PanelCellPrior {
  /// 1/τ².
  let precision: Double
  private let logStructures: [Double]
  private let rest: Double
  private let centre: Double
  private let halfPrecision: Double
  private let volatilityNorm: Double

  init(_ population: PanelPopulation) {
    let precision = 1 / population.driftVariance
    let halfPrecision = 0.5 / population.logVolatilityVariance
    let centre = population.logVolatilityMean
    self.precision = precision
    self.halfPrecision = halfPrecision
    self.centre = centre
    logStructures = population.structureWeights.map { log($0) }
    rest = log(population.share) + 0.5 * (log(precision) - precision * population.driftMean * population.driftMean)
    // A sum over the grid could vanish where the centre lies far outside it; the largest term is taken out first.
    let exponents = PanelLikelihood.logVolatilities.map { -halfPrecision * ($0 - centre) * ($0 - centre) }
    let largest = exponents.max() ?? 0
    volatilityNorm = largest + log(exponents.reduce(0) { $0 + exp($1 - largest) })
  }

  func logWeight(_ cell: PanelLikelihood.Cell, volatility: Bool) -> Double {
    guard volatility else { return rest + logStructures[cell.structure] }
    let distance = cell.logVolatility - centre
    return rest + logStructures[cell.structure] - halfPrecision * distance * distance - volatilityNorm
  }
}
