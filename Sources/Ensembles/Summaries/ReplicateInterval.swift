package import Randomness

/// The 95 % interval of a proportion from independent randomised designs: mean ± t · sd / √R over the replicates.
///
/// Points inside one design are not independent; the designs are. Where all replicates agree the resolution of one
/// design is the least half-width, and where no path (or every path) hits, the score interval gives the other end.
/// Source: A. B. Owen, Monte Carlo Theory, Methods and Examples, chapter 17 (replicated randomised quasi-Monte Carlo).
func replicateInterval(hits: [Int], pathsPerReplicate: Int) -> ClosedRange<Double> {
  let replicates = Double(hits.count)
  let total = hits.reduce(0, +)
  let paths = hits.count * pathsPerReplicate
  if total == 0 || total == paths { return wilsonInterval(hits: total, paths: paths) }
  let shares = hits.map { Double($0) / Double(pathsPerReplicate) }
  let mean = Double(total) / Double(paths)
  let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (replicates - 1)
  let resolution = 0.5 / (Double(pathsPerReplicate) * replicates.squareRoot())
  let half = max(Replicates.studentQuantile * (variance / replicates).squareRoot(), resolution)
  return max(0, mean - half)...min(1, mean + half)
}

/// How many independent randomised designs a `latin` or `sobol` ensemble is made of.
enum Replicates {
  static let count = 16
  /// 97.5 % quantile of Student's t with 15 degrees of freedom.
  static let studentQuantile = 2.131449545559323

  /// Paths of each design so that all together are at least `paths`: a power of two, at least one batch.
  static func size(for paths: Int) -> Int {
    var size = 64
    while size * count < paths { size *= 2 }
    return size
  }
}

/// The 95 % interval of the mean of some values, one a path in path order; `nil` below two that are numbers, and where it has
/// no finite ends.
///
/// Independent paths have the normal interval of s/√n; those of a randomised design the interval of Student's t over the
/// means of the independent designs.
package func meanInterval(of values: [Double], sampling: Sampling) -> ClosedRange<Double>? {
  let parts = independentParts(of: values, sampling: sampling)
  guard parts.count > 1, let centre = mean(ofNumbersIn: values) else { return nil }
  let quantile = sampling == .random ? upperNormalQuantile : Replicates.studentQuantile
  let reach = quantile * (variance(of: parts) / Double(parts.count)).squareRoot()
  guard (centre - reach).isFinite, (centre + reach).isFinite else { return nil }
  return centre - reach...centre + reach
}

/// What is drawn independently: every path that has a value, or the mean of each randomised design.
package func independentParts(of values: [Double], sampling: Sampling) -> [Double] {
  guard sampling != .random else { return values.filter(\.isFinite) }
  let size = max(1, values.count / Replicates.count)
  return stride(from: 0, to: values.count, by: size).compactMap { start in
    mean(ofNumbersIn: values[start..<min(values.count, start + size)])
  }
}

/// The mean of those that are numbers; `nil` where none is.
package func mean(ofNumbersIn values: some Sequence<Double>) -> Double? {
  var (sum, count) = (0.0, 0)
  for value in values where value.isFinite { (sum, count) = (sum + value, count + 1) }
  return count > 0 ? sum / Double(count) : nil
}

/// Divides by n − 1; 0 below two values.
package func variance(of values: [Double]) -> Double {
  guard let centre = mean(ofNumbersIn: values) else { return 0 }
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(max(1, values.count - 1))
}
