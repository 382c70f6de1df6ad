import CLAPACK

/// A pivot below this fraction of its diagonal element carries no digits worth keeping.
private let healthyPivot = 1e-12

/// How far below zero rounding may push an eigenvalue, relative to the largest one and the order.
private let eigenvalueTolerance = 1e-10

/// The lower triangular L with diagonal ≥ 0 and L·Lᵀ = A for a symmetric positive semidefinite matrix.
///
/// Where A is definite this is the Cholesky factor, so appending rows and columns leaves the leading block of L as it
/// was. Otherwise A = V·Λ·Vᵀ and the QR factorisation of (V·√Λ)ᵀ give L = Rᵀ. O(n³).
public func lowerTriangularFactor(
  ofPositiveSemidefinite matrix: Matrix
) throws(LinearAlgebraError) -> Matrix {
  do {
    let factor = try choleskyFactor(of: matrix)
    if hasHealthyPivots(factor, of: matrix) { return factor }
  } catch {
    guard case .notPositiveDefinite = error else { throw error }
  }
  let eigen = try symmetricEigen(matrix)
  let smallest = eigen.values.first ?? 0
  let largest = max(eigen.values.last ?? 0, -smallest)
  guard smallest >= -eigenvalueTolerance * largest * Double(matrix.rows) else {
    throw .notPositiveSemidefinite(smallestEigenvalue: smallest)
  }
  return try lowerFactor(from: eigen)
}

private func hasHealthyPivots(_ factor: Matrix, of matrix: Matrix) -> Bool {
  (0..<matrix.rows).allSatisfy { factor[$0, $0] * factor[$0, $0] > healthyPivot * matrix[$0, $0] }
}

/// Rᵀ of the QR factorisation of (V·√Λ)ᵀ, its columns turned so that the diagonal is not negative.
private func lowerFactor(from eigen: SymmetricEigen) throws(LinearAlgebraError) -> Matrix {
  let size = eigen.values.count
  var root = Matrix(rows: size, columns: size)
  for k in 0..<size {
    let scale = max(0, eigen.values[k]).squareRoot()
    for r in 0..<size { root[k, r] = eigen.vectors[r, k] * scale }
  }
  let upper = try triangularFactor(of: root)
  var lower = Matrix(rows: size, columns: size)
  for r in 0..<size {
    for c in 0...r { lower[r, c] = upper[c, c] < 0 ? -upper[c, r] : upper[c, r] }
  }
  return lower
}

/// The upper triangle R of A = Q·R. LAPACK `dgeqrf`.
func triangularFactor(of matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  var result = matrix
  var rows = CInt(matrix.rows)
  var columns = CInt(matrix.columns)
  var leading = max(1, rows)
  var reflectors = [Double](repeating: 0, count: max(1, min(matrix.rows, matrix.columns)))
  var work = [Double](repeating: 0, count: max(1, 32 * matrix.columns))
  var workSize = CInt(work.count)
  var status: CInt = 0
  // In bounds: the matrix is rows × columns, there are min(rows, columns) reflectors, the workspace has the size given.
  unsafe dgeqrf_(&rows, &columns, &result.storage, &leading, &reflectors, &work, &workSize, &status)
  try check(status, of: "dgeqrf")
  return result
}
