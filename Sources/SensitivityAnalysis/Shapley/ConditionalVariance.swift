import LinearAlgebra
import Randomness

/// A question about the variance of the outputs when some inputs are held: the first `held` of `order`.
struct Conditioning {
  let order: [Int]
  let held: Int
}

/// Unbiased answers to such questions, each from a few evaluations: points at which the other inputs are drawn anew while
/// the held ones stay, and the variance of the outputs there (Song, Nelson and Staum 2016).
struct ConditionalPoints {
  let copula: GaussianCopula
  let draws: Int
  private var stream: RandomStream
  private var factor: (order: [Int], lower: Matrix)?

  init(copula: GaussianCopula, draws: Int, seed: UInt64) {
    self.copula = copula
    self.draws = draws
    stream = RandomStream(seed: seed, purpose: .copula)
  }

  /// `draws` rows for each question, one after the other.
  mutating func points(for questions: [Conditioning]) throws(LinearAlgebraError) -> Sample {
    let dimensions = copula.dimensions
    var points = Sample(columns: dimensions, count: questions.count * draws)
    for (number, question) in questions.enumerated() {
      let lower = try lowerFactor(of: question.order)
      var numbers = normals(dimensions)
      for draw in 0..<draws {
        if draw > 0 { numbers = numbers.prefix(question.held) + normals(dimensions - question.held) }
        for (row, input) in question.order.enumerated() {
          let score = (0...row).reduce(0) { $0 + lower[row, $1] * numbers[$1] }
          points[number * draws + draw, input] = normalCDF(score)
        }
      }
    }
    return points
  }

  private mutating func lowerFactor(of order: [Int]) throws(LinearAlgebraError) -> Matrix {
    if let factor, factor.order == order { return factor.lower }
    let lower = try copula.factor(order: order)
    factor = (order, lower)
    return lower
  }

  private mutating func normals(_ count: Int) -> [Double] {
    var result: [Double] = []
    while result.count < count {
      let eight = stream.normals()
      for lane in 0..<min(8, count - result.count) { result.append(eight[lane]) }
    }
    return result
  }

  /// The variance of each question's draws, one row a question; not a number where an evaluation failed.
  func variances(of outputs: Sample) -> Sample {
    var result = Sample(columns: outputs.columns, count: outputs.count / draws)
    for question in 0..<result.count {
      for output in 0..<outputs.columns {
        result[question, output] = variance((0..<draws).map { outputs[question * draws + $0, output] })
      }
    }
    return result
  }
}

/// With divisor n − 1; not a number where a value is infinite.
func variance(_ values: [Double]) -> Double {
  let deviations = centred(values)
  return deviations.reduce(0) { $0 + $1 * $1 } / Double(values.count - 1)
}
