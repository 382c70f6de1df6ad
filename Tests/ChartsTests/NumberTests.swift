import Charts
import Testing

/// How the table of a chart writes these values.
private func shown(_ values: [Double], _ style: NumberStyle, _ quantity: Quantity = Quantity(name: "")) -> [String] {
  let frame = ChartFrame(id: "n", title: "", description: "", language: "en", numbers: style)
  let chart = WaterfallChart(
    frame: frame, quantity: quantity,
    words: .init(
      item: "", amount: "", interval: IntervalWords(level: 0.8, name: "", lowerName: "", upperName: ""), gap: "",
      increase: "", decrease: ""),
    baseline: .init(name: "", value: values[0]), flows: values.dropFirst().map { .init(name: "", amount: $0) },
    projection: .init(name: "", value: values[0]))
  return chart.table().rows.dropLast().map { row in
    if case .number(_, let shown) = row[1] { shown } else { "" }
  }
}

@Test func `large numbers are written in 万 and 亿, or in millions and billions`() {
  #expect(shown([35_000], .chinese) == ["3.5万"])
  #expect(shown([352_000, 3_200], .chinese) == ["35.20万", "0.32万"])
  #expect(shown([123_456_789], .chinese) == ["1.23亿"])
  #expect(shown([3e12], .chinese) == ["3万亿"])
  #expect(shown([35_000], .english) == ["35,000"])
  #expect(shown([1_213_000], .english) == ["1.21\u{A0}million"])
  #expect(shown([2.5e9], .english) == ["2.5\u{A0}billion"])
  #expect(shown([9999], .english) == ["9999"])
}

@Test func `where the unit is already a large one, numbers are written out`() {
  let quantity = Quantity(name: "万人", abbreviates: false)
  #expect(shown([12_345.6], .chinese, quantity) == ["12346"])
  #expect(shown([12_345.6], .english, quantity) == ["12,346"])
  #expect(shown([86.2, -5.448], .chinese, quantity) == ["86.20", "−5.45"])
  #expect(shown([2.675], .english, Quantity(name: "", suffix: " %", decimals: 2)) == ["2.68 %"])
}

@Test func `numbers beyond all names keep their power of ten`() {
  #expect(shown([1e300], .chinese) == ["1×10³⁰⁰"])
  #expect(shown([-2.5e17], .english) == ["−2.5×10¹⁷"])
  #expect(shown([3.2e-9], .english) == ["3.2×10⁻⁹"])
  #expect(shown([0], .english) == ["0"])
}

@Test func `the table behind a fan has a row for every year`() {
  let table = SampleCharts(isChinese: false, width: 720).fan.table()
  #expect(table.heads.count == 10)
  #expect(table.heads.prefix(4) == ["Year", "History", "Median", "25 % quantile"])
  #expect(table.rows.count == 11)
  #expect(table.rows.last?[2] == .number(862_000 * (1 + 0.0815 * 5), shown: "1.21\u{A0}million"))
  #expect(table.rows.last?[9] == .text("≥\u{A0}1.35\u{A0}million"))
  #expect(table.rows.first?[2] == .empty)
}

@Test func `the table behind a diagram names both ends of every flow`() {
  let table = SampleCharts(isChinese: true, width: 720).diagram.table()
  #expect(table.rows.count == 4 + 2 + 15)
  #expect(
    table.rows[7] == [
      .text("流量"), .text("毕业生"), .text("毕节医学高等专科学校"), .text("专业技术人才"), .number(0.81, shown: "0.81"),
    ])
}
