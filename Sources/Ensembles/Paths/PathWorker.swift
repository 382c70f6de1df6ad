import Randomness
import Synchronization

/// What one thread needs to compute blocks of paths and to summarise them, kept from wave to wave.
final class PathWorker: Sendable {
  struct Content: ~Copyable, Sendable {
    var runner: BlockRunner
    /// One per output.
    var sifted: [SiftedValues]
  }

  let content: Mutex<Content>

  init(_ plan: EnsemblePlan) {
    content = Mutex(
      Content(
        runner: BlockRunner(plan),
        sifted: Array(repeating: SiftedValues(bins: Sieve.everything.bins.count), count: plan.outputs.count)))
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
  /// Computes a block and sifts its values.
  mutating func summarise(block: Int, count: Int, shifts: [Double], sieves: [Sieve], judge: TargetJudge) -> BlockSummary
  {
    runner.run(block: block, count: count)
    let vectors = (count + 7) / 8
    var moments: [Moments.Part] = []
    moments.reserveCapacity(shifts.count)
    for output in shifts.indices {
      let first = output * PathBlock.stride
      moments.append(
        Self.sum(
          runner.values, first..<first + vectors, about: shifts[output], sieves[output], into: &sifted[output]))
    }
    return BlockSummary(
      block: block, paths: count, moments: moments, tally: judge.tally(runner.values, vectors: vectors))
  }

  /// Sums one output's values and sifts them.
  private static func sum(
    _ values: borrowing LaneBuffer, _ range: Range<Int>, about shift: Double, _ sieve: Sieve,
    into sifted: inout SiftedValues
  ) -> Moments.Part {
    let part = Moments.part(of: values, range, about: shift)
    sifted.add(values, range, numbers: part.count, sieve: sieve)
    return part
  }

  /// The targets met in a block that will be run again, nothing else.
  mutating func tally(block: Int, count: Int, judge: TargetJudge) -> TargetTally {
    runner.run(block: block, count: count, isLookedAhead: true)
    return judge.tally(runner.values, vectors: (count + 7) / 8)
  }
}
