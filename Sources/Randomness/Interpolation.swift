/// Polynomial interpolation at the Chebyshev–Lobatto points, which include both ends.
struct Interpolation {
  let degree: Int
  /// −½·cos(πk/degree), from −½ to ½.
  private let nodes: [Double]

  init(degree: Int) {
    precondition(degree > 0, "a line needs two nodes")
    self.degree = degree
    nodes = (0...degree).map { k in
      // Symmetric, so that the outermost nodes are exactly the ends.
      let angle = Double.pi * (Double(k) / Double(degree) - 0.5)
      return k == 0 ? -0.5 : k == degree ? 0.5 : 0.5 * sine(angle)
    }
  }

  /// A polynomial in s = (point − middle)/width, −½ ≤ s ≤ ½.
  struct Piece: Sendable {
    let from: Double
    let width: Double
    /// Ascending.
    let coefficients: [Double]
    /// The function at the other end.
    let last: Double
    /// Points between the nodes where the error is near its largest.
    fileprivate let checks: [Double]

    func value(at s: Double) -> Double {
      var sum = 0.0
      for coefficient in coefficients.reversed() { sum = coefficient.addingProduct(sum, s) }
      return sum
    }

    /// The largest error between the nodes as a multiple of what is allowed.
    func error(accuracy: (Double) -> Double, of function: (Double) -> Double) -> Double {
      checks.reduce(0) { worst, s in
        let value = function(from + width * (0.5 + s))
        let error = abs(self.value(at: s) - value) / accuracy(value)
        return error.isNaN ? .infinity : max(worst, error)
      }
    }
  }

  /// By divided differences.
  ///
  /// - Parameter first: the function at `from`, where it is known.
  func piece(from: Double, width: Double, first: Double? = nil, of function: (Double) -> Double) -> Piece {
    var differences = nodes.map { node in
      if let first, node == -0.5 { return first }
      return function(from + width * (0.5 + node))
    }
    let last = differences[degree]
    for order in 1...degree {
      for k in stride(from: degree, through: order, by: -1) {
        differences[k] = (differences[k] - differences[k - 1]) / (nodes[k] - nodes[k - order])
      }
    }
    var coefficients = [Double](repeating: 0, count: degree + 1)
    for k in stride(from: degree, through: 0, by: -1) {
      for power in stride(from: degree, through: 1, by: -1) {
        coefficients[power] = coefficients[power - 1] - nodes[k] * coefficients[power]
      }
      coefficients[0] = differences[k] - nodes[k] * coefficients[0]
    }
    let checks = [0, degree / 2].map { 0.5 * (nodes[$0] + nodes[$0 + 1]) }
    return Piece(from: from, width: width, coefficients: coefficients, last: last, checks: checks)
  }
}

/// sin x for |x| ≤ π/2 by its series: the same bits on every machine.
private func sine(_ x: Double) -> Double {
  var term = x
  var sum = x
  for k in 1...12 {
    term *= -x * x / Double(2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}
