import Foundation
import LinearAlgebra

/// 95 % intervals of the parameters of a block.
///
/// Where no constraint comes near, estimate ± t·se. Otherwise the profile interval: all values v at which the least sum
/// of squares within the constraints, x_j held at v, exceeds the least of all by no more than t². It ends at the bound
/// where the bound itself is that likely, so that a rate held at 0 has a one-sided interval, and the others widen by what
/// the held ones leave open. The excess is at most as large as without constraints, which keeps the level.
/// Sources: D. Bates and D. Watts, Nonlinear Regression Analysis (1988), section 6.1 (profile t); S. Self and K.-Y.
/// Liang, "Asymptotic properties of maximum likelihood estimators and likelihood ratio tests under nonstandard
/// conditions", Journal of the American Statistical Association 82 (1987) 605–610.
struct FlowIntervals {
  private let problem: LeastSquaresProblem
  private let constraints: LinearConstraints
  private let best: ConstrainedSolution
  private let covariance: Matrix
  /// Standard errors without any constraint: how far a held coefficient might reach.
  private let reaches: [Double]

  init(_ fit: FlowSolution) throws(LinearAlgebraError) {
    problem = fit.problem
    constraints = fit.block.constraints
    best = fit.solution
    covariance = fit.covariance
    let open = LinearConstraints(unconstrained: problem.columns)
    let full = best.active.isEmpty ? covariance : try problem.solution(open).covariance
    reaches = (0..<problem.columns).map { full[$0, $0].squareRoot() }
  }

  /// - Parameter quantile: the 97.5 % quantile of the parameter's t.
  func interval(
    of column: Int, quantile: Double
  ) throws(LinearAlgebraError) -> ClosedRange<Double>? {
    guard constraints.lower[column] < constraints.upper[column] else { return nil }
    let low = try end(of: column, -1, quantile)
    let high = try end(of: column, 1, quantile)
    return min(low, best.coefficients[column])...max(high, best.coefficients[column])
  }

  private func end(
    of column: Int, _ sign: Double, _ quantile: Double
  ) throws(LinearAlgebraError) -> Double {
    let estimate = best.coefficients[column]
    let bound = sign < 0 ? constraints.lower[column] : constraints.upper[column]
    guard sign * (bound - estimate) > 0 else { return bound }
    if best.active.isEmpty {
      let straight = estimate + sign * quantile * reaches[column]
      let target = sign * (straight - bound) > 0 ? bound : straight
      if isFeasibleOnTheWay(to: target, column) { return target }
    }
    return try profileEnd(of: column, toward: bound, sign, quantile)
  }

  /// Whether the others, moving along as the covariance says, keep their constraints.
  private func isFeasibleOnTheWay(to target: Double, _ column: Int) -> Bool {
    let step = (target - best.coefficients[column]) / covariance[column, column]
    let moved = best.coefficients.indices.map { best.coefficients[$0] + step * covariance[$0, column] }
    let isInside = moved.indices.allSatisfy {
      $0 == column || (moved[$0] >= constraints.lower[$0] && moved[$0] <= constraints.upper[$0])
    }
    return isInside && zip(constraints.rows * moved, constraints.limits).allSatisfy { $0 <= $1 }
  }

  /// √(excess) − t at a value; infinite where the constraints allow no such value.
  private func height(
    _ column: Int, at value: Double, _ quantile: Double
  ) throws(LinearAlgebraError) -> Double {
    var held = constraints
    (held.lower[column], held.upper[column]) = (value, value)
    do {
      let excess = try problem.leastSumOfSquares(held) - best.sumOfSquares
      return max(0, excess).squareRoot() - quantile
    } catch {
      // A value that the constraints forbid is as unlikely as can be.
      if error == .infeasible { return .infinity }
      throw error
    }
  }

  /// The value where the height is 0, or the bound where it stays below.
  private func profileEnd(
    of column: Int, toward bound: Double, _ sign: Double, _ quantile: Double
  ) throws(LinearAlgebraError) -> Double {
    let estimate = best.coefficients[column]
    var inner = (at: estimate, height: -quantile)
    // As far as the held constraints let it go: the end, unless others come to hold on the way.
    let own = max(0, covariance[column, column]).squareRoot()
    var width = quantile * (own > 0 ? own : reaches[column])
    for _ in 0..<Self.mostSteps {
      let isAtBound = sign * (estimate + sign * width - bound) >= 0
      let value = isAtBound ? bound : estimate + sign * width
      let height = try height(column, at: value, quantile)
      if abs(height) < Self.tolerance || height < 0 && isAtBound { return value }
      if height > 0 { return try root(column, inner, (value, height), quantile) }
      inner = (value, height)
      width *= 1.5
    }
    return inner.at
  }

  /// 1.5 to this power is beyond any ratio of standard errors.
  private static let mostSteps = 100

  /// Heights are in units of t.
  private static let tolerance = 1e-5

  /// The root between a point below and one above, by the secant rule of Illinois, by halves beside forbidden values.
  private func root(
    _ column: Int, _ below: (at: Double, height: Double), _ above: (at: Double, height: Double), _ quantile: Double
  ) throws(LinearAlgebraError) -> Double {
    var (inner, outer) = (below, above)
    for _ in 0..<60 where abs(outer.at - inner.at) > Self.tolerance * reaches[column] {
      let share = outer.height.isFinite ? inner.height / (inner.height - outer.height) : 0.5
      let middle = inner.at + (outer.at - inner.at) * min(0.99, max(0.01, share))
      let found = try height(column, at: middle, quantile)
      if abs(found) < Self.tolerance { return middle }
      if found < 0 {
        inner = (middle, found)
        if outer.height.isFinite { outer.height /= 2 }
      } else {
        outer = (middle, found)
        inner.height /= 2
      }
    }
    return outer.at
  }
}
