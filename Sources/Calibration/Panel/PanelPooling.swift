import Foundation

/// Estimates the populations that series share: empirical Bayes by expectation and maximisation.
///
/// A series belongs to a class, a structure and a volatility with the posterior weights w; given them its drift is normal
/// with precision D = information + 1/τ² and mean (score + m/τ²)/D. The maximisation is the posterior mode under a prior
/// worth a few series: for the drift's mean, m = (ν Σ w·E[μ] + κ m₀) / (ν Σ w + κ), and likewise for its variance, the mean
/// and variance of log σ, the structure weights and the classes' shares. O(iterations × cells × classes).
///
/// Source: D. Lindley and A. Smith, Bayes estimates for the linear model, JRSS B 34 (1972); A. Dempster, N. Laird and
/// D. Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 39 (1977), section 4; B. Efron,
/// Large-Scale Inference (2010), chapter 1.
struct PanelPooling {
  let likelihoods: [PanelLikelihood]
  let prior: PanelPopulation

  /// How many series the prior of each figure is worth.
  private enum PriorWorth {
    static let driftMean = 0.5
    static let driftVariance = 1.0
    static let volatilityMean = 0.5
    static let volatilityVariance = 1.0
    static let structures = 1.0
    static let share = 1.0
  }

  /// ν = 1 − 1/n. A series must not inform its own prior: one alone keeps the stated one, of two each hears the other.
  private var influence: Double { 1 - 1 / Double(likelihoods.count) }

  func refined(_ start: [PanelPopulation], iterations: Int) -> [PanelPopulation] {
    var classes = start
    for _ in 0..<iterations {
      var totals = [PanelTotals](repeating: PanelTotals(), count: classes.count)
      for series in likelihoods {
        for belief in PanelBelief.all(series, classes) {
          totals[belief.kind].add(belief, series.cells[belief.cell], series, about: classes[belief.kind].driftMean)
        }
      }
      for (index, sums) in totals.enumerated() { maximise(&classes[index], sums, classes: totals.count) }
    }
    return classes
  }

  private func maximise(_ population: inout PanelPopulation, _ sums: PanelTotals, classes: Int) {
    func mean(_ sum: Double, _ weight: Double, _ before: Double, worth: Double) -> Double {
      (influence * sum + worth * before) / (influence * weight + worth)
    }
    let (weight, noisy) = (sums.weight, sums.volatilityWeight)
    let before = population.driftMean
    population.driftMean = mean(sums.drift, weight, prior.driftMean, worth: PriorWorth.driftMean)
    // The squares were taken about the mean before.
    let step = population.driftMean - before
    let driftSquares = sums.driftSquares - 2 * step * (sums.drift - before * weight) + step * step * weight
    population.driftVariance = mean(
      max(0, driftSquares), weight, prior.driftVariance, worth: PriorWorth.driftVariance)
    let centre = mean(sums.logVolatility, noisy, prior.logVolatilityMean, worth: PriorWorth.volatilityMean)
    let squares = sums.logVolatilitySquares - 2 * centre * sums.logVolatility + centre * centre * noisy
    population.logVolatilityMean = centre
    population.logVolatilityVariance = mean(
      max(0, squares), noisy, prior.logVolatilityVariance, worth: PriorWorth.volatilityVariance)
    population.structureWeights = zip(sums.structures, prior.structureWeights).map {
      mean($0, weight, $1, worth: PriorWorth.structures)
    }
    population.share =
      (influence * weight + PriorWorth.share)
      / (influence * Double(likelihoods.count) + PriorWorth.share * Double(classes))
  }
}

/// The sums of one class over its series.
private struct PanelTotals {
  var weight = 0.0
  var drift = 0.0
  var driftSquares = 0.0
  var volatilityWeight = 0.0
  var logVolatility = 0.0
  var logVolatilitySquares = 0.0
  var structures = [Double](repeating: 0, count: PanelStructure.grid.count)

  mutating func add(
    _ belief: PanelBelief, _ cell: PanelLikelihood.Cell, _ series: PanelLikelihood, about centre: Double
  ) {
    weight += belief.weight
    drift += belief.weight * belief.driftMean
    let distance = belief.driftMean - centre
    driftSquares += belief.weight * (belief.driftVariance + distance * distance)
    structures[cell.structure] += belief.weight
    guard series.estimatesVolatility else { return }
    volatilityWeight += belief.weight
    logVolatility += belief.weight * cell.logVolatility
    logVolatilitySquares += belief.weight * cell.logVolatility * cell.logVolatility
  }
}
