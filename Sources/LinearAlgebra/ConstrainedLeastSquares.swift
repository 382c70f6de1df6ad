/// A least-squares problem min ‖A·x − b‖₂, factored once and solved under any number of sets of linear constraints.
///
/// A = Q·R with columns scaled to length 1 (LAPACK `dgeqrf`). Under constraints it is the problem LSI of C. Lawson and
/// R. Hanson, Solving Least Squares Problems (1974, SIAM 1995), chapter 23: with z = R·x − Qᵀb the shortest z within the
/// constraints, found by nonnegative least squares; the constraints that hold are then solved with as equations in the
/// null space (G. Golub and C. Van Loan, Matrix Computations, 4th edition, section 6.2). Nothing is inverted.
/// To weight the rows, scale them and `b` by the root of their weights.
public struct LeastSquaresProblem: Sendable {
  /// R in the scaled coefficients.
  private let triangle: Matrix
  /// The first elements of Qᵀb.
  private let right: [Double]
  /// What no coefficients can explain: the sum of squares of the unconstrained solution.
  private let rest: Double
  /// Lengths of the columns: scaled coefficient = length · coefficient.
  private let lengths: [Double]
  /// Largest over smallest singular value, every column scaled to length 1.
  public let conditionNumber: Double

  /// - Throws: `rankDeficient` when columns cannot be told apart, so that there is no single solution.
  public init(_ a: Matrix, _ b: [Double], tolerance: Double = 1e-12) throws(LinearAlgebraError) {
    guard a.rows > 0, a.columns > 0 else { throw .empty }
    guard b.count == a.rows else { throw .sizeMismatch(expected: a.rows, found: b.count) }
    guard a.isFinite, b.allSatisfy(\.isFinite) else { throw .notFinite }
    lengths = columnLengths(of: a)
    let factor = try OrthogonalReduction(scale(a, by: lengths.map { 1 / $0 }), b)
    (triangle, right, rest) = (factor.triangle, factor.right, factor.rest)
    let values = try singularValues(triangle)
    let limit = tolerance * (values.first ?? 0)
    let rank = values.count { $0 > limit }
    guard rank == a.columns, let largest = values.first, let smallest = values.last else {
      throw .rankDeficient(rank: rank, columns: a.columns)
    }
    conditionNumber = largest / smallest
  }

  public var columns: Int { lengths.count }

  /// The solution within the constraints.
  ///
  /// - Throws: `infeasible` where no point satisfies them.
  /// - Complexity: O(columns³) for each constraint that holds.
  public func solution(_ constraints: LinearConstraints) throws(LinearAlgebraError) -> ConstrainedSolution {
    let free = freeColumns(constraints)
    let search = try search(constraints, free: free)
    var coefficients = constraints.lower
    for (place, value) in zip(free, search.coefficients) { coefficients[place] = value }
    for case .lower(let index) in search.active { coefficients[index] = constraints.lower[index] }
    for case .upper(let index) in search.active { coefficients[index] = constraints.upper[index] }
    return ConstrainedSolution(
      coefficients: coefficients, sumOfSquares: search.sumOfSquares, active: search.active,
      multipliers: search.multipliers, covarianceRoot: try root(search, free: free))
  }

  /// The sum of squares of the solution within the constraints, for less work.
  public func leastSumOfSquares(_ constraints: LinearConstraints) throws(LinearAlgebraError) -> Double {
    try search(constraints, free: freeColumns(constraints)).sumOfSquares
  }

  private func freeColumns(_ constraints: LinearConstraints) -> [Int] {
    zip(constraints.lower, constraints.upper).enumerated().filter { $0.element.0 < $0.element.1 }.map(\.offset)
  }

  private func search(
    _ constraints: LinearConstraints, free: [Int]
  ) throws(LinearAlgebraError) -> LeastDistance {
    try constraints.check(columns: columns)
    let reduced = try eliminating(fixed: constraints.lower, free: free)
    let inequalities = InequalityList(constraints, free: free, fixed: constraints.lower)
    var search = LeastDistance(reduced, inequalities, scales: free.map { lengths[$0] })
    try search.run()
    return search
  }

  /// The problem in the free coefficients, the others standing at their fixed values.
  private func eliminating(fixed: [Double], free: [Int]) throws(LinearAlgebraError) -> OrthogonalReduction {
    guard free.count < columns else { return OrthogonalReduction(triangle: triangle, right: right, rest: rest) }
    let isFree = Set(free)
    var remaining = right
    for column in 0..<columns where !isFree.contains(column) {
      for row in 0...column { remaining[row] -= triangle[row, column] * lengths[column] * fixed[column] }
    }
    guard !free.isEmpty else {
      let squares = remaining.reduce(0) { $0 + $1 * $1 }
      return OrthogonalReduction(triangle: Matrix(rows: 0, columns: 0), right: [], rest: rest + squares)
    }
    let smaller = try OrthogonalReduction(triangle.selecting(columns: free), remaining)
    return OrthogonalReduction(triangle: smaller.triangle, right: smaller.right, rest: rest + smaller.rest)
  }

  /// K with K·Kᵀ the covariance, in the coefficients as given; rows of fixed coefficients are 0.
  private func root(_ search: LeastDistance, free: [Int]) throws(LinearAlgebraError) -> Matrix {
    let inner = try search.covarianceRoot()
    var root = Matrix(rows: columns, columns: inner.columns)
    for (place, index) in free.enumerated() {
      for column in 0..<inner.columns { root[index, column] = inner[place, column] }
    }
    return root
  }
}

/// The solution of a least-squares problem within linear constraints.
public struct ConstrainedSolution: Sendable, Equatable {
  public let coefficients: [Double]
  /// ‖A·x − b‖².
  public let sumOfSquares: Double
  /// Constraints that hold with equality.
  public let active: [ActiveConstraint]
  /// By how much half the sum of squares would fall for one unit more of each active limit; not negative.
  public let multipliers: [Double]
  /// K with K·Kᵀ = Z·(ZᵀAᵀAZ)⁻¹·Zᵀ, Z a basis of what the active constraints leave free.
  let covarianceRoot: Matrix

  /// The covariance of the coefficients for rows of variance 1, the active constraints taken as given: 0 for what they
  /// hold.
  public var covariance: Matrix { covarianceRoot * covarianceRoot.transposed }
}

/// min ‖A·x − b‖² as ‖R·x − c‖² + rest.
struct OrthogonalReduction {
  let triangle: Matrix
  let right: [Double]
  let rest: Double

  init(triangle: Matrix, right: [Double], rest: Double) {
    self.triangle = triangle
    self.right = right
    self.rest = rest
  }

  init(_ a: Matrix, _ b: [Double]) throws(LinearAlgebraError) {
    let size = a.columns
    // One row more than columns at least, so that R and the rest have their places.
    var joined = Matrix(rows: max(a.rows, size + 1), columns: size + 1)
    for row in 0..<a.rows {
      for column in 0..<size { joined[row, column] = a[row, column] }
      joined[row, size] = b[row]
    }
    let factor = try triangularFactor(of: joined)
    var triangle = Matrix(rows: size, columns: size)
    for column in 0..<size {
      for row in 0...column { triangle[row, column] = factor[row, column] }
    }
    self.triangle = triangle
    right = (0..<size).map { factor[$0, size] }
    rest = factor[size, size] * factor[size, size]
  }
}
