import ScenarioFiles
import StockFlow
import Testing

private func codes(_ text: String) -> [String] {
  tree(text).problems.map(\.code)
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

@Test(arguments: ["[", "- ", "[a: ", "{a: ", "a: [\n"])
func `a hundred thousand levels are a diagnostic`(opening: String) {
  #expect(codes(repeated(opening, 100_000)) == ["nested-too-deep"])
}

@Test(arguments: ["{", "? ", "- - ? "])
func `a hundred thousand keys inside keys are a diagnostic`(opening: String) {
  #expect(codes(repeated(opening, 100_000)) == ["key-is-no-text"])
}

@Test func `levels hidden behind quotes and indentation are counted too`() {
  #expect(codes("a: " + repeated("[\"]\", ", 500) + "1" + repeated("]", 500)) == ["nested-too-deep"])
  let indented = (0..<900).map { repeated(" ", $0) + "a:" }.joined(separator: "\n")
  #expect(codes(indented) == ["nested-too-deep"])
  let lists = (0..<900).map { repeated(" ", $0) + "a:\n" + repeated(" ", $0) + "-" }.joined(separator: "\n")
  #expect(codes(lists) == ["nested-too-deep"])
}

@Test func `ninety levels are read, and brackets in texts are none`() {
  #expect(codes("a: " + repeated("[", 90) + repeated("]", 90)) == [])
  #expect(codes((0..<1000).map { "k\($0): 区间 [0, 1)" }.joined(separator: "\n")) == [])
}

@Test func `an alias bomb costs no more than its text`() {
  var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
  for level in 1..<40 { text += "a\(level): &a\(level) [" + repeated("*a\(level - 1),", 10) + "]\n" }
  #expect(codes(text) == ["too-many-values"])
  #expect(codes(text + "b: {*a39 , x: 1}\n? *a39\n: 1\n").first == "too-many-values")
}

@Test func `a chain of aliases is as deep as it is long`() {
  let chain = (1..<3000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
  #expect(codes("a0: &a0 [x]\n" + chain) == ["nested-too-deep"])
}

@Test func `more values than anybody writes are refused before parsing`() {
  #expect(codes("a: [" + repeated("1,", 1_100_000) + "1]") == ["too-many-values"])
  #expect(codes(repeated("%TAG ! x\n", 100_000)) == ["yaml-syntax"])
}

@Test func `brackets as keys of brackets are refused before they cost anything`() {
  let list = "[" + repeated("1,", 300_000) + "1]"
  #expect(codes("a: " + repeated("{\"}\",", 60) + list + repeated("}", 60)) == ["key-is-no-text"])
  #expect(codes(repeated("? ", 90) + list) == ["key-is-no-text"])
}

@Test func `thousands of mistakes are reported up to a limit`() {
  let text = (0..<2000).map { "k\($0): {a: 1, a: 2}" }.joined(separator: "\n")
  let found = codes(text)
  #expect(found.count == 1001 && found.filter { $0 == "duplicate-key" }.count == 1000)
  let quoted = (0..<2000).map { "'k\($0)': {\"a\": 1, 'a': 2, \"a\": 3}" }.joined(separator: "\n")
  #expect(codes(quoted).filter { $0 == "duplicate-key" }.count == 1000)
  #expect(codes("a: {" + repeated("\"k, \\\"\": 1, ", 300) + "}") == ["duplicate-key"])
  let colons = (0..<300).map { "k\($0)：v" }.joined(separator: "\n")
  #expect(codes(colons).filter { $0 == "full-width-colon" }.count == 100)
}

@Test func `a line of a megabyte is read and shown in part`() {
  let text = "a: {" + repeated("技: 1, ", 120_000) + "}"
  let found = tree(text).problems
  #expect(found.count == 1001)
  #expect(found.allSatisfy { render($0, language: .zh, color: false).count < 600 })
}
