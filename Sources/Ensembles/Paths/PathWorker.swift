import Randomness
import Synchronization

/// What one thread needs to compute blocks of paths and to summarise them, kept from wave to wave.
final class PathWorker: Sendable {
  struct Content: ~Copyable, Sendable {
    var runner: BlockRunner
    /// One per output.
    var sifted: [SiftedValues]
    var sums: [Moments.Sums]
  }

  let content: Mutex<Content>

  init(_ plan: EnsemblePlan) {
    content = Mutex(
      Content(
        runner: BlockRunner(plan),
        sifted: Array(repeating: SiftedValues(), count: plan.outputs.count),
        sums: Array(repeating: Moments.Sums(), count: plan.outputs.count)))
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

extension PathWorker.Content {
  /// Computes a block and sifts its values, part by part while they are in the cache.
  mutating func summarise(block: Int, count: Int, shifts: [Double], sieves: [Sieve], judge: TargetJudge) -> BlockSummary
  {
    var tally = judge.makeTally()
    for part in 0..<runner.parts.count where part * runner.parts.paths < count {
      let vectors = (runner.run(part: part, of: block, count: count) + 7) / 8
      for output in shifts.indices {
        let first = output * runner.parts.stride
        let numbers = sums[output].add(runner.values, first..<first + vectors, about: shifts[output])
        sifted[output].add(runner.values, first..<first + vectors, numbers: numbers, sieve: sieves[output])
      }
      judge.add(runner.values, PartShape(runner.parts, part: part, vectors: vectors), to: &tally)
    }
    return BlockSummary(block: block, paths: count, moments: takeSums(), tally: tally)
  }

  private mutating func takeSums() -> [Moments.Part] {
    let parts = sums.map(\.part)
    for output in sums.indices { sums[output] = Moments.Sums() }
    return parts
  }

  /// The targets met in a block that will be run again, nothing else.
  mutating func tally(block: Int, count: Int, judge: TargetJudge) -> TargetTally {
    var tally = judge.makeTally()
    for part in 0..<runner.parts.count where part * runner.parts.paths < count {
      let vectors = (runner.run(part: part, of: block, count: count, isLookedAhead: true) + 7) / 8
      judge.add(runner.values, PartShape(runner.parts, part: part, vectors: vectors), to: &tally)
    }
    return tally
  }
}
