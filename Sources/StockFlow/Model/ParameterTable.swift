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
  }

  private let firstYear: Year
  private(set) var rows: [Row] = []
  private var coefficients: [Double] = []
  private var additions: [Double] = []
  /// By row, where its additions begin, one a year; `nil` where it has none, or they are part of the coefficients. Apart
  /// from the rows and shorter than they are, because hardly any model has some and every term asks.
  private var additionStarts: [Int?] = []
  private var yearCount = 0

  /// - Parameter firstYear: the year of the first coefficient of every row that has several.
  init(firstYear: Year) { self.firstYear = firstYear }

  /// Index of the new parameter. Equal coefficients are kept once.
  ///
  /// - Parameter added: one addition a year, for an uncertain parameter.
  mutating func add(_ values: [Double], uncertain: Int?, added: [Double]? = nil) -> Int {
    let isSteady = values.allSatisfy { $0.bitPattern == values[0].bitPattern }
    let kept = isSteady ? values.prefix(1) : values[...]
    if let added { add(additions: added) }
    rows.append(Row(first: coefficients.count, count: kept.count, uncertain: uncertain))
    coefficients += kept
    return rows.count - 1
  }

  /// Additions of the row that comes next.
  private mutating func add(additions added: [Double]) {
    additionStarts += Array(repeating: nil, count: rows.count - additionStarts.count) + [additions.count]
    additions += added
    yearCount = max(yearCount, added.count)
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

  /// What a year adds to a parameter; 0 where there is nothing to add.
  @inline(__always)
  func addition(to parameter: Int, in year: Year) -> Double {
    guard !additions.isEmpty, let first = firstAddition(of: parameter) else { return 0 }
    return additions[first + min(max(0, year - firstYear), yearCount - 1)]
  }

  @inline(__always)
  private func firstAddition(of parameter: Int) -> Int? {
    additionStarts.indices.contains(parameter) ? additionStarts[parameter] : nil
  }

  func coefficient(of parameter: Int, in year: Year) -> Double { coefficient(of: rows[parameter], in: year) }

  /// Whether a path has the same value in every year; so has a parameter that is not written.
  func isSteady(_ parameter: Int?) -> Bool {
    parameter.map { rows[$0].count == 1 && firstAddition(of: $0) == nil } ?? true
  }
}
