/// The transitions and their certain rates, year by year.
struct TransferTable: Sendable {
  let layout: TransferLayout
  /// Rates of one year of every entry, row after row from `firstYear` on; one row where all are steady.
  private let rates: [Double]
  /// The same of every step of dense rows.
  private let denseRates: [DenseRates]
  /// The sum of the certain rates of leaving of every cell.
  private let leavingRates: [Double]
  private let rowCount: Int
  private let firstYear: Year

  /// - Complexity: O(transitions × years), one year where all rates are steady.
  init(_ layout: TransferLayout, parameters: ParameterTable, years: ClosedRange<Year>) {
    self.layout = layout
    let isSteady = layout.entries.allSatisfy { parameters.isSteady($0.rate) }
    let rows = isSteady ? years.lowerBound...years.lowerBound : years
    func rate(_ entry: Int, in year: Year) -> Double {
      parameters.coefficient(of: layout.entries[entry].rate, in: year)
    }
    rates = rows.flatMap { year in layout.entries.indices.map { rate($0, in: year) } }
    denseRates = rows.flatMap { year in
      layout.steps.map { step in
        DenseRates(
          source: step.source, isWritten: InlineArray { step.entries[$0] != nil },
          rates: InlineArray { step.entries[$0].map { rate($0, in: year) } ?? 0 })
      }
    }
    leavingRates = rows.flatMap { year in
      layout.certainLeaving.map { $0.reduce(0) { $0 + parameters.coefficient(of: $1, in: year) } }
    }
    rowCount = rows.count
    firstYear = years.lowerBound
  }

  private func row(of year: Year) -> Int { min(year - firstYear, rowCount - 1) }

  /// Where the rates of a year begin in `rate(at:)`, one an entry.
  @inline(__always)
  func firstRate(of year: Year) -> Int { row(of: year) * layout.entries.count }

  /// Certain rates only; those of uncertain entries are coefficients.
  @inline(__always)
  func rate(at index: Int) -> Double { rates[index] }

  /// Where the rates of a year begin in `denseSource(at:)` and `denseRate(at:row:)`, one element a step.
  @inline(__always)
  func firstDenseRates(of year: Year) -> Int { row(of: year) * layout.steps.count }

  @inline(__always)
  func denseSource(at index: Int) -> Int { denseRates[index].source }

  /// One number at a time: read together, they would have to be taken apart again by shuffles.
  @inline(__always)
  func denseRate(at index: Int, row: Int) -> Double { denseRates[index].rates[row] }

  /// Whether the source of a step is one of this row.
  @inline(__always)
  func isDenseRateWritten(at index: Int, row: Int) -> Bool { denseRates[index].isWritten[row] }

  /// The sum of the certain rates at which persons leave a cell.
  @inline(__always)
  func certainLeaving(of cell: Int, in year: Year) -> Double {
    leavingRates[row(of: year) * layout.certainLeaving.count + cell]
  }
}

/// At which rates persons leave one cell for each of four dense rows.
private struct DenseRates: Sendable {
  let source: Int
  let isWritten: InlineArray<4, Bool>
  let rates: InlineArray<4, Double>
}
