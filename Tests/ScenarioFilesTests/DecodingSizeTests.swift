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
