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
    case thresholds(scores: ArraySlice<Double>, values: [Double])
    case table(TabulatedLaw)
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
      kind = .thresholds(scores: steps.cumulative.dropLast().map { normalQuantile($0) }[...], values: steps.values)
    case .uniform, .triangular, .integrated, .metalog: kind = .table(TabulatedLaw(law, of: distribution))
    }
  }

  /// Replaces the scores at `offset ..< offset + PathBatch.vectors` by values.
  public func apply(to scores: inout [Lanes], at offset: Int) {
    precondition(offset >= 0 && offset + PathBatch.vectors <= scores.count, "the batch lies inside the buffer")
    let vectors = offset..<offset + PathBatch.vectors
    // Once for all vectors, because taking the kind apart costs more than a value.
    switch kind {
    case .constant(let value):
      for index in vectors { scores[index] = Lanes(repeating: value) }
    case .linear(let mean, let sd):
      for index in vectors { scores[index] = mean + sd * scores[index] }
    case .exponential(let location, let scale):
      for index in vectors { scores[index] = exponential(Self.bounded(location + scale * scores[index])) }
    case .growth(let location, let scale):
      for index in vectors { scores[index] = exponentialMinusOne(Self.bounded(location + scale * scores[index])) }
    case .thresholds(let limits, let values):
      Self.step(&scores, vectors, limits: limits, values: values)
    case .table(let tabulated):
      tabulated.apply(to: &scores, vectors)
    }
  }

  /// Keeps the exponential finite.
  private static func bounded(_ x: Lanes) -> Lanes { x.replacing(with: 709, where: x .> 709) }

  private static func step(
    _ scores: inout [Lanes], _ vectors: Range<Int>, limits: ArraySlice<Double>, values: [Double]
  ) {
    for index in vectors {
      let vector = scores[index]
      var result = Lanes(repeating: values[0])
      if limits.count <= 16 {
        // Few steps: comparing with each costs less than mispredicting the branches of a search.
        for (limit, value) in zip(limits, values.dropFirst()) { result.replace(with: value, where: vector .> limit) }
      } else {
        for lane in 0..<8 { result[lane] = values[firstIndex(of: vector[lane], in: limits)] }
      }
      scores[index] = result
    }
  }
}

/// A law with its table.
private struct TabulatedLaw: Sendable {
  let law: Law
  let table: ScoreTable
  /// The finite bounds of the values.
  let lower: Double
  let upper: Double

  init(_ law: Law, of distribution: Distribution) {
    let (lower, upper) = distribution.support
    self.law = law
    self.lower = max(lower, -.greatestFiniteMagnitude)
    self.upper = min(upper, .greatestFiniteMagnitude)
    table = Self.table(of: law, scale: Self.scale(of: distribution, law: law))
  }

  func apply(to scores: inout [Lanes], _ vectors: Range<Int>) {
    for index in vectors {
      let vector = scores[index]
      var result = Lanes()
      for lane in 0..<8 {
        let value = table.value(at: vector[lane]) ?? exactValue(at: vector[lane])
        result[lane] = min(max(value, lower), upper)
      }
      scores[index] = result
    }
  }

  @inline(never)
  private func exactValue(at score: Double) -> Double { law.value(at: TailPoint(score: score)) }

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
