import StockFlow

/// How often one target is met, and by how much it is missed.
struct TargetTally: Sendable {
  let comparison: Target.Comparison
  /// Hits per replicate; one entry for independent paths.
  private(set) var hits: [Int]
  private(set) var misses = 0
  private var shortfall = 0.0

  init(_ comparison: Target.Comparison, replicates: Int) {
    self.comparison = comparison
    hits = Array(repeating: 0, count: replicates)
  }

  var totalHits: Int { hits.reduce(0, +) }

  /// Adds the values of one block; `replicate` names the design of a path of the block.
  mutating func add(block values: ArraySlice<Double>, replicate: (Int) -> Int) {
    var missedBy = 0.0
    for (path, value) in values.enumerated() {
      if comparison.isMet(by: value) {
        hits[replicate(path)] += 1
      } else if !value.isNaN {
        misses += 1
        missedBy += comparison.distance(from: value)
      }
    }
    shortfall += missedBy
  }

  /// Mean distance over the paths that miss with a value; `nil` where none does.
  var expectedShortfall: Double? { misses > 0 ? (shortfall / Double(misses)).nonInfinite : nil }
}
