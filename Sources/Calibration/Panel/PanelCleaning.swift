import Foundation

/// A history without the observations that fit no structure.
///
/// An isolated wrong figure spoils two increments but is one observation: it is taken as missing. A step to another level
/// spoils one increment: the level is new there, as after a change of definition. The smoother's statistics name the
/// likeliest of either kind; each is tried, and the one that makes the history likeliest is kept if it beats leaving the
/// history as it is, integrated over structures, volatilities and drifts, so that no σ spoilt by the outlier itself hides
/// it. The largest goes first, then everything is measured again, until none is left or a fifth of the increments (one of
/// at least five observations) is spent, so that a history cannot be explained away. The last observation is the base of
/// the forecast and never taken as missing.
///
/// Source: P. de Jong and J. Penzer, Diagnosing shocks in time series, Journal of the American Statistical Association 93
/// (1998), section 3; the iteration: C. Chen and L.-M. Liu, Joint estimation of model parameters and outlier effects in
/// time series, ibid. 88 (1993), section 3.
struct PanelCleaning {
  private(set) var history: PanelHistory
  /// Ascending.
  private(set) var unusualYears: [Int] = []

  private let classes: [PanelPopulation]

  init(_ history: PanelHistory, _ likelihood: PanelLikelihood, _ classes: [PanelPopulation]) {
    self.history = history
    self.classes = classes
    // Where no noise is written every misfit would be an outlier.
    guard history.observations.count >= 5, history.writtenVolatility ?? 1 > 1e-5 else { return }
    var likelihood = likelihood
    for _ in 0..<max(1, history.increments / 5) {
      guard let found = mostUnusual(likelihood) else { break }
      self.history = found.history
      likelihood = found.likelihood
      unusualYears.append(found.year)
    }
    unusualYears.sort()
  }

  /// How many observations are wrong a priori: F. Hampel et al., Robust Statistics (1986), section 1.2c, find up to a tenth
  /// of gross errors in routine figures.
  private static let errorRate = 0.1
  /// Shifts of the level are rarer: most are growth. With a rate of 0.05 the medians on real series were 2 % worse.
  private static let shiftRate = 0.005
  /// The usual size of either, on logs: the scale of a Cauchy distribution.
  private static let usualSize = 0.1
  /// Candidates of each kind.
  private static let candidates = 2

  private struct Change {
    let year: Int
    let history: PanelHistory
    let likelihood: PanelLikelihood
    let evidence: Double

    init(_ year: Int, _ history: PanelHistory, density: Double, _ classes: [PanelPopulation]) {
      self.year = year
      self.history = history
      likelihood = PanelLikelihood(history)
      // The terms of the likelihood leave the factor 1/√2π out; here is one term less.
      evidence = PanelBelief.logEvidence(likelihood, classes) + log(density * (2 * Double.pi).squareRoot())
    }
  }

  /// A priori, of something unusual of that size.
  private static func density(_ size: Double) -> Double {
    let relative = size / usualSize
    return 1 / (Double.pi * usualSize * (1 + relative * relative))
  }

  private func mostUnusual(_ likelihood: PanelLikelihood) -> Change? {
    let statistics = averagedStatistics(likelihood)
    func largest(_ value: (Int) -> Double) -> ArraySlice<Int> {
      statistics.indices.filter { value($0) > 1 }.sorted { (value($0), $1) > (value($1), $0) }
        .prefix(Self.candidates)
    }
    let years = history.observations.map(\.year)
    let errors = largest { $0 < years.count - 1 ? abs(statistics[$0].error) : 0 }.map {
      Change(
        years[$0], history.omitting(years[$0]), density: Self.errorRate * Self.density(errorSize(at: $0)), classes)
    }
    let shifts = largest { abs(statistics[$0].shift) }.map {
      Change(
        years[$0], history.breaking(in: years[$0]), density: Self.shiftRate * Self.density(shiftSize(at: $0)), classes)
    }
    let best = (errors + shifts).max { $0.evidence < $1.evidence }
    return best.flatMap { $0.evidence > PanelBelief.logEvidence(likelihood, classes) ? $0 : nil }
  }

  /// From the straight line between the neighbours.
  private func errorSize(at index: Int) -> Double {
    let observations = history.observations
    let (before, after) = (Double(history.gap(before: index)), Double(history.gap(before: index + 1)))
    let (first, last) = (observations[index - 1].level, observations[index + 1].level)
    return observations[index].level - (first * after + last * before) / (before + after)
  }

  /// From the mean growth of the other years.
  private func shiftSize(at index: Int) -> Double {
    let observations = history.observations
    let step = observations[index].level - observations[index - 1].level
    let years = (1..<observations.count).reduce(0) { $0 + history.gap(before: $1) } - history.gap(before: index)
    let others = history.last.level - observations[0].level - step
    return step - others / Double(max(1, years)) * Double(history.gap(before: index))
  }

  /// Averaged over the structures by their weights.
  private func averagedStatistics(_ likelihood: PanelLikelihood) -> [(shift: Double, error: Double)] {
    var sums = [StructureSums](repeating: StructureSums(), count: PanelStructure.grid.count)
    for belief in PanelBelief.all(likelihood, classes) {
      let cell = likelihood.cells[belief.cell]
      sums[cell.structure].add(belief, cell)
    }
    var averaged = [(shift: Double, error: Double)](repeating: (0, 0), count: history.observations.count)
    for (structure, sum) in zip(PanelStructure.grid, sums) where sum.weight > 1e-6 {
      let volatility = exp(sum.logVolatility / sum.weight)
      let statistics = PanelFilter(history, structure, volatility: volatility, keepsSteps: true)
        .statistics(volatility: volatility, drift: sum.drift / sum.weight, observations: averaged.count)
      for (index, value) in statistics.enumerated() {
        averaged[index].shift += sum.weight * value.shift
        averaged[index].error += sum.weight * value.error
      }
    }
    return averaged
  }
}

private struct StructureSums {
  var weight = 0.0
  var logVolatility = 0.0
  var drift = 0.0

  mutating func add(_ belief: PanelBelief, _ cell: PanelLikelihood.Cell) {
    weight += belief.weight
    logVolatility += belief.weight * cell.logVolatility
    drift += belief.weight * belief.driftMean
  }
}
