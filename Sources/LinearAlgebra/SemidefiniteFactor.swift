import CLAPACK

/// A pivot below this fraction of the largest diagonal element is zero up to rounding.
private let leastPivot = 1e-14

/// What may be left of an element whose pivot is zero; more means that the matrix is not semidefinite.
private let leastRest = 1e-7

/// The lower triangular L with diagonal ≥ 0 and L·Lᵀ = A for a symmetric positive semidefinite matrix.
///
/// Cholesky's method by bordering: row i solves L x = A[i, 0 ..< i] with the rows above it (LAPACK `dtrtrs`), so a row
/// depends on the rows above it alone and appending rows leaves the earlier ones as they were, bit for bit. `dpotrf`
/// factors in blocks whose sums depend on the order, and stops at a zero pivot. O(n³/3).
/// - Throws: `notPositiveDefinite` with the order of the first leading block that is not semidefinite.
public func lowerTriangularFactor(
  ofPositiveSemidefinite matrix: Matrix
) throws(LinearAlgebraError) -> Matrix {
  guard matrix.isSquare else { throw .notSquare(rows: matrix.rows, columns: matrix.columns) }
  guard matrix.isFinite else { throw .notFinite }
  let size = matrix.rows
  let largest = (0..<size).map { matrix[$0, $0] }.max() ?? 0
  var lower = Matrix(rows: size, columns: size)
  // The same with 1 in the place of zero pivots, so that every leading block can be solved with.
  var solvable = lower
  for row in 0..<size {
    let wanted = (0..<row).map { matrix[row, $0] }
    var line = try forwardSubstitution(&solvable, wanted)
    for column in line.indices where lower[column, column] == 0 {
      guard abs(line[column]) <= leastRest * max(largest, 1) else { throw .notPositiveDefinite(order: row + 1) }
      line[column] = 0
    }
    let pivot = matrix[row, row] - line.reduce(0) { $0 + $1 * $1 }
    guard pivot >= -leastPivot * largest * Double(size) else { throw .notPositiveDefinite(order: row + 1) }
    let diagonal = pivot > leastPivot * largest ? pivot.squareRoot() : 0
    for (column, value) in line.enumerated() {
      lower[row, column] = value
      solvable[row, column] = value
    }
    lower[row, row] = diagonal
    solvable[row, row] = diagonal > 0 ? diagonal : 1
  }
  return lower
}

/// x with L x = b for the leading block of a lower triangular matrix that has as many rows as `b`. LAPACK `dtrtrs`.
/// The matrix is passed in place because a copy per row would cost more than the solution; it is not changed.
func forwardSubstitution(_ lower: inout Matrix, _ right: [Double]) throws(LinearAlgebraError) -> [Double] {
  guard right.count <= lower.rows else { throw .sizeMismatch(expected: lower.rows, found: right.count) }
  guard !right.isEmpty else { return [] }
  var solution = right
  var order = CInt(right.count)
  var leading = CInt(lower.rows)
  var count: CInt = 1
  var status: CInt = 0
  var triangle = CChar(UInt8(ascii: "L"))
  var plain = CChar(UInt8(ascii: "N"))
  // In bounds: the leading order × order block lies in the storage, whose columns are `leading` apart; the right-hand
  // side has order elements.
  unsafe dtrtrs_(
    &triangle, &plain, &plain, &order, &count, &lower.storage, &leading, &solution, &order, &status, 1, 1, 1)
  try check(status, of: "dtrtrs")
  guard status == 0 else { throw .notConverged(routine: "dtrtrs", code: Int(status)) }
  return solution
}
