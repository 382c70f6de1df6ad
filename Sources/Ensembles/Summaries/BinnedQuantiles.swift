/// Approximate quantiles of one output in constant memory, whatever the number of paths.
///
/// The first block of paths sets the bins: equal ones over twice its range. A quantile is interpolated inside its bin, so
/// that it is wrong by less than the width of one, about three thousandths of a standard deviation; a level that
/// falls beyond all bins has no value.
struct BinnedQuantiles: Sendable {
  static let binCount = 4096
  let levels: [Double]
  private(set) var sieve = Sieve.everything
  private(set) var count = 0
  private var counts: [Int] = []

  init(levels: [Double]) { self.levels = levels }

  /// Takes over what the threads have counted with `sieve`, and sets the next one.
  mutating func add(_ parts: [SiftedValues]) {
    guard !counts.isEmpty else { return begin(with: parts.flatMap { Array($0.kept) }) }
    for part in parts {
      for (bin, number) in part.counts.enumerated() {
        counts[bin] += Int(number)
        count += Int(number)
      }
    }
  }

  private mutating func begin(with values: [Double]) {
    guard let least = values.min(), let greatest = values.max() else { return }
    let range = greatest - least
    let bins =
      range > 0
      ? ValueBins(from: least - range / 2, to: greatest + range / 2, count: Self.binCount)
      // A constant so far: it stands in the middle of a narrow bin.
      : ValueBins(from: least - 1e-9 * abs(least), to: least + 1e-9 * abs(least), count: Self.binCount)
    count = values.count
    counts = Array(repeating: 0, count: Self.binCount)
    for value in values { counts[bins.place(of: value)] += 1 }
    sieve = Sieve(bins: bins, wanted: Array(repeating: 0, count: Self.binCount))
  }

  /// One quantile per level; `nil` where there are no values, and where a level falls beyond the bins.
  func quantiles() -> [Double?] {
    levels.map { level in count > 0 ? quantile(at: level * Double(count - 1)) : nil }
  }

  private func quantile(at position: Double) -> Double? {
    var below = 0
    for bin in counts.indices {
      if position < Double(below + counts[bin]) {
        guard bin > 0, bin < counts.count - 1, !sieve.bins.isSingle else { return nil }
        let share = (position - Double(below) + 0.5) / Double(counts[bin])
        let edge = sieve.bins.lowerEdge(of: bin)
        return (edge + share * (sieve.bins.lowerEdge(of: bin + 1) - edge)).nonInfinite
      }
      below += counts[bin]
    }
    return nil
  }
}
