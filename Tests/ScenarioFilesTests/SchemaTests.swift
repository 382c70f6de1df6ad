import Foundation
import ScenarioFiles
import Testing

private func schemaAccepts(_ text: String) throws -> Bool {
  let (root, problems) = readTree(SourceFile(path: "test.yaml", text: text))
  #expect(problems.isEmpty)
  return try SchemaValidator(jsonSchema()).accepts(json(#require(root)))
}

/// The example with one text in the place of another.
private func mutated(_ old: String, _ new: String) -> String {
  #expect(completeExample.contains(old))
  return completeExample.replacingOccurrences(of: old, with: new)
}

@Test func `the schema accepts the complete example`() throws {
  #expect(try schemaAccepts(completeExample))
}

@Test func `the schema accepts every form the decoder accepts`() throws {
  #expect(report(load(everyForm)) == "")
  #expect(try schemaAccepts(everyForm))
}

@Test func `the schema accepts the scenario files people start from`() throws {
  let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Scenarios").standardizedFileURL.path
  for name in (try? FileManager.default.subpathsOfDirectory(atPath: directory)) ?? [] where name.hasSuffix(".yaml") {
    let text = try SourceFile.read(directory + "/" + name).text
    #expect(try schemaAccepts(text), "\(name)")
  }
}

@Test(arguments: [
  ("format: 1\n", "format: 2\n"),
  ("format: 1\n", ""),
  ("id: example\n", ""),
  ("unit: 万人 ", "units: 万人 "),
  ("years: {from: 2019, to: 2025}", "years: {from: 2019}"),
  ("years: {from: 2019, to: 2025}", "years: [2019, 2025]"),
  ("years: {from: 2019, to: 2025}", "years: {from: soon, to: 2025}"),
  ("year: 2021}", "yaer: 2021}"),
  ("growth: fit   ", "growht: fit   "),
  ("growth: fit   ", "growth: guess   "),
  ("stock: {2019: 34500 人}", "stock: 34500 人"),
  ("stock: {2019: 34500 人}", "stock: {then: 34500 人}"),
  ("stock: {2019: 34500 人}", "note: none"),
  ("stock: {2019: 34500 人}", "stock: {csv: history.csv, regoin: Ohio}"),
  ("stock: {2019: 34500 人}", "stock: {region: Ohio}"),
  ("stock: {2019: 34500 人}", "stock: {2019: 34500 人}\n    breaks: [soon]"),
  ("stock: {2019: 34500 人}", "stock: {2019: 34500 人}\n    breaks: {2019: 1}"),
  ("{pert: {min: 0.3, mode: 0.5, max: 0.9}}", "{pert: {min: 0.3, max: 0.9}}"),
  ("{pert: {min: 0.3, mode: 0.5, max: 0.9}}", "{prt: {min: 0.3, mode: 0.5, max: 0.9}}"),
  ("{pert: {min: 0.3, mode: 0.5, max: 0.9}}", "[0.3, 0.9]"),
  ("{pert: {min: 0.3, mode: 0.5, max: 0.9}}", "{source: {of: plan}}"),
  ("{pert: {min: 0.3, mode: 0.5, max: 0.9}}", "{value: 1, path: {2020: 1}}"),
  ("duration: 3", "duration: 2.5"),
  ("duration: 3", "duration: long"),
  ("duration: 3", "duration: 101"),
  ("enters: {professional: 25%, other_skilled: 20%}", "enters: [professional]"),
  ("to: high_skilled, rate", "too: high_skilled, rate"),
  ("values: {2019: 671.6, 2025: 680}", "values: 671.6"),
  ("{difference: [total, professional]}", "{difference: [total]}"),
  ("{difference: [total, professional]}", "{difference: [total, professional], sum: [total]}"),
  ("{difference: [total, professional]}", "{name: nothing}"),
  ("{difference: [total, professional]}", "{difference: [total, professional], scale: 2}"),
  ("{change: total, from: 2019}", "{change: total}"),
  ("percent: true", "percent: yes"),
  ("at_least: 46, ", "at_lest: 46, "),
  ("at_least: 46, ", ""),
  ("at_least: 46, ", "at_least: 46, at_most: 50, "),
  ("within: [20, 24]", "within: [20, 22, 24]"),
  ("kind: expected", "kind: hoped"),
  ("joint: false", "joint: no"),
  ("values: {2016-2020: 50.9}", "values: {2016-: 50.9}"),
  ("is: 22.5}", "is: much}"),
  ("{sum_of: [other_skilled, high_skilled], year: 2019", "{sums_of: [other_skilled, high_skilled], year: 2019"),
  ("{growth_of: professional, from: 2015, to: 2019", "{growth_of: professional, from: 2015"),
  ("between: [other_skilled.growth, labour.growth]", "between: other_skilled.growth"),
  ("limits: {min: 0, max: 2.0}", "limits: {min: 0}"),
  ("per_person: 0.8 万元", "per_person: 0.8"),
  ("per_person: 0.8 万元", "per_head: 0.8 万元"),
  ("set: {other_skilled.training:", "set: {training:"),
  ("design: grid ", "design: mesh "),
  ("paths: 20000", "paths: 0"),
  ("paths: 20000", "paths: many"),
]) func `the schema rejects what the decoder rejects in form`(old: String, new: String) throws {
  let text = mutated(old, new)
  #expect(load(text).scenario == nil)
  #expect(try !schemaAccepts(text))
}

@Test func `a file that extends another may leave out and remove`() throws {
  #expect(try schemaAccepts("extends: base.yaml\ncategories: {skilled: {attrition: 3%, training: null}, gone: null}"))
  #expect(try !schemaAccepts("extends: base.yaml\ncategories: {skilled: {atrition: 3%}}"))
}

@Test func `every key has a description for the editor`() {
  for (key, about) in describedKeys() { #expect(about.hasSuffix("."), "\(key)") }
}

@Test func `the decoder asks for every key of every table and for no other`() throws {
  let (root, _) = readTree(SourceFile(path: "test.yaml", text: everyForm))
  let asked = keysAskedFor(in: try #require(root))
  #expect(Set(describedKeys().keys).subtracting(asked) == [])
  #expect(asked.subtracting(describedKeys().keys) == [])
}

@Test func `the schema is written with sorted keys and two spaces`() {
  let lines = jsonSchema().split(separator: "\n", omittingEmptySubsequences: false)
  #expect(lines.first == "{")
  #expect(lines[1] == "  \"$schema\": \"http://json-schema.org/draft-07/schema#\",")
  #expect(lines.suffix(2) == ["}", ""])
}
