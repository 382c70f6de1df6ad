import StockFlow

/// How often every target, and all of them together, are met over an ensemble.
struct TargetTallies: Sendable {
  private let pathsPerReplicate: Int
  private let targetCount: Int
  private let isJoint: Bool
  /// Per target and replicate; one replicate for independent paths.
  private var hits: [[Int]]
  private var jointHits: [Int]
  private var misses: [Int]
  private var shortfalls: [Double]

  init(_ targets: [Target], replicates: Int, pathsPerReplicate: Int) {
    self.pathsPerReplicate = pathsPerReplicate
    targetCount = targets.count
    isJoint = targets.contains(where: \.isJoint)
    hits = targets.map { _ in Array(repeating: 0, count: replicates) }
    jointHits = Array(repeating: 0, count: replicates)
    misses = targets.map { _ in 0 }
    shortfalls = targets.map { _ in 0 }
  }

  /// Adds what one block holds; blocks come in path order.
  mutating func add(_ tally: TargetTally, block: Int) {
    let first = block * PathBlock.paths / pathsPerReplicate
    let replicates = tally.jointHits.count
    for target in 0..<targetCount {
      misses[target] += tally.misses[target]
      shortfalls[target] += tally.shortfalls[target]
      for step in 0..<replicates where first + step < jointHits.count {
        hits[target][first + step] += tally.hits[target * replicates + step]
      }
    }
    for step in 0..<replicates where first + step < jointHits.count { jointHits[first + step] += tally.jointHits[step] }
  }

  func probability(of target: Int, paths: Int) -> ProbabilityEstimate { estimate(hits[target], paths: paths) }

  /// Mean distance over the paths that miss with a value; `nil` where none does.
  func expectedShortfall(of target: Int) -> Double? {
    misses[target] > 0 ? (shortfalls[target] / Double(misses[target])).finite : nil
  }

  /// `nil` where every target is left out of the joint probability.
  func jointProbability(paths: Int) -> ProbabilityEstimate? { isJoint ? estimate(jointHits, paths: paths) : nil }

  /// 0 where there are no targets.
  func widestHalfWidth(paths: Int) -> Double {
    hits.map { estimate($0, paths: paths).halfWidth }.max() ?? 0
  }

  private func estimate(_ hits: [Int], paths: Int) -> ProbabilityEstimate {
    let total = hits.reduce(0, +)
    let interval =
      hits.count == 1
      ? wilsonInterval(hits: total, paths: paths)
      : replicateInterval(hits: hits, pathsPerReplicate: pathsPerReplicate)
    return ProbabilityEstimate(value: Double(total) / Double(paths), interval: interval)
  }
}
