import ScenarioFiles
import StockFlow
import Testing

private func statement(_ text: String) throws -> Statement {
  let loaded = scenario(
    category: "unit: 人\nstock: {2019: 34500}",
    rest: """
        other: {stock: {2019: 5}}
      measures: {share: {ratio: [skilled, other], percent: true}}
      facts:
        courses: {values: {2016-2020: 50.9}, unit: 万人次}
        jobless: {values: {2020: 4.5}, unit: "%"}
        per_village: {values: {2020: 3}, unit: 人/村}
      statements: [\(text)]
      """)
  #expect(report(loaded) == "")
  return try #require(loaded.scenario?.statements.first)
}

@Test func `a bare number of people is in the scenario's unit, whatever the series' own`() throws {
  #expect(try statement("{value_of: skilled, year: 2019, is: 3.45}").comparison.figure.value == 3.45)
  #expect(try statement("{value_of: skilled, year: 2019, is: 3.45 万人}").comparison.figure.value == 3.45)
  #expect(try statement("{value_of: courses, year: 2020, at_most: 51}").comparison.figure.value == 51)
  #expect(try statement("{value_of: jobless, year: 2020, at_most: 5}").comparison.figure.value == 0.05)
  #expect(try statement("{value_of: share, year: 2020, at_most: 0.7}").comparison.figure.value == 0.7)
  #expect(try statement("{value_of: share, year: 2020, at_most: 70%}").comparison.figure.value == 0.7)
}

@Test func `terms in different units of people are compared in the scenario's`() throws {
  let sum = try statement("{sum_of: [skilled, other, 1], year: 2019, is: 9.45}")
  #expect(sum.comparison.figure == Figure(9.45, lastDigit: 0.01))
  #expect(sum.formula == .sum([.id("skilled"), .id("other"), .number(Figure(1, lastDigit: 1))], year: 2019))
}

@Test func `a product has the unit of its only factor that has one`() throws {
  let people = try statement("{product_of: [120 人, 5], is: 600 人}")
  #expect(people.comparison.figure.value == 0.06)
  #expect(
    people.formula
      == .product([.number(Figure(0.012, lastDigit: 0.0001)), .number(Figure(5, lastDigit: 1))], year: nil))
  #expect(try statement("{product_of: [37500 人, 35%], at_most: 11850 人}").comparison.figure.value == 1.185)
  #expect(try statement("{product_of: [0.5, 5], is: 2.5}").unit == .none)
  #expect(try statement("{product_of: [per_village, 5], year: 2020, is: 15 人/村}").unit == .other("人/村"))
}

@Test func `growth and ratios may be written in percent`() throws {
  #expect(try statement("{yearly_growth_of: other, from: 2015, to: 2019, is: 5.5%}").comparison.figure.value == 0.055)
  #expect(
    try statement("{ratio_of: [skilled, other], year: 2019, is: 69.0%}").comparison.figure
      == Figure(0.69, lastDigit: 0.001))
  #expect(
    try statement("{ratio_of: [32, 0.13], is: 246.2}").formula
      == .ratio(.number(Figure(32, lastDigit: 1)), .number(Figure(0.13, lastDigit: 0.01)), scale: 1, year: nil))
}

@Test func `an entry's source covers its parameters`() throws {
  let loaded = scenario(
    category: "stock: {2019: 3}",
    rest: """
      sources: {plan: {title: Plan}}
      pipelines: {college: {intake: 1, duration: 3, enters: {skilled: 50%}, source: {of: plan, at: 专栏1}}}
      """)
  let provenance = try #require(loaded.scenario?.pipelines.first?.intake.provenance)
  #expect(provenance.document == "plan" && provenance.at == "专栏1")
}
