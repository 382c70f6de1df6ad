import Reports
import StockFlow
import Testing

@Test func `columns end at the same place whatever the width of the characters`() {
  var table = TextTable(
    [TextTable.Column("名称", alignment: .left), TextTable.Column("基期", "2019"), TextTable.Column("x")], language: .zh)
  table.append(["专业技术人才", "1", "|"])
  table.append(["R&D staff", "22.5", "|"])
  table.append(["é́👨‍👩‍👧", "100", "|"])
  let bars = table.lines().filter { $0.hasSuffix("|") }.map { displayWidth($0) }
  #expect(bars.count == 3)
  #expect(Set(bars).count == 1)
}

@Test func `no line ends with a space and a rule as wide as the table stands under the header`() {
  var table = TextTable(
    [TextTable.Column("a", alignment: .left), TextTable.Column("b", alignment: .left)], language: .en)
  table.append(["long name", "x"])
  table.append(["y"])
  #expect(table.lines() == ["a          b", "------------", "long name  x", "y"])
}

@Test func `a table that would be too wide breaks its names`() {
  var table = TextTable([TextTable.Column("", alignment: .left), TextTable.Column("v")], language: .zh)
  let name = String(repeating: "人才", count: 60)
  table.append([name, String(repeating: "9", count: 60)])
  let lines = table.lines()
  #expect(lines.allSatisfy { displayWidth($0) <= TextTable.widest })
  #expect(lines.dropFirst(2).joined().filter { $0 == "人" }.count == 60)
}

@Test func `English breaks at spaces and Chinese between characters`() {
  #expect(
    wrapped("one two three 万人 four", width: 13, language: .en) == ["one two three", "万人 four"])
  #expect(wrapped("人才资源总量，三年。", width: 12, language: .zh) == ["人才资源总", "量，三年。"])
  #expect(wrapped("abcdefghij", width: 4, language: .en) == ["abcd", "efgh", "ij"])
  #expect(wrapped("", width: 10, language: .en) == [""])
  #expect(wrapped("aaa bbb", width: 5, hanging: 1, language: .en) == ["aaa", " bbb"])
}
