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
/// that a Cholesky factor exists. O(n³) a round.
func nearestCorrelation(to matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  let size = matrix.rows
  var current = matrix
  var correction = Matrix(rows: size, columns: size)
  for _ in 0..<2000 {
    let shifted = combination(current, minus: correction)
    let projected = try spectrumAtLeast(0, of: shifted)
    correction = combination(projected, minus: shifted)
    var next = projected
    for i in 0..<size { next[i, i] = 1 }
    let change = zip(next.storage, current.storage).reduce(0) { max($0, abs($1.0 - $1.1)) }
    current = next
    if change <= 1e-12 { break }
  }
  return unitDiagonal(try spectrumAtLeast(1e-10, of: current))
}

private func combination(_ a: Matrix, minus b: Matrix) -> Matrix {
  var result = a
  for c in 0..<a.columns {
    for r in 0..<a.rows { result[r, c] -= b[r, c] }
  }
  return result
}

/// The nearest symmetric matrix without an eigenvalue below `least`.
private func spectrumAtLeast(_ least: Double, of matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  let eigen = try symmetricEigen(matrix)
  var scaled = eigen.vectors
  for k in 0..<matrix.rows {
    for r in 0..<matrix.rows { scaled[r, k] *= max(eigen.values[k], least) }
  }
  let product = scaled * eigen.vectors.transposed
  var result = product
  for c in 0..<matrix.rows {
    for r in 0..<matrix.rows { result[r, c] = 0.5 * (product[r, c] + product[c, r]) }
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
