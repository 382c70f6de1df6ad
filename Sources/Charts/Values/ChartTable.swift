/// The values of a chart as heads and rows.
public struct ChartTable: Sendable, Equatable {
  public enum Cell: Sendable, Equatable {
    case text(String)
    /// The value, and how the chart writes it.
    case number(Double, shown: String)
    case empty
  }

  public let heads: [String]
  /// Each with as many cells as there are heads.
  public let rows: [[Cell]]

  /// Rows that are too short are filled with empty cells.
  public init(heads: [String], rows: [[Cell]]) {
    self.heads = heads
    self.rows = rows.map {
      Array($0.prefix(heads.count)) + Array(repeating: .empty, count: max(0, heads.count - $0.count))
    }
  }
}
