import LinearAlgebra

/// 2·sin(πρ/6): the correlation of normal scores whose rank correlation is ρ (Pearson 1907). The sine by its series,
/// exact to rounding for arguments up to π/6.
package func scoreCorrelation(ofSpearman rho: Double) -> Double {
  if abs(rho) == 1 { return rho }
  let x = rho * (Double.pi / 6)
  let z = x * x
  let series = stride(from: 19.0, through: 3, by: -2).reduce(1.0) { 1 - z / ($1 * ($1 - 1)) * $0 }
  return 2 * x * series
}

/// The correlation matrix nearest to a symmetric one in the Frobenius norm.
///
/// Alternating projections onto the semidefinite matrices and those with unit diagonal, with Dykstra's correction:
/// Higham, "Computing the nearest correlation matrix: a problem from finance", IMA J. Numer. Anal. 22 (2002) 329–343,
/// algorithm 3.3. Stops when a round moves no element by more than 1e-12; eigenvalues are finally lifted to 1e-10, so
/// that a Cholesky factor exists. O(n³) a round, some hundred rounds.
func nearestCorrelation(to matrix: Matrix) -> Matrix {
  let size = matrix.rows
  var current = matrix
  var correction = Matrix(rows: size, columns: size)
  var eigen = JacobiEigen(of: matrix, start: Matrix(identity: size))
  for _ in 0..<1000 {
    let shifted = difference(current, correction)
    // From the last eigenvectors on; their rounding errors do not accumulate within a thousand rounds.
    eigen = JacobiEigen(of: shifted, start: eigen.vectors)
    let projected = eigen.matrix { max($0, 0) }
    correction = difference(projected, shifted)
    var next = projected
    for i in 0..<size { next[i, i] = 1 }
    let change = zip(next.storage, current.storage).reduce(0) { max($0, abs($1.0 - $1.1)) }
    current = next
    if change <= 1e-12 { break }
  }
  return unitDiagonal(JacobiEigen(of: current, start: Matrix(identity: size)).matrix { max($0, 1e-10) })
}

private func difference(_ a: Matrix, _ b: Matrix) -> Matrix {
  var result = a
  for c in 0..<a.columns {
    for r in 0..<a.rows { result[r, c] -= b[r, c] }
  }
  return result
}

private func unitDiagonal(_ matrix: Matrix) -> Matrix {
  var result = matrix
  for c in 0..<matrix.rows {
    for r in 0..<matrix.rows where r != c {
      result[r, c] = matrix[r, c] / (matrix[r, r] * matrix[c, c]).squareRoot()
    }
    result[c, c] = 1
  }
  return result
}

/// A pivot below this is zero up to rounding.
private let leastPivot = 1e-14

/// The rows of the lower triangular factor of a semidefinite correlation matrix; nil when it is not semidefinite.
///
/// Cholesky's method row by row, so that appended rows leave earlier ones as they were. Not LAPACK's, because the factor
/// reaches every path and the last bits of LAPACK depend on the library installed.
func portableFactor(of matrix: Matrix) -> [[Double]]? {
  var lower: [[Double]] = []
  for row in 0..<matrix.rows {
    var line = [Double](repeating: 0, count: row + 1)
    for column in 0..<row {
      let known = (0..<column).reduce(0) { $0 + line[$1] * lower[column][$1] }
      let rest = matrix[row, column] - known
      if lower[column][column] > 0 {
        line[column] = rest / lower[column][column]
      } else if abs(rest) > 1e-7 {
        return nil
      }
    }
    let pivot = matrix[row, row] - (0..<row).reduce(0) { $0 + line[$1] * line[$1] }
    guard pivot >= -leastPivot * Double(matrix.rows) else { return nil }
    line[row] = pivot > leastPivot ? pivot.squareRoot() : 0
    lower.append(line)
  }
  return lower
}

/// The factor of a matrix that `nearestCorrelation` has made definite.
func semidefiniteFactor(of matrix: Matrix) throws(LinearAlgebraError) -> [[Double]] {
  guard let factor = portableFactor(of: matrix) else {
    throw .notConverged(routine: "nearestCorrelation", code: matrix.rows)
  }
  return factor
}
