import StockFlow

/// How often every target, and all of them together, are met.
struct TargetTallies: Sendable {
  private let outputs: [Int]
  private let pathsPerReplicate: Int
  private let jointTargets: [Int]
  private(set) var targets: [TargetTally]
  private var jointHits: [Int]

  /// `outputs` names the output each target looks at.
  init(_ targets: [Target], outputs: [Int], replicates: Int, pathsPerReplicate: Int) {
    self.outputs = outputs
    self.pathsPerReplicate = pathsPerReplicate
    self.targets = targets.map { TargetTally($0.comparison, replicates: replicates) }
    jointTargets = targets.indices.filter { targets[$0].isJoint }
    jointHits = Array(repeating: 0, count: replicates)
  }

  mutating func add(_ blocks: [BlockResult]) {
    for block in blocks { add(block) }
  }

  private mutating func add(_ block: BlockResult) {
    let first = block.block * PathBlock.paths
    let size = pathsPerReplicate
    for target in targets.indices {
      targets[target].add(block: block.values(of: outputs[target])) { (first + $0) / size }
    }
    guard !jointTargets.isEmpty else { return }
    var isMet = [Bool](repeating: true, count: block.count)
    for target in jointTargets {
      for (path, value) in block.values(of: outputs[target]).enumerated()
      where !targets[target].comparison.isMet(by: value) {
        isMet[path] = false
      }
    }
    for path in isMet.indices where isMet[path] { jointHits[(first + path) / size] += 1 }
  }

  func probability(of target: Int, paths: Int) -> ProbabilityEstimate {
    estimate(targets[target].hits, paths: paths)
  }

  /// `nil` where every target is left out of the joint probability.
  func jointProbability(paths: Int) -> ProbabilityEstimate? {
    jointTargets.isEmpty ? nil : estimate(jointHits, paths: paths)
  }

  /// 0 where there are no targets.
  func widestHalfWidth(paths: Int) -> Double {
    targets.map { estimate($0.hits, paths: paths).halfWidth }.max() ?? 0
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
