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
  variants: {more: {set: {skilled.attrition: 1%}}, less: {set: {skilled.attrition: 5%}}}
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
        "sweep", place.file, "--sweep", "steps", "--variants", "more,less", "--base", "--format", "jsonl", "--paths",
        "64",
      ]).output.split(separator: "\n")
    }
    #expect(found.count == 18)
    for (start, variant) in [(0, "null"), (6, "\"more\""), (12, "\"less\"")] {
      #expect(found[start..<start + 6].allSatisfy { $0.contains("\"variant\":\(variant)") })
    }
  }

  @Test func `a single variant stands in every row, and none twice`() throws {
    try withScenario { place in
      let sweep = ["sweep", place.file, "--sweep", "steps", "--paths", "64", "--variants"]
      let found = rows(try talent(sweep + ["more", "--format", "csv"]).output)
      #expect(found[0][1] == "variant")
      #expect(found.dropFirst().allSatisfy { $0[1] == "more" })
      #expect(try talent(sweep + ["more,more"]).status == 64)
    }
  }

  @Test func `a table shows names, percentages and intervals`() throws {
    try withScenario { place in
      let run = try talent(["sweep", place.file, "--sweep", "cube", "--paths", "200"])
      let lines = run.output.split(separator: "\n")
      let first = try #require(lines.first { $0.hasPrefix("0 ") })
      #expect(first.contains("skilled 2021") || first.contains("Skilled 2021"), "\(first)")
      #expect(first.contains(" %"))
      // No number has more than six digits, and the probability has its interval.
      #expect(first.firstMatch(of: /[0-9.]{9}/) == nil, "\(first)")
      #expect(first.contains("–") && first.contains("("), "\(first)")
    }
  }

  @Test(arguments: ["csv", "json", "jsonl"])
  func `a file of something else is refused and stays as it is`(form: String) throws {
    try withScenario { place in
      let sweep = ["sweep", place.file, "--sweep", "cube", "--format", form, "--paths", "64"]
      let whole = try talent(sweep).output
      let part = URL(fileURLWithPath: place.path("part.\(form)"))
      let middle = whole.index(whole.startIndex, offsetBy: whole.count / 2)
      for foreign in ["my notes\n", "{\"a\": 1}\n", String(whole[..<middle]) + "my notes"] {
        try foreign.write(to: part, atomically: true, encoding: .utf8)
        let run = try talent(sweep + ["-o", part.path, "--resume"])
        #expect(run.status == 73)
        #expect(try String(contentsOf: part, encoding: .utf8) == foreign)
      }
    }
  }

  @Test(arguments: ["csv", "json", "jsonl"])
  func `points of another design are not continued`(form: String) throws {
    try withScenario { place in
      let sweep = ["sweep", place.file, "--sweep", "steps", "--format", form, "--paths", "64"]
      let whole = try talent(sweep).output
      let part = URL(fileURLWithPath: place.path("part.\(form)"))
      try whole.write(to: part, atomically: true, encoding: .utf8)
      // The last of six points stays what it was.
      try scenario.replacing("count: 3}, skilled.attrition: [2%, 3%]", with: "count: 3}, skilled.attrition: [1%, 3%]")
        .write(toFile: place.file, atomically: true, encoding: .utf8)
      let run = try talent(sweep + ["-o", part.path, "--resume"])
      #expect(run.status == 73)
      #expect(run.errors.contains("was not written by this sweep"))
      #expect(try String(contentsOf: part, encoding: .utf8) == whole)
    }
  }

  @Test(arguments: [
    ("", "the table of the sweep is empty"), ("skilled.training\n", "the table of the sweep has no rows"),
    ("skilled.training;skilled.attrition\n1;2%\n", "separated by semicolons"),
    ("skilled.training,skilled.training\n1,2\n", "stands twice"),
  ])
  func `a table that is none is told in its own words`(text: String, message: String) throws {
    try withScenario { place in
      try text.write(toFile: place.path("design.csv"), atomically: true, encoding: .utf8)
      let run = try talent(["sweep", place.file, "--sweep", "rows"])
      #expect(run.status == 65)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }

  @Test(arguments: [
    ("grid, over: {}", "`over` names no parameter"),
    ("grid, over: {skilled.training: {from: 2, to: 1, count: 3}}", "runs backwards"),
    ("grid, over: {skilled.training: {from: 2, to: 2, count: 3}}", "begins and ends at the same number"),
    ("grid, over: {skilled.training: [1, 2, 1]}", "`1` stands twice"),
    ("one_at_a_time, over: {skilled.training: {from: 1, to: 2, count: 1}}", "write a whole number from 2 to 100000"),
    ("grid, over: {skilled.training: {from: 1, to: 2, count: -3}}", "write a whole number from 2 to 100000"),
    ("sobol, points: 1000000000000, over: {skilled.training: {from: 1, to: 2}}", "a whole number from 1 to 1000000"),
    ("grid, over: {skilled.training: []}", "write the values, as [100, 150]"),
    ("grid, over: {skilled.training: [1], skilled.attrition: [2%]}, paths: 0", "write a whole number from 1 to"),
  ])
  func `a design that is none is told at its line`(design: String, message: String) throws {
    try withScenario { place in
      try (scenario + "  bad: {design: \(design)}\n")
        .write(toFile: place.file, atomically: true, encoding: .utf8)
      let run = try talent(["sweep", place.file, "--sweep", "bad"])
      #expect(run.status == 65)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
  }

  @Test func `a scenario without sweeps says where they go`() throws {
    try withScenario { place in
      let text = scenario[..<(try #require(scenario.range(of: "sweeps:"))).lowerBound]
      try String(text).write(toFile: place.file, atomically: true, encoding: .utf8)
      let run = try talent(["sweep", place.file])
      #expect(run.status == 64)
      #expect(run.errors.contains("the scenario has no sweeps; write them under sweeps:"))
    }
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
