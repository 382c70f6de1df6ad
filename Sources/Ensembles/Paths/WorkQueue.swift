import Dispatch
import Synchronization

/// Hands out the numbers 0 ..< count to as many workers as asked for, each number once.
package struct WorkQueue: ~Copyable, Sendable {
  private let next = Atomic<Int>(0)
  package let count: Int

  init(count: Int) { self.count = count }

  /// The next number nobody has taken; `nil` when none is left.
  package borrowing func take() -> Int? {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < count ? number : nil
  }

  /// Runs `worker` once on each of `threads` threads and returns when all have ended; each is told its number.
  package static func run(
    _ count: Int, threads: Int, worker: @Sendable (_ number: Int, borrowing WorkQueue) -> Void
  ) {
    let queue = WorkQueue(count: count)
    let workers = max(1, min(threads, count))
    guard workers > 1 else { return worker(0, queue) }
    DispatchQueue.concurrentPerform(iterations: workers) { worker($0, queue) }
  }
}
