extension Sheet {
  /// The widths of the columns, in widths of a digit.
  ///
  /// - Complexity: O(n) in the number of cells and the length of their texts.
  var columnWidths: [Double] {
    columns.indices.map { index in
      if let width = columns[index].width, width.isFinite { return min(max(width, 1), 255) }
      // Heads break into lines, so that a long one does not widen its column beyond reason.
      var width = min(widthOfText(columns[index].headText), 18)
      for row in rows where index < row.count { width = max(width, shownWidth(row[index], in: columns[index].kind)) }
      return Double(min(max(width + 2, 6), 60))
    }
  }
}

private func shownWidth(_ cell: Cell, in kind: Column.Kind) -> Int {
  switch cell {
  case .empty: 0
  case .text(let text): widthOfText(text)
  case .year: 4
  case .number(let value, _), .formula(_, let value, _):
    widthOfNumber(value, format: numberFormat(of: cell, in: kind))
  case .percent(let value, _): widthOfNumber(value * 100, format: numberFormat(of: cell, in: kind))
  }
}

private func widthOfNumber(_ value: Double, format: String?) -> Int {
  guard value.isFinite, let format else { return 10 }
  guard abs(value) < 1e15 else { return 10 }
  let whole = String(Int(abs(value).rounded())).count
  let fraction = format.split(separator: ".").dropFirst().first.map { $0.count + 1 } ?? 0
  return whole + (whole - 1) / 3 + fraction + 2
}
