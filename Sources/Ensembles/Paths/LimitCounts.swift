import Randomness
import StockFlow

/// Paths per cell in which the stock was held at 0, and in which exits were scaled down.
struct LimitCounts: Sendable, Equatable {
  private(set) var heldAtZero: [Int]
  private(set) var scaledExits: [Int]

  init(cells: Int) {
    heldAtZero = Array(repeating: 0, count: cells)
    scaledExits = heldAtZero
  }

  /// Adds the first `paths` paths of a batch.
  mutating func add(_ state: borrowing BatchState, paths: Int) {
    guard state.isLimited else { return }
    for cell in heldAtZero.indices {
      for path in 0..<paths {
        let vector = cell * PathBatch.vectors + path / 8
        if state.heldAtZero[vector][path % 8] > 0 { heldAtZero[cell] += 1 }
        if state.scaledExits[vector][path % 8] > 0 { scaledExits[cell] += 1 }
      }
    }
  }

  /// Adds other paths of the same cells.
  mutating func add(_ other: LimitCounts) {
    for cell in heldAtZero.indices {
      heldAtZero[cell] += other.heldAtZero[cell]
      scaledExits[cell] += other.scaledExits[cell]
    }
  }
}
