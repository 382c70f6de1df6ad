import LinearAlgebra
import StockFlow

/// The bias of the estimates of a block that comes from stocks being both effect and cause.
///
/// The opening stocks in the balances carry the noise of earlier years, so that estimates from few years lean toward a
/// faster return to equilibrium (L. Hurwicz, in: Statistical Inference in Dynamic Economic Models, 1950). In the whitened
/// system x̂ − x = (ZᵀZ)⁻¹Zᵀε every row z_t depends on earlier errors, z_t ≈ z̄_t + Σ_{s<t} G_ts·ε_s, and to second order
///
///     β = −C·Σ_t Σ_{s<t} [ z̄_t·(G_tsᵀ·h_s) + G_ts·(z̄_tᵀ·h_s) ],   C = (Z̄ᵀZ̄)⁻¹,   h_s = C·z̄_s.
///
/// This is the expansion of A. Nagar, "The bias and moment matrix of the general k-class estimators", Econometrica 27
/// (1959) 575–595, for autoregressions as in J. Kiviet, "On bias, inconsistency, and efficiency of various estimators in
/// dynamic panel data models", Journal of Econometrics 68 (1995) 53–78; G_ts follows the stocks through the balances.
struct SmallSampleBias {
  private let motion: StockMotion
  private let covariance: Matrix
  private let rows: [Row]
  /// The links with an unknown rate into each group, and where those of a group begin.
  private let links: [Link]
  private let firstLinks: [Int]
  /// The columns in which the rows of a group are not 0, likewise.
  private let columns: [Int]
  private let firstColumns: [Int]
  /// The whitened rows, and h_s, one after the other.
  private let values: [Double]
  private let influences: [Double]
  private let size: Int

  private struct Row {
    let group: Int
    /// Years after the first.
    let from: Int
    let to: Int
    let deviation: Double
    /// The part of the row's error that is noise of the stock and goes on into later years.
    let lasting: Double
    /// Relative change of the row's deviation for one person more in the explained closing stock.
    let sensitivity: Double
  }

  private struct Link {
    let column: Int
    let from: Int
    let factor: Double
  }

  init(_ fit: FlowSolution) {
    motion = fit.block.motion
    covariance = fit.covariance
    size = fit.covariance.rows
    let system = fit.system
    rows = fit.block.groups.indices.flatMap { Self.rows(of: $0, fit) }
    let lines = (0..<rows.count).map { line in (0..<system.design.columns).map { system.design[line, $0] } }
    values = lines.flatMap { $0 }
    influences = lines.flatMap { fit.covariance * $0 }
    var links: [Link] = []
    var firstLinks = [0]
    var columns: [Int] = []
    var firstColumns = [0]
    for group in fit.block.groups.indices {
      for link in motion.links where link.to == group {
        if let column = link.column, let from = link.from {
          links.append(Link(column: column, from: from, factor: link.scale * link.times))
        }
      }
      firstLinks.append(links.count)
      columns += (0..<size).filter { column in system.rows[group].contains { system.design[$0, column] != 0 } }
      firstColumns.append(columns.count)
    }
    (self.links, self.firstLinks) = (links, firstLinks)
    (self.columns, self.firstColumns) = (columns, firstColumns)
  }

  private static func rows(of group: Int, _ fit: FlowSolution) -> [Row] {
    let closings = fit.explainedClosings(of: group)
    let first = fit.block.motion.firstYear
    // The deviation goes with the stock, or with its root.
    let power = (1 + fit.structure.relativeShare) / 2
    return fit.block.groups[group].intervals.enumerated().map { place, interval in
      let (noise, all) = fit.variances(of: group, row: place)
      return Row(
        group: group, from: interval.from - first, to: interval.to - first, deviation: all.squareRoot(),
        lasting: noise / all.squareRoot(), sensitivity: power * noise / all / max(closings[place], 1e-100))
    }
  }

  /// β at these coefficients.
  ///
  /// - Complexity: O(rows² · parameters + rows · years · links).
  func bias(_ coefficients: [Double]) -> [Double] {
    let moves = motion.moves(coefficients)
    var response = [Double](repeating: 0, count: motion.yearCount * motion.groupCount)
    var change = [Double](repeating: 0, count: size)
    var slope = change
    for (index, shock) in rows.enumerated() {
      motion.respond(to: shock.lasting, of: shock.group, at: shock.to, moves: moves, &response)
      for place in rows.indices where rows[place].from >= shock.to {
        guard disturb(place, response, &change) else { continue }
        var along = 0.0
        var across = 0.0
        let mine = firstColumns[rows[place].group]..<firstColumns[rows[place].group + 1]
        for at in mine {
          let column = columns[at]
          along += change[column] * influences[index * size + column]
          across += values[place * size + column] * influences[index * size + column]
        }
        for at in mine {
          let column = columns[at]
          slope[column] += values[place * size + column] * along + change[column] * across
        }
      }
    }
    return (covariance * slope).map { -$0 }
  }

  /// G_ts: how a disturbance of the stocks changes a whitened row; false where it does not reach it.
  private func disturb(_ place: Int, _ response: [Double], _ change: inout [Double]) -> Bool {
    let row = rows[place]
    let end = response[row.to * motion.groupCount + row.group] * row.sensitivity
    for at in firstColumns[row.group]..<firstColumns[row.group + 1] {
      change[columns[at]] = -values[place * size + columns[at]] * end
    }
    var isReached = end != 0
    for index in firstLinks[row.group]..<firstLinks[row.group + 1] {
      let link = links[index]
      var opening = 0.0
      for year in row.from..<row.to { opening += response[year * motion.groupCount + link.from] }
      change[link.column] += link.factor * opening / row.deviation
      isReached = isReached || opening != 0
    }
    return isReached
  }
}
