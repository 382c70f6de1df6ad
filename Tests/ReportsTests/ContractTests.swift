import Foundation
import Reports
import StockFlow
import Testing

/// Keys of section 6 of the specification, which other programs rely on.
private let commonKeys: Set = ["scenario", "variant", "unit", "years", "warnings"]
private let ensembleKeys = commonKeys.union(["paths", "seed", "sampling"])

private func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

@Test func `project has series and flows by name, flows without a value in the baseline year`() throws {
  let answer = try object(report(smallProjection(), as: options(.json)))
  #expect(Set(answer.keys) == commonKeys.union(["series", "flows"]))
  let series = try #require(answer["series"] as? [String: [Double]])
  #expect(Set(series.keys) == ["professional", "skilled", "total", "share"])
  let flows = try #require(answer["flows"] as? [String: [Any]])
  #expect(Set(flows.keys) == ["professional.training", "professional.attrition", "skilled.growth"])
  #expect(flows.values.allSatisfy { $0.count == 3 && $0[0] is NSNull })
  #expect(answer["unit"] as? String == "万人")
  #expect(answer["years"] as? [Int] == [2019, 2020, 2021])
}

@Test func `simulate has levels and one list of quantiles a year`() throws {
  let answer = try object(report(smallSimulation(), as: options(.json)))
  #expect(Set(answer.keys) == ensembleKeys.union(["levels", "series"]))
  let series = try #require(answer["series"] as? [String: [String: Any]])
  let professional = try #require(series["professional"])
  #expect(Set(professional.keys) == ["mean", "sd", "quantiles"])
  #expect((professional["quantiles"] as? [[Any]])?.map(\.count) == [2, 2, 2])
  #expect(answer["seed"] as? Int == 0)
}

@Test func `reach has every key of the contract`() throws {
  let answer = try object(report(smallReach(), as: options(.json)))
  #expect(
    Set(answer.keys) == ensembleKeys.union(["targets", "joint_probability", "joint_probability_interval", "backtest"]))
  let targets = try #require(answer["targets"] as? [[String: Any]])
  let keys: Set = [
    "of", "year", "comparison", "value", "baseline", "baseline_year", "central", "mean", "median", "interval80",
    "probability", "probability_interval", "verdict", "expected_shortfall", "first_year_reached", "contributions",
  ]
  #expect(targets.allSatisfy { Set($0.keys) == keys })
  #expect(targets[0]["verdict"] as? String == "unlikely")
  #expect(targets[1]["value"] as? [Double] == [0.5, 0.6])
  #expect(targets[1]["expected_shortfall"] is NSNull)
}

@Test func `fit has every key of the contract`() throws {
  let answer = try object(report(smallFit(), as: options(.json)))
  #expect(
    Set(answer.keys) == commonKeys.union(["parameters", "correlation", "diagnostics", "balances", "assumptions"]))
  let parameters = try #require(answer["parameters"] as? [[String: Any]])
  #expect(
    Set(parameters[0].keys) == [
      "name", "estimate", "standard_error", "interval95", "observations", "method", "estimator", "prior",
    ])
  #expect(parameters[0]["name"] as? String == "professional.growth")
}

@Test func `check lists problems and statements, of several files in the same two lists`() throws {
  let one = try object(report([smallCheck()], as: options(.json)))
  let problems = try #require(one["problems"] as? [[String: Any]])
  #expect(Set(problems[0].keys) == ["severity", "code", "message", "file", "line", "column", "help"])
  let statements = try #require(one["statements"] as? [[String: Any]])
  #expect(
    Set(statements[0].keys).isSuperset(of: ["statement", "stated", "computed", "agrees", "within_rounding", "line"]))
  #expect(statements[2]["computed"] is NSNull && statements[2]["agrees"] is NSNull)
  let two = try object(report([smallCheck(), smallCheck()], as: options(.json)))
  #expect((two["problems"] as? [Any])?.count == 2 && (two["statements"] as? [Any])?.count == 6)
}

@Test func `warnings of reading the file stand before those of the answer`() throws {
  var options = options(.json)
  options.loadingWarnings = smallCheck().problems
  let answer = try object(report(smallFit(), as: options))
  let warnings = try #require(answer["warnings"] as? [[String: Any]])
  #expect(Set(warnings[0].keys) == ["code", "message", "file", "line", "column"])
  #expect(warnings[0]["line"] as? Int == 12)
}

@Test func `every record of a CSV has as many fields as its header`() {
  let tables = [
    report(smallProjection(), as: options(.csv)), report(smallSimulation(), as: options(.csv)),
    report(smallReach(), as: options(.csv)), report(smallFit(), as: options(.csv)),
  ]
  for table in tables {
    let records = table.components(separatedBy: "\r\n").dropLast()
    // None of these answers holds a comma inside a field.
    #expect(Set(records.map { $0.components(separatedBy: ",").count }).count == 1)
    #expect(records.count > 1)
  }
}

@Test func `names cannot steer the terminal`() {
  var scenario = smallScenario()
  scenario.name = LocalizedText("evil\u{1B}[31m\nname")
  let answer = ProjectionAnswer(
    header: AnswerHeader(scenario: scenario), central: CentralProjection(CompiledModel(scenario)))
  #expect(!report(answer, as: options(.table)).contains("\u{1B}"))
}

@Test func `targets below a required probability are named`() {
  #expect(
    shortOf(0.8, in: smallReach(), language: .en) == [
      "Total talent 2021: probability 12.3 % is below the required 80.0 %"
    ])
  #expect(shortOf(0.1, in: smallReach(), language: .zh).isEmpty)
}
