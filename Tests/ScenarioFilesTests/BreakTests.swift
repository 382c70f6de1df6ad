import ScenarioFiles
import StockFlow
import Testing

private let header = "format: 1\nid: small\nunit: 人\nyears: {from: 2019, to: 2025}\n"

private func category(_ fields: String) -> LoadedScenario { load(header + "categories: {a: {\(fields)}}") }

private func mistakes(_ breaks: String, stock: String = "{2015: 1, 2017: 2, 2019: 3}") -> String {
  report(category("stock: \(stock), breaks: \(breaks)"))
}

struct BreakTests {
  @Test func `the years in which a definition changes are kept, ascending`() {
    let loaded = category("stock: {2015: 1, 2017: 2, 2019: 3, 2021: 4}, breaks: [2018, 2016]")
    #expect(report(loaded) == "")
    #expect(loaded.scenario?.categories.first?.breaks == [2016, 2018])
  }

  @Test func `one year needs no list, and a series without a break has none`() {
    #expect(category("stock: {2015: 1, 2019: 3}, breaks: 2019").scenario?.categories.first?.breaks == [2019])
    #expect(category("stock: {2015: 1, 2019: 3}").scenario?.categories.first?.breaks == [])
  }

  @Test func `a driver has breaks as well`() {
    let loaded = load(
      header + "drivers: {people: {values: {2015: 400, 2018: 480, 2019: 490}, growth: fit, breaks: [2018]}}")
    #expect(report(loaded) == "")
    #expect(loaded.scenario?.drivers.first?.breaks == [2018])
  }

  @Test func `a history from a file has breaks as well`() {
    let text = header + "categories: {a: {stock: {csv: n.csv}, breaks: [2018, 2030]}}"
    let loaded = load(text, others: ["n.csv": "year,stock\n2017,1\n2018,2\n2019,2"])
    #expect(
      report(loaded) == """
        test.yaml:5:54: error: there is no observation from 2030, so the break separates nothing
            5 | categories: {a: {stock: {csv: n.csv}, breaks: [2018, 2030]}}
              |                                                      ^^^^
           help: a break is the first year of a new definition: write a year from 2018 to 2019, or remove it
        """)
  }

  @Test func `a break at or before the first observation`() {
    #expect(
      mistakes("[2015]")
        == """
        test.yaml:5:63: error: there is no observation before 2015, so the break separates nothing
            5 | categories: {a: {stock: {2015: 1, 2017: 2, 2019: 3}, breaks: [2015]}}
              |                                                               ^^^^
           help: a break is the first year of a new definition: write a year from 2016 to 2019, or remove it
        """)
    #expect(mistakes("[2010]").contains("no observation before 2010"))
  }

  @Test func `a break after the last observation`() {
    #expect(mistakes("[2020]").contains("no observation from 2020, so the break separates nothing"))
  }

  @Test func `a single observation has nothing to separate`() {
    #expect(
      mistakes("[2019]", stock: "{2019: 1}").contains("help: remove `breaks`, or add the observations of other years"))
  }

  @Test func `two breaks between the same observations`() {
    #expect(mistakes("[2016, 2017]").contains("there is no observation between the breaks 2016 and 2017"))
    #expect(mistakes("[2017, 2018]") == "")
  }

  @Test func `what is no year, or stands twice`() {
    #expect(mistakes("[soon]").contains("`soon` in `breaks` is not a year"))
    #expect(mistakes("[2017, 2017]").contains("`2017` stands twice in `breaks`"))
    #expect(mistakes("[]").contains("`breaks` lists 0"))
    #expect(mistakes("{2017: 1}").contains("error:"))
  }

  @Test func `a broken stock is not asked about its breaks`() {
    #expect(category("stock: {2015: much, 2019: 3}, breaks: [2030]").diagnostics.map(\.code) == ["wrong-type"])
  }

  @Test func `a file that extends another replaces the list whole`() {
    let base = header + "categories: {a: {stock: {2015: 1, 2017: 2, 2019: 3}, breaks: [2016, 2018]}}"
    let over = load("extends: base.yaml\ncategories: {a: {breaks: [2017]}}", others: ["base.yaml": base])
    #expect(over.scenario?.categories.first?.breaks == [2017])
    let none = load("extends: base.yaml\ncategories: {a: {breaks: null}}", others: ["base.yaml": base])
    #expect(none.scenario?.categories.first?.breaks == [])
  }
}
