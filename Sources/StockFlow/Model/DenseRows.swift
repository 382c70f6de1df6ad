/// Four cells that are entered from much the same cells, so that every source is read once for all four.
package struct DenseRows: Sendable {
  package static let count = 4
  package let cells: InlineArray<4, Int>
  /// Where their sums' stretches stand.
  package let stretches: Range<Int>
}

/// A stretch of the sums over the transitions that enter dense rows.
///
/// Every cell's own sum keeps the order of the file, because another order would round differently: what some cells alone
/// are entered from stands between what all four have in common.
package enum DenseStretch: Sendable, Equatable {
  /// Steps at certain rates, which stand in these runs.
  case certain(runs: Range<Int>)
  /// Entries of one of them at uncertain rates.
  case uncertain(row: Int, entries: Range<Int>)
}

/// Neighbouring steps into all four of some dense rows, or into some of them.
package struct DenseRun: Sendable {
  package let steps: Range<Int>
  package let isCommon: Bool
  /// The entries of each row that are summed in these steps.
  package let entries: InlineArray<4, Range<Int>>
}

/// A cell from which some or all of four dense rows are entered at certain rates.
package struct DenseStep: Sendable {
  package let source: Int
  /// Where the transitions stand among the entries; `nil` where a row is not entered.
  package let entries: InlineArray<4, Int?>
}
