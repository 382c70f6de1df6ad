import Foundation

/// The posterior of one cell of one series in one class: its weight and, given it, a normal drift.
struct PanelBelief {
  /// Which class of the population.
  let kind: Int
  /// Which cell of the likelihood.
  let cell: Int
  var weight: Double
  let driftMean: Double
  let driftVariance: Double

  /// Weights sum to 1 over classes and cells. The drift is integrated out: with D = information + 1/τ²,
  /// log p = constant − ½ log(τ²D) + ½ (score + m/τ²)²/D − ½ m²/τ², plus the logarithms of the prior weights.
  static func all(_ series: PanelLikelihood, _ classes: [PanelPopulation]) -> [PanelBelief] {
    normalised(unnormalised(series, classes)).beliefs
  }

  /// log p(history | classes), up to a constant that depends on the number of likelihood terms alone.
  static func logEvidence(_ series: PanelLikelihood, _ classes: [PanelPopulation]) -> Double {
    normalised(unnormalised(series, classes)).logSum
  }

  /// The weights lack the factor exp(exponent).
  private static func unnormalised(
    _ series: PanelLikelihood, _ classes: [PanelPopulation]
  ) -> (beliefs: [PanelBelief], exponents: [Double]) {
    var beliefs: [PanelBelief] = []
    var exponents: [Double] = []
    beliefs.reserveCapacity(series.cells.count * classes.count)
    exponents.reserveCapacity(series.cells.count * classes.count)
    for (kind, population) in classes.enumerated() {
      let prior = PanelCellPrior(population)
      for (index, cell) in series.cells.enumerated() {
        let variance = 1 / (cell.information + prior.precision)
        let pull = cell.score + prior.precision * population.driftMean
        exponents.append(
          cell.constant + 0.5 * pull * pull * variance + prior.logWeight(cell, volatility: series.estimatesVolatility))
        beliefs.append(
          PanelBelief(
            kind: kind, cell: index, weight: variance.squareRoot(), driftMean: pull * variance, driftVariance: variance)
        )
      }
    }
    return (beliefs, exponents)
  }

  /// Weights that sum to 1 and the logarithm of their sum before; a weight that is no number counts as 0, and if all are,
  /// all are equal.
  private static func normalised(
    _ raw: (beliefs: [PanelBelief], exponents: [Double])
  ) -> (beliefs: [PanelBelief], logSum: Double) {
    var beliefs = raw.beliefs
    let largest = raw.exponents.reduce(-Double.infinity) { $1 > $0 ? $1 : $0 }
    var total = 0.0
    for (index, exponent) in raw.exponents.enumerated() {
      // e⁻⁶⁰ of the largest cannot matter.
      beliefs[index].weight = exponent > largest - 60 ? beliefs[index].weight * exp(exponent - largest) : 0
      total += beliefs[index].weight
    }
    guard largest.isFinite, total.isFinite, total > 0 else {
      for index in beliefs.indices { beliefs[index].weight = 1 / Double(beliefs.count) }
      return (beliefs, -.infinity)
    }
    for index in beliefs.indices { beliefs[index].weight /= total }
    return (beliefs, largest + log(total))
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
