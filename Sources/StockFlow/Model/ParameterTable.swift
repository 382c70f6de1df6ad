/// Every parameter by year: coefficient(year) · multiplier + offset + addition(year); multiplier and offset are drawn once
/// a path.
///
/// All coefficients stand in one array, so that looking one up touches no other memory.
struct ParameterTable: Sendable {
  struct Row: Sendable {
    /// Where the coefficients begin, one a year from the table's first year on; a single one serves every year.
    let first: Int
    let count: Int
    /// Index in `CompiledModel.uncertain`; `nil` where the coefficients are the value.
    let uncertain: Int?
    /// Where the additions begin, one a year; `nil` where there are none, or they are part of the coefficients.
    let firstAddition: Int?
  }

  private let firstYear: Year
  private(set) var rows: [Row] = []
  private var coefficients: [Double] = []
  private var additions: [Double] = []
  private var yearCount = 0

  /// - Parameter firstYear: the year of the first coefficient of every row that has several.
  init(firstYear: Year) { self.firstYear = firstYear }

  /// Index of the new parameter. Equal coefficients are kept once.
  ///
  /// - Parameter added: one addition a year, for an uncertain parameter.
  mutating func add(_ values: [Double], uncertain: Int?, added: [Double]? = nil) -> Int {
    let isSteady = values.allSatisfy { $0.bitPattern == values[0].bitPattern }
    let kept = isSteady ? values.prefix(1) : values[...]
    rows.append(
      Row(
        first: coefficients.count, count: kept.count, uncertain: uncertain,
        firstAddition: added.map { _ in additions.count }))
    coefficients += kept
    additions += added ?? []
    yearCount = max(yearCount, added?.count ?? 0)
    return rows.count - 1
  }

  /// Adds a number to all coefficients of a parameter.
  mutating func shift(_ parameter: Int, by amount: Double) {
    let row = rows[parameter]
    for place in row.first..<row.first + row.count { coefficients[place] += amount }
  }

  /// The coefficient in a year; that of the nearest year beyond the table.
  @inline(__always)
  func coefficient(of row: Row, in year: Year) -> Double {
    coefficients[row.first + min(max(0, year - firstYear), row.count - 1)]
  }

  /// What a year adds; 0 where there is nothing to add.
  @inline(__always)
  func addition(to row: Row, in year: Year) -> Double {
    guard let first = row.firstAddition else { return 0 }
    return additions[first + min(max(0, year - firstYear), yearCount - 1)]
  }

  func coefficient(of parameter: Int, in year: Year) -> Double { coefficient(of: rows[parameter], in: year) }

  /// Whether a path has the same value in every year; so has a parameter that is not written.
  func isSteady(_ parameter: Int?) -> Bool {
    parameter.map { rows[$0].count == 1 && rows[$0].firstAddition == nil } ?? true
  }
}
