import CLAPACK

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
