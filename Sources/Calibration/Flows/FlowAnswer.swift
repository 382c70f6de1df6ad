import Foundation
import LinearAlgebra
import Randomness
import StockFlow

/// What is reported of a solved block.
extension FlowSolution {
  /// One for each unknown parameter of the block, in its order.
  func estimates() throws(LinearAlgebraError) -> [FlowEstimate] {
    let intervals = try FlowIntervals(self)
    let freedom = freedom()
    var estimates: [FlowEstimate] = []
    for (index, unknown) in block.unknowns.enumerated() {
      let deviation = max(0, covariance[index, index]).squareRoot()
      let mean = solution.coefficients[index]
      let quantile = upperStudentQuantile(degreesOfFreedom: freedom[index])
      estimates.append(
        FlowEstimate(
          address: unknown.address, mean: mean, standardError: deviation > 0 ? deviation : nil,
          interval95: try intervals.interval(of: index, quantile: quantile), observations: observations(of: index),
          estimator: .balance, prior: unknown.prior?.movement(to: Prior(mean: mean, deviation: deviation))))
    }
    return estimates
  }

  /// Intervals whose balance the parameter enters.
  private func observations(of column: Int) -> Int {
    block.groups.reduce(0) { sum, group in
      sum + (0..<group.design.rows).count { group.design[$0, column] != 0 }
    }
  }

  var jointCovariance: JointCovariance {
    let size = block.unknowns.count
    return JointCovariance(
      addresses: block.addresses, covariance: (0..<size).map { row in (0..<size).map { covariance[row, $0] } })
  }

  func diagnostic(rank: Int) -> FlowDiagnostic {
    let held = block.unknowns.indices.filter { covariance[$0, $0] == 0 }.map { block.unknowns[$0].address }
    return FlowDiagnostic(
      parameters: block.addresses, rank: rank, conditionNumber: problem.conditionNumber, held: held,
      sigmas: Dictionary(
        uniqueKeysWithValues: block.groups.indices.map { (block.groups[$0].category, relativeSigma($0)) }),
      residuals: block.groups.indices.flatMap(rows))
  }

  /// The noise of a category relative to its stocks, on average over its intervals.
  private func relativeSigma(_ index: Int) -> Double {
    let group = block.groups[index]
    let stocks = group.relativeExposures(closing: explainedClosings(of: index)).reduce(0, +)
    let noise = group.right.indices.reduce(0) { $0 + variances(of: index, row: $1).noise }
    return (noise / stocks).squareRoot()
  }

  private func rows(of index: Int) -> [FlowDiagnostic.Residual] {
    let group = block.groups[index]
    let standardised = standardisedResiduals(of: index)
    return residuals(of: index).enumerated().map { row, residual in
      let interval = group.intervals[row]
      return FlowDiagnostic.Residual(
        category: group.category, from: interval.from, to: interval.to, residual: residual,
        standardised: standardised[row])
    }
  }
}

extension Scenario {
  /// Adds the rank correlations of estimates made together, ρ = 6/π·asin(r/2), where the planner names none herself.
  ///
  /// Section 2 of the specification gives r = 2·sin(πρ/6).
  mutating func correlate(_ joint: JointCovariance) {
    let named = Set(correlations.flatMap { [[$0.first, $0.second], [$0.second, $0.first]] })
    for second in joint.addresses.indices {
      for first in 0..<second where !named.contains([joint.addresses[first], joint.addresses[second]]) {
        let pearson = joint.correlation(first, second)
        // A thousandth of a correlation moves no quantile.
        guard abs(pearson) > 1e-3 else { continue }
        correlations.append(
          Correlation(joint.addresses[first], joint.addresses[second], spearman: 6 / .pi * asin(pearson / 2)))
      }
    }
  }
}
