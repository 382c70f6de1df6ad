/// The transitions arranged by the cell they enter, and by the cell they leave, for the innermost loops.
struct TransferTable: Sendable {
  /// Somebody enters from a cell at a rate.
  struct Entry: Sendable {
    let source: Int
    /// Index of the rate's parameter.
    let rate: Int
    let isUncertain: Bool
  }

  /// The transitions that enter cell c are `entries[firstEntry[c] ..< firstEntry[c + 1]]`.
  let entries: [Entry]
  let firstEntry: [Int]
  /// Rates of one year of every entry, row after row from `firstYear` on; one row where all are steady.
  private let rates: [Double]
  private let rowCount: Int
  private let firstYear: Year
  /// By cell, indices of the parameters of the uncertain rates of leaving, and of the certain ones.
  let uncertainLeaving: [[Int]]
  let certainLeaving: [[Int]]

  init(_ transitions: [CompiledTransition], ties: CellTies, parameters: ParameterTable, years: ClosedRange<Year>) {
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
    let isSteady = entries.allSatisfy { parameters.isSteady($0.rate) }
    let rows = isSteady ? years.lowerBound...years.lowerBound : years
    rates = rows.flatMap { year in entries.map { parameters.coefficient(of: $0.rate, in: year) } }
    rowCount = rows.count
    firstYear = years.lowerBound
    self.entries = entries
    self.firstEntry = firstEntry
    uncertainLeaving = ties.leaving.map { $0.map { transitions[$0].rate }.filter(isUncertain) }
    certainLeaving = ties.leaving.map { $0.map { transitions[$0].rate }.filter { !isUncertain($0) } }
  }

  /// Where the coefficients of a year begin in `coefficient(at:)`.
  func row(of year: Year) -> Int { min(year - firstYear, rowCount - 1) * entries.count }

  @inline(__always)
  func coefficient(at index: Int) -> Double { rates[index] }
}
