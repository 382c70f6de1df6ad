import CLAPACK

/// Eigenvalues, ascending, and the eigenvectors as the columns of an orthogonal matrix.
public struct SymmetricEigen: Sendable, Equatable {
  public let values: [Double]
  public let vectors: Matrix
}

/// The spectral decomposition A = V·diag(λ)·Vᵀ of a symmetric matrix.
///
/// Only the lower triangle is read. LAPACK `dsyev`; O(n³).
public func symmetricEigen(_ matrix: Matrix) throws(LinearAlgebraError) -> SymmetricEigen {
  guard matrix.isSquare else { throw .notSquare(rows: matrix.rows, columns: matrix.columns) }
  guard matrix.isFinite else { throw .notFinite }
  guard matrix.rows > 0 else { return SymmetricEigen(values: [], vectors: matrix) }
  var vectors = matrix
  var values = [Double](repeating: 0, count: matrix.rows)
  var order = CInt(matrix.rows)
  // 34·n is the optimal workspace for LAPACK's block size of 32; 3·n − 1 would be the least.
  var work = [Double](repeating: 0, count: 34 * matrix.rows)
  var workSize = CInt(work.count)
  var status: CInt = 0
  var job = CChar(UInt8(ascii: "V"))
  var triangle = CChar(UInt8(ascii: "L"))
  var leading = order
  // In bounds: the matrix is order × order, there are order values, the workspace has the size that is passed along.
  unsafe dsyev_(
    &job, &triangle, &order, &vectors.storage, &leading, &values, &work, &workSize, &status, 1, 1)
  try check(status, of: "dsyev")
  guard status == 0 else { throw .notConverged(routine: "dsyev", code: Int(status)) }
  return SymmetricEigen(values: values, vectors: vectors)
}
