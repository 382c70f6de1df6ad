import Foundation

/// The likelihood of one history on the grid of structures and volatilities, with the drift left open:
/// log p(history | structure, σ, μ) = constant + score·μ − ½ information·μ².
struct PanelLikelihood {
  struct Cell {
    let structure: Int
    let logVolatility: Double
    let volatility: Double
    let constant: Double
    let score: Double
    let information: Double
    let state: PanelFilter.State

    /// The log likelihood at the drift that suits the cell best.
    var best: Double { information > 0 ? constant + score * score / (2 * information) : constant }
  }

  let cells: [Cell]
  /// False for a written volatility: it says nothing about the others.
  let estimatesVolatility: Bool

  /// Cells that much below the best (e⁻²⁵) cannot matter.
  private static let leastLogLikelihood = -25.0

  /// log σ from 0.01 % to 2700 % a year in steps of a quarter. The posterior of log σ has a standard deviation of about
  /// 1/√(2n), so a history of eight years or fewer spans several points; with longer ones two or three carry the weight.
  static let logVolatilities = (0...50).map { log(0.0001) + 0.25 * Double($0) }

  init(_ history: PanelHistory) {
    let grid = history.writtenVolatility.map { [Volatility(log($0))] } ?? Self.grid
    let largestRounding = history.observations.reduce(0) { max($0, $1.rounding) }
    var all: [Cell] = []
    all.reserveCapacity(grid.count * PanelStructure.grid.count)
    for (index, structure) in PanelStructure.grid.enumerated() {
      // Without rounding the filter in units of σ² is the same for every σ; a variance of 0.04 % of σ² is none.
      var shared: PanelFilter?
      for volatility in grid {
        let filter = shared ?? PanelFilter(history, structure, volatility: volatility.value)
        if largestRounding <= Self.leastRounding * volatility.value { shared = filter }
        all.append(Cell(index, volatility, filter))
      }
    }
    let finite = all.filter(\.best.isFinite)
    let least = (finite.map(\.best).max() ?? 0) + Self.leastLogLikelihood
    cells = finite.isEmpty ? [Cell(momentsOf: history)] : finite.filter { $0.best >= least }
    estimatesVolatility = history.writtenVolatility == nil
  }

  /// A volatility of the grid with what every history needs of it.
  fileprivate struct Volatility {
    let logarithm: Double
    let value: Double
    /// 1/σ².
    let precision: Double

    init(_ logarithm: Double) {
      self.logarithm = logarithm
      value = exp(logarithm)
      precision = exp(-2 * logarithm)
    }
  }

  private static let grid = logVolatilities.map { Volatility($0) }

  /// Rounding below that share of σ is left out.
  private static let leastRounding = 0.02
}

extension PanelLikelihood.Cell {
  fileprivate init(_ structure: Int, _ volatility: PanelLikelihood.Volatility, _ filter: PanelFilter) {
    let precision = volatility.precision
    self.init(
      structure: structure, logVolatility: volatility.logarithm, volatility: volatility.value,
      constant: -0.5 * filter.logDeterminant - Double(filter.count) * volatility.logarithm - 0.5 * filter.squares
        * precision,
      score: filter.score * precision, information: filter.information * precision, state: filter.state)
  }

  /// Where no cell has a likelihood: the random walk with the drift and the deviation of the increments.
  fileprivate init(momentsOf history: PanelHistory) {
    let levels = history.observations.map(\.level)
    let steps = zip(levels.dropFirst(), levels).map { $0 - $1 }
    let count = Double(max(1, steps.count))
    let mean = steps.reduce(0, +) / count
    let variance = steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let volatility = min(max(variance.squareRoot(), 0.001), 1000)
    let precision = count / (volatility * volatility)
    self.init(
      structure: 0, logVolatility: log(volatility), volatility: volatility, constant: 0, score: mean * precision,
      information: precision,
      state: PanelFilter.State())
  }
}
