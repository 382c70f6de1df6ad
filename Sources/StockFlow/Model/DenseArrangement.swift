/// Which cells are closed four at a time.
///
/// Cells are taken in their order; each looks for three partners among those that are entered from the source in the
/// middle of its own list. Partners need not be neighbours: where regions multiply categories, those of one category are
/// entered from each other. A look-out of limited length keeps the search short where nothing fits.
package struct DenseArrangement {
  package private(set) var lone: [Int] = []
  package private(set) var rows: [DenseRows] = []
  package private(set) var stretches: [DenseStretch] = []
  package private(set) var runs: [DenseRun] = []
  package private(set) var steps: [DenseStep] = []

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
    var merging = DenseMerging(entries: entries, ranges: cells.map { range($0) })
    for source in common {
      merging.takeCommon(
        cells.map { cell in
          guard let place = places[cell][source] else { preconditionFailure("a common source enters every row") }
          return place
        })
    }
    merging.takeRest()
    rows.append(
      DenseRows(
        cells: InlineArray { cells[$0] }, stretches: stretches.count..<stretches.count + merging.stretches.count))
    stretches += merging.stretches.map { $0.moved(by: runs.count) }
    runs += merging.runs.map {
      DenseRun(steps: $0.steps.moved(by: steps.count), isCommon: $0.isCommon, entries: $0.entries)
    }
    steps += merging.steps
    for cell in cells { isTaken[cell] = true }
  }
}

extension DenseStretch {
  fileprivate func moved(by runs: Int) -> DenseStretch {
    if case .certain(let range) = self { .certain(runs: range.moved(by: runs)) } else { self }
  }
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
