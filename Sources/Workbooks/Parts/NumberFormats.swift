/// How a number is shown: the codes of ECMA-376, part 1, 18.8.31; `nil` is General.
func numberFormat(of cell: Cell, in kind: Column.Kind) -> String? {
  switch cell {
  case .empty, .text: nil
  case .year: "0"
  case .number(let value, let decimals): grouped(decimals ?? kind.decimals, value)
  case .percent(_, let decimals): percent(decimals ?? kind.decimals)
  case .formula(_, let result, let decimals):
    switch kind {
    case .percent(let own): percent(decimals ?? own)
    case .year: "0"
    case .text, .number: grouped(decimals ?? kind.decimals, result)
    }
  }
}

private func grouped(_ decimals: Int?, _ value: Double) -> String? {
  guard let decimals else { return nil }
  // Longer than any column, and programs show 15 digits only.
  return abs(value) < 1e15 ? "#,##0" + fraction(decimals) : "0.00E+00"
}

private func percent(_ decimals: Int?) -> String { "0\(fraction(decimals ?? 1))%" }

private func fraction(_ decimals: Int) -> String {
  decimals <= 0 ? "" : "." + String(repeating: "0", count: min(decimals, 15))
}

extension Column.Kind {
  fileprivate var decimals: Int? {
    switch self {
    case .number(let decimals), .percent(let decimals): decimals
    case .text, .year: nil
    }
  }
}
