import Randomness

/// The 95 % score interval of a proportion from independent paths.
///
/// It contains the proportion and is exactly 0 or 1 at the ends.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212.
/// - Precondition: 0 ≤ hits ≤ paths, paths > 0.
public func wilsonInterval(hits: Int, paths: Int) -> ClosedRange<Double> {
  precondition(paths > 0 && (0...paths).contains(hits), "a proportion is of at least one path")
  let n = Double(paths)
  let p = Double(hits) / n
  let z = upperNormalQuantile
  let centre = p + z * z / (2 * n)
  let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
  let scale = 1 + z * z / n
  let lower = hits == 0 ? 0 : min(p, max(0, (centre - half) / scale))
  let upper = hits == paths ? 1 : max(p, min(1, (centre + half) / scale))
  return lower...upper
}
