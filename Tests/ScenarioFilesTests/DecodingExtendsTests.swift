import ScenarioFiles
import StockFlow
import Testing

private let base = """
  format: 1
  id: base
  unit: 万人
  years: {from: 2019, to: 2025}
  assumed: test
  sources: {plan: {title: Plan}}
  categories:
    skilled:
      name: {zh: 技能人才, en: Skilled}
      stock: {2018: 19, 2019: 20}
      training: {value: 1, times: 2}
      attrition: 3%
    other: {stock: {2019: 5}}
  targets:
    - {of: skilled, year: 2025, at_least: 30}
  """

private func extending(_ text: String) -> LoadedScenario {
  load("extends: base.yaml\n" + text, path: "plans/over.yaml", others: ["plans/base.yaml": base])
}

@Test func `entries merge key by key, values and stocks and lists are replaced`() throws {
  let loaded = extending(
    """
    id: over
    categories:
      skilled: {stock: {2019: 21}, training: 1.5, name: {en: Skilled people}}
    targets: [{of: other, year: 2024, at_least: 6}]
    """)
  #expect(report(loaded) == "")
  let scenario = try #require(loaded.scenario)
  let skilled = scenario.categories[0]
  #expect(scenario.id == "over")
  #expect(scenario.categories.map(\.id) == ["skilled", "other"])
  #expect(skilled.observations.map(\.year) == [2019])
  #expect(skilled.parameters[.training]?.times == nil)
  #expect(skilled.parameters[.attrition]?.base == .number(Figure(0.03, lastDigit: 0.01)))
  #expect(skilled.name == LocalizedText(zh: "技能人才", en: "Skilled people"))
  #expect(scenario.targets.map(\.of) == ["other"])
}

@Test func `null removes what the other file says`() throws {
  let scenario = try #require(extending("categories: {other: null, skilled: {training: null}}").scenario)
  #expect(scenario.categories.map(\.id) == ["skilled"])
  #expect(scenario.categories[0].parameters[.training] == nil)
}

@Test func `a mistake is reported in the file it stands in`() {
  #expect(
    report(extending("categories: {skilled: {attrition: 120%}}")) == """
      plans/over.yaml:2:35: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
          2 | categories: {skilled: {attrition: 120%}}
            |                                   ^^^^
         help: write 12% if a tenth was meant
      """)
  let removed = extending("categories: {skilled: null}")
  #expect(removed.diagnostics.map { $0.place?.file } == ["plans/base.yaml"])
}

@Test func `files that extend each other are an error`() {
  let loaded = load(
    "extends: b.yaml\nid: a", path: "a.yaml", others: ["b.yaml": "extends: ./a.yaml\nid: b"])
  #expect(
    report(loaded) == """
      b.yaml:1:10: error: files extend each other in a circle: a.yaml → b.yaml → a.yaml
          1 | extends: ./a.yaml
            |          ^^^^^^^^
         help: remove one `extends`
      """)
}

@Test func `a file that extends nothing readable is an error of that file`() {
  #expect(
    report(load("extends: gone.yaml\nid: a")) == """
      test.yaml:1:10: error: cannot read `gone.yaml`: there is no such file
          1 | extends: gone.yaml
            |          ^^^^^^^^^
         help: the path is relative to this file
      """)
}

@Test func `a main file that cannot be read is thrown`() {
  #expect(throws: UnreadableFile(path: "/nowhere/at/all.yaml", reason: .missing)) {
    try loadScenario(at: "/nowhere/at/all.yaml")
  }
}
