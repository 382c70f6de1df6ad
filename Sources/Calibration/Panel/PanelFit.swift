import Foundation

/// One pass of the estimate with given inflations of the noise.
struct PanelFit {
  /// Iterations of EM: 20, 40 and 100 gave the same errors on the training parts of real series, within 0.3 %.
  private static let iterations = 25

  let histories: [PanelHistory]
  let inflations: [[Double]]
  let likelihoods: [PanelLikelihood]
  let groups: [PanelEstimate.Group]
  /// Of each history.
  let groupOf: [Int]

  init(_ histories: [PanelHistory], _ inflations: [[Double]]) {
    self.histories = histories
    self.inflations = inflations
    let likelihoods = zip(histories, inflations).map { PanelLikelihood($0, inflation: $1) }
    self.likelihoods = likelihoods
    var names: [String?] = []
    var members: [[Int]] = []
    var groupOf: [Int] = []
    for (series, history) in histories.enumerated() {
      let known = names.firstIndex(of: history.group)
      let group = known ?? names.count
      if known == nil {
        names.append(history.group)
        members.append([])
      }
      members[group].append(series)
      groupOf.append(group)
    }
    self.groupOf = groupOf
    let whole = names.count > 1 ? Self.population(of: likelihoods, prior: .stated) : .stated
    groups = zip(names, members).map { name, members in
      let series = members.map { likelihoods[$0] }
      let group = Self.population(of: series, prior: whole)
      let classes = PanelPooling(likelihoods: series, prior: group.narrowed())
        .refined(group.split(), iterations: Self.iterations)
      return PanelEstimate.Group(name: name, classes: classes, members: members.count)
    }
  }

  private static func population(of series: [PanelLikelihood], prior: PanelPopulation) -> PanelPopulation {
    PanelPooling(likelihoods: series, prior: prior).refined([prior], iterations: iterations)[0]
  }

  private func beliefs(of series: Int) -> [PanelBelief] {
    PanelBelief.all(likelihoods[series], groups[groupOf[series]].classes)
  }

  func posterior(of series: Int, unusual: [(index: Int, factor: Double)]) -> PanelPosterior {
    PanelPosterior(
      histories[series], likelihoods[series], beliefs(of: series), groups[groupOf[series]].classes, unusual: unusual)
  }

  /// The observations whose increment fits no structure, with the factor z² on the variance of the level's noise there that
  /// makes a shift of z standard deviations an ordinary one: z is averaged over the structures by their weights and counts
  /// beyond 2.5; the largest first, at most a fifth of the increments, so that a history cannot be explained away. (F. Hampel
  /// et al., Robust Statistics (1986), section 1.2c, find up to a tenth of gross errors in routine figures; a wrong level
  /// spoils two increments.)
  func robustInflation(of series: Int) -> [(index: Int, factor: Double)] {
    let history = histories[series]
    let statistics = averagedShifts(of: series)
    let allowed = history.increments / 5
    return statistics.indices.sorted { (abs(statistics[$0]), $1) > (abs(statistics[$1]), $0) }
      .prefix(allowed).filter { abs(statistics[$0]) > 2.5 }.sorted()
      .map { (index: $0, factor: statistics[$0] * statistics[$0]) }
  }

  private func averagedShifts(of series: Int) -> [Double] {
    let history = histories[series]
    var sums = [StructureSums](repeating: StructureSums(), count: PanelStructure.grid.count)
    for belief in beliefs(of: series) {
      let cell = likelihoods[series].cells[belief.cell]
      sums[cell.structure].add(belief, cell)
    }
    var averaged = [Double](repeating: 0, count: history.observations.count)
    for (structure, sum) in zip(PanelStructure.grid, sums) where sum.weight > 1e-6 {
      let volatility = exp(sum.logVolatility / sum.weight)
      let filter = PanelFilter(history, structure, volatility: volatility, inflation: inflations[series])
      let shifts = filter.shiftStatistics(
        volatility: volatility, drift: sum.drift / sum.weight, observations: averaged.count)
      for index in averaged.indices { averaged[index] += sum.weight * shifts[index] }
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
