import Foundation
import Testing

private let scenario = """
  format: 1
  id: small
  unit: 万人
  years: {from: 2019, to: 2021}
  assumed: test
  categories:
    skilled: {stock: {2019: 20}, training: {normal: {mean: 1.2, sd: 0.2}}, attrition: 3%, volatility: 0.02}
  targets:
    - {of: skilled, year: 2021, at_least: 20.5}
    - {of: skilled, year: 2020, at_least: 20}
  variants: {more: {set: {skilled.attrition: 1%}}}
  sweeps:
    steps: {design: grid, over: {skilled.training: {from: 1, to: 2, count: 3}, skilled.attrition: [2%, 3%]}}
    one: {design: one_at_a_time, over: {skilled.training: [1, {normal: {mean: 1, sd: 0.1}}], skilled.attrition: [2%, 3%]}}
    cube: {design: sobol, points: 20, over: {skilled.training: {normal: {mean: 1, sd: 0.2}}, skilled.attrition: {from: 1%, to: 4%}}}
    latin: {design: latin_hypercube, points: 9, over: {skilled.attrition: {from: 0%, to: 9%}}}
    rows: {design: table, file: design.csv}

  """

private struct Place {
  let directory: URL
  var file: String { directory.appendingPathComponent("plan.yaml").path }
  func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
}

private func withScenario<Result>(_ body: (Place) throws -> Result) throws -> Result {
  try withTemporaryDirectory { directory in
    let place = Place(directory: directory)
    try scenario.write(toFile: place.file, atomically: true, encoding: .utf8)
    try "skilled.training,skilled.attrition\n1.5,2%\n12000 人,0.03\n"
      .write(toFile: place.path("design.csv"), atomically: true, encoding: .utf8)
    return try body(place)
  }
}

private func rows(_ text: String) -> [[String]] {
  text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

struct SweepTests {
  @Test func `a grid has a row per point and target, the last parameter changing fastest`() throws {
    let found = try withScenario { place in
      rows(try talent(["sweep", place.file, "--sweep", "steps", "--format", "csv", "--paths", "500"]).output)
    }
    #expect(
      found.first == [
        "index", "skilled.training", "skilled.attrition", "of", "year", "mean", "median", "sd", "probability",
        "standard_error",
      ])
    #expect(found.count == 1 + 6 * 2)
    let points = stride(from: 1, to: found.count, by: 2).map { Array(found[$0][1...2]) }
    #expect(
      points == [["1", "0.02"], ["1", "0.03"], ["1.5", "0.02"], ["1.5", "0.03"], ["2", "0.02"], ["2", "0.03"]])
  }

  @Test func `a point that sets what the scenario says gives the scenario's own answer`() throws {
    try withScenario { place in
      let one = try talent(["sweep", place.file, "--sweep", "one", "--format", "csv", "--paths", "2000"])
      let found = rows(one.output)
      #expect(found.map { Array($0[1...2]) }.dropFirst().first == ["", ""])
      #expect(found[5][1] == "level 2")
      // The last point sets the attrition that is written anyway: the same draws, the same numbers.
      #expect(Array(found[1][3...]) == Array(found[9][3...]))
      let reach = try talent(["reach", place.file, "--paths", "2000", "--format", "json"])
      let answer = try #require(JSONSerialization.jsonObject(with: Data(reach.output.utf8)) as? [String: Any])
      let target = try #require((answer["targets"] as? [[String: Any]])?.first)
      #expect(found[1][5] == "\(try #require(target["mean"] as? Double))")
    }
  }

  @Test func `latin strata are each visited once`() throws {
    let found = try withScenario { place in
      rows(try talent(["sweep", place.file, "--sweep", "latin", "--format", "csv", "--paths", "64"]).output)
    }
    let places = stride(from: 1, to: found.count, by: 2).compactMap { Double(found[$0][1]) }
    #expect(Set(places.map { Int($0 * 100) }) == Set(0..<9))
  }

  @Test func `a table sets its own numbers, in any unit`() throws {
    let found = try withScenario { place in
      rows(try talent(["sweep", place.file, "--sweep", "rows", "--format", "csv", "--paths", "64"]).output)
    }
    #expect(
      found.dropFirst().map { Array($0[0...2]) } == [
        ["0", "1.5", "0.02"], ["0", "1.5", "0.02"], ["1", "1.2", "0.03"], ["1", "1.2", "0.03"],
      ])
  }

  @Test func `a table larger than a scenario file may be is read line by line`() throws {
    try withScenario { place in
      let filling = String(repeating: " ", count: 90_000)
      let lines = (0..<100).map { "1.\($0 < 10 ? "0" : "")\($0), 2%\(filling)\r\n" }
      let table = "skilled.training,skilled.attrition\r\n" + lines.joined()
      try table.write(toFile: place.path("design.csv"), atomically: true, encoding: .utf8)
      let run = try talent(["sweep", place.file, "--sweep", "rows", "--format", "csv", "--paths", "64"])
      #expect(run.status == 0, "\(run.errors)")
      let points = rows(run.output).dropFirst()
      #expect(points.count == 2 * 100)
      #expect(points.last.map { Array($0[0...2]) } == ["99", "1.99", "0.02"])
      try (table + "1.5,many\n").write(toFile: place.path("design.csv"), atomically: true, encoding: .utf8)
      let broken = try talent(["sweep", place.file, "--sweep", "rows"])
      #expect(broken.status == 65)
      #expect(broken.errors.contains("design.csv:102:5"), "\(broken.errors)")
      #expect(broken.errors.contains("1.5,many"))
    }
  }

  @Test(arguments: ["csv", "json", "jsonl"])
  func `a half-written file is continued to the bytes of a whole one, on any number of threads`(form: String) throws {
    try withScenario { place in
      let sweep = ["sweep", place.file, "--sweep", "cube", "--format", form, "--paths", "200"]
      let whole = try talent(sweep + ["--threads", "1"]).output
      #expect(try talent(sweep + ["--threads", "7"]).output == whole)
      let bytes = Data(whole.utf8)
      for length in [0, 1, 60, 300, bytes.count / 3, bytes.count / 2, bytes.count - 3, bytes.count] {
        let part = place.path("part.\(form)")
        try bytes.prefix(length).write(to: URL(fileURLWithPath: part))
        let run = try talent(sweep + ["-o", part, "--resume"])
        #expect(run.status == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: part)) == bytes, "\(form) \(length)")
      }
      let other = place.path("part.\(form)")
      #expect(try talent(sweep + ["-o", other, "--resume", "--seed", "2"]).status == 73)
      #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == bytes)
    }
  }

  @Test func `variants are one more dimension`() throws {
    let found = try withScenario { place in
      try talent([
        "sweep", place.file, "--sweep", "steps", "--variants", "more,more", "--format", "jsonl", "--paths", "64",
      ]).output.split(separator: "\n")
    }
    #expect(found.count == 12)
    #expect(found.allSatisfy { $0.contains("\"variant\":\"more\"") })
  }

  @Test func `what is missing is said`() throws {
    try withScenario { place in
      let unnamed = try talent(["sweep", place.file])
      #expect(unnamed.status == 64)
      #expect(unnamed.errors.contains("steps, one, cube, latin, rows"))
      #expect(try talent(["sweep", place.file, "--sweep", "none"]).status == 64)
      #expect(try talent(["sweep", place.file, "--sweep", "steps", "--resume"]).status == 64)
      try "skilled.traning\n1\n".write(toFile: place.path("design.csv"), atomically: true, encoding: .utf8)
      let broken = try talent(["sweep", place.file, "--sweep", "rows"])
      #expect(broken.status == 65)
      #expect(broken.errors.contains("design.csv:1:1"))
    }
  }
}
