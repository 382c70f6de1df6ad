import LinearAlgebra
import Testing

private let design = Matrix(rows: [
  [4, 1, 2, -1], [2, -3, 1, 0], [0, 1, 1, 5], [1, 2, -2, 1], [3, 0, 1, 1], [-1, 4, 2, 2],
])
private let right: [Double] = [3, -7, 2, -4, 5, 1]

private func sumOfSquares(_ a: Matrix, _ x: [Double], _ b: [Double]) -> Double {
  zip(a * x, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

/// A fixed sequence of numbers in −1 … 1.
private struct Numbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(UInt64(1) << 52) - 1
  }
  mutating func matrix(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(rows: (0..<rows).map { _ in (0..<columns).map { _ in next() } })
  }
}

struct ConstrainedLeastSquaresTests {
  @Test func `nonnegative least squares agrees with SciPy`() throws {
    // scipy.optimize.nnls(A, b), SciPy 1.17.1: x and the norm of the residuals.
    let expected = [0.0904411764705882, 0.611764705882353, 0.849264705882353, 0]
    let found = try nonnegativeLeastSquares(design, right)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-13) }
    #expect(found[3] == 0)
    #expect(abs(sumOfSquares(design, found, right).squareRoot() - 8.730945639774989) < 1e-13)
  }

  @Test func `bounded least squares agrees with SciPy`() throws {
    // scipy.optimize.lsq_linear(A, b, bounds, tol=1e-15, method="bvls"), SciPy 1.17.1: x and twice the cost.
    let cases: [(lower: [Double], upper: [Double], x: [Double], squares: Double)] = [
      (
        [0, -0.5, 0, -0.2], [0.6, 1, 0.3, 2],
        [0.26162215628091023, 0.7248269040553911, 0.3, -0.04451038575667632], 79.6519881305638
      ),
      ([0.3, -0.5, 0, 0], [0.6, 0.7, 0.3, 2], [0.3, 0.7, 0.3, 0], 79.75),
    ]
    for bounded in cases {
      let solution = try LeastSquaresProblem(design, right).solution(
        LinearConstraints(lower: bounded.lower, upper: bounded.upper))
      for (a, b) in zip(solution.coefficients, bounded.x) { #expect(abs(a - b) < 1e-12) }
      #expect(abs(solution.sumOfSquares - bounded.squares) < 1e-11)
    }
  }

  @Test func `random problems satisfy the conditions of Karush, Kuhn and Tucker`() throws {
    var numbers = Numbers(seed: 1)
    for round in 0..<300 {
      let size = 2 + round % 6
      let a = numbers.matrix(size + 5, size)
      let b = (0..<a.rows).map { _ in 3 * numbers.next() }
      var constraints = LinearConstraints(unconstrained: size)
      for index in 0..<size {
        constraints.lower[index] = -0.5 - 0.5 * numbers.next()
        constraints.upper[index] = constraints.lower[index] + 1 + numbers.next()
      }
      constraints.rows = numbers.matrix(2, size)
      // Feasible with certainty: the middle of the box keeps the rows.
      let middle = zip(constraints.lower, constraints.upper).map { ($0 + $1) / 2 }
      constraints.limits = (constraints.rows * middle).map { $0 + 0.1 }
      let solution = try LeastSquaresProblem(a, b).solution(constraints)
      checkConditions(solution, a, b, constraints)
    }
  }

  /// Feasible, multipliers not negative, and the slope is that of the active constraints alone.
  private func checkConditions(
    _ solution: ConstrainedSolution, _ a: Matrix, _ b: [Double], _ constraints: LinearConstraints
  ) {
    let x = solution.coefficients
    // Random matrices of this size have conditions below some thousand: 1e-9 leaves room.
    for index in x.indices {
      #expect(x[index] >= constraints.lower[index] - 1e-9 && x[index] <= constraints.upper[index] + 1e-9)
    }
    for (value, limit) in zip(constraints.rows * x, constraints.limits) { #expect(value <= limit + 1e-9) }
    var slope = a.transposed * zip(a * x, b).map { $0 - $1 }
    for (constraint, multiplier) in zip(solution.active, solution.multipliers) {
      #expect(multiplier > -1e-9)
      switch constraint {
      case .lower(let index): slope[index] -= multiplier
      case .upper(let index): slope[index] += multiplier
      case .row(let row): for index in x.indices { slope[index] += multiplier * constraints.rows[row, index] }
      }
    }
    for value in slope { #expect(abs(value) < 1e-8) }
    #expect(abs(sumOfSquares(a, x, b) - solution.sumOfSquares) < 1e-9)
  }

  @Test func `without constraints it is the ordinary solution with its covariance`() throws {
    let ordinary = try leastSquares(design, right)
    let solution = try LeastSquaresProblem(design, right).solution(LinearConstraints(unconstrained: 4))
    for (a, b) in zip(solution.coefficients, ordinary.coefficients) { #expect(abs(a - b) < 1e-13) }
    let variance = solution.sumOfSquares / 2
    let covariance = try #require(ordinary.covariance)
    for (a, b) in zip(solution.covariance.storage, covariance.storage) { #expect(abs(variance * a - b) < 1e-13) }
  }

  @Test func `a coefficient at its bound has no spread and the others that of the smaller problem`() throws {
    let solution = try LeastSquaresProblem(design, right).solution(
      LinearConstraints(lower: [0, 0, 0, 0], upper: [1, 1, 1, 1]))
    #expect(solution.active == [.lower(3)])
    let smaller = Matrix(rows: (0..<6).map { row in (0..<3).map { design[row, $0] } })
    let covariance = try LeastSquaresProblem(smaller, right).solution(LinearConstraints(unconstrained: 3)).covariance
    for row in 0..<4 {
      for column in 0..<4 {
        let expected = row < 3 && column < 3 ? covariance[row, column] : 0
        #expect(abs(solution.covariance[row, column] - expected) < 1e-14)
      }
    }
  }

  @Test func `a fixed coefficient keeps its value`() throws {
    let solution = try LeastSquaresProblem(design, right).solution(
      LinearConstraints(lower: [-10, 0.25, -10, -10], upper: [10, 0.25, 10, 10]))
    #expect(solution.coefficients[1] == 0.25)
    let smaller = Matrix(rows: (0..<6).map { row in [0, 2, 3].map { design[row, $0] } })
    let rest = (0..<6).map { right[$0] - 0.25 * design[$0, 1] }
    let expected = try leastSquares(smaller, rest).coefficients
    for (a, b) in zip([0, 2, 3].map { solution.coefficients[$0] }, expected) { #expect(abs(a - b) < 1e-13) }
  }

  @Test func `what cannot be solved says why`() throws {
    #expect(throws: LinearAlgebraError.rankDeficient(rank: 1, columns: 2)) {
      try LeastSquaresProblem(Matrix(rows: [[1, 2], [2, 4], [3, 6]]), [1, 2, 3])
    }
    let problem = try LeastSquaresProblem(Matrix(rows: [[1, 0], [0, 1]]), [1, 2])
    // x + y ≤ −1 with both at least 0.
    #expect(throws: LinearAlgebraError.infeasible) {
      try problem.solution(
        LinearConstraints(
          lower: [0, 0], upper: [1, 1], rows: Matrix(rows: [[1, 1]]), limits: [-1]))
    }
    #expect(throws: LinearAlgebraError.infeasible) {
      try problem.solution(LinearConstraints(lower: [1, 0], upper: [0, 1]))
    }
  }

  @Test func `the null space names the columns that cannot be told apart`() throws {
    let vectors = try singularVectors(Matrix(rows: [[1, 1, 0], [2, 2, 1], [3, 3, 5], [4, 4, 1]]))
    let space = vectors.nullSpace(tolerance: 1e-12)
    #expect(space.columns == 1)
    #expect(abs(space[0, 0] + space[1, 0]) < 1e-14)
    #expect(abs(abs(space[0, 0]) - 0.5.squareRoot()) < 1e-14)
    #expect(abs(space[2, 0]) < 1e-14)
  }
}
