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
  private let fit: FlowSolution
  private let rows: [Row]
  /// h_s by row.
  private let influences: [[Double]]

  private struct Row {
    let group: Int
    let interval: HistoryInterval
    /// The whitened coefficients.
    let values: [Double]
    let deviation: Double
    /// The part of the row's error that is noise of the stock and goes on into later years.
    let lasting: Double
    /// Relative change of the row's deviation for one person more in the explained closing stock.
    let sensitivity: Double
  }

  init(_ fit: FlowSolution) {
    self.fit = fit
    var rows: [Row] = []
    for (index, group) in fit.block.groups.enumerated() {
      for (place, interval) in group.intervals.enumerated() {
        let (noise, all) = fit.variances(of: index, row: place)
        let deviation = all.squareRoot()
        let line = fit.system.rows[index].lowerBound + place
        rows.append(
          Row(
            group: index, interval: interval,
            values: (0..<fit.system.design.columns).map { fit.system.design[line, $0] }, deviation: deviation,
            lasting: noise / deviation,
            sensitivity: noise / all / max(fit.explainedClosings(of: index)[place], 1e-100)))
      }
    }
    self.rows = rows
    influences = rows.map { fit.covariance * $0.values }
  }

  /// β at these coefficients.
  ///
  /// - Complexity: O(rows² · parameters + rows · years · links).
  func bias(_ coefficients: [Double]) -> [Double] {
    let motion = fit.block.motion
    var slope = [Double](repeating: 0, count: coefficients.count)
    for (shock, influence) in zip(rows, influences) {
      let response = motion.response(
        to: shock.lasting, of: shock.group, in: shock.interval.to, coefficients)
      for row in rows where row.interval.from >= shock.interval.to {
        let change = change(of: row, response, motion)
        let along = zip(change, influence).reduce(0) { $0 + $1.0 * $1.1 }
        let across = zip(row.values, influence).reduce(0) { $0 + $1.0 * $1.1 }
        for column in slope.indices { slope[column] += row.values[column] * along + change[column] * across }
      }
    }
    return (fit.covariance * slope).map { -$0 }
  }

  /// G_ts: how a disturbance of the stocks changes the whitened row.
  private func change(of row: Row, _ response: [Double], _ motion: StockMotion) -> [Double] {
    let end = response[(row.interval.to - motion.firstYear) * motion.groupCount + row.group]
    var change = row.values.map { -$0 * row.sensitivity * end }
    for link in motion.links where link.to == row.group {
      guard let column = link.column else { continue }
      for year in row.interval.from..<row.interval.to {
        let opening = response[(year - motion.firstYear) * motion.groupCount + link.from]
        change[column] += link.scale * link.times * opening / row.deviation
      }
    }
    return change
  }
}
