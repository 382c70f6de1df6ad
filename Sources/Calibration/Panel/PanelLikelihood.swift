import Foundation

/// The likelihood of one history on the grid of structures and volatilities, with the drift left open:
/// log p(history | structure, σ, μ) = constant + score·μ − ½ information·μ².
struct PanelLikelihood {
  struct Cell {
    let structure: Int
    let logVolatility: Double
    let constant: Double
    let score: Double
    let information: Double
    let state: PanelFilter.State

    var volatility: Double { exp(logVolatility) }
    /// The log likelihood at the drift that suits the cell best.
    var best: Double { information > 0 ? constant + score * score / (2 * information) : constant }
  }

  let cells: [Cell]
  /// False for a written volatility: it says nothing about the others.
  let estimatesVolatility: Bool

  /// Cells that much below the best (e⁻²⁵) cannot matter.
  private static let leastLogLikelihood = -25.0

  /// log σ from 0.05 % to 90 % a year in steps of a quarter. The posterior of log σ has a standard deviation of about
  /// 1/√(2n), so a history of eight years or fewer spans several points; with longer ones two or three carry the weight.
  static let logVolatilities = (0...30).map { log(0.0005) + 0.25 * Double($0) }

  /// - Parameter inflation: factor on the variance of the level's noise in the year of each observation.
  init(_ history: PanelHistory, inflation: [Double]) {
    let grid = history.writtenVolatility.map { [log($0)] } ?? Self.logVolatilities
    var all: [Cell] = []
    for (index, structure) in PanelStructure.grid.enumerated() {
      // Without rounding the filter in units of σ² is the same for every σ.
      var shared: PanelFilter?
      for logVolatility in grid {
        let filter =
          shared ?? PanelFilter(history, structure, volatility: exp(logVolatility), inflation: inflation)
        if !history.hasRounding { shared = filter }
        all.append(Cell(index, logVolatility, filter))
      }
    }
    let least = (all.map(\.best).max() ?? 0) + Self.leastLogLikelihood
    cells = all.filter { $0.best >= least }
    estimatesVolatility = history.writtenVolatility == nil
  }
}

extension PanelLikelihood.Cell {
  fileprivate init(_ structure: Int, _ logVolatility: Double, _ filter: PanelFilter) {
    let precision = exp(-2 * logVolatility)
    self.init(
      structure: structure, logVolatility: logVolatility,
      constant: -0.5 * filter.logDeterminant - Double(filter.count) * logVolatility - 0.5 * filter.squares * precision,
      score: filter.score * precision, information: filter.information * precision, state: filter.state)
  }
}
