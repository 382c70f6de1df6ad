import Charts
import Digests
import Ensembles
import Foundation
import Planning
import Randomness
import Reports
import StockFlow
import TalentSupply
import Testing

/// A plan whose names and unit are in one language alone, so that whatever stands in the other is the program's.
func monolingualPlan(_ language: Language) -> Scenario {
  let isChinese = language == .zh
  let unit =
    isChinese
    ? PeopleUnit(name: "万人", counted: .person, factor: 1e4) : PeopleUnit(name: "persons", counted: .person, factor: 1)
  func name(_ zh: String, _ en: String) -> LocalizedText { LocalizedText(isChinese ? zh : en) }
  func value(_ base: ParameterValue.Base, _ status: Provenance.Status) -> ParameterValue {
    ParameterValue(base, provenance: Provenance(document: "plan", at: isChinese ? "表1" : "1", status: status))
  }
  var scenario = Scenario(id: "x", name: name("甲市", "City"), unit: unit, horizon: 2020...2023, file: "x.yaml")
  scenario.sources = [SourceDocument(id: "plan", title: name("规划", "Plan"), url: "https://example.org")]
  scenario.categories = [
    Category(
      id: "a", name: name("甲类", "First"), unit: unit,
      observations: [Category.Observation(year: 2020, value: value(.number(Figure(40)), .observed))],
      parameters: [
        .training: value(.distribution(.pert(min: 1, mode: 2, max: 3)), .stated),
        .attrition: value(.distribution(.beta(mean: 0.04, sd: 0.01)), .assumed),
        .growth: value(.distribution(.normal(mean: 0.01, sd: 0.01)), .assumed),
      ], volatility: .number(0.01)),
    Category(
      id: "b", name: name("乙类", "Second"), unit: unit,
      observations: [Category.Observation(year: 2020, value: value(.number(Figure(10)), .observed))],
      parameters: [.outMigration: value(.number(Figure(0.02)), .assumed)]),
  ]
  scenario.transitions = [
    Transition(id: "t", name: name("晋升", "Rise"), from: "b", to: "a", rate: value(.number(Figure(0.03)), .assumed))
  ]
  scenario.pipelines = [
    Pipeline(
      id: "p", name: name("学院", "College"), unit: unit, intake: value(.number(Figure(1)), .stated), duration: 2,
      completion: value(.number(Figure(0.9)), .assumed), enters: [Pipeline.Entry(category: "b", share: 0.5)])
  ]
  scenario.measures = [
    Measure(
      id: "s", name: name("合计", "Total"), unit: .people(unit),
      formula: .sum([Measure.Term(id: "a"), Measure.Term(id: "b")], coverage: value(.number(Figure(0.97)), .assumed)))
  ]
  scenario.targets = [
    Target(of: "s", year: 2023, comparison: .atLeast(Figure(53, lastDigit: 1))),
    Target(of: "a", year: 2022, comparison: .within(Figure(40), Figure(42)), isJoint: false),
    Target(of: "b", year: 2023, comparison: .atMost(Figure(9))),
  ]
  scenario.levers = [
    Lever(
      id: "l", name: name("培训", "Courses"), direction: .raises, parameters: [ParameterAddress("a", .training)],
      limits: 0...2, from: 2021, lag: 1, ramp: 2,
      cost: Lever.Cost(perPerson: 8000, perPersonYear: 10, fixed: 3e8, currency: "CNY"))
  ]
  scenario.variants = [
    Variant(
      id: "v", name: name("加强", "More"),
      replacements: [Replacement(address: ParameterAddress("a", .training), value: value(.number(Figure(3)), .assumed))]
    )
  ]
  scenario.facts = [
    Fact(
      id: "f", name: name("教师", "Teachers"), unit: .people(unit),
      values: [Fact.Value(years: 2021...2023, figure: Figure(3))])
  ]
  scenario.statements = [
    Statement(
      formula: .sum([.id("a"), .id("b")], year: 2020), comparison: .equals(Figure(51, lastDigit: 1)),
      unit: .people(unit))
  ]
  return scenario
}

func smallStudy(_ language: Language) throws -> PlanStudy {
  try study(
    monolingualPlan(language), options: EnsembleOptions(size: .paths(2000), seed: 1, threads: 1))
}

private func origin() -> ReportOrigin {
  ReportOrigin(
    command: "talent report x.yaml", version: "1.2.3",
    files: [ReportOrigin.File(path: "x.yaml", digest: SHA256("x".utf8))])
}

private func document(_ language: Language) throws -> ReportDocument {
  try ReportWriter(try smallStudy(language), origin(), language: language).document()
}

/// Text of the page without its markup, style and script.
private func spoken(_ html: String) -> String {
  var text = ""
  var isMarkup = false
  let body = html.components(separatedBy: "</style>").last ?? html
  for character in body {
    if character == "<" { isMarkup = true }
    if !isMarkup { text.append(character) }
    if character == ">" {
      isMarkup = false
      text.append(" ")
    }
  }
  return text
}

@Test func `an English report has no Chinese word of the program's`() throws {
  let html = try PlanReport(try smallStudy(.en), origin: origin(), languages: [.en]).html()
  let chinese = spoken(html).unicodeScalars.filter {
    (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value)
  }
  #expect(String(String.UnicodeScalarView(chinese)) == "")
}

@Test func `a Chinese report has no English word of the program's`() throws {
  let html = try PlanReport(try smallStudy(.zh), origin: origin(), languages: [.zh]).html()
  // Names of methods and programs, which Chinese writes in Latin letters too.
  let allowed: Set = [
    "talent", "report", "SHA", "yaml", "PERT", "IPCC", "Shapley", "sobol", "levers", "given", "data", "Sobol", "quot",
    "amp", "lt", "gt", "x",
  ]
  let words = spoken(html).split { !($0.isASCII && $0.isLetter) }.map(String.init).filter { $0.count > 2 }
  let digest = SHA256("x".utf8).hexadecimal
  #expect(Set(words).subtracting(allowed).filter { !digest.contains($0) } == [])
}

@Test func `both languages have the same tables and charts`() throws {
  let chinese = try document(.zh)
  let english = try document(.en)
  #expect(chinese.tables.map(\.id) == english.tables.map(\.id))
  #expect(chinese.charts.count == english.charts.count)
  #expect(chinese.sections.map(\.id) == ["outlook", "reasons", "action", "trust"])
  #expect(zip(chinese.tables, english.tables).allSatisfy { $0.rows.count == $1.rows.count })
}

@Test func `every kind of chart is in the report, with an id of its own`() throws {
  let charts = try document(.en).charts
  #expect(charts.contains { $0 is FanChart } && charts.contains { $0 is BulletChart })
  #expect(charts.contains { $0 is WaterfallChart } && charts.contains { $0 is TornadoChart })
  #expect(charts.contains { $0 is ProbabilityChart } && charts.contains { $0 is StockFlowDiagram })
  #expect(Set(charts.map(\.frame.id)).count == charts.count)
}

@Test func `opening stock and flows make the closing stock in every shown column`() throws {
  let table = try #require(try document(.en).tables.first { $0.id == "balance" })
  var checked = 0
  for (index, row) in table.rows.enumerated() {
    guard case .total(let count) = row.kind else { continue }
    for column in 1..<table.columns.count {
      let values = table.rows[index - count...index].compactMap { row -> Double? in
        if case .number(let value, _, _, _) = row.cells[column] { value } else { nil }
      }
      #expect(values.count == count + 1)
      // Sums of a handful of numbers below 100.
      #expect(abs(values.dropLast().reduce(0, +) - (values.last ?? .nan)) < 1e-9)
      checked += 1
    }
  }
  #expect(checked == 6)
}

@Test func `a balance that is not one stops the report`() throws {
  #expect(throws: ReportFault.unbalanced(category: "a", year: 2021, opening: 10, flows: 1, closing: 12)) {
    try checkBalance(category: "a", year: 2021, opening: 10, flows: [3, -2], closing: 12)
  }
  try checkBalance(category: "a", year: 2021, opening: 0.1, flows: [0.2], closing: 0.3)
}

@Test func `totals that do not add because of rounding are told from those that do`() {
  func table(_ parts: [Double], _ total: Double) -> ReportTable {
    var table = ReportTable(id: "t", title: "", columns: [.text(""), .number("")])
    for part in parts { table.append([.text(""), .number(part, decimals: 0)]) }
    table.append([.text(""), .number(total, decimals: 0)], .total(ofLast: parts.count))
    return table
  }
  #expect(table([0.4, 0.4], 0.8).hasRoundedTotals)
  #expect(!table([1.4, 2.4], 3.3).hasRoundedTotals)
  #expect(table([1, 2], 3).summedRows(2, 1) == 2)
  #expect(table([1, 2], 3).summedRows(1, 1) == nil)
}

@Test func `probabilities year by year end with those of the targets`() throws {
  let study = try smallStudy(.en)
  for (course, target) in zip(study.courses, study.reach.targets) {
    let index = course.target.year - study.header.scenario.horizon.lowerBound
    // The same paths, so the same count of hits.
    #expect(course.probabilities[index] == target.probability)
  }
}

@Test func `the policy of the page names its own style and nothing else`() throws {
  let html = try PlanReport(try smallStudy(.en), origin: origin(), languages: [.zh, .en]).html()
  let style = try #require(html.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first)
  let script = try #require(html.components(separatedBy: "<script>").last?.components(separatedBy: "</script>").first)
  #expect(html.contains("default-src 'none'; style-src 'sha256-\(SHA256(style.utf8).base64)'"))
  #expect(html.contains("script-src 'sha256-\(SHA256(script.utf8).base64)'"))
  #expect(!html.contains("unsafe"))
}
