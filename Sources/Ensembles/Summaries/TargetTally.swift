import Randomness
import StockFlow

/// How often targets are met in one block of paths, and by how much they are missed.
struct TargetTally: Sendable {
  /// Hits per target and replicate the block touches, target after target.
  private(set) var hits: [Int]
  /// Paths that miss with a value, and the sum of their distances, per target.
  private(set) var misses: [Int]
  private(set) var shortfalls: [Double]
  /// Paths that meet every joint target, per replicate the block touches.
  private(set) var jointHits: [Int]

  init(targets: Int, replicates: Int) {
    hits = Array(repeating: 0, count: targets * replicates)
    misses = Array(repeating: 0, count: targets)
    shortfalls = Array(repeating: 0, count: targets)
    jointHits = Array(repeating: 0, count: replicates)
  }

  fileprivate mutating func add(_ sums: TargetJudge.Sums, target: Int) {
    misses[target] = Int(sums.misses.pairwiseSum)
    shortfalls[target] = sums.shortfall.pairwiseSum
  }

  fileprivate mutating func addHits(_ number: Int, at place: Int) { hits[place] += number }

  fileprivate mutating func addJointHits(_ number: Int, at replicate: Int) { jointHits[replicate] += number }
}

/// Compares the values of a block of paths with the targets.
struct TargetJudge: Sendable {
  private let bounds: [Bounds]
  /// The output each target looks at.
  private let outputs: [Int]
  private let jointTargets: [Int]
  /// Replicates that a block touches, and the vectors of lanes of each.
  let replicatesPerBlock: Int
  private let vectorsPerReplicate: Int

  private struct Bounds: Sendable {
    let accepted: (lower: Double, upper: Double)
    let written: (lower: Double, upper: Double)
  }

  fileprivate struct Sums {
    var misses = Lanes.zero
    var shortfall = Lanes.zero
  }

  init(_ targets: [Target], outputs: [Int], pathsPerReplicate: Int) {
    bounds = targets.map { Bounds(accepted: $0.comparison.accepted, written: $0.comparison.bounds) }
    self.outputs = outputs
    jointTargets = targets.indices.filter { targets[$0].isJoint }
    replicatesPerBlock = max(1, PathBlock.paths / pathsPerReplicate)
    vectorsPerReplicate = PathBlock.vectors / replicatesPerBlock
  }

  var hasJointTargets: Bool { !jointTargets.isEmpty }

  /// Judges the first `vectors` vectors of every output; lanes that are not a number meet nothing.
  func tally(_ values: borrowing LaneBuffer, vectors: Int) -> TargetTally {
    var tally = TargetTally(targets: bounds.count, replicates: replicatesPerBlock)
    for target in bounds.indices { judge(target, values, vectors: vectors, &tally) }
    guard hasJointTargets else { return tally }
    for vector in 0..<vectors {
      var met = Lanes(repeating: 1)
      for target in jointTargets {
        let value = values[outputs[target] * PathBlock.stride + vector]
        met = met.replacing(with: 0, where: .!isMet(value, bounds[target]))
      }
      tally.addJointHits(Int(met.pairwiseSum), at: vector / vectorsPerReplicate)
    }
    return tally
  }

  private func judge(_ target: Int, _ values: borrowing LaneBuffer, vectors: Int, _ tally: inout TargetTally) {
    let limits = bounds[target]
    let first = outputs[target] * PathBlock.stride
    var sums = Sums()
    for replicate in 0..<replicatesPerBlock {
      var hits = Lanes.zero
      let start = replicate * vectorsPerReplicate
      for vector in start..<max(start, min(start + vectorsPerReplicate, vectors)) {
        let value = values[first + vector]
        let met = isMet(value, limits)
        let missed = .!met .& (value .== value)
        let below = limits.written.lower - value
        let above = value - limits.written.upper
        let distance = below.replacing(with: above, where: above .> below)
        hits += Lanes.zero.replacing(with: 1, where: met)
        sums.misses += Lanes.zero.replacing(with: 1, where: missed)
        sums.shortfall += Lanes.zero.replacing(with: distance, where: missed .& (distance .> 0))
      }
      tally.addHits(Int(hits.pairwiseSum), at: target * replicatesPerBlock + replicate)
    }
    tally.add(sums, target: target)
  }

  @inline(__always)
  private func isMet(_ value: Lanes, _ limits: Bounds) -> SIMDMask<SIMD8<Int64>> {
    (value .>= limits.accepted.lower) .& (value .<= limits.accepted.upper)
  }
}
