/// A metalog quantile function through given points (Keelin 2016, equations 6 to 8), written over the logit l of the
/// level u: M = N(c) + S(c)·l with polynomials N and S in c = u − ½.
struct Metalog: Sendable {
  let min: Double?
  let max: Double?
  /// Coefficients of N and S in ascending powers of c, in units of `unit`; N counts from `center`.
  private let plain: [Double]
  private let steep: [Double]
  private let center: Double
  private let unit: Double

  /// nil when the levels do not determine the coefficients.
  init?(levels: [Double], values: [Double], min: Double?, max: Double?) {
    let transformed = values.map { Self.transformed($0, min: min, max: max) }
    guard let first = transformed.first, let last = transformed.last else { return nil }
    let width = last - first
    let rows = levels.map { level in Self.basis(count: levels.count, level: level) }
    let right = transformed.map { width > 0 ? ($0 - first) / width : 0 }
    guard let solution = solveByElimination(rows, right) else { return nil }
    let terms = Self.terms(levels.count)
    plain = zip(terms, solution).filter { !$0.0.isSteep }.map(\.1)
    steep = zip(terms, solution).filter { $0.0.isSteep }.map(\.1)
    (self.min, self.max, center, unit) = (min, max, first, width)
  }

  /// The terms in Keelin's order; within N and within S the powers ascend.
  private static func terms(_ count: Int) -> [(isSteep: Bool, power: Int)] {
    (1...Swift.max(1, count)).map { k in
      switch k {
      case 1: (false, 0)
      case 2: (true, 0)
      case 3: (true, 1)
      case 4: (false, 1)
      default: k % 2 == 1 ? (false, (k - 1) / 2) : (true, k / 2 - 1)
      }
    }
  }

  private static func basis(count: Int, level: Double) -> [Double] {
    let logit = logarithm(level) - logarithm(1 - level)
    return terms(count).map { term in
      let power = (0..<term.power).reduce(1.0) { product, _ in product * (level - 0.5) }
      return term.isSteep ? power * logit : power
    }
  }

  private static func transformed(_ value: Double, min: Double?, max: Double?) -> Double {
    switch (min, max) {
    case (nil, nil): value
    case (let min?, nil): logarithm(value - min)
    case (nil, let max?): -logarithm(max - value)
    case (let min?, let max?): logarithm(value - min) - logarithm(max - value)
    }
  }

  /// The variable at a logit.
  func value(at logit: Double) -> Double {
    let m = line(at: logit)
    switch (min, max) {
    case (nil, nil): return m
    case (let min?, nil): return min + exponential(m)
    case (nil, let max?): return max - exponential(-m)
    case (let min?, let max?):
      let decay = exponential(-abs(m))
      let minor = (max - min) * (decay / (1 + decay))
      return m > 0 ? max - minor : min + minor
    }
  }

  /// M at a logit, before the bounds.
  private func line(at logit: Double) -> Double {
    let c = Self.centered(logit)
    return center + unit * (polynomial(plain, c) + polynomial(steep, c) * logit)
  }

  /// u − ½ = tanh(l/2)/2.
  private static func centered(_ logit: Double) -> Double {
    let decay = exponentialMinusOne(-abs(logit))
    let half = -0.5 * decay / (2 + decay)
    return logit < 0 ? -half : half
  }

  /// dM/dl; positive where the quantile function increases.
  func slope(at logit: Double) -> Double {
    let c = Self.centered(logit)
    let density = (0.5 - c) * (0.5 + c)
    let inner = derivative(plain, c) + derivative(steep, c) * logit
    return unit * (polynomial(steep, c) + density * inner)
  }

  /// The limits of dM/dl in the lower and the upper tail.
  var tailSlopes: (lower: Double, upper: Double) {
    (unit * polynomial(steep, -0.5), unit * polynomial(steep, 0.5))
  }
}

private func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.reversed().reduce(0) { $0 * x + $1 }
}

private func derivative(_ coefficients: [Double], _ x: Double) -> Double {
  coefficients.enumerated().dropFirst().reversed().reduce(0) { $0 * x + Double($1.offset) * $1.element }
}

/// Gaussian elimination with row pivoting and one step of refinement; nil where a pivot vanishes.
///
/// Not LAPACK, whose last bits depend on the library installed, because the solution reaches every path.
func solveByElimination(_ rows: [[Double]], _ right: [Double]) -> [Double]? {
  guard let first = eliminated(rows, right) else { return nil }
  let residual = zip(rows, right).map { row, value in value - zip(row, first).reduce(0) { $0 + $1.0 * $1.1 } }
  guard let correction = eliminated(rows, residual) else { return nil }
  return zip(first, correction).map { $0 + $1 }
}

private func eliminated(_ rows: [[Double]], _ right: [Double]) -> [Double]? {
  var a = zip(rows, right).map { $0 + [$1] }
  let size = a.count
  for column in 0..<size {
    guard let pivot = (column..<size).max(by: { abs(a[$0][column]) < abs(a[$1][column]) }), a[pivot][column] != 0 else {
      return nil
    }
    a.swapAt(column, pivot)
    for row in column + 1..<Swift.max(size, column + 1) {
      let factor = a[row][column] / a[column][column]
      for k in column...size { a[row][k] -= factor * a[column][k] }
    }
  }
  var solution = [Double](repeating: 0, count: size)
  for row in stride(from: size - 1, through: 0, by: -1) {
    let sum = (row + 1..<Swift.max(size, row + 1)).reduce(0) { $0 + a[row][$1] * solution[$1] }
    solution[row] = (a[row][size] - sum) / a[row][row]
  }
  return solution.allSatisfy(\.isFinite) ? solution : nil
}
