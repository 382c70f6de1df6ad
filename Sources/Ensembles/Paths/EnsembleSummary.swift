import Synchronization

/// The summaries of every output of an ensemble and of its targets, computed wave after wave of blocks.
struct EnsembleSummary {
  /// One output's summary for one group of levels, filled by one thread at a time. Moments are kept in the first alone.
  private final class Column: Sendable {
    struct Content: Sendable {
      var moments: Moments
      var quantiles: QuantileCollection
    }
    let content: Mutex<Content>
    init(_ content: Content) { self.content = Mutex(content) }
  }

  /// Output after output, one for each group of levels.
  private let columns: [Column]
  private let levels: LevelGroups
  private let workers: [PathWorker]
  let judge: TargetJudge
  private(set) var tallies: TargetTallies

  init(_ plan: EnsemblePlan, _ request: SummaryRequest, threads: Int) {
    let levels = LevelGroups(
      request.levels, for: request.precision, paths: request.paths, outputs: request.shifts.count)
    self.levels = levels
    columns = request.shifts.flatMap { shift in
      levels.groups.map { levels in
        Column(
          Column.Content(
            moments: Moments(shift: shift),
            quantiles: QuantileCollection(
              request.precision, levels: levels, reach: request.reach, paths: request.isGrowing ? nil : request.paths)))
      }
    }
    // No more than there are blocks: each has memory for all outputs.
    let blocks = (request.paths + PathBlock.paths - 1) / PathBlock.paths
    let threads = max(1, min(threads, blocks))
    let room = ShareRoom(perOutput: levels.count, values: Self.usuallyKept(request, levels, threads: threads))
    workers = (0..<threads).map { _ in
      PathWorker(plan, judged: request.judge.outputs, shifts: request.shifts, room)
    }
    judge = request.judge
    tallies = request.tallies
  }

  /// Values that all threads have room for at once; for more, memory is taken as it is needed.
  private static let mostLent = 1 << 26

  /// Values of an output that one of several threads usually keeps for a group of levels at the same time.
  private static func usuallyKept(_ request: SummaryRequest, _ levels: LevelGroups, threads: Int) -> Int {
    guard request.precision == .exact else { return PathBlock.paths }
    let most = levels.groups.map { levels in
      ExactQuantiles.usuallyKept(
        levels: levels, reach: request.reach, paths: request.paths, blocksPerWave: request.blocksPerWave)
    }
    let all = most.max() ?? 0
    let share = threads > 1 ? min(all, all / threads + PathBlock.paths) : all
    // Of very many outputs some need none of it.
    return min(share, Self.mostLent / (threads * max(1, request.shifts.count * levels.count)))
  }

  /// Computes the paths of some whole blocks, and of a last one up to `end`, and adds them.
  mutating func add(_ blocks: Range<Int>, end: Int) {
    let sieves = columns.map { column in column.content.withLock { $0.quantiles.sieve } }
    let summaries = compute(blocks, end: end, sieves: sieves)
    for summary in summaries { tallies.add(summary.tally, block: summary.block) }
    join(summaries, seen: min(blocks.upperBound * PathBlock.paths, end))
  }

  private func compute(_ blocks: Range<Int>, end: Int, sieves: [Sieve]) -> [BlockSummary] {
    let results = Mutex([BlockSummary?](repeating: nil, count: blocks.count))
    let (workers, judge) = (workers, judge)
    WorkQueue.run(blocks.count, threads: workers.count) { number, queue in
      let worker = workers[number]
      worker.shares.prepare(for: sieves)
      worker.runner.withLock { runner in
        while let index = queue.take() {
          let block = blocks.lowerBound + index
          let summary = runner.summarise(
            block: block, count: min(PathBlock.paths, end - block * PathBlock.paths), into: worker.shares, judge: judge)
          results.withLock { $0[index] = summary }
        }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// Joins what the threads hold, columns in parallel.
  private func join(_ summaries: [BlockSummary], seen: Int) {
    let (columns, threads, groups) = (columns, workers.map(\.shares), levels.count)
    WorkQueue.run(columns.count, threads: workers.count) { _, queue in
      var search = CellSearch()
      while let column = queue.take() {
        let (output, group) = column.quotientAndRemainder(dividingBy: groups)
        columns[column].content.withLock { content in
          if group == 0 {
            for summary in summaries { content.moments.add(summary.moments[output], paths: summary.paths) }
          }
          content.quantiles.add(SharesOfColumn(threads: threads, column: column), seen: seen, with: &search)
        }
      }
    }
  }

  /// The tallies with an incomplete last block added, which is computed for this alone.
  func tallies(with block: Int, end: Int) -> TargetTallies {
    var tallies = tallies
    let judge = judge
    let tally = workers[0].runner.withLock {
      $0.tally(block: block, count: end - block * PathBlock.paths, judge: judge)
    }
    tallies.add(tally, block: block)
    return tallies
  }

  /// Of all paths so far.
  var limits: LimitCounts {
    var limits = workers[0].runner.withLock { $0.limits }
    for worker in workers.dropFirst() { limits.add(worker.runner.withLock { $0.limits }) }
    return limits
  }

  /// One summary per output; without quantiles where only a second run can tell them.
  func summaries(threads: Int) -> [PartialSummary] {
    let results = Mutex([[Double?]?](repeating: nil, count: columns.count))
    let (columns, shares) = (columns, workers.map(\.shares))
    WorkQueue.run(columns.count, threads: threads) { _, queue in
      var search = CellSearch()
      while let column = queue.take() {
        let quantiles = columns[column].content.withLock {
          $0.quantiles.quantiles(SharesOfColumn(threads: shares, column: column), with: &search)
        }
        results.withLock { $0[column] = quantiles }
      }
    }
    let quantiles = results.withLock { $0 }
    return stride(from: 0, to: columns.count, by: levels.count).map { first in
      PartialSummary(
        moments: columns[first].content.withLock { $0.moments },
        quantiles: levels.joined(quantiles[first..<first + levels.count]))
    }
  }
}

/// What is wanted of an ensemble.
struct SummaryRequest {
  /// A value near the mean of each output.
  let shifts: [Double]
  let levels: [Double]
  let precision: QuantilePrecision
  /// How many paths there will be; about so many where their number still grows.
  let paths: Int
  let isGrowing: Bool
  /// The most blocks that are computed before their values are joined.
  let blocksPerWave: Int
  /// Half-width of the quantiles' brackets in standard deviations of a rank.
  let reach: Double
  let judge: TargetJudge
  let tallies: TargetTallies
}

/// The summary of one output, perhaps still without its quantiles.
struct PartialSummary: Sendable {
  let moments: Moments
  let quantiles: [Double?]?

  func completed(by exact: [Double?]?, levels: Int) -> SeriesSummary {
    SeriesSummary(
      mean: moments.mean, standardDeviation: moments.standardDeviation,
      quantiles: quantiles ?? exact ?? Array(repeating: nil, count: levels), missing: moments.missing)
  }
}
