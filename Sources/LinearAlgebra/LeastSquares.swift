import CLAPACK

/// The solution of min ‖A·x − b‖₂ and how well the data determine it.
public struct LeastSquaresSolution: Sendable, Equatable {
  /// x, one per column; the shortest of all solutions when the rank is deficient.
  public let coefficients: [Double]
  /// How many columns are independent, after each is scaled to length 1.
  public let rank: Int
  /// b − A·x, one per row.
  public let residuals: [Double]
  /// √(Σ residual² / (rows − rank)); nil where no degree of freedom is left.
  public let residualStandardDeviation: Double?
  /// One per column; nil where the rank is deficient or no degree of freedom is left.
  public let standardErrors: [Double]?
  /// Covariance of the coefficients, σ²·(AᵀA)⁻¹; nil where there are no standard errors.
  public let covariance: Matrix?
  /// Largest over smallest singular value of A as given; infinite where A is singular.
  public let conditionNumber: Double
  /// The same with every column scaled to length 1: what the data, not the units, make of it.
  public let scaledConditionNumber: Double
}

/// Solves min ‖A·x − b‖₂ by a rank-revealing complete orthogonal factorisation (LAPACK `dgelsy`).
///
/// Columns are scaled to length 1 first, so that the rank is judged apart from the units; a column counts as dependent
/// when it leaves the condition above 1/`tolerance`. O(rows · columns²).
public func leastSquares(
  _ a: Matrix, _ b: [Double], tolerance: Double = 1e-12
) throws(LinearAlgebraError) -> LeastSquaresSolution {
  guard a.rows > 0, a.columns > 0 else { throw .empty }
  guard b.count == a.rows else { throw .sizeMismatch(expected: a.rows, found: b.count) }
  guard a.isFinite, b.allSatisfy(\.isFinite) else { throw .notFinite }
  let lengths = columnLengths(of: a)
  let scaled = scale(a, by: lengths.map { 1 / $0 })
  let (solution, rank) = try completeOrthogonalSolution(scaled, b, tolerance: tolerance)
  let coefficients = zip(solution, lengths).map { $0 / $1 }
  let residuals = zip(b, scaled * solution).map { $0 - $1 }
  let freedom = a.rows - rank
  let deviation = freedom > 0 ? (residuals.reduce(0) { $0 + $1 * $1 } / Double(freedom)).squareRoot() : nil
  let covariance = try deviation.flatMapThrowing { sd throws(LinearAlgebraError) in
    rank == a.columns ? try covarianceOfCoefficients(scaled, lengths: lengths, deviation: sd) : nil
  }
  return LeastSquaresSolution(
    coefficients: coefficients, rank: rank, residuals: residuals, residualStandardDeviation: deviation,
    standardErrors: covariance.map { matrix in (0..<matrix.rows).map { matrix[$0, $0].squareRoot() } },
    covariance: covariance, conditionNumber: try conditionNumber(of: a),
    scaledConditionNumber: try conditionNumber(of: scaled))
}

/// Largest over smallest singular value; infinite for a singular matrix or one with more columns than rows.
public func conditionNumber(of matrix: Matrix) throws(LinearAlgebraError) -> Double {
  let values = try singularValues(matrix)
  guard matrix.rows >= matrix.columns, let largest = values.first, let smallest = values.last, smallest > 0 else {
    return .infinity
  }
  return largest / smallest
}

extension Optional {
  /// `flatMap` for a closure with a typed error.
  fileprivate func flatMapThrowing<Result>(
    _ transform: (Wrapped) throws(LinearAlgebraError) -> Result?
  ) throws(LinearAlgebraError) -> Result? {
    guard let value = self else { return nil }
    return try transform(value)
  }
}

/// Euclidean lengths of the columns; 1 for a column of zeros, so that it can be divided by.
func columnLengths(of matrix: Matrix) -> [Double] {
  (0..<matrix.columns).map { c in
    let largest = (0..<matrix.rows).reduce(0) { max($0, abs(matrix[$1, c])) }
    guard largest > 0 else { return 1 }
    return largest
      * (0..<matrix.rows).reduce(0) { $0 + (matrix[$1, c] / largest) * (matrix[$1, c] / largest) }.squareRoot()
  }
}

/// Every column times its factor.
func scale(_ matrix: Matrix, by factors: [Double]) -> Matrix {
  var result = matrix
  for c in 0..<matrix.columns {
    for r in 0..<matrix.rows { result[r, c] *= factors[c] }
  }
  return result
}

/// The shortest of all least-squares solutions with its rank. LAPACK `dgelsy`.
func completeOrthogonalSolution(
  _ a: Matrix, _ b: [Double], tolerance: Double
) throws(LinearAlgebraError) -> (solution: [Double], rank: Int) {
  var factor = a
  var right = b + [Double](repeating: 0, count: max(0, a.columns - a.rows))
  var pivots = [CInt](repeating: 0, count: a.columns)
  var rows = CInt(a.rows)
  var columns = CInt(a.columns)
  var one: CInt = 1
  var leading = rows
  var leadingRight = CInt(right.count)
  var threshold = tolerance
  var rank: CInt = 0
  var status: CInt = 0
  var work = [Double](repeating: 0, count: 2 * min(a.rows, a.columns) + 33 * (a.columns + 1) + a.rows)
  var workSize = CInt(work.count)
  // In bounds: the matrix is rows × columns, the right side holds max(rows, columns), there are as many pivots as
  // columns, and the workspace exceeds the least size min + 2·columns + max(2·min, columns + 1).
  unsafe dgelsy_(
    &rows, &columns, &one, &factor.storage, &leading, &right, &leadingRight, &pivots, &threshold, &rank, &work,
    &workSize, &status)
  try check(status, of: "dgelsy")
  return (Array(right.prefix(a.columns)), Int(rank))
}

/// σ²·(AᵀA)⁻¹ from R of A = Q·R: with W = R⁻¹ it is σ²·W·Wᵀ, and AᵀA, whose condition is squared, is never formed.
private func covarianceOfCoefficients(
  _ scaled: Matrix, lengths: [Double], deviation: Double
) throws(LinearAlgebraError) -> Matrix {
  let size = scaled.columns
  let inverse = invertedUpperTriangle(try triangularFactor(of: scaled), size: size)
  var covariance = Matrix(rows: size, columns: size)
  for i in 0..<size {
    for j in 0..<size {
      let sum = (max(i, j)..<size).reduce(0) { $0 + inverse[i, $1] * inverse[j, $1] }
      covariance[i, j] = (deviation / lengths[i]) * (deviation / lengths[j]) * sum
    }
  }
  return covariance
}

private func invertedUpperTriangle(_ upper: Matrix, size: Int) -> Matrix {
  var inverse = Matrix(rows: size, columns: size)
  for c in 0..<size {
    inverse[c, c] = 1 / upper[c, c]
    for r in stride(from: c - 1, through: 0, by: -1) {
      let sum = (r + 1...c).reduce(0) { $0 + upper[r, $1] * inverse[$1, c] }
      inverse[r, c] = -sum / upper[r, r]
    }
  }
  return inverse
}
