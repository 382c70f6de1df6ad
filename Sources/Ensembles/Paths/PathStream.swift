import Randomness
import StockFlow
import Synchronization

/// Computes ranges of blocks on all threads and hands them over in path order, a wave at a time.
///
/// Waves bound the memory; their size changes no result.
struct PathStream: Sendable {
  let plan: EnsemblePlan
  let threads: Int
  let progress: (@Sendable (Int) -> Void)?

  /// Blocks per wave: enough for every thread, in about 32 MB where that is possible.
  private var waveBlocks: Int {
    let bytesPerBlock = max(1, plan.outputs.count) * PathBlock.paths * MemoryLayout<Double>.stride
    return min(64, max(threads, 32 << 20 / bytesPerBlock, 1))
  }

  /// Calls `consume` with the blocks that hold the paths below `end`, from `firstBlock` on, in order.
  func forEachWave(
    from firstBlock: Int, toPath end: Int, consume: ([BlockResult]) -> Void
  ) {
    let endBlock = (end + PathBlock.paths - 1) / PathBlock.paths
    var next = firstBlock
    while next < endBlock {
      let wave = next..<min(next + waveBlocks, endBlock)
      consume(compute(wave, end: end))
      next = wave.upperBound
      progress?(min(next * PathBlock.paths, end))
    }
  }

  private func compute(_ wave: Range<Int>, end: Int) -> [BlockResult] {
    let results = Mutex([BlockResult?](repeating: nil, count: wave.count))
    WorkQueue.run(wave.count, threads: threads) { queue in
      var runner = BlockRunner(plan)
      while let index = queue.take() {
        let block = wave.lowerBound + index
        let result = runner.run(block: block, count: min(PathBlock.paths, end - block * PathBlock.paths))
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
