/// What a page leaves out where it would be too large; the workbook leaves out nothing.
enum HTMLEconomy: Int, CaseIterable, Comparable {
  case full
  /// Categories are not drawn side by side.
  case withoutPanels
  /// Charts without the tables behind them.
  case withoutChartValues
  /// Without what is folded either.
  case withoutFolded
  /// Long tables with their first rows alone.
  case shortTables

  static func < (left: HTMLEconomy, right: HTMLEconomy) -> Bool { left.rawValue < right.rawValue }

  /// Rows of a table.
  var mostRows: Int { self == .shortTables ? 120 : .max }
}
