/// Turns standard normal scores into values of one distribution, x = Q(Φ(z)); prepared once, applied to many batches.
///
/// Normal, lognormal and growth scores go through closed formulas, discrete ones through thresholds, all others through
/// a table whose error is below 1e-10 of the larger of |x| and the standard deviation, for scores within ±5.25.
/// Preparing takes a fraction of a millisecond.
public struct ScoreTransform: Sendable {
  private let kind: Kind

  private enum Kind: Sendable {
    case constant(Double)
    case linear(mean: Double, sd: Double)
    case exponential(location: Double, scale: Double)
    case growth(location: Double, scale: Double)
    case thresholds(scores: ArraySlice<Double>, values: [Double])
    case table(TabulatedLaw, TableScale)
  }

  /// - Parameter distribution: one that exists, `problem()` is nil.
  public init(_ distribution: Distribution) {
    let form = distribution.standardForm
    self = ScoreTransform(standard: form.standard).scaled(to: form)
  }

  /// - Parameter distribution: one that exists, the standard of some form.
  package init(standard distribution: Distribution) {
    let law = distribution.law
    switch law {
    case .constant(let value): kind = .constant(value)
    case .normal(let mean, let sd): kind = .linear(mean: mean, sd: sd)
    case .exponential(let location, let scale): kind = .exponential(location: location, scale: scale)
    case .growth(let location, let scale): kind = .growth(location: location, scale: scale)
    case .steps(let steps):
      kind = .thresholds(scores: steps.cumulative.dropLast().map { normalQuantile($0) }[...], values: steps.values)
    case .uniform, .triangular, .integrated, .metalog:
      kind = .table(TabulatedLaw(law, of: distribution), TableScale(inside: distribution.support))
    }
  }

  private init(_ kind: Kind) { self.kind = kind }

  /// The transform of a distribution whose standard this one is of; both use the same table.
  package func scaled(to form: StandardForm) -> ScoreTransform {
    guard let scale = form.scale, case .table(let table, _) = kind else { return self }
    return ScoreTransform(.table(table, scale))
  }

  /// The noise factors exp(σz − σ²/2), whose mean is 1.
  public init(noise sigma: Double) {
    kind = .exponential(location: -sigma * sigma / 2, scale: sigma)
  }

  /// Replaces the scores at `offset ..< offset + PathBatch.vectors` by values.
  public func apply(to scores: inout LaneBuffer, at offset: Int) {
    precondition(offset >= 0 && offset + PathBatch.vectors <= scores.count, "the batch lies inside the buffer")
    // Once for all vectors, because taking the kind apart costs more than a value.
    switch kind {
    case .constant(let value):
      for vector in 0..<PathBatch.vectors { scores[offset &+ vector] = Lanes(repeating: value) }
    case .linear(let mean, let sd):
      for vector in 0..<PathBatch.vectors {
        scores[offset &+ vector] = fused(Lanes(repeating: sd), scores[offset &+ vector], mean)
      }
    case .exponential(let location, let scale):
      for vector in 0..<PathBatch.vectors {
        let x = fused(Lanes(repeating: scale), scores[offset &+ vector], location)
        scores[offset &+ vector] = boundedExponential(x)
      }
    case .growth(let location, let scale):
      for vector in 0..<PathBatch.vectors {
        let x = fused(Lanes(repeating: scale), scores[offset &+ vector], location)
        scores[offset &+ vector] = exponentialMinusOne(Self.bounded(x))
      }
    case .thresholds(let limits, let values):
      Self.step(&scores, at: offset, limits: limits, values: values)
    case .table(let tabulated, let scale):
      for vector in 0..<PathBatch.vectors {
        scores[offset &+ vector] = scale.values(of: tabulated.values(at: scores[offset &+ vector]))
      }
    }
  }

  /// Keeps the exponential finite.
  private static func bounded(_ x: Lanes) -> Lanes { x.replacing(with: 709, where: x .> 709) }

  private static func step(
    _ scores: inout LaneBuffer, at offset: Int, limits: ArraySlice<Double>, values: [Double]
  ) {
    for index in offset..<offset + PathBatch.vectors {
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

/// What a batch of many draws needs to know of a transform.
enum TransformShape {
  case linear(mean: Double, sd: Double)
  case exponential(location: Double, scale: Double)
  /// A table, and what is made of its values.
  case table(ScoreTable, TableScale)
  case other
}

extension ScoreTransform {
  var shape: TransformShape {
    switch kind {
    case .linear(let mean, let sd): .linear(mean: mean, sd: sd)
    case .exponential(let location, let scale): .exponential(location: location, scale: scale)
    case .table(let tabulated, let scale): .table(tabulated.table, scale)
    case .constant, .growth, .thresholds: .other
    }
  }
}

/// A law with its table.
private final class TabulatedLaw: Sendable {
  let law: Law
  let table: ScoreTable

  init(_ law: Law, of distribution: Distribution) {
    self.law = law
    let scale = Self.scale(of: distribution, law: law)
    // What may be moved to a place near 0 must not count on digits of where it stands.
    let isMoved = distribution.standardForm.scale != nil
    table = ScoreTable(
      knot: Self.knot(of: law), accuracy: { 2e-11 * (isMoved ? scale : max(abs($0), scale)) },
      function: { law.value(at: TailPoint(score: $0)) })
  }

  /// The score of a triangle's mode.
  private static func knot(of law: Law) -> Double? {
    guard case .triangular(let triangle) = law, triangle.levelOfMode > 0, triangle.levelOfMode < 1 else { return nil }
    return normalQuantile(triangle.levelOfMode)
  }

  func values(at scores: Lanes) -> Lanes {
    let values = table.values(at: scores)
    return any(values .!= values) ? exactValues(at: scores, where: values) : values
  }

  /// The law itself, in the lanes for which the table has no value.
  @inline(never)
  private func exactValues(at scores: Lanes, where values: Lanes) -> Lanes {
    var result = values
    for lane in 0..<8 where values[lane].isNaN {
      let bounded = scores[lane] > -ScoreTable.reach ? min(scores[lane], ScoreTable.reach) : -ScoreTable.reach
      result[lane] = law.value(at: TailPoint(score: bounded))
    }
    return result
  }

  /// The standard deviation, or half the distance of two outer quantiles where there is none.
  private static func scale(of distribution: Distribution, law: Law) -> Double {
    let deviation = distribution.standardDeviation
    if deviation.isFinite { return deviation }
    return (law.value(at: TailPoint(level: 0.84)) - law.value(at: TailPoint(level: 0.16))) / 2
  }
}
