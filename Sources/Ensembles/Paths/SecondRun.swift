import Synchronization

/// The run that settles quantiles whose brackets were missed, or whose values were too many to keep: all paths are computed
/// again.
struct SecondRun {
  let plan: EnsemblePlan
  let paths: Int
  let levels: [Double]
  let threads: Int

  /// Bytes of values that are held between their computation and their use.
  private static let mostHeld = 16 << 20

  /// The statistics of one output, filled by one thread at a time.
  private final class Column: Sendable {
    let statistics: Mutex<OrderStatistics>
    init(_ statistics: OrderStatistics) { self.statistics = Mutex(statistics) }
  }

  /// One quantile per level for each of some outputs.
  func quantiles(of outputs: [Int]) -> [Int: [Double?]] {
    var exact = settled(outputs, reach: OrderStatistics.usualReach)
    // Values that moved out of every bracket are all kept.
    exact.merge(settled(outputs.filter { exact[$0] == nil }, reach: .infinity)) { $1 }
    return exact
  }

  /// Those whose brackets, `reach` standard deviations of a rank wide on either side, were not missed again.
  private func settled(_ outputs: [Int], reach: Double) -> [Int: [Double?]] {
    guard !outputs.isEmpty else { return [:] }
    let columns = outputs.map { _ in Column(OrderStatistics(levels: levels, reach: reach)) }
    let blocks = (paths + PathBlock.paths - 1) / PathBlock.paths
    for first in stride(from: 0, to: blocks, by: blocksAtATime(outputs.count)) {
      let some = first..<min(first + blocksAtATime(outputs.count), blocks)
      add(plan.values(of: outputs, in: some, paths: paths, threads: threads), to: columns)
    }
    return outputs.enumerated().reduce(into: [:]) { exact, output in
      exact[output.element] = columns[output.offset].statistics.withLock { $0.quantiles() }
    }
  }

  /// As many as may be held, but at least one, and enough for some threads.
  private func blocksAtATime(_ outputs: Int) -> Int {
    max(1, min(threads, 16), Self.mostHeld / (outputs * PathBlock.paths * MemoryLayout<Double>.stride))
  }

  /// Adds the values of blocks in their order, on which it depends what is kept; outputs in parallel.
  private func add(_ blocks: [[[Double]]], to columns: [Column]) {
    WorkQueue.run(columns.count, threads: threads) { _, queue in
      while let index = queue.take() {
        columns[index].statistics.withLock { statistics in
          for values in blocks { statistics.add(values[index]) }
        }
      }
    }
  }
}
