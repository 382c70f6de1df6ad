/// Shares a distance between two values of a sum among its terms: by how much each term differs, on average, between
/// the paths that have the one value and those that have the other.
///
/// With V = Σ c_f the conditional mean of a term is taken as linear in V, as it is where all are jointly normal:
/// E[c_f | V = v] ≈ mean c_f + β_f·(v − mean V) with β_f = cov(c_f, V)/var(V). Because Σ cov(c_f, V) = var(V), the slopes
/// add up to 1 and β_f·(v₁ − v₀) to v₁ − v₀, exactly, whatever the law. Means over the paths that hit the target were the
/// alternative; they answer only where many do, and do not add up to the distance of the target but to that of the
/// hitting paths' mean, which lies beyond it.
///
/// Standard errors hold without constant variance about the line: √(Σ (V − V̄)²·e²)/Σ (V − V̄)² with the residuals e
/// (White, Econometrica 48, 1980, 817–838).
struct GapRegression {
  /// One per term.
  let slopes: [(value: Double, standardError: Double)]
  let standardDeviation: Double

  /// - Parameter terms: one list per term, each with one number per path.
  /// - Returns: `nil` below three paths, or where the sum does not vary beyond its own rounding.
  /// - Complexity: O(paths × terms).
  init?(_ terms: [[Double]]) {
    let count = terms.first?.count ?? 0
    guard count > 2 else { return nil }
    var sums = [Double](repeating: 0, count: count)
    var size = 0.0
    for term in terms {
      for path in sums.indices {
        sums[path] += term[path]
        size = max(size, abs(term[path]))
      }
    }
    let mean = sums.reduce(0, +) / Double(count)
    let deviations = sums.map { $0 - mean }
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let standardDeviation = (squares / Double(count - 1)).squareRoot()
    // Rounding leaves about 1e-15 of the largest term in every sum.
    guard standardDeviation > 1e-12 * size, standardDeviation.isFinite else { return nil }
    self.standardDeviation = standardDeviation
    slopes = terms.map { Self.slope(of: $0, deviations, squares) }
  }

  private static func slope(
    of term: [Double], _ deviations: [Double], _ squares: Double
  ) -> (value: Double, standardError: Double) {
    let mean = term.reduce(0, +) / Double(term.count)
    var products = 0.0
    for path in term.indices { products += (term[path] - mean) * deviations[path] }
    let slope = products / squares
    var sandwich = 0.0
    for path in term.indices {
      let weighted = (term[path] - mean - slope * deviations[path]) * deviations[path]
      sandwich += weighted * weighted
    }
    return (slope, sandwich.squareRoot() / squares)
  }
}
