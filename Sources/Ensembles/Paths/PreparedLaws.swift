import Randomness
import Synchronization

/// Quantile functions made ready for drawing, kept for further ensembles: some need a table, which takes as long as
/// thousands of paths.
public final class PreparedLaws: Sendable {
  private let known = Mutex<[Distribution: ScoreTransform]>([:])

  /// Beyond so many, everything is forgotten.
  private static let most = 10_000

  public init() {}

  /// One transform per draw, prepared once for distributions of equal shape and on all threads.
  func transforms(_ distributions: [Distribution], threads: Int) -> [ScoreTransform] {
    let table = known.withLock { $0 }
    let forms = distributions.map(\.standardForm)
    let missing = Array(Set(forms.map(\.standard).filter { table[$0] == nil }))
    let fresh = Mutex<[Distribution: ScoreTransform]>([:])
    WorkQueue.run(missing.count, threads: threads) { _, queue in
      while let index = queue.take() {
        let transform = ScoreTransform(standard: missing[index])
        fresh.withLock { $0[missing[index]] = transform }
      }
    }
    let added = fresh.withLock { $0 }
    if !added.isEmpty {
      known.withLock { known in
        if known.count + added.count > Self.most { known = [:] }
        known.merge(added) { first, _ in first }
      }
    }
    return forms.map { form in
      (table[form.standard] ?? added[form.standard] ?? ScoreTransform(standard: form.standard)).scaled(to: form)
    }
  }
}
