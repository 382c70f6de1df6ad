import CLAPACK

/// The singular values of a matrix and a full orthonormal basis of the space of its columns' coefficients.
public struct SingularVectors: Sendable, Equatable {
  /// Descending, one per column: zeros stand for columns beyond the number of rows.
  public let values: [Double]
  /// columns × columns; column k belongs to `values[k]`: ‖A·v_k‖ = values[k].
  public let vectors: Matrix

  /// The directions in which the matrix says nothing: those of singular values up to `tolerance` times the largest.
  public func nullSpace(tolerance: Double) -> Matrix {
    let limit = tolerance * (values.first ?? 0)
    let first = values.firstIndex { $0 <= limit } ?? values.count
    var basis = Matrix(rows: vectors.rows, columns: vectors.columns - first)
    for column in 0..<basis.columns {
      for row in 0..<basis.rows { basis[row, column] = vectors[row, first + column] }
    }
    return basis
  }
}

/// Singular values with all right vectors. LAPACK `dgesvd`; O(rows · columns² + columns³).
public func singularVectors(_ matrix: Matrix) throws(LinearAlgebraError) -> SingularVectors {
  guard matrix.isFinite else { throw .notFinite }
  let size = matrix.columns
  guard matrix.rows > 0, size > 0 else {
    return SingularVectors(values: [Double](repeating: 0, count: size), vectors: Matrix(identity: size))
  }
  var copy = matrix
  let count = min(matrix.rows, size)
  var values = [Double](repeating: 0, count: count)
  var transposed = Matrix(rows: size, columns: size)
  var none = CChar(UInt8(ascii: "N"))
  var all = CChar(UInt8(ascii: "A"))
  var rows = CInt(matrix.rows)
  var columns = CInt(size)
  var leading = rows
  var leadingVectors = columns
  var unused: Double = 0
  var one: CInt = 1
  var work = [Double](repeating: 0, count: 5 * (matrix.rows + size) + 64)
  var workSize = CInt(work.count)
  var status: CInt = 0
  // In bounds: the matrix is rows × columns, there are min(rows, columns) values; with job N the left vectors are never
  // written, with job A the right ones fill columns × columns; the workspace exceeds max(3·min + max, 5·min).
  unsafe dgesvd_(
    &none, &all, &rows, &columns, &copy.storage, &leading, &values, &unused, &one, &transposed.storage,
    &leadingVectors, &work, &workSize, &status, 1, 1)
  try check(status, of: "dgesvd")
  guard status == 0 else { throw .notConverged(routine: "dgesvd", code: Int(status)) }
  return SingularVectors(
    values: values + [Double](repeating: 0, count: size - count), vectors: transposed.transposed)
}
