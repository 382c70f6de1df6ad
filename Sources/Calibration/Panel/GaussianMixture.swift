import Foundation

/// A finite mixture of normal distributions.
public struct GaussianMixture: Sendable, Equatable {
  public struct Part: Sendable, Equatable {
    public let weight: Double
    public let mean: Double
    /// 0 is a point.
    public let deviation: Double

    public init(weight: Double, mean: Double, deviation: Double) {
      self.weight = weight
      self.mean = mean
      self.deviation = deviation
    }
  }

  public let parts: [Part]

  /// - Precondition: at least one part; weights are positive and sum to 1, deviations are at least 0.
  public init(_ parts: [Part]) {
    precondition(!parts.isEmpty, "a mixture has at least one part")
    self.parts = parts
  }

  public var mean: Double { parts.reduce(0) { $0 + $1.weight * $1.mean } }

  public var standardDeviation: Double {
    let centre = mean
    return parts.reduce(0) { sum, part in
      let distance = part.mean - centre
      return sum + part.weight * (part.deviation * part.deviation + distance * distance)
    }.squareRoot()
  }

  /// The mean of exp(X): Σ w·exp(m + s²/2).
  public var meanOfExponential: Double {
    parts.reduce(0) { $0 + $1.weight * exp($1.mean + $1.deviation * $1.deviation / 2) }
  }

  /// P(X ≤ value).
  public func cumulativeProbability(_ value: Double) -> Double {
    parts.reduce(0) { $0 + $1.weight * $1.standard(value).cumulative }
  }

  /// The value with `level` of the probability below it, found by Newton's steps kept inside a shrinking bracket, to
  /// 1e-12 of the spread.
  /// - Precondition: 0 < level < 1.
  public func quantile(_ level: Double) -> Double {
    precondition(level > 0 && level < 1, "a quantile's level lies between 0 and 1")
    // Where every part has less, or more, than the level below it: the parts' own tails at 1e-300 end near 37 deviations.
    var low = parts.reduce(Double.infinity) { min($0, $1.mean - 38 * $1.deviation) }
    var high = parts.reduce(-Double.infinity) { max($0, $1.mean + 38 * $1.deviation) }
    let tolerance = 1e-12 * max(standardDeviation, .leastNormalMagnitude)
    var value = mean
    for _ in 0..<200 where high - low > tolerance {
      let (below, density) = parts.reduce((0.0, 0.0)) { sum, part in
        let standard = part.standard(value)
        return (sum.0 + part.weight * standard.cumulative, sum.1 + part.weight * standard.density)
      }
      if below < level { low = value } else { high = value }
      let step = (level - below) / density
      let next = value + step
      if abs(step) <= tolerance { return next }
      value = next > low && next < high ? next : (low + high) / 2
    }
    return value
  }

  /// The continuous ranked probability score of what happened, in closed form:
  /// Σ wᵢ A(y − mᵢ, sᵢ²) − ½ ΣΣ wᵢwⱼ A(mᵢ − mⱼ, sᵢ² + sⱼ²) with A(m, s²) = 2sφ(m/s) + m(2Φ(m/s) − 1). O(parts²).
  ///
  /// Source: E. Grimit, T. Gneiting, V. Berrocal and N. Johnson, The continuous ranked probability score for circular
  /// variables and its application to mesoscale forecast ensemble verification, QJRMS 132 (2006), equation 5.
  public func continuousRankedProbabilityScore(_ outcome: Double) -> Double {
    let distance = parts.reduce(0) { $0 + $1.weight * meanDistance(outcome - $1.mean, $1.deviation) }
    var spread = 0.0
    for (index, first) in parts.enumerated() {
      spread += first.weight * first.weight * meanDistance(0, first.deviation * 2.0.squareRoot())
      for second in parts[(index + 1)...] {
        let deviation = (first.deviation * first.deviation + second.deviation * second.deviation).squareRoot()
        spread += 2 * first.weight * second.weight * meanDistance(first.mean - second.mean, deviation)
      }
    }
    return distance - spread / 2
  }
}

/// The mean of |X| for X ~ Normal(mean, deviation²).
private func meanDistance(_ mean: Double, _ deviation: Double) -> Double {
  guard deviation > 0 else { return abs(mean) }
  let z = mean / deviation
  return 2 * deviation * normalDensity(z) + mean * erf(z / 2.0.squareRoot())
}

private func normalDensity(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

extension GaussianMixture.Part {
  /// Distribution and density at a value.
  fileprivate func standard(_ value: Double) -> (cumulative: Double, density: Double) {
    guard deviation > 0 else { return (value < mean ? 0 : 1, 0) }
    let z = (value - mean) / deviation
    return (erfc(-z / 2.0.squareRoot()) / 2, normalDensity(z) / deviation)
  }
}
