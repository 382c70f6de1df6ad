import CLAPACK

/// The singular values of a matrix, descending. LAPACK `dgesvd`; O(rows · columns · min(rows, columns)).
public func singularValues(_ matrix: Matrix) throws(LinearAlgebraError) -> [Double] {
  guard matrix.isFinite else { throw .notFinite }
  let count = min(matrix.rows, matrix.columns)
  guard count > 0 else { return [] }
  var copy = matrix
  var values = [Double](repeating: 0, count: count)
  var rows = CInt(matrix.rows)
  var columns = CInt(matrix.columns)
  var none = CChar(UInt8(ascii: "N"))
  var noneToo = none
  var leading = rows
  var one: CInt = 1
  var oneToo: CInt = 1
  var unused: Double = 0
  var unusedToo: Double = 0
  var work = [Double](repeating: 0, count: 5 * (matrix.rows + matrix.columns) + 64)
  var workSize = CInt(work.count)
  var status: CInt = 0
  // In bounds: the matrix is rows × columns, there are min(rows, columns) values; with job N the vectors are never
  // written; the workspace is larger than the least size max(3·min + max, 5·min).
  unsafe dgesvd_(
    &none, &noneToo, &rows, &columns, &copy.storage, &leading, &values, &unused, &one, &unusedToo, &oneToo, &work,
    &workSize, &status, 1, 1)
  try check(status, of: "dgesvd")
  guard status == 0 else { throw .notConverged(routine: "dgesvd", code: Int(status)) }
  return values
}
