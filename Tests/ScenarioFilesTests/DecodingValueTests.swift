import Foundation
import Randomness
import ScenarioFiles
import StockFlow
import Testing

/// A scenario in 万人 with one category, whose lines are given.
func scenario(category lines: String, unit: String = "万人", rest: String = "") -> LoadedScenario {
  let body = lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
  return load(
    """
    format: 1
    id: small
    unit: \(unit)
    years: {from: 2019, to: 2025}
    assumed: test
    categories:
      skilled:
    \(body)
    \(rest)
    """)
}

private func parameter(
  _ property: ParameterAddress.Property, _ text: String, unit: String = "万人"
) throws -> ParameterValue {
  let loaded = scenario(category: "stock: {2019: 20}\n\(property.rawValue): \(text)", unit: unit)
  #expect(report(loaded) == "")
  return try #require(loaded.scenario?.categories.first?.parameters[property])
}

private func stock(_ text: String, unit: String = "万人") throws -> Figure {
  let loaded = scenario(category: "stock: {2019: \(text)}", unit: unit)
  #expect(report(loaded) == "")
  guard case .number(let figure) = try #require(loaded.scenario?.categories.first?.observations.first?.value.base)
  else { return Figure(.nan) }
  return figure
}

@Test(arguments: [
  ("34500 人", "万人", 3.45, 0.0001),
  ("15.00", "万人", 15, 0.01),
  ("1.005 万人", "人", 10050, 10),
  ("3.3万人", "人", 33000, 1000),
  ("0.8 百万人", "万人", 80, 10),
  ("２０．５", "万人", 20.5, 0.1),
  ("010", "万人", 10, 1),
  ("1e3", "人", 1000, 1000),
  ("12 thousand persons", "万人", 1.2, 0.1),
  ("2 亿人", "万人", 20000, 10000),
  ("7 名", "人", 7, 1),
]) func `numbers are converted once and keep the worth of their last digit`(
  text: String, unit: String, value: Double, lastDigit: Double
) throws {
  #expect(try stock(text, unit: unit) == Figure(value, lastDigit: lastDigit))
}

@Test func `bare numbers are in the category's unit`() throws {
  let loaded = scenario(
    category: "unit: 人\nstock: {2019: 34500}\ntraining: {uniform: {min: 500, max: 0.1 万人/年}}",
    rest: "targets: [{of: skilled, year: 2025, at_least: 40000}, {of: skilled.training, year: 2025, at_most: 700 人/年}]")
  #expect(report(loaded) == "")
  let scenario = try #require(loaded.scenario)
  #expect(scenario.categories[0].observations[0].value.base == .number(Figure(3.45, lastDigit: 0.0001)))
  #expect(scenario.categories[0].parameters[.training]?.base == .distribution(.uniform(min: 0.05, max: 0.1)))
  #expect(scenario.targets[0].comparison == .atLeast(Figure(4, lastDigit: 0.0001)))
  #expect(scenario.targets[1].comparison == .atMost(Figure(0.07, lastDigit: 0.0001)))
}

@Test func `percent is a fraction with its last digit`() throws {
  #expect(try parameter(.attrition, "2.5%").base == .number(Figure(0.025, lastDigit: 0.001)))
  #expect(try parameter(.attrition, "０.3％").base == .number(Figure(0.003, lastDigit: 0.001)))
  #expect(try parameter(.growth, "-0.4%").base == .number(Figure(-0.004, lastDigit: 0.001)))
}

@Test func `a map of years is a linear path`() throws {
  let expected = TimePath(
    shape: .linear,
    points: [
      .init(year: 2020, figure: Figure(1.2, lastDigit: 0.1)), .init(year: 2025, figure: Figure(2, lastDigit: 0.1)),
    ])
  #expect(try parameter(.training, "{2025: 2.0, 2020: 1.2}").base == .path(expected))
  #expect(try parameter(.training, "{path: {2020: 12000 人, 2025: 2.0}}").base != .path(expected))
  #expect(try parameter(.training, "{path: {\"2020\": 1.2, ２０２５: 2.0}}").base == .path(expected))
}

@Test func `steps keep their shape`() throws {
  guard case .path(let path) = try parameter(.attrition, "{steps: {2020: 1%, 2023: 2%}}").base else {
    Issue.record("steps are a path")
    return
  }
  #expect(path.shape == .steps)
  #expect(path.value(in: 2022) == 0.01)
}

@Test(arguments: [
  ("{normal: {mean: 3%, sd: 1%}}", Distribution.normal(mean: 0.03, sd: 0.01)),
  ("{truncated_normal: {mean: 3%, sd: 1%, min: 0}}", .truncatedNormal(mean: 0.03, sd: 0.01, min: 0, max: nil)),
  ("{lognormal: {mean: 3%, sd: 1%}}", .lognormal(mean: 0.03, sd: 0.01)),
  ("{triangular: {min: 0.5%, mode: 1%, max: 3%}}", .triangular(min: 0.005, mode: 0.01, max: 0.03)),
  ("{pert: {min: 1%, mode: 2%, max: 3%}}", .pert(min: 0.01, mode: 0.02, max: 0.03)),
  ("{beta: {mean: 3%, sd: 1%}}", .beta(mean: 0.03, sd: 0.01)),
  ("{gamma: {mean: 3%, sd: 1%}}", .gamma(mean: 0.03, sd: 0.01)),
  ("{discrete: {values: [2%, 0.03], weights: [1, 3]}}", .discrete(values: [0.02, 0.03], weights: [1, 3])),
  (
    "{quantiles: {90: 4%, 10: 1%, 50: 2%, min: 0}}",
    .quantiles(levels: [0.1, 0.5, 0.9], values: [0.01, 0.02, 0.04], min: 0, max: nil)
  ),
  ("{rounded: {value: 3%, to: 1%}}", .rounded(value: 0.03, to: 0.01)),
]) func `every distribution is read`(text: String, distribution: Distribution) throws {
  #expect(try parameter(.attrition, text).base == .distribution(distribution))
}

@Test func `people in distributions are converted`() throws {
  #expect(
    try parameter(.training, "{gamma: {mean: 5000 人, sd: 0.1}}").base == .distribution(.gamma(mean: 0.5, sd: 0.1)))
}

@Test func `times has no unit and plus that of the parameter`() throws {
  let value = try parameter(.training, "{value: 1.2, times: {uniform: {min: 0.9, max: 110%}}, plus: 500 人}")
  #expect(value.times == .distribution(.uniform(min: 0.9, max: 1.1)))
  #expect(value.plus == .number(0.05))
}

@Test func `fit is auto, and history stands beside any value`() throws {
  #expect(try parameter(.growth, "fit").base == .fit(FitRequest(method: .auto)))
  #expect(try parameter(.growth, "{fit: drift}").base == .fit(FitRequest(method: .drift)))
  let prior = try parameter(.growth, "{fit: panel, prior: {normal: {mean: 2%, sd: 1%}}}")
  #expect(prior.base == .fit(FitRequest(method: .panel, prior: .normal(mean: 0.02, sd: 0.01))))
  let training = try parameter(.training, "{history: {2015: 11000 人}, fit: auto}")
  #expect(training.history == [.init(year: 2015, figure: Figure(1.1, lastDigit: 0.0001))])
}

@Test func `what names no source is assumed, and what is fitted is fitted`() throws {
  let attrition = try parameter(.attrition, "3%").provenance
  #expect(attrition.status == .assumed && attrition.note == "test" && attrition.document == nil)
  #expect(try parameter(.growth, "fit").provenance.status == .fitted)
}

@Test func `a bound is not checked on the parts of an uncertain value`() throws {
  _ = try parameter(.attrition, "{normal: {mean: 120%, sd: 1%}}")
  _ = try parameter(.attrition, "{value: 150%, times: {uniform: {min: 0.1, max: 0.2}}}")
  _ = try parameter(.training, "{value: -1, plus: {uniform: {min: 2, max: 3}}}")
}

@Test func `a stock keeps its own source before the category's`() throws {
  let loaded = load(completeExample)
  let categories = try #require(loaded.scenario?.categories)
  let professional = categories[0].observations
  #expect(professional.map(\.year) == [2015, 2017, 2019])
  #expect(professional.map(\.value.provenance.document) == [nil, nil, "plan"])
  #expect(categories[1].observations[0].value.provenance.at == "专栏1")
}

@Test func `the entries of the complete example have their values`() throws {
  let scenario = try #require(load(completeExample).scenario)
  #expect(scenario.horizon == 2019...2025)
  #expect(scenario.name == LocalizedText(zh: "示例市“十四五”人才发展", en: "Example city, talent development 2021-2025"))
  #expect(
    scenario.pipelines[0].enters == [
      .init(category: "professional", share: 0.25), .init(category: "other_skilled", share: 0.2),
    ])
  #expect(scenario.drivers.map(\.unit) == [.people(scenario.unit), .people(scenario.unit), .other("个")])
  #expect(
    scenario.measures.map(\.unit) == [
      .people(scenario.unit), .people(scenario.unit), .other("人/万人"), .percent, .people(scenario.unit),
      .people(scenario.unit), .people(scenario.unit), .people(scenario.unit),
    ])
  #expect(
    scenario.measures[5].formula
      == .sum([.init(id: "professional", weight: 0.95), .init(id: "skilled", weight: 0.9)], coverage: nil))
  #expect(scenario.targets.map(\.year) == [2025, 2025, 2023, 2025, 2025, 2025])
  #expect(scenario.targets[1].comparison == .atLeast(Figure(0.2, lastDigit: 0.01)))
  #expect(scenario.facts[1].values[0].years == 2016...2020)
  #expect(scenario.statements.count == 7)
  #expect(scenario.statements[0].comparison == .equals(Figure(0.239, lastDigit: 0.001)))
  #expect(scenario.levers[0].cost == Lever.Cost(perPerson: 8000, currency: "CNY"))
  #expect(scenario.levers[0].limits == 0...2)
  #expect(scenario.sweeps[0].over[0].levels == .range(from: 1, to: 4, count: 13))
}

@Test func `what is taken for normalised without asking is normalised in any company`() {
  let scalars = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter(\.isUnchangedByNormalisation)
  var text = String.UnicodeScalarView()
  for scalar in scalars { text.append(contentsOf: [scalar, "e", scalar, "国"]) }
  #expect(String(text).precomposedStringWithCanonicalMapping.utf8.elementsEqual(String(text).utf8))
  #expect(scalars.count > 20_000)
  #expect(isNormalised("Zürich, 毕节") && isNormalised("\u{E9}cole") && !isNormalised("e\u{301}cole"))
}

@Test func `texts in two normal forms are the same id`() throws {
  let loaded = scenario(
    category: "stock: {2019: 1}",
    rest: "  e\u{301}cole: {stock: {2019: 2}}\nmeasures: {all: {sum: [skilled, \u{E9}cole]}}")
  #expect(report(loaded) == "")
  #expect(loaded.scenario?.categories[1].id.utf8.elementsEqual("\u{E9}cole".utf8) == true)
}
