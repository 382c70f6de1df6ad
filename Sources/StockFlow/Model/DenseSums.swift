import Randomness

/// The transitions that enter four cells which are entered from much the same cells.
extension CompiledModel {
  /// Adds them to the stocks of the rows, stretch by stretch. A state that is only borrowed here would be copied first.
  func receiveTransfers<Element: LaneNumber>(into rows: DenseRows, _ state: inout ModelState<Element>) {
    let exposed = state.exposedPersons
    for place in rows.stretches {
      switch transfers.layout.stretches[place] {
      case .certain(let runs) where Element.tileWidth > 1:
        receiveTiled(runs, into: rows, state.stock, from: exposed, in: state.year)
      case .certain(let runs):
        for run in runs { receiveByRows(run, into: rows, state, from: exposed) }
      case .uncertain(let row, let entries): receive(entries, into: rows.cells[row], state)
      }
    }
  }

  /// Where tiles are narrow, leaving a row out for some steps costs more than summing these steps row by row.
  private func receiveByRows<Element: LaneNumber>(
    _ place: Int, into rows: DenseRows, _ state: borrowing ModelState<Element>,
    from exposed: Slot<Element>
  ) {
    let run = transfers.layout.runs[place]
    guard !run.isCommon else {
      let steps = steps(of: run, in: state.year)
      for tile in 0..<Element.slotWidth / Element.tileWidth {
        var sums = DenseTile(state.stock, rows, tile)
        for step in steps { sums.add(transfers, step, exposed, toAll: true) }
        sums.write(to: state.stock, rows)
      }
      return
    }
    for row in 0..<DenseRows.count where !run.entries[row].isEmpty {
      receive(run.entries[row], into: rows.cells[row], state)
    }
  }

  private func receive<Element: LaneNumber>(
    _ entries: Range<Int>, into cell: Int, _ state: borrowing ModelState<Element>
  ) {
    let width = Element.slotWidth
    let stock = state.stock.slot(cell, width: width)
    var sums = InlineArray<8, Element> { stock[min($0, width - 1)] }
    receive(entries, to: &sums, state)
    for lane in 0..<width { stock[lane] = sums[lane] }
  }

  /// Four rows of sums stay in registers, as many vectors of each as there is room for, while the sources pass: every
  /// vector of persons is read once for four products, so that the multiplications set the pace.
  private func receiveTiled<Element: LaneNumber>(
    _ runs: Range<Int>, into rows: DenseRows, _ stock: borrowing SlotBuffer<Element>,
    from exposed: Slot<Element>, in year: Year
  ) {
    for tile in 0..<Element.slotWidth / Element.tileWidth {
      var sums = DenseTile(stock, rows, tile)
      for place in runs {
        let run = transfers.layout.runs[place]
        let steps = steps(of: run, in: year)
        if run.isCommon {
          for step in steps { sums.add(transfers, step, exposed, toAll: true) }
        } else {
          for step in steps { sums.add(transfers, step, exposed, toAll: false) }
        }
      }
      sums.write(to: stock, rows)
    }
  }
}

extension CompiledModel {
  /// Where the rates of a run's steps stand in a year.
  @inline(__always)
  private func steps(of run: DenseRun, in year: Year) -> Range<Int> {
    let first = transfers.firstDenseRates(of: year)
    return first + run.steps.lowerBound..<first + run.steps.upperBound
  }
}

/// A tile of the sums of dense rows: `Element.tileWidth` neighbouring vectors of each of four cells.
private struct DenseTile<Element: LaneNumber> {
  /// Which of the tiles of a slot.
  private let tile: Int
  private var sums: InlineArray<16, Element>

  @inline(__always)
  init(_ stock: borrowing SlotBuffer<Element>, _ rows: DenseRows, _ tile: Int) {
    self.tile = tile
    sums = InlineArray(repeating: Element(repeating: 0))
    for row in 0..<DenseRows.count {
      let source = stock.slot(Self.place(rows.cells[row], tile), width: Element.tileWidth)
      for lane in 0..<Element.tileWidth { sums[4 * row + lane] = source[lane] }
    }
  }

  @inline(__always)
  private static func place(_ cell: Int, _ tile: Int) -> Int { cell &* (Element.slotWidth / Element.tileWidth) &+ tile }

  /// Adds who enters the cells in a step. One that leaves some cells out leaves their sums as they are: a product with 0
  /// would not be 0 where there are infinitely many persons.
  @inline(__always)
  mutating func add(_ transfers: TransferTable, _ step: Int, _ exposed: Slot<Element>, toAll: Bool) {
    let width = Element.tileWidth
    let source = exposed.slot(Self.place(transfers.denseSource(at: step), tile), width: width)
    let persons = InlineArray<4, Element> { source[min($0, width - 1)] }
    for row in 0..<DenseRows.count where toAll || transfers.isDenseRateWritten(at: step, row: row) {
      let rate = Element(repeating: transfers.denseRate(at: step, row: row))
      for lane in 0..<width { sums[4 * row + lane] = Element.fused(rate, persons[lane], sums[4 * row + lane]) }
    }
  }

  @inline(__always)
  func write(to stock: borrowing SlotBuffer<Element>, _ rows: DenseRows) {
    for row in 0..<DenseRows.count {
      let target = stock.slot(Self.place(rows.cells[row], tile), width: Element.tileWidth)
      for lane in 0..<Element.tileWidth { target[lane] = sums[4 * row + lane] }
    }
  }
}
