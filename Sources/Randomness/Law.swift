/// A distribution prepared for evaluating its quantile function anywhere.
enum Law: Sendable {
  case constant(Double)
  case normal(mean: Double, sd: Double)
  /// exp(location + scale·z).
  case exponential(location: Double, scale: Double)
  /// exp(location + scale·z) − 1.
  case growth(location: Double, scale: Double)
  case uniform(min: Double, max: Double)
  case triangular(Triangle)
  case steps(Steps)
  case integrated(IntegratedLaw, Placement)
  case metalog(Metalog)

  func value(at point: TailPoint) -> Double {
    switch self {
    case .constant(let value): value
    case .normal(let mean, let sd): mean + sd * point.score
    case .exponential(let location, let scale): Randomness.exponential(location + scale * point.score)
    case .growth(let location, let scale): exponentialMinusOne(location + scale * point.score)
    case .uniform(let min, let max):
      point.lower < 0.5 ? min + (max - min) * point.lower : max - (max - min) * point.upper
    case .triangular(let triangle): triangle.value(at: point, left: point.lower < triangle.levelOfMode)
    case .steps(let steps): steps.value(at: point.lower)
    case .integrated(let law, let placement): placement.value(at: law.position(at: point))
    case .metalog(let metalog): metalog.value(at: point.logit)
    }
  }
}

/// The triangular distribution.
struct Triangle: Sendable {
  let min: Double
  let mode: Double
  let max: Double

  /// The probability of a value below the mode.
  var levelOfMode: Double { (mode - min) / (max - min) }

  /// The quantile by the formula of the side left or right of the mode, continued beyond it.
  func value(at point: TailPoint, left: Bool) -> Double {
    left
      ? min + ((mode - min) * (max - min) * point.lower).squareRoot()
      : max - ((max - mode) * (max - min) * point.upper).squareRoot()
  }
}

/// A discrete distribution: values in increasing order with the probability of not exceeding each.
struct Steps: Sendable {
  let values: [Double]
  let cumulative: [Double]

  /// Sorts by value, drops what has no weight and joins equal values.
  init(values: [Double], weights: [Double]) {
    var sums: [(value: Double, weight: Double)] = []
    for (value, weight) in zip(values, weights).sorted(by: { $0.0 < $1.0 }) where weight > 0 {
      if let last = sums.last, last.value == value {
        sums[sums.count - 1].weight += weight
      } else {
        sums.append((value, weight))
      }
    }
    // Scaled by the largest, so that the sum of huge weights does not overflow.
    let largest = sums.map(\.weight).max() ?? 1
    let total = sums.reduce(0) { $0 + $1.weight / largest }
    var running = 0.0
    self.values = sums.map(\.value)
    cumulative = sums.map { entry in
      running += entry.weight / largest
      return running / total
    }
  }

  func value(at level: Double) -> Double {
    values[firstIndex(of: level, in: cumulative.dropLast())]
  }

  /// Probability of each value.
  var probabilities: [Double] {
    cumulative.enumerated().map { $0.offset == 0 ? $0.element : $0.element - cumulative[$0.offset - 1] }
  }
}

/// The index of the first limit that is not below the number; the count of limits where all are. O(log n).
@inline(__always)
func firstIndex(of number: Double, in limits: ArraySlice<Double>) -> Int {
  var low = limits.startIndex
  var high = limits.endIndex
  while low < high {
    let middle = low + (high - low) / 2
    if number <= limits[middle] { high = middle } else { low = middle + 1 }
  }
  return low - limits.startIndex
}
