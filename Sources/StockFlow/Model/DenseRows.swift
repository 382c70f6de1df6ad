/// Four cells that are entered from much the same cells, so that every source is read once for all four.
package struct DenseRows: Sendable {
  package static let count = 4
  package let cells: InlineArray<4, Int>
  /// Where their sums' stretches stand.
  package let stretches: Range<Int>
}

/// A stretch of the sums over the transitions that enter dense rows.
///
/// Every cell's own sum keeps the order of the file, because another order would round differently: what one cell alone
/// is entered from stands between what all four have in common.
package enum DenseStretch: Sendable, Equatable {
  /// Steps of all four.
  case common(Range<Int>)
  /// Entries of one of them.
  case own(cell: Int, entries: Range<Int>)
}

/// A cell from which all four of some dense rows are entered at certain rates.
package struct CommonStep: Sendable {
  package let source: Int
  /// Where the four transitions stand among the entries.
  package let entries: InlineArray<4, Int>
}

/// Which cells are closed four at a time.
///
/// Cells are taken in their order; each looks for three partners among those that are entered from the source in the
/// middle of its own list. Partners need not be neighbours: where regions multiply categories, those of one category are
/// entered from each other. A look-out of limited length keeps the search short where nothing fits.
package struct DenseArrangement {
  package private(set) var lone: [Int] = []
  package private(set) var rows: [DenseRows] = []
  package private(set) var stretches: [DenseStretch] = []
  package private(set) var steps: [CommonStep] = []

  /// Fewer common sources than this are not worth the way.
  private static let leastCommon = 8
  private static let lookOut = 64

  private let entries: [TransferLayout.Entry]
  private let firstEntry: [Int]
  /// By cell, where the only certain transition from a source stands; empty where a cell has too few entries.
  private var places: [[Int: Int]] = []
  /// By source, the cells for which `places` has it.
  private var entered: [Int: [Int]] = [:]
  private var isTaken: [Bool]

  /// - Complexity: O(entries × look-out).
  package init(entries: [TransferLayout.Entry], firstEntry: [Int]) {
    self.entries = entries
    self.firstEntry = firstEntry
    isTaken = Array(repeating: false, count: firstEntry.count - 1)
    for cell in isTaken.indices { place(cell) }
    for cell in isTaken.indices where !isTaken[cell] {
      if let (cells, common) = partners(of: cell) {
        add(cells, common)
      } else {
        lone.append(cell)
        isTaken[cell] = true
      }
    }
  }

  private func range(_ cell: Int) -> Range<Int> { firstEntry[cell]..<firstEntry[cell + 1] }

  private mutating func place(_ cell: Int) {
    var found: [Int: Int] = [:]
    if range(cell).count >= Self.leastCommon {
      var repeated: Set<Int> = []
      for entry in range(cell) where !entries[entry].isUncertain {
        if found.updateValue(entry, forKey: entries[entry].source) != nil { repeated.insert(entries[entry].source) }
      }
      for source in repeated { found[source] = nil }
      for source in found.keys { entered[source, default: []].append(cell) }
    }
    places.append(found)
  }

  /// Four cells and what they have in common, in an order that is that of each.
  private func partners(of first: Int) -> (cells: [Int], common: [Int])? {
    // A source may come a second time at an uncertain rate.
    let certain = range(first).filter { places[first][entries[$0].source] == $0 }
    var common = certain.map { entries[$0].source }
    guard common.count >= Self.leastCommon else { return nil }
    var cells = [first]
    let candidates = entered[common[common.count / 2], default: []].lazy.filter { $0 > first && !isTaken[$0] }
    for candidate in candidates.prefix(Self.lookOut) where cells.count < DenseRows.count {
      let narrowed = inOrder(common, of: candidate)
      guard isWorthwhile(narrowed.count, for: cells + [candidate]) else { continue }
      cells.append(candidate)
      common = narrowed
    }
    return cells.count == DenseRows.count ? (cells, common) : nil
  }

  /// Those of some sources that a cell has too, as far as they come in the same order.
  private func inOrder(_ sources: [Int], of cell: Int) -> [Int] {
    var last = -1
    return sources.filter {
      guard let place = places[cell][$0], place > last else { return false }
      last = place
      return true
    }
  }

  /// Two thirds of the transitions should be common: the others cost as much as before and interrupt them.
  private func isWorthwhile(_ common: Int, for cells: [Int]) -> Bool {
    common >= Self.leastCommon && cells.allSatisfy { 3 * common >= 2 * range($0).count }
  }

  private mutating func add(_ cells: [Int], _ common: [Int]) {
    let start = stretches.count
    var next = cells.map { firstEntry[$0] }
    for source in common {
      let step = CommonStep(source: source, entries: InlineArray { place(of: source, in: cells[$0]) })
      for row in cells.indices { addOwn(cells[row], next[row]..<step.entries[row]) }
      add(step, since: start)
      next = cells.indices.map { step.entries[$0] + 1 }
    }
    for row in cells.indices { addOwn(cells[row], next[row]..<range(cells[row]).upperBound) }
    rows.append(DenseRows(cells: InlineArray { cells[$0] }, stretches: start..<stretches.count))
    for cell in cells { isTaken[cell] = true }
  }

  private func place(of source: Int, in cell: Int) -> Int {
    guard let place = places[cell][source] else { preconditionFailure("a common source enters every row") }
    return place
  }

  private mutating func addOwn(_ cell: Int, _ entries: Range<Int>) {
    if !entries.isEmpty { stretches.append(.own(cell: cell, entries: entries)) }
  }

  /// Lengthens the last stretch of these rows where that is common too.
  private mutating func add(_ step: CommonStep, since start: Int) {
    steps.append(step)
    if stretches.count > start, case .common(let range)? = stretches.last {
      stretches[stretches.count - 1] = .common(range.lowerBound..<steps.count)
    } else {
      stretches.append(.common(steps.count - 1..<steps.count))
    }
  }
}
