import Foundation
import Reports
import Synchronization
import TalentSupply

/// One line on the terminal that says how far a computation is: after half a second, ten times a second, erased at the end.
final class ProgressLine: Sendable {
  private struct State {
    var lastShown: ContinuousClock.Instant?
    var isErased = false
  }

  private let words: Words
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ words: Words) { self.words = words }

  func show(_ progress: ProgressReport) {
    let now = ContinuousClock.now
    let taken = now - start
    guard taken >= .milliseconds(500) else { return }
    state.withLock { state in
      guard !state.isErased, state.lastShown.map({ now - $0 >= .milliseconds(100) }) ?? true else { return }
      state.lastShown = now
      write("\r\u{1B}[K" + words.progress(done: progress.done, total: progress.total, seconds: taken / .seconds(1)))
    }
  }

  func erase() {
    state.withLock { state in
      if state.lastShown != nil, !state.isErased { write("\r\u{1B}[K") }
      state.isErased = true
    }
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
