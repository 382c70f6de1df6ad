import Workbooks

/// A workbook with everything a table can hold.
let sample = Workbook(
  title: "毕节 <plan> & \"talent\"", author: "TalentSupply", created: 1_763_717_400,
  sheets: [balance, shares, oddTexts])

/// Opening + inflows − outflows = closing, with totals.
let balance = Sheet(
  name: "存量平衡", titleLines: ["毕节市人才存量平衡", "2019–2021, seed 1"],
  columns: [
    Column("年份", kind: .year), Column("期初", unit: "万人", kind: .number(decimals: 2)),
    Column("Inflows", unit: "万人", kind: .number(decimals: 2)),
    Column("Outflows", unit: "万人", kind: .number(decimals: 2)),
    Column("期末", unit: "万人", kind: .number(decimals: 2)),
  ],
  rows: [
    [.year(2020), .number(86.2), .number(7.125), .number(2.5), closing(90.825)],
    [.year(2021), .number(90.825), .number(0.1 + 0.2), .number(1e-7), closing(91.1249999)],
    [
      .text("合计"), .empty, .formula(.sumAbove(rows: 2), result: 7.425), .formula(.sumOfRows(0...1), result: 2.5000001),
      .formula(.sumOfColumns(2...3), result: 9.9250001),
    ],
  ],
  notes: ["注:期末 = 期初 + 流入 − 流出。", String(repeating: "Rounded totals need not add. ", count: 12)],
  frozenColumns: 1)

private func closing(_ result: Double) -> Cell {
  .formula(.balance(plus: [.column(1), .column(2)], minus: [.column(3)]), result: result)
}

private let shares = Sheet(
  name: "Shares",
  columns: [
    Column("Name", kind: .text, width: 24), Column("Value", unit: "", kind: .number(decimals: 0)),
    Column("Share", kind: .percent(decimals: 1)),
  ],
  rows: [
    [.text("a"), .number(1), .formula(.quotient(.column(1), .cell(row: 3, column: 1)), result: 0.25)],
    [.text("b"), .number(3), .percent(0.75)],
    [.text("none"), .number(.nan), .percent(-.infinity, decimals: 2)],
    [.text("total"), .formula(.sumOfRows(0...2), result: 4), .formula(.sumAbove(rows: 0 + 1), result: .nan)],
    [.text("large"), .number(1.7976931348623157e308), .number(.leastNonzeroMagnitude)],
    [.text("short")],
  ])

/// Texts that a careless writer breaks.
let oddTexts = Sheet(
  name: "It's [a/b]: 100*?", columns: [Column("Text", kind: .text)],
  rows: texts.map { [.text($0)] }, freezesHead: false)

let texts = [
  "=1+1", "+86 10", "-5", "@SUM(A1)", "<script>alert(\"x\" & 'y')</script>", "  kept spaces  ", "two\nlines",
  "人才 👩‍👩‍👧‍👦 🇨🇳", "مرحبا بالعالم", "שלום", "0123", "TRUE", "]]>", "e\u{301}",
]
