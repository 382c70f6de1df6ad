import ScenarioFiles
import StockFlow
import Testing

private let header = "format: 1\nid: large\nunit: 人\nyears: {from: 2019, to: 2025}\nassumed: test\n"

@Test func `thousands of categories and a long chain of measures load`() {
  let categories = (0..<5000).map { "  c\($0): {stock: {2019: \($0)}, attrition: 3%}" }
  let measures = (0..<5000).map { "  m\($0): {sum: [\($0 == 4999 ? "c0" : "m\($0 + 1)"), c\($0)]}" }
  let text =
    header + "categories:\n" + categories.joined(separator: "\n") + "\nmeasures:\n" + measures.joined(separator: "\n")
  let loaded = load(text)
  #expect(report(loaded) == "")
  #expect(loaded.scenario?.measures.last?.formula != nil)
}

@Test func `thousands of wrong names are all reported`() {
  let targets = (0..<3000).map { "  - {of: nobody\($0), year: 2025, at_least: 1}" }
  let loaded = load(header + "categories: {skilled: {stock: {2019: 1}}}\ntargets:\n" + targets.joined(separator: "\n"))
  #expect(loaded.diagnostics.count == 3000)
}

@Test func `a number of a million digits is a mistake like any other`() {
  let digits = String(repeating: "7", count: 1_000_000)
  let loaded = load(header + "categories:\n  skilled:\n    stock: {2019: 1}\n    attrition: \(digits)\n")
  #expect(loaded.scenario == nil)
  #expect(loaded.diagnostics.count == 1)
}

@Test(arguments: [
  "", "format: 1", "[]", "categories: 3", "{a: {b: {c: [d]}}}", "years: {from: -9999999999999999999, to: 1e400}",
])
func `broken files give problems and no scenario`(text: String) {
  let loaded = load(text)
  #expect(loaded.scenario == nil)
  #expect(!loaded.diagnostics.isEmpty)
}

@Test func `no line that is missing makes the decoder crash or fall silent`() {
  let lines = (completeExample + "\n" + everyForm.split(separator: "\n").dropFirst(8).joined(separator: "\n"))
    .split(separator: "\n", omittingEmptySubsequences: false)
  for gap in lines.indices {
    let loaded = load((lines[..<gap] + lines[(gap + 1)...]).joined(separator: "\n"))
    #expect(loaded.scenario != nil || loaded.diagnostics.contains { $0.severity == .error })
  }
}

@Test(arguments: [
  "", "null", "[]", "{}", "-", "1e308 亿人", "99999999999999999999", "-0", "{2020: {}}", "[[1], [2]]", "fit", "a.b.c",
  ".", "\u{0}",
])
func `no value in any place makes the decoder crash or fall silent`(value: String) {
  let lines = everyForm.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var place = value.count
  for (position, line) in lines.enumerated() {
    for colon in line.indices where line[colon] == ":" {
      // Every value meets another seventh of the places.
      place += 1
      guard place.isMultiple(of: 7) else { continue }
      var changed = lines
      let rest = line[line.index(after: colon)...].drop { !",}".contains($0) }
      changed[position] = String(line[...colon]) + " " + value + rest
      let loaded = load(changed.joined(separator: "\n"))
      #expect(loaded.scenario != nil || loaded.diagnostics.contains { $0.severity == .error })
    }
  }
}
