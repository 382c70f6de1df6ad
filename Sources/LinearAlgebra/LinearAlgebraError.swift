/// Why a computation of this room cannot be done.
public enum LinearAlgebraError: Error, Sendable, Equatable {
  /// A square matrix was needed.
  case notSquare(rows: Int, columns: Int)
  /// Elements (row, column) and (column, row) differ although the matrix must be symmetric.
  case notSymmetric(row: Int, column: Int, difference: Double)
  /// The matrix holds an infinite element or one that is not a number.
  case notFinite
  /// The leading block of this order is not positive definite.
  case notPositiveDefinite(order: Int)
  /// Two operands do not fit.
  case sizeMismatch(expected: Int, found: Int)
  /// Some columns cannot be told apart: only `rank` of them are independent.
  case rankDeficient(rank: Int, columns: Int)
  /// No point satisfies all constraints.
  case infeasible
  /// A least-squares problem without rows or without columns.
  case empty
  /// A pair names an index outside 0 ..< size, or the same index twice.
  case noSuchPair(first: Int, second: Int, size: Int)
  /// A correlation lies outside −1 … 1.
  case noSuchCorrelation(Double)
  /// More parameters than an impossible set of correlations is repaired for.
  case tooLargeToRepair(size: Int, largest: Int)
  /// An iteration of LAPACK or of ours did not converge.
  case notConverged(routine: String, code: Int)
  /// LAPACK rejected an argument: our own mistake, kept as data because the caller may still go on.
  case illegalArgument(routine: String, position: Int)
}
