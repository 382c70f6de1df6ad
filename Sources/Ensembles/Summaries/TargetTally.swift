import CLanes
import Randomness
import StockFlow

/// How often targets are met in one block of paths, and by how much they are missed.
struct TargetTally: Sendable {
  /// Hits per target and replicate the block touches, target after target.
  private(set) var hits: [Int]
  fileprivate var sums: [TargetJudge.Sums]
  /// Paths that meet every joint target, per replicate the block touches.
  private(set) var jointHits: [Int]

  init(targets: Int, replicates: Int) {
    hits = Array(repeating: 0, count: targets * replicates)
    sums = Array(repeating: TargetJudge.Sums(), count: targets)
    jointHits = Array(repeating: 0, count: replicates)
  }

  /// Paths that miss with a value, per target.
  var misses: [Int] { sums.map { Int($0.misses.pairwiseSum) } }
  /// The sum of their distances, per target.
  var shortfalls: [Double] { sums.map(\.shortfall.pairwiseSum) }

  fileprivate mutating func addHits(_ number: Int, at place: Int) { hits[place] += number }

  fileprivate mutating func addJointHits(_ number: Int, at replicate: Int) { jointHits[replicate] += number }
}

/// Where the values of a part of a block stand.
struct PartShape {
  /// Vectors from one output's values to the next's.
  let stride: Int
  /// Vectors of the block before this part.
  let before: Int
  /// Vectors of this part that hold paths.
  let vectors: Int

  init(_ parts: BlockParts, part: Int, vectors: Int) {
    stride = parts.stride
    before = part * parts.vectors
    self.vectors = vectors
  }
}

/// Compares the values of a block of paths with the targets.
struct TargetJudge: Sendable {
  private let bounds: [Bounds]
  /// The output each target looks at.
  let outputs: [Int]
  private let jointTargets: [Int]
  /// Replicates that a block touches, and the vectors of lanes of each.
  let replicatesPerBlock: Int
  private let vectorsPerReplicate: Int

  private struct Bounds: Sendable {
    let accepted: (lower: Double, upper: Double)
    let written: (lower: Double, upper: Double)
  }

  fileprivate struct Sums: Sendable {
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

  func makeTally() -> TargetTally { TargetTally(targets: bounds.count, replicates: replicatesPerBlock) }

  /// Judges the next part of a block; lanes that are not a number meet nothing.
  func add(_ values: borrowing LaneBuffer, _ shape: PartShape, to tally: inout TargetTally) {
    let replicates = shape.before / vectorsPerReplicate...(shape.before + shape.vectors - 1) / vectorsPerReplicate
    for replicate in replicates {
      let start = max(0, replicate * vectorsPerReplicate - shape.before)
      let end = min(shape.vectors, (replicate + 1) * vectorsPerReplicate - shape.before)
      for target in bounds.indices { judge(target, values, shape, start..<end, replicate, &tally) }
      if hasJointTargets { judgeJointly(values, shape, start..<end, replicate, &tally) }
    }
  }

  private func judge(
    _ target: Int, _ values: borrowing LaneBuffer, _ shape: PartShape, _ vectors: Range<Int>, _ replicate: Int,
    _ tally: inout TargetTally
  ) {
    let limits = bounds[target]
    let first = outputs[target] * shape.stride
    var sums = tally.sums[target]
    var hits = Lanes.zero
    for vector in vectors {
      // Flags are the numbers 0 and 1: masks of Swift's vectors are packed and unpacked again.
      let value = values[first + vector]
      let met = isMet(value, limits)
      let missed = lanes8_between(value, -.infinity, .infinity) - met
      let distance = lanes8_greater(value - limits.written.upper, limits.written.lower - value)
      hits += met
      sums.misses += missed
      sums.shortfall += lanes8_positive_if(missed, distance)
    }
    tally.addHits(Int(hits.pairwiseSum), at: target * replicatesPerBlock + replicate)
    tally.sums[target] = sums
  }

  private func judgeJointly(
    _ values: borrowing LaneBuffer, _ shape: PartShape, _ vectors: Range<Int>, _ replicate: Int,
    _ tally: inout TargetTally
  ) {
    var hits = Lanes.zero
    for vector in vectors {
      var met = Lanes(repeating: 1)
      for target in jointTargets {
        let value = values[outputs[target] * shape.stride + vector]
        met *= isMet(value, bounds[target])
      }
      hits += met
    }
    tally.addJointHits(Int(hits.pairwiseSum), at: replicate)
  }

  @inline(__always)
  private func isMet(_ value: Lanes, _ limits: Bounds) -> Lanes {
    lanes8_between(value, limits.accepted.lower, limits.accepted.upper)
  }
}
