import StockFlow
import Testing

/// Which cells are summed four at a time.
struct DenseRowsTests {
  /// From → to, in the order of the file; all certain but those named.
  private func arrangement(
    cells: Int, _ moves: [(from: Int, to: Int)], uncertain: Set<Int> = []
  ) -> (entries: [TransferLayout.Entry], firstEntry: [Int], DenseArrangement) {
    var entries: [TransferLayout.Entry] = []
    var firstEntry = [0]
    for cell in 0..<cells {
      for (place, move) in moves.enumerated() where move.to == cell {
        entries.append(.init(source: move.from, rate: place, isUncertain: uncertain.contains(place)))
      }
      firstEntry.append(entries.count)
    }
    return (entries, firstEntry, DenseArrangement(entries: entries, firstEntry: firstEntry))
  }

  private func everywhere(_ cells: Int) -> [(from: Int, to: Int)] {
    (0..<cells).flatMap { from in (0..<cells).filter { $0 != from }.map { (from, $0) } }
  }

  private func cells(_ rows: DenseRows) -> [Int] { rows.cells.indices.map { rows.cells[$0] } }

  @Test func `cells that everybody moves between are summed together`() {
    let (_, _, found) = arrangement(cells: 60, everywhere(60))
    #expect(found.lone.isEmpty)
    #expect(found.rows.flatMap(cells).sorted() == Array(0..<60))
    // Of 59 transitions into each, 56 come from cells that are none of the four; each of the four is left for the others.
    #expect(found.steps.count == 15 * 60)
    let whole = found.steps.filter { step in step.entries.indices.allSatisfy { step.entries[$0] != nil } }
    #expect(whole.count == 15 * 56)
  }

  @Test func `a few transitions are summed cell by cell`() {
    let (_, _, found) = arrangement(cells: 9, everywhere(9).filter { ($0.from + $0.to) % 3 == 0 })
    #expect(found.rows.isEmpty)
    #expect(found.lone == Array(0..<9))
  }

  @Test func `partners need not be neighbours`() {
    // Twelve regions of three categories; people move within their category.
    let moves = everywhere(36).filter { $0.from % 3 == $0.to % 3 }
    let (_, _, found) = arrangement(cells: 36, moves)
    #expect(found.rows.count == 9)
    for rows in found.rows { #expect(Set(cells(rows).map { $0 % 3 }).count == 1) }
  }

  @Test(arguments: 0..<40)
  func `every transition is summed once and in the order of the file`(seed: Int) {
    let count = 8 + seed
    var moves = everywhere(count).filter { (7 * $0.from + 3 * $0.to + seed) % (9 + 2 * (seed % 9)) != 0 }
    if seed % 3 == 0 { moves += moves.prefix(count) }
    if seed % 5 == 0 { moves.sort { ($0.from * 17 % count, $0.to) < ($1.from * 17 % count, $1.to) } }
    let uncertain = Set(moves.indices.filter { $0 % 13 == seed % 13 })
    let (entries, firstEntry, found) = arrangement(cells: count, moves, uncertain: uncertain)
    #expect((found.lone + found.rows.flatMap(cells)).sorted() == Array(0..<count))
    for rows in found.rows {
      var summed: [Int: [Int]] = [:]
      for stretch in found.stretches[rows.stretches] {
        switch stretch {
        case .uncertain(let row, let own):
          summed[cells(rows)[row], default: []] += own
          #expect(own.allSatisfy { entries[$0].isUncertain })
        case .certain(let runs):
          for run in found.runs[runs] {
            for row in 0..<DenseRows.count {
              #expect(Array(run.entries[row]) == found.steps[run.steps].compactMap { $0.entries[row] })
            }
            for step in found.steps[run.steps] {
              let places = step.entries.indices.map { step.entries[$0] }
              #expect(!run.isCommon || places.allSatisfy { $0 != nil })
              for (row, cell) in cells(rows).enumerated() {
                guard let place = places[row] else { continue }
                summed[cell, default: []].append(place)
                #expect(entries[place].source == step.source && !entries[place].isUncertain)
              }
            }
          }
        }
      }
      for cell in cells(rows) { #expect(summed[cell] == Array(firstEntry[cell]..<firstEntry[cell + 1])) }
    }
  }
}
