import StockFlow

/// Approximate quantiles of one output in memory that does not grow with the number of paths.
///
/// The first values, in path order, set the bins: equal ones over twice their range. A quantile is interpolated inside its
/// bin, so that it is wrong by less than the width of one, about three thousandths of a standard deviation where tails are
/// not heavy; a value that many paths share is found exactly. Where none of the first values is below 0, no quantile between
/// 0 and its bin's end is. A level that falls beyond all bins has no value.
struct BinnedQuantiles: Sendable {
  static let binCount = 4096
  let levels: [Double]
  private(set) var sieve = Sieve.keepingAll
  private var bins = ValueBins(from: 0, to: 0, count: 4)
  /// Whether none of the first values is below 0.
  private var beginsAtZero = false
  private(set) var count = 0
  /// Four bytes each, because all outputs have them: enough for four milliard paths.
  private var counts: [UInt32] = []
  /// Shared values by bin.
  private var atoms: [Int: Double] = [:]

  init(levels: [Double]) { self.levels = levels }

  /// Takes over what the threads have counted, and sets the next sieve.
  mutating func add(_ shares: SharesOfColumn) {
    guard !counts.isEmpty else { return begin(with: shares.takeKept().sorted()) }
    let sole = sieve.soleValue
    shares.forEach { share in
      let taken = share.takeBins()
      for (bin, number) in taken.counts.enumerated() {
        counts[bin] += number
        count += Int(number)
      }
      guard taken.sole > 0, let sole else { return }
      counts[bins.place(of: sole)] += UInt32(taken.sole)
      count += taken.sole
    }
  }

  private mutating func begin(with sorted: [Double]) {
    guard let least = sorted.first, let greatest = sorted.last else { return }
    let range = greatest - least
    // Around a constant, or where the range overflows, the bins are narrow and the outer ones take the rest.
    let reach = range > 0 && range.isFinite ? range / 2 : max(1e-9 * abs(least), 1e-290)
    beginsAtZero = least >= 0
    bins = ValueBins(from: least - reach, to: greatest + reach, count: Self.binCount)
    count = sorted.count
    counts = Array(repeating: 0, count: Self.binCount)
    for value in sorted { counts[bins.place(of: value)] += 1 }
    for value in Atoms(sorted: sorted).values { atoms[bins.place(of: value)] = value }
    if range == 0 { atoms[bins.place(of: least)] = least }
    sieve = .counting(bins, sole: range == 0 ? least : nil)
  }

  /// One quantile per level; `nil` where there are no values, and where a level falls beyond the bins.
  func quantiles() -> [Double?] {
    levels.map { level in count > 0 ? quantile(at: level * Double(count - 1)) : nil }
  }

  private func quantile(at position: Double) -> Double? {
    var below = 0
    for bin in counts.indices {
      let number = Int(counts[bin])
      if position < Double(below + number) {
        if let atom = atoms[bin] { return atom.finite }
        guard bin > 0, bin < counts.count - 1, !bins.isSingle else { return nil }
        let share = (position - Double(below) + 0.5) / Double(number)
        let end = bins.lowerEdge(of: bin + 1)
        let start = beginsAtZero && end > 0 ? max(0, bins.lowerEdge(of: bin)) : bins.lowerEdge(of: bin)
        return (start + share * (end - start)).finite
      }
      below += number
    }
    return nil
  }
}

extension SharesOfColumn {
  /// All kept values, which are kept no longer.
  fileprivate func takeKept() -> [Double] {
    var values: [Double] = []
    forEach { share in
      for place in 0..<share.kept.count { values.append(share.kept[place]) }
      share.kept.removeAll()
    }
    return values
  }
}
