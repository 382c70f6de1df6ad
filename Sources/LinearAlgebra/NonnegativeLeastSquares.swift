/// Solves min ‖A·x − b‖₂ under x ≥ 0.
///
/// The active-set method NNLS of C. Lawson and R. Hanson, Solving Least Squares Problems (1974, SIAM 1995), chapter 23,
/// with a rank-revealing orthogonal factorisation (LAPACK `dgelsy`) for each set of positive coefficients. Columns are
/// scaled to length 1. O(rows · columns²) per change of the set; there are seldom more than twice as many as columns.
public func nonnegativeLeastSquares(_ a: Matrix, _ b: [Double]) throws(LinearAlgebraError) -> [Double] {
  guard a.rows > 0, a.columns > 0 else { throw .empty }
  guard b.count == a.rows else { throw .sizeMismatch(expected: a.rows, found: b.count) }
  guard a.isFinite, b.allSatisfy(\.isFinite) else { throw .notFinite }
  let lengths = columnLengths(of: a)
  var search = NonnegativeSearch(scale(a, by: lengths.map { 1 / $0 }), b)
  for _ in 0..<(10 * a.columns + 10) {
    guard let next = search.mostWanted else { return zip(search.solution, lengths).map { $0 / $1 } }
    try search.admit(next)
  }
  throw .notConverged(routine: "nonnegative least squares", code: a.columns)
}

/// The state of the search: which coefficients are positive, and their values.
private struct NonnegativeSearch {
  let a: Matrix
  let b: [Double]
  /// A slope below this is zero up to rounding.
  let leastSlope: Double
  private(set) var solution: [Double]
  private var isPositive: [Bool]
  /// Coefficients that rounding alone made attractive.
  private var refused: Set<Int> = []

  init(_ a: Matrix, _ b: [Double]) {
    self.a = a
    self.b = b
    leastSlope = 1e-13 * b.reduce(0) { $0 + $1 * $1 }.squareRoot()
    solution = [Double](repeating: 0, count: a.columns)
    isPositive = [Bool](repeating: false, count: a.columns)
  }

  /// The coefficient at 0 whose increase lowers the sum of squares fastest; `nil` at the solution.
  var mostWanted: Int? {
    let residuals = zip(b, a * solution).map { $0 - $1 }
    let slopes = (0..<a.columns).map { column in
      (0..<a.rows).reduce(0) { $0 + a[$1, column] * residuals[$1] }
    }
    return slopes.indices.filter { !isPositive[$0] && !refused.contains($0) && slopes[$0] > leastSlope }
      .max { slopes[$0] < slopes[$1] }
  }

  /// Lets a coefficient become positive, and those at 0 again that would turn negative.
  mutating func admit(_ next: Int) throws(LinearAlgebraError) {
    isPositive[next] = true
    var isFirst = true
    while true {
      let trial = try unconstrained()
      if isFirst && trial[next] <= 0 {
        isPositive[next] = false
        refused.insert(next)
        return
      }
      isFirst = false
      let negative = trial.indices.filter { isPositive[$0] && trial[$0] <= 0 }
      func reach(_ index: Int) -> Double { solution[index] / (solution[index] - trial[index]) }
      guard let blocking = negative.min(by: { reach($0) < reach($1) }) else {
        solution = trial
        refused = []
        return
      }
      let step = reach(blocking)
      for index in solution.indices { solution[index] += step * (trial[index] - solution[index]) }
      for index in negative where index == blocking || solution[index] <= 0 {
        solution[index] = 0
        isPositive[index] = false
      }
    }
  }

  /// The least-squares solution in the positive coefficients alone.
  private func unconstrained() throws(LinearAlgebraError) -> [Double] {
    let columns = isPositive.indices.filter { isPositive[$0] }
    let (values, _) = try completeOrthogonalSolution(a.selecting(columns: columns), b, tolerance: 1e-13)
    var trial = [Double](repeating: 0, count: a.columns)
    for (column, value) in zip(columns, values) { trial[column] = value }
    return trial
  }
}

extension Matrix {
  /// The columns of these indices, in their order.
  func selecting(columns: [Int]) -> Matrix {
    var result = Matrix(rows: rows, columns: columns.count)
    for (target, source) in columns.enumerated() {
      for row in 0..<rows { result[row, target] = self[row, source] }
    }
    return result
  }
}
