/// An uncertain number.
///
/// Means and standard deviations are those of the variable itself, but for `truncatedNormal`, where they are those of
/// the normal distribution before it is cut. Ask `problem()` before anything else: the other members promise sensible
/// numbers only where it is nil.
public enum Distribution: Sendable, Hashable {
  case normal(mean: Double, sd: Double)
  case truncatedNormal(mean: Double, sd: Double, min: Double?, max: Double?)
  case lognormal(mean: Double, sd: Double)
  case uniform(min: Double, max: Double)
  case triangular(min: Double, mode: Double, max: Double)
  /// A beta distribution on min … max with shapes 1 + 4·(mode − min)/(max − min) and 1 + 4·(max − mode)/(max − min).
  case pert(min: Double, mode: Double, max: Double)
  case beta(mean: Double, sd: Double)
  case gamma(mean: Double, sd: Double)
  case discrete(values: [Double], weights: [Double])
  /// The metalog with as many terms as levels (Keelin, "The metalog distributions", Decision Analysis 13 (2016)
  /// 243–277); levels are fractions. With `min` or `max` the logarithm of the distance to it is such a metalog, with
  /// both the logit.
  case quantiles(levels: [Double], values: [Double], min: Double?, max: Double?)
  /// Uniform on value ± to/2: a figure published as rounded to multiples of `to`.
  case rounded(value: Double, to: Double)
  /// exp(location + scale·z) − 1 with standard normal z: a yearly rate whose log growth is normal.
  case fittedGrowth(location: Double, scale: Double)
}

extension Distribution {
  /// Whether the variable can take one value only.
  public var isCertain: Bool { certainValue != nil }

  /// The only possible value; nil where there are several.
  var certainValue: Double? {
    switch self {
    case .normal(let mean, let sd), .lognormal(let mean, let sd), .beta(let mean, let sd), .gamma(let mean, let sd):
      return sd == 0 ? mean : nil
    case .truncatedNormal(let mean, let sd, let min, let max):
      return sd == 0 ? mean : min == max ? min : nil
    case .uniform(let min, let max), .triangular(let min, _, let max), .pert(let min, _, let max):
      return min == max ? min : nil
    case .discrete(let values, let weights):
      let possible = Set(zip(values, weights).filter { $0.1 > 0 }.map(\.0))
      return possible.count == 1 ? possible.first : nil
    case .quantiles: return nil
    case .rounded(let value, let to): return to == 0 ? value : nil
    case .fittedGrowth(let location, let scale): return scale == 0 ? exponentialMinusOne(location) : nil
    }
  }

  /// The least and the greatest possible value, possibly infinite.
  public var support: (lower: Double, upper: Double) {
    if let value = certainValue { return (value, value) }
    switch self {
    case .normal: return (-.infinity, .infinity)
    case .truncatedNormal(_, _, let min, let max), .quantiles(_, _, let min, let max):
      return (min ?? -.infinity, max ?? .infinity)
    case .lognormal, .gamma: return (0, .infinity)
    case .uniform(let min, let max), .triangular(let min, _, let max), .pert(let min, _, let max): return (min, max)
    case .beta: return (0, 1)
    case .discrete(let values, let weights):
      let possible = zip(values, weights).filter { $0.1 > 0 }.map(\.0)
      return (possible.min() ?? .nan, possible.max() ?? .nan)
    case .rounded(let value, let to): return (value - to / 2, value + to / 2)
    case .fittedGrowth: return (-1, .infinity)
    }
  }

  /// The quantile function: the value that is not exceeded with probability u, 0 < u < 1.
  ///
  /// Accurate to at least 1e-12 of the larger of |x| and the standard deviation for moderate shapes. Beta, gamma and
  /// truncated normal distributions are prepared anew for each call; for many values use `ScoreTransform`.
  public func quantile(_ u: Double) -> Double {
    precondition(u > 0 && u < 1, "a quantile's level lies strictly between 0 and 1")
    return law.value(at: TailPoint(level: u))
  }
}

/// A point of the standard normal distribution with both tail masses, so that neither loses its digits.
struct TailPoint {
  let score: Double
  let lower: Double
  let upper: Double

  init(score: Double) {
    self.score = score
    var tails = Lanes(repeating: score)
    replaceByNormalTail(&tails)
    let tail = tails[0]
    lower = score < 0 ? tail : 1 - tail
    upper = score < 0 ? 1 - tail : tail
  }

  init(level: Double) {
    score = normalQuantile(level)
    lower = level
    upper = 1 - level
  }

  /// ln(u/(1 − u)).
  var logit: Double { logarithm(lower) - logarithm(upper) }
}
