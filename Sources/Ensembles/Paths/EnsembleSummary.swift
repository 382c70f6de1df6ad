import Synchronization

/// The summaries of every output of an ensemble, computed path range after path range.
struct EnsembleSummary {
  /// One output's summary, filled by one thread at a time.
  private final class Column: Sendable {
    struct Content: Sendable {
      var moments: Moments
      var order: OrderStatistics
    }
    let content: Mutex<Content>
    init(shift: Double, levels: [Double], reach: Double) {
      content = Mutex(Content(moments: Moments(shift: shift), order: OrderStatistics(levels: levels, reach: reach)))
    }
  }

  private let columns: [Column]
  private let levels: [Double]
  private(set) var heldAtZero: [Int]
  private(set) var scaledExits: [Int]

  /// `shifts` are values near the means, one per output.
  init(shifts: [Double], levels: [Double], cells: Int, reach: Double) {
    self.levels = levels
    columns = shifts.map { Column(shift: $0, levels: levels, reach: reach) }
    heldAtZero = Array(repeating: 0, count: cells)
    scaledExits = heldAtZero
  }

  /// Adds blocks in path order, outputs in parallel.
  mutating func add(_ blocks: [BlockResult], threads: Int) {
    let columns = columns
    WorkQueue.run(columns.count, threads: threads) { queue in
      while let output = queue.take() {
        columns[output].content.withLock { content in
          for block in blocks {
            content.moments.add(block: block.values(of: output))
            content.order.add(block.values(of: output))
          }
        }
      }
    }
    for block in blocks {
      for cell in heldAtZero.indices {
        heldAtZero[cell] += block.heldAtZero[cell]
        scaledExits[cell] += block.scaledExits[cell]
      }
    }
  }

  /// Outputs whose quantiles need a second run that keeps every value.
  func undecided() -> [Int] {
    columns.indices.filter { columns[$0].content.withLock { $0.order.quantiles() == nil } }
  }

  /// The summary of an output; quantiles that are undecided come from `exact`.
  func summary(of output: Int, exact: [Int: [Double?]] = [:]) -> SeriesSummary {
    columns[output].content.withLock { content in
      SeriesSummary(
        mean: content.moments.mean, standardDeviation: content.moments.standardDeviation,
        quantiles: content.order.quantiles() ?? exact[output] ?? levels.map { _ in nil },
        missing: content.moments.missing)
    }
  }
}
