import LinearAlgebra

/// Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations.
///
/// Golub and Van Loan, "Matrix Computations", section 8.5. Slower than LAPACK, but with the same bits everywhere, which
/// matters because the result reaches every path. O(n³) a sweep, fewer than ten sweeps.
struct JacobiEigen {
  private(set) var values: [Double]
  /// The eigenvectors as columns.
  private(set) var vectors: Matrix

  /// - Parameter start: an orthogonal matrix that nearly diagonalises the matrix, such as the eigenvectors of a matrix
  ///   close by; one or two sweeps then suffice.
  init(of matrix: Matrix, start: Matrix) {
    var work = start.transposed * matrix * start
    vectors = start
    let size = matrix.rows
    let negligible = 1e-16 * matrix.frobeniusNorm
    for _ in 0..<50 {
      var rotations = 0
      for q in 1..<max(1, size) {
        for p in 0..<q where abs(work[p, q]) > negligible {
          let rotation = Rotation(annihilating: work[p, q], first: work[p, p], second: work[q, q])
          rotation.apply(toColumns: (p, q), of: &work)
          rotation.apply(toRows: (p, q), of: &work)
          rotation.apply(toColumns: (p, q), of: &vectors)
          rotations += 1
        }
      }
      if rotations == 0 { break }
    }
    values = (0..<size).map { work[$0, $0] }
  }

  /// V·f(Λ)·Vᵀ, exactly symmetric.
  func matrix(mapping f: (Double) -> Double) -> Matrix {
    let size = values.count
    let scaled = values.map(f)
    var result = Matrix(rows: size, columns: size)
    for c in 0..<size {
      for r in c..<size {
        let sum = (0..<size).reduce(0) { $0 + vectors[r, $1] * scaled[$1] * vectors[c, $1] }
        result[r, c] = sum
        result[c, r] = sum
      }
    }
    return result
  }
}

/// A rotation in the plane of two coordinates.
private struct Rotation {
  let cosine: Double
  let sine: Double

  /// The smaller of the two rotations that make the off-diagonal element zero.
  init(annihilating element: Double, first: Double, second: Double) {
    let theta = (second - first) / (2 * element)
    let size = 1 / (abs(theta) + (theta * theta + 1).squareRoot())
    let tangent = theta < 0 ? -size : size
    cosine = 1 / (tangent * tangent + 1).squareRoot()
    sine = tangent * cosine
  }

  func apply(toColumns pair: (Int, Int), of matrix: inout Matrix) {
    for row in 0..<matrix.rows {
      let (p, q) = (matrix[row, pair.0], matrix[row, pair.1])
      matrix[row, pair.0] = cosine * p - sine * q
      matrix[row, pair.1] = sine * p + cosine * q
    }
  }

  func apply(toRows pair: (Int, Int), of matrix: inout Matrix) {
    for column in 0..<matrix.columns {
      let (p, q) = (matrix[pair.0, column], matrix[pair.1, column])
      matrix[pair.0, column] = cosine * p - sine * q
      matrix[pair.1, column] = sine * p + cosine * q
    }
  }
}
