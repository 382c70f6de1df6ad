/// The transitions arranged for the innermost loops, whatever their rates: by the cell they enter, and by the cell they
/// leave.
package struct TransferLayout: Sendable {
  /// Somebody enters from a cell at a rate.
  package struct Entry: Sendable {
    package let source: Int
    /// Index of the rate's parameter.
    package let rate: Int
    package let isUncertain: Bool

    package init(source: Int, rate: Int, isUncertain: Bool) {
      (self.source, self.rate, self.isUncertain) = (source, rate, isUncertain)
    }
  }

  /// The transitions that enter cell c are `entries[firstEntry[c] ..< firstEntry[c + 1]]`.
  let entries: [Entry]
  let firstEntry: [Int]
  /// By cell, indices of the parameters of the uncertain rates of leaving, and of the certain ones.
  let uncertainLeaving: [[Int]]
  let certainLeaving: [[Int]]
  /// Cells whose balance is closed on its own, and those that are closed four at a time; every cell is in one of both.
  let lone: [Int]
  let rows: [DenseRows]
  /// Stretches of the sums of all dense rows, and the runs and steps of those at certain rates.
  let stretches: [DenseStretch]
  let runs: [DenseRun]
  let steps: [DenseStep]

  init(_ transitions: [CompiledTransition], ties: CellTies, parameters: ParameterTable) {
    func isUncertain(_ rate: Int) -> Bool { parameters.rows[rate].uncertain != nil }
    var entries: [Entry] = []
    var firstEntry = [0]
    for entering in ties.entering {
      entries += entering.map {
        let transition = transitions[$0]
        return Entry(source: transition.from, rate: transition.rate, isUncertain: isUncertain(transition.rate))
      }
      firstEntry.append(entries.count)
    }
    self.entries = entries
    self.firstEntry = firstEntry
    uncertainLeaving = ties.leaving.map { $0.map { transitions[$0].rate }.filter(isUncertain) }
    certainLeaving = ties.leaving.map { $0.map { transitions[$0].rate }.filter { !isUncertain($0) } }
    let arrangement = DenseArrangement(entries: entries, firstEntry: firstEntry)
    lone = arrangement.lone
    rows = arrangement.rows
    stretches = arrangement.stretches
    runs = arrangement.runs
    steps = arrangement.steps
  }

  /// Where the transitions that enter a cell stand.
  @inline(__always)
  func entries(into cell: Int) -> Range<Int> { firstEntry[cell]..<firstEntry[cell + 1] }
}
