import Randomness
import Synchronization

/// What one thread needs to compute blocks of paths and to summarise them, kept from wave to wave.
final class PathWorker: Sendable {
  let runner: Mutex<BlockRunner>
  let shares: OutputShares

  /// - Parameters:
  ///   - judged: the outputs that targets look at.
  ///   - shifts: a value near the mean of each output.
  ///   - room: for the shares of the outputs.
  init(_ plan: EnsemblePlan, judged: [Int], shifts: [Double], _ room: ShareRoom) {
    runner = Mutex(BlockRunner(plan, judged: judged))
    shares = OutputShares(shifts: shifts, room)
  }
}

/// What is kept of one block beside the sifted values; joined in path order.
struct BlockSummary: Sendable {
  let block: Int
  let paths: Int
  /// One per output.
  let moments: [Moments.Part]
  let tally: TargetTally
}

extension BlockRunner {
  /// Computes a block and sifts its values, part by part while they are in the cache.
  mutating func summarise(block: Int, count: Int, into shares: OutputShares, judge: TargetJudge) -> BlockSummary {
    var tally = judge.makeTally()
    for part in 0..<parts.count where part * parts.paths < count {
      let vectors = run(part: part, of: block, count: count, into: shares)
      judge.add(values, PartShape(parts, part: part, vectors: vectors), to: &tally)
    }
    return BlockSummary(block: block, paths: count, moments: shares.takeSums(), tally: tally)
  }

  /// The targets met in a block that will be run again, nothing else.
  mutating func tally(block: Int, count: Int, judge: TargetJudge) -> TargetTally {
    var tally = judge.makeTally()
    for part in 0..<parts.count where part * parts.paths < count {
      let vectors = (run(part: part, of: block, count: count, isLookedAhead: true) + 7) / 8
      judge.add(values, PartShape(parts, part: part, vectors: vectors), to: &tally)
    }
    return tally
  }
}
