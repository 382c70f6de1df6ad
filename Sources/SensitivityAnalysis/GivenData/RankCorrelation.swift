import Foundation
public import LinearAlgebra
import Randomness

/// Spearman's rank correlation of every input with the output, and what of it remains when the ranks of all other
/// inputs are held.
public struct RankCorrelations: Sendable, Equatable {
  /// One an input; nil where the input or the output is constant.
  public let plain: [Estimate?]
  /// nil also where the other inputs determine the input.
  public let partial: [Estimate?]

  public init(plain: [Estimate?], partial: [Estimate?]) {
    self.plain = plain
    self.partial = partial
  }
}

/// Rank and partial rank correlations from an existing sample.
///
/// Equal values share their mean rank. The partial correlation of two variables is that of what remains of their ranks
/// after regression on all others; both remainders stand in the last two rows of a Cholesky factor of the correlation
/// matrix in which the two come last, so nothing is inverted (Iman, Shortencarier and Johnson, SAND85-0044, 1985, for
/// the measure). Intervals: Fisher's transformation with the variance (1 + ρ²/2)/(n − 3 − k) for k inputs held (Bonett
/// and Wright, Psychometrika 65 (2000) 23–28). O(d·n log n + n·d² + d⁴).
public func rankCorrelations(_ data: GivenData, level: Double = 0.95) throws(LinearAlgebraError) -> RankCorrelations {
  let ranks = (0..<data.dimensions).map { standardised(midranks(data.inputs.column($0))) }
  let output = standardised(midranks(data.output))
  let plain = ranks.map { $0.flatMap { rank in output.map { product(rank, $0) } } }
  let partial = try partialCorrelations(ranks, output, plain)
  return RankCorrelations(
    plain: plain.map { $0.flatMap { interval(of: $0, held: 0, data.count, level) } },
    partial: partial.map { $0.flatMap { interval(of: $0, held: ranks.count { $0 != nil } - 1, data.count, level) } })
}

/// Mean 0 and length 1; nil for a constant.
private func standardised(_ values: [Double]) -> [Double]? {
  let deviations = centred(values)
  let length = deviations.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return length > 0 ? deviations.map { $0 / length } : nil
}

private func product(_ left: [Double], _ right: [Double]) -> Double {
  min(1, max(-1, zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }))
}

/// A remainder shorter than this is rounding: the others determine the input.
private let leastRemainder = 1e-6

private func partialCorrelations(
  _ ranks: [[Double]?], _ output: [Double]?, _ plain: [Double?]
) throws(LinearAlgebraError) -> [Double?] {
  var result = [Double?](repeating: nil, count: ranks.count)
  guard output != nil else { return result }
  let varying = ranks.indices.filter { ranks[$0] != nil }
  let correlations = correlationMatrix(varying.map { ranks[$0] ?? [] }, varying.map { plain[$0] ?? 0 })
  let last = varying.count
  for (place, input) in varying.enumerated() {
    let order = varying.indices.filter { $0 != place } + [place, last]
    var reordered = Matrix(identity: order.count)
    for row in order.indices {
      for column in order.indices { reordered[row, column] = correlations[order[row], order[column]] }
    }
    let lower = try lowerTriangularFactor(ofPositiveSemidefinite: reordered)
    let remainder = (lower[last, last - 1], lower[last, last])
    let length = (remainder.0 * remainder.0 + remainder.1 * remainder.1).squareRoot()
    if lower[last - 1, last - 1] > leastRemainder && length > leastRemainder { result[input] = remainder.0 / length }
  }
  return result
}

/// Correlations of the inputs with each other and, in the last row and column, with the output.
private func correlationMatrix(_ inputs: [[Double]], _ withOutput: [Double]) -> Matrix {
  var matrix = Matrix(identity: inputs.count + 1)
  for row in inputs.indices {
    for column in 0..<row {
      matrix[row, column] = product(inputs[row], inputs[column])
      matrix[column, row] = matrix[row, column]
    }
    matrix[row, inputs.count] = withOutput[row]
    matrix[inputs.count, row] = withOutput[row]
  }
  return matrix
}

/// tanh(artanh ρ ± z·s); nil with too few rows.
private func interval(of correlation: Double, held: Int, _ count: Int, _ level: Double) -> Estimate? {
  let freedom = Double(count - 3 - held)
  guard freedom > 0 else { return nil }
  guard abs(correlation) < 1 else { return Estimate(value: correlation, interval: correlation...correlation) }
  let half = normalQuantile((1 + level) / 2) * ((1 + correlation * correlation / 2) / freedom).squareRoot()
  // tanh(artanh ρ ± h) = (ρ ± t)/(1 ± ρ·t) with t = tanh h.
  let t = tanh(half)
  return Estimate(
    value: correlation,
    interval: (correlation - t) / (1 - correlation * t)...(correlation + t) / (1 + correlation * t))
}
