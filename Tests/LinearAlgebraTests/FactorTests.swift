import LinearAlgebra
import Testing

private func largestDifference(_ a: Matrix, _ b: Matrix) -> Double {
  zip(a.storage, b.storage).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

@Test func `the Cholesky factor of a known matrix`() throws {
  // A textbook example: the factor has whole elements.
  let matrix = Matrix(rows: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
  let factor = try choleskyFactor(of: matrix)
  #expect(factor == Matrix(rows: [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
}

@Test func `an indefinite matrix names the leading block that fails`() {
  #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
    try choleskyFactor(of: Matrix(rows: [[1, 2], [2, 1]]))
  }
  #expect(throws: LinearAlgebraError.notSquare(rows: 1, columns: 2)) {
    try choleskyFactor(of: Matrix(rows: [[1, 2]]))
  }
}

@Test func `eigenvalues and eigenvectors rebuild the matrix`() throws {
  let matrix = Matrix(rows: [[2, -1, 0], [-1, 2, -1], [0, -1, 2]])
  let eigen = try symmetricEigen(matrix)
  // The eigenvalues of this second-difference matrix are 2 − 2·cos(kπ/4).
  let expected = [2 - 2.0.squareRoot(), 2, 2 + 2.0.squareRoot()]
  for (found, wanted) in zip(eigen.values, expected) { #expect(abs(found - wanted) < 1e-14) }
  var scaled = eigen.vectors
  for k in 0..<3 {
    for r in 0..<3 { scaled[r, k] *= eigen.values[k] }
  }
  #expect(largestDifference(scaled * eigen.vectors.transposed, matrix) < 1e-14)
}

@Test func `a semidefinite matrix has a lower triangular factor with a diagonal that is not negative`() throws {
  // Rank 2: the third variable is the sum of the first two.
  let matrix = Matrix(rows: [[1, 0.5, 1.5], [0.5, 1, 1.5], [1.5, 1.5, 3]])
  let factor = try lowerTriangularFactor(ofPositiveSemidefinite: matrix)
  #expect(largestDifference(factor * factor.transposed, matrix) < 1e-14)
  for r in 0..<3 {
    #expect(factor[r, r] >= 0)
    for c in r + 1..<max(3, r + 1) { #expect(factor[r, c] == 0) }
  }
}

@Test func `appending a row leaves the rows of the factor as they were`() throws {
  let large = Matrix(rows: [[1, 0.5, 0.2], [0.5, 1, -0.3], [0.2, -0.3, 1]])
  let small = Matrix(rows: [[1, 0.5], [0.5, 1]])
  let both = (
    try lowerTriangularFactor(ofPositiveSemidefinite: large), try lowerTriangularFactor(ofPositiveSemidefinite: small)
  )
  for r in 0..<2 {
    for c in 0..<2 { #expect(both.0[r, c] == both.1[r, c]) }
  }
}

@Test func `a matrix with a negative eigenvalue has no such factor`() {
  #expect(throws: LinearAlgebraError.self) {
    try lowerTriangularFactor(ofPositiveSemidefinite: Matrix(rows: [[1, 2], [2, 1]]))
  }
}

@Test func `singular values are the lengths along the axes of a scaled rotation`() throws {
  let values = try singularValues(Matrix(rows: [[0, 3], [-2, 0], [0, 0]]))
  #expect(abs(values[0] - 3) < 1e-15 && abs(values[1] - 2) < 1e-15)
}

@Test func `every leading order of a random correlation matrix is factored`() throws {
  // Sizes beyond LAPACK's block size exercise its blocked code.
  let size = 80
  var matrix = Matrix(identity: size)
  for r in 0..<size {
    for c in 0..<r {
      let value = 0.9 / Double(1 + (r - c) * (r - c))
      matrix[r, c] = value
      matrix[c, r] = value
    }
  }
  let factor = try choleskyFactor(of: matrix)
  #expect(largestDifference(factor * factor.transposed, matrix) < 1e-13)
  let eigen = try symmetricEigen(matrix)
  #expect(abs(eigen.values.reduce(0, +) - Double(size)) < 1e-11)
}
