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

/// The largest impossible set that is repaired: a round costs n³, and there are some hundred rounds.
private let largestRepair = 150

/// The correlation matrix nearest to a symmetric one in the Frobenius norm.
///
/// Alternating projections onto the semidefinite matrices and those with unit diagonal, with Dykstra's correction:
/// Higham, "Computing the nearest correlation matrix: a problem from finance", IMA J. Numer. Anal. 22 (2002) 329–343,
/// algorithm 3.3; eigenvalues by LAPACK `dsyev`. Stops when a round moves no element by more than 1e-12; eigenvalues are
/// finally lifted to 1e-10, so that the factor exists. O(n³) a round, some hundred rounds.
func nearestCorrelation(to matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  let size = matrix.rows
  guard size <= largestRepair else { throw .tooLargeToRepair(size: size, largest: largestRepair) }
  var current = matrix
  var correction = Matrix(rows: size, columns: size)
  for _ in 0..<1000 {
    let shifted = difference(current, correction)
    let projected = try symmetricEigen(shifted).matrix { max($0, 0) }
    correction = difference(projected, shifted)
    var next = projected
    for i in 0..<size { next[i, i] = 1 }
    let change = zip(next.storage, current.storage).reduce(0) { max($0, abs($1.0 - $1.1)) }
    current = next
    if change <= 1e-12 { break }
  }
  return unitDiagonal(try symmetricEigen(current).matrix { max($0, 1e-10) })
}

extension SymmetricEigen {
  /// V·diag(f(λ))·Vᵀ.
  fileprivate func matrix(_ transform: (Double) -> Double) -> Matrix {
    let size = values.count
    let scales = values.map(transform)
    var result = Matrix(rows: size, columns: size)
    for k in 0..<size where scales[k] != 0 {
      for column in 0..<size {
        let factor = scales[k] * vectors[column, k]
        for row in column..<size { result[row, column] += vectors[row, k] * factor }
      }
    }
    for column in 0..<size {
      for row in column..<size { result[column, row] = result[row, column] }
    }
    return result
  }
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
