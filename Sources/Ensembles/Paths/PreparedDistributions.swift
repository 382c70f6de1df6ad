import Randomness
import Synchronization

/// Transforms of normal scores that are kept from one ensemble to the next, because some need a table: for many scenarios
/// that differ in little.
public final class PreparedDistributions: Sendable {
  private let table = Mutex<[Distribution: ScoreTransform]>([:])

  public init() {}

  /// One transform per draw, prepared once for equal distributions and on all threads.
  func transforms(_ distributions: [Distribution], threads: Int) -> [ScoreTransform] {
    let known = table.withLock { $0 }
    let missing = Array(Set(distributions).filter { known[$0] == nil })
    WorkQueue.run(missing.count, threads: threads) { _, queue in
      while let index = queue.take() {
        let transform = ScoreTransform(missing[index])
        table.withLock { $0[missing[index]] = transform }
      }
    }
    let all = table.withLock { $0 }
    return distributions.map { all[$0] ?? ScoreTransform($0) }
  }
}
