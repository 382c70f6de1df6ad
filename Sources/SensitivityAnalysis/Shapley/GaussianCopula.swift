public import LinearAlgebra
public import Randomness

/// Correlated inputs on the unit cube whose normal scores are jointly normal.
public struct GaussianCopula: Sendable, Equatable {
  /// Of the normal scores, with ones in the diagonal.
  public let correlation: Matrix

  /// - Throws: where the matrix is not square, not finite or not positive semidefinite.
  public init(scoreCorrelation: Matrix) throws(LinearAlgebraError) {
    _ = try lowerTriangularFactor(ofPositiveSemidefinite: scoreCorrelation)
    correlation = scoreCorrelation
  }

  public init(_ factor: CopulaFactor) {
    self.init(dimensions: factor.lower.count, parts: [(inputs: Array(factor.lower.indices), factor: factor)])
  }

  /// Parts that have nothing to do with each other; inputs in none of them stand alone.
  ///
  /// - Precondition: no input stands in two parts.
  public init(dimensions: Int, parts: [(inputs: [Int], factor: CopulaFactor)]) {
    var matrix = Matrix(identity: dimensions)
    for part in parts {
      for (row, left) in part.factor.lower.enumerated() {
        for column in 0..<row {
          let product = zip(left, part.factor.lower[column]).reduce(0) { $0 + $1.0 * $1.1 }
          matrix[part.inputs[row], part.inputs[column]] = product
          matrix[part.inputs[column], part.inputs[row]] = product
        }
      }
    }
    correlation = matrix
  }

  public var dimensions: Int { correlation.rows }

  /// The inputs that correlations tie together, directly or by way of others; each input stands in one component.
  var components: [[Int]] {
    var isKnown = [Bool](repeating: false, count: dimensions)
    return (0..<dimensions).compactMap { start in
      guard !isKnown[start] else { return nil }
      isKnown[start] = true
      var members = [start]
      var next = 0
      while next < members.count {
        for other in 0..<dimensions where !isKnown[other] && correlation[members[next], other] != 0 {
          isKnown[other] = true
          members.append(other)
        }
        next += 1
      }
      return members
    }
  }

  /// The factor L of the correlations of the inputs in this order. In z = L·e the first scores depend on the first
  /// numbers of e alone.
  func factor(order: [Int]) throws(LinearAlgebraError) -> Matrix {
    var reordered = Matrix(identity: order.count)
    for row in order.indices {
      for column in order.indices { reordered[row, column] = correlation[order[row], order[column]] }
    }
    return try lowerTriangularFactor(ofPositiveSemidefinite: reordered)
  }
}
