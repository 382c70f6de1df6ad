/// What the coefficients of a least-squares problem must keep: lower ≤ x ≤ upper and rows·x ≤ limits.
public struct LinearConstraints: Sendable, Equatable {
  /// −∞ where there is none; equal to `upper` where a coefficient is fixed.
  public var lower: [Double]
  /// +∞ where there is none.
  public var upper: [Double]
  /// One inequality a row.
  public var rows: Matrix
  public var limits: [Double]

  public init(lower: [Double], upper: [Double], rows: Matrix? = nil, limits: [Double] = []) {
    self.lower = lower
    self.upper = upper
    self.rows = rows ?? Matrix(rows: 0, columns: lower.count)
    self.limits = limits
  }

  /// No coefficient is held.
  public init(unconstrained count: Int) {
    self.init(
      lower: [Double](repeating: -.infinity, count: count), upper: [Double](repeating: .infinity, count: count))
  }

  func check(columns: Int) throws(LinearAlgebraError) {
    for count in [lower.count, upper.count, rows.columns] where count != columns {
      throw .sizeMismatch(expected: columns, found: count)
    }
    guard limits.count == rows.rows else { throw .sizeMismatch(expected: rows.rows, found: limits.count) }
    let bounds = lower + upper
    guard rows.isFinite, limits.allSatisfy(\.isFinite), bounds.allSatisfy({ !$0.isNaN }) else { throw .notFinite }
    guard zip(lower, upper).allSatisfy({ $0 <= $1 }) else { throw .infeasible }
  }
}

/// A constraint that holds with equality at the solution.
public enum ActiveConstraint: Sendable, Equatable {
  case lower(Int)
  case upper(Int)
  /// A row of the inequalities.
  case row(Int)
}

/// The constraints of the coefficients that are not fixed, all written as g·x ≤ limit.
struct InequalityList {
  private(set) var rows: [[Double]] = []
  private(set) var limits: [Double] = []
  private(set) var names: [ActiveConstraint] = []

  /// - Parameter free: the coefficients that are not fixed; the others stand at `fixed`.
  init(_ constraints: LinearConstraints, free: [Int], fixed: [Double]) {
    for (place, index) in free.enumerated() {
      add(bound: constraints.upper[index], sign: 1, place, of: free.count, .upper(index))
      add(bound: constraints.lower[index], sign: -1, place, of: free.count, .lower(index))
    }
    let isFree = Set(free)
    for row in 0..<constraints.rows.rows {
      let taken = (0..<constraints.rows.columns).reduce(0) {
        isFree.contains($1) ? $0 : $0 + constraints.rows[row, $1] * fixed[$1]
      }
      rows.append(free.map { constraints.rows[row, $0] })
      limits.append(constraints.limits[row] - taken)
      names.append(.row(row))
    }
  }

  private mutating func add(bound: Double, sign: Double, _ place: Int, of count: Int, _ name: ActiveConstraint) {
    guard bound.isFinite else { return }
    var row = [Double](repeating: 0, count: count)
    row[place] = sign
    rows.append(row)
    limits.append(sign * bound)
    names.append(name)
  }
}
