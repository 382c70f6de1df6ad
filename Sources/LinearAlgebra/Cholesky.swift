import CLAPACK

/// The lower triangular Cholesky factor L of a symmetric positive definite matrix, L·Lᵀ = A, with positive diagonal.
///
/// Only the lower triangle of `matrix` is read. LAPACK `dpotrf`; O(n³/3).
public func choleskyFactor(of matrix: Matrix) throws(LinearAlgebraError) -> Matrix {
  guard matrix.isSquare else { throw .notSquare(rows: matrix.rows, columns: matrix.columns) }
  guard matrix.isFinite else { throw .notFinite }
  var factor = matrix
  var order = CInt(matrix.rows)
  var leading = max(1, order)
  var status: CInt = 0
  var triangle = CChar(UInt8(ascii: "L"))
  // In bounds: the storage holds order × order elements and the leading dimension is the order.
  unsafe dpotrf_(&triangle, &order, &factor.storage, &leading, &status, 1)
  try check(status, of: "dpotrf")
  guard status == 0 else { throw .notPositiveDefinite(order: Int(status)) }
  for c in 1..<max(1, factor.columns) {
    for r in 0..<c { factor[r, c] = 0 }
  }
  return factor
}

/// A negative status is an argument LAPACK rejected; what a positive one means, each routine says itself.
func check(_ status: CInt, of routine: String) throws(LinearAlgebraError) {
  if status < 0 { throw .illegalArgument(routine: routine, position: Int(-status)) }
}
