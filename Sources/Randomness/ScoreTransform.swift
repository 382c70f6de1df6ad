/// Turns standard normal scores into values of one distribution, x = Q(Φ(z)); prepared once, applied to many batches.
///
/// Normal, lognormal and growth scores go through closed formulas, discrete ones through thresholds, all others through
/// a table whose error is below 1e-10 of the larger of |x| and the standard deviation. Preparing takes about a
/// millisecond.
public struct ScoreTransform: Sendable {
  private let kind: Kind

  private enum Kind: Sendable {
    case constant(Double)
    case linear(mean: Double, sd: Double)
    case exponential(location: Double, scale: Double)
    case growth(location: Double, scale: Double)
    case thresholds(scores: [Double], values: [Double])
    case table(ScoreTable, Law, lower: Double, upper: Double)
  }

  /// - Parameter distribution: one that exists, `problem()` is nil.
  public init(_ distribution: Distribution) {
    let law = distribution.law
    switch law {
    case .constant(let value): kind = .constant(value)
    case .normal(let mean, let sd): kind = .linear(mean: mean, sd: sd)
    case .exponential(let location, let scale): kind = .exponential(location: location, scale: scale)
    case .growth(let location, let scale): kind = .growth(location: location, scale: scale)
    case .steps(let steps):
      kind = .thresholds(scores: steps.cumulative.dropLast().map { normalQuantile($0) }, values: steps.values)
    case .uniform, .triangular, .integrated, .metalog:
      let (lower, upper) = distribution.support
      let table = Self.table(of: law, scale: Self.scale(of: distribution, law: law))
      kind = .table(
        table, law, lower: max(lower, -.greatestFiniteMagnitude), upper: min(upper, .greatestFiniteMagnitude))
    }
  }

  /// Replaces the scores at `offset ..< offset + PathBatch.vectors` by values.
  public func apply(to scores: inout [Lanes], at offset: Int) {
    precondition(offset >= 0 && offset + PathBatch.vectors <= scores.count, "the batch lies inside the buffer")
    for index in offset..<offset + PathBatch.vectors { scores[index] = values(at: scores[index]) }
  }

  @inline(__always)
  private func values(at scores: Lanes) -> Lanes {
    switch kind {
    case .constant(let value): Lanes(repeating: value)
    case .linear(let mean, let sd): mean + sd * scores
    case .exponential(let location, let scale): exponential(Self.bounded(location + scale * scores))
    case .growth(let location, let scale): exponentialMinusOne(Self.bounded(location + scale * scores))
    case .thresholds(let limits, let values): Self.steps(at: scores, limits: limits, values: values)
    case .table(let table, let law, let lower, let upper):
      Self.tabulated(at: scores, table: table, law: law, lower: lower, upper: upper)
    }
  }

  /// Keeps the exponential finite.
  private static func bounded(_ x: Lanes) -> Lanes { x.replacing(with: 709, where: x .> 709) }

  private static func steps(at scores: Lanes, limits: [Double], values: [Double]) -> Lanes {
    var result = Lanes()
    for lane in 0..<8 {
      var low = 0
      var high = limits.count
      while low < high {
        let middle = (low + high) / 2
        if scores[lane] <= limits[middle] { high = middle } else { low = middle + 1 }
      }
      result[lane] = values[low]
    }
    return result
  }

  @inline(__always)
  private static func tabulated(at scores: Lanes, table: ScoreTable, law: Law, lower: Double, upper: Double) -> Lanes {
    var result = Lanes()
    for lane in 0..<8 {
      let value = table.value(at: scores[lane]) ?? law.value(at: TailPoint(score: scores[lane]))
      result[lane] = min(max(value, lower), upper)
    }
    return result
  }

  private static func table(of law: Law, scale: Double) -> ScoreTable {
    let accuracy = { (value: Double) in 2e-11 * max(abs(value), scale) }
    guard case .triangular(let triangle) = law, triangle.levelOfMode > 0, triangle.levelOfMode < 1 else {
      return ScoreTable(knot: 0, accuracy: accuracy) { score, _ in law.value(at: TailPoint(score: score)) }
    }
    let knot = min(max(normalQuantile(triangle.levelOfMode), -ScoreTable.reach), ScoreTable.reach)
    return ScoreTable(knot: knot, accuracy: accuracy) { score, left in
      triangle.value(at: TailPoint(score: score), left: left)
    }
  }

  /// The standard deviation, or half the distance of two outer quantiles where there is none.
  private static func scale(of distribution: Distribution, law: Law) -> Double {
    let deviation = distribution.standardDeviation
    if deviation.isFinite { return deviation }
    return (law.value(at: TailPoint(level: 0.84)) - law.value(at: TailPoint(level: 0.16))) / 2
  }
}
