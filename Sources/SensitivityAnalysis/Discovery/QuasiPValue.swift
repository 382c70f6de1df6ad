import Foundation

/// One limit of a box and how surely it is more than chance.
public struct Restriction: Sendable, Equatable {
  public let input: Int
  public let side: Box.Side
  public let bound: Double
  /// The probability that chance alone would find as many cases in the box if this limit did nothing; small is sure.
  public let quasiPValue: Double
  /// In how many of the random halves of the rows the input is restricted as well, by a box of like coverage and by one
  /// of like density; nil where that was not tested.
  public internal(set) var reproduced: Reproduced?

  public struct Reproduced: Sendable, Equatable {
    /// Shares of the halves.
    public let atCoverage: Double
    public let atDensity: Double

    public init(atCoverage: Double, atDensity: Double) {
      self.atCoverage = atCoverage
      self.atDensity = atDensity
    }
  }
}

/// The quasi-p-value of every limit: P(X ≥ cases) for X binomial with the rows of the box and the density of the box
/// without that limit.
///
/// Bryant and Lempert, "Thinking inside the box", Technological Forecasting & Social Change 77 (2010) 34–49.
/// "Quasi" because the limits were chosen on the same rows.
func restrictions(of scored: ScoredBox, _ sample: CaseSample, available: [Int]) -> [Restriction] {
  scored.box.restricted.flatMap { input in
    Box.Side.allCases.compactMap { side in
      let limits = scored.box.limits[input]
      guard let bound = side == .lower ? limits.lower : limits.upper else { return nil }
      let without = sample.score(scored.box.with(side, of: input, nil), available: available)
      let probability = binomialTail(atLeast: scored.cases, of: scored.rows, probability: without.density)
      return Restriction(input: input, side: side, bound: bound, quasiPValue: probability)
    }
  }
}

/// P(X ≥ k) for X binomial with n trials of probability p. Terms from one end on until they no longer count: O(n) at
/// worst, O(√n) as a rule.
package func binomialTail(atLeast k: Int, of n: Int, probability p: Double) -> Double {
  guard k > 0 else { return 1 }
  guard k <= n, p > 0 else { return 0 }
  guard p < 1 else { return 1 }
  let mean = Double(n) * p
  // The smaller tail is summed, so that nothing cancels.
  if Double(k) <= mean { return max(0, 1 - binomialTail(atLeast: n - k + 1, of: n, probability: 1 - p)) }
  let logarithm =
    lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1) + Double(k) * log(p)
    + Double(n - k) * log1p(-p)
  var term = exp(logarithm)
  var sum = 0.0
  for successes in k...n {
    sum += term
    term *= Double(n - successes) / Double(successes + 1) * (p / (1 - p))
    if term < 1e-18 * sum { break }
  }
  return min(1, sum)
}
