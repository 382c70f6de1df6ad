/// An estimated number with the interval that holds the true one at the level asked for.
public struct Estimate: Sendable, Equatable {
  public let value: Double
  public let interval: ClosedRange<Double>
  /// nil where the interval comes from something else.
  public let standardError: Double?

  public init(value: Double, interval: ClosedRange<Double>, standardError: Double? = nil) {
    self.value = value
    self.interval = interval
    self.standardError = standardError
  }

  /// The same where the true number is known not to be negative.
  var nonnegative: Estimate {
    Estimate(
      value: value, interval: min(value, max(0, interval.lowerBound))...interval.upperBound,
      standardError: standardError)
  }

  /// Half of the interval's length.
  public var halfWidth: Double { (interval.upperBound - interval.lowerBound) / 2 }
}

/// How intervals are made from resamples.
public struct Bootstrap: Sendable, Equatable {
  public let resamples: Int
  /// The probability with which an interval is meant to hold the true number.
  public let level: Double
  public let seed: UInt64

  public init(resamples: Int = 300, level: Double = 0.95, seed: UInt64 = 1) {
    precondition(resamples > 1 && level > 0 && level < 1, "an interval needs resamples and a level between 0 and 1")
    self.resamples = resamples
    self.level = level
    self.seed = seed
  }

  /// The percentile interval of resampled values (Efron and Tibshirani 1993, section 13.3), widened where need be to
  /// hold the estimate; nil where no resample has a value.
  func estimate(_ value: Double, resampled: [Double]) -> Estimate? {
    let sorted = resampled.filter(\.isFinite).sorted()
    guard value.isFinite, !sorted.isEmpty else { return nil }
    let tail = (1 - level) / 2
    return Estimate(
      value: value,
      interval: min(value, quantile(tail, ofSorted: sorted))...max(value, quantile(1 - tail, ofSorted: sorted)))
  }
}

/// The quantile of sorted numbers, linear between order statistics (Hyndman and Fan 1996, type 7).
func quantile(_ level: Double, ofSorted values: [Double]) -> Double {
  let place = level * Double(values.count - 1)
  let below = Int(place)
  let above = min(below + 1, values.count - 1)
  return values[below] + (place - Double(below)) * (values[above] - values[below])
}
