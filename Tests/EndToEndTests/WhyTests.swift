import Foundation
import Testing

private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func file(_ plan: String) -> String { package.appendingPathComponent("Scenarios/\(plan).yaml").path }

private func object(_ text: String) throws -> [String: Any] {
  try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

private func sum(_ rows: Any?, _ key: String) throws -> Double {
  try #require(rows as? [[String: Any]]).reduce(0) { try $0 + #require($1[key] as? Double) }
}

/// Three inputs that interact, and a variant for every set of them.
private let interacting = """
  format: 1
  id: small
  unit: 人
  years: {from: 2020, to: 2024}
  assumed: test
  categories:
    a:
      stock: {2020: 100}
      growth: {normal: {mean: 2%, sd: 1%}}
      training: {normal: {mean: 10, sd: 2}}
      attrition: 5%
      volatility: 0.02
  drivers:
    people: {values: {2020: 500}, growth: 1%, unit: 个}
  measures:
    all: {sum: [a], coverage: 0.9}
    density: {ratio: [all, people], scale: 1000}
  targets:
    - {of: density, year: 2024, at_least: 260}
  variants:
    t: {set: {a.training: {normal: {mean: 14, sd: 2}}}}
    r: {set: {a.attrition: 9%}}
    c: {set: {all.coverage: {path: {2020: 0.9, 2024: 1}}}}
    tr: {set: {a.training: {normal: {mean: 14, sd: 2}}, a.attrition: 9%}}
    tc: {set: {a.training: {normal: {mean: 14, sd: 2}}, all.coverage: {path: {2020: 0.9, 2024: 1}}}}
    rc: {set: {a.attrition: 9%, all.coverage: {path: {2020: 0.9, 2024: 1}}}}
    trc: {set: {a.training: {normal: {mean: 14, sd: 2}}, a.attrition: 9%, all.coverage: {path: {2020: 0.9, 2024: 1}}}}

  """

private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  try withTemporaryDirectory { directory in
    let file = directory.appendingPathComponent("plan.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try body(file.path)
  }
}

struct WhyTests {
  @Test(arguments: plans)
  func `waterfalls of a plan add up`(plan: String) throws {
    let run = try talent(["reach", file(plan), "--why", "--paths", "2000", "--format", "json"])
    #expect(run.status == 0)
    for target in try #require(object(run.output)["targets"] as? [[String: Any]]) {
      let why = try #require(target["why"] as? [String: Any])
      let baseline = try #require(why["baseline"] as? Double)
      let projection = try #require(why["projection"] as? Double)
      let bound = try #require(why["target"] as? Double)
      #expect(target["baseline"] as? Double == baseline && target["central"] as? Double == projection)
      // A few hundred additions of numbers of this size.
      #expect(abs(try sum(why["flows"], "central") - (projection - baseline)) <= 1e-9 * max(1, abs(projection)))
      guard why["gap"] is [Any] else { continue }
      #expect(abs(try sum(why["gap"], "needed") - (bound - projection)) <= 1e-9 * max(1, abs(bound)))
    }
  }

  @Test func `without the flag nothing of the answer changes, and threads change no byte`() throws {
    let arguments = ["reach", file("bijie"), "--paths", "3000", "--format", "json"]
    let plain = try talent(arguments).output
    let one = try talent(arguments + ["--why", "--threads", "1"]).output
    #expect(one == (try talent(arguments + ["--why", "--threads", "5"]).output))
    #expect(!plain.contains("\"why\""))
    let targets = try #require(object(one)["targets"] as? [[String: Any]]).map { target in
      target.filter { $0.key != "why" }
    }
    let before = try #require(object(plain)["targets"] as? [[String: Any]])
    #expect(NSArray(array: targets) == NSArray(array: before))
  }

  @Test(arguments: ["zh", "en"])
  func `the waterfall is said in both languages, and as rows`(language: String) throws {
    let table = try talent(["reach", file("bijie"), "--why", "--paths", "2000", "--lang", language]).output
    let plain = try talent(["reach", file("bijie"), "--paths", "2000", "--lang", language]).output
    for line in plain.split(separator: "\n") { #expect(table.contains(line)) }
    #expect(table.contains(language == "zh" ? "恰好达到 135.0 万人 的未来" : "Futures that just reach 135.0 万人"))
    let rows = try talent(["reach", file("bijie"), "--why", "--paths", "2000", "--format", "csv"]).output
      .split(separator: "\r\n")
    #expect(rows[0] == "of,year,part,name,amount,interval80_low,interval80_high,standard_error,unit")
    #expect(rows[1].hasPrefix("total,2025,baseline,,86.2"))
    #expect(rows.contains { $0.hasPrefix("total,2025,gap,noise,") })
  }

  @Test func `inputs that interact get their Shapley values`() throws {
    try withFile(interacting) { file in
      func density(_ variant: String) throws -> Double {
        let arguments = ["project", file, "--format", "json"] + (variant.isEmpty ? [] : ["--variant", variant])
        let series = try #require(object(talent(arguments).output)["series"] as? [String: [Double]])
        return try #require(series["density"]?.last)
      }
      var expected: [Character: Double] = ["t": 0, "r": 0, "c": 0]
      for order in ["trc", "tcr", "rtc", "rct", "ctr", "crt"] {
        var set = ""
        for input in order {
          let before = try density(set)
          set = String("trc".filter { $0 == input || set.contains($0) })
          expected[input, default: 0] += (try density(set) - before) / 6
        }
      }
      let run = try talent(["compare", file, "--variants", "trc", "--why", "--paths", "4000", "--format", "json"])
      let comparison = try #require((object(run.output)["comparisons"] as? [[String: Any]])?.first)
      let target = try #require((comparison["targets"] as? [[String: Any]])?.first)
      let why = try #require(target["why"] as? [String: Any])
      let inputs = try #require(why["inputs"] as? [[String: Any]])
      let names: [Character: String] = ["t": "a.training", "r": "a.attrition", "c": "all.coverage"]
      for (input, value) in expected {
        let found = try #require(inputs.first { $0["input"] as? String == names[input] })
        // Eight projections of numbers near 250.
        #expect(abs(try #require(found["central"] as? Double) - value) < 1e-10)
        #expect(found["standard_error"] is NSNull)
        let interval = try #require(found["interval80"] as? [Double])
        #expect(interval[0] < value && value < interval[1])
      }
      let change = try density("trc") - density("")
      for part in ["flows", "inputs"] { #expect(abs(try sum(why[part], "central") - change) < 1e-9) }
    }
  }

  @Test func `many inputs share exactly, with an error each, whatever the threads`() throws {
    let ids = (0..<10).map { "c\($0)" }
    let text = """
      format: 1
      id: many
      unit: 人
      years: {from: 2020, to: 2022}
      assumed: test
      categories:
      \(ids.map { "  \($0): {stock: {2020: 100}, training: {normal: {mean: 10, sd: 1}}}" }.joined(separator: "\n"))
      measures:
        top: {sum: [\(ids.prefix(5).joined(separator: ", "))]}
        all: {sum: [\(ids.joined(separator: ", "))]}
        share: {ratio: [top, all]}
      targets: [{of: share, year: 2022, at_least: 50%}]
      variants:
        more: {set: {\(ids.enumerated().map { "\($1).training: \(20 + 7 * $0)" }.joined(separator: ", "))}}

      """
    try withFile(text) { file in
      let arguments = ["compare", file, "--variants", "more", "--why", "--paths", "2000", "--format", "json"]
      let run = try talent(arguments + ["--threads", "1"])
      #expect(run.output == (try talent(arguments + ["--threads", "4"]).output))
      let comparison = try #require((object(run.output)["comparisons"] as? [[String: Any]])?.first)
      let why = try #require((comparison["targets"] as? [[String: Any]])?.first?["why"] as? [String: Any])
      let change = try #require(why["other"] as? Double) - (try #require(why["reference"] as? Double))
      #expect(abs(try sum(why["inputs"], "central") - change) < 1e-12)
      let inputs = try #require(why["inputs"] as? [[String: Any]])
      #expect(inputs.count == 10)
      for input in inputs { #expect(try #require(input["standard_error"] as? Double) > 0) }
    }
  }

  @Test func `what no parameter explains stands as everything else`() throws {
    let other = interacting.replacing("values: {2020: 500}", with: "values: {2020: 600}")
      .replacing("attrition: 5%", with: "attrition: 7%")
    try withFile(interacting) { first in
      try withFile(other) { second in
        let run = try talent(["compare", first, second, "--why", "--paths", "2000", "--format", "json"])
        let comparison = try #require((object(run.output)["comparisons"] as? [[String: Any]])?.first)
        let why = try #require((comparison["targets"] as? [[String: Any]])?.first?["why"] as? [String: Any])
        let inputs = try #require(why["inputs"] as? [[String: Any]])
        #expect(Set(inputs.compactMap { $0["input"] as? String }) == ["other", "a.attrition"])
        let change = try #require(why["other"] as? Double) - (try #require(why["reference"] as? Double))
        for part in ["flows", "inputs"] { #expect(abs(try sum(why[part], "central") - change) < 1e-9) }
        for language in ["zh", "en"] {
          let table = try talent(["compare", first, second, "--why", "--paths", "2000", "--lang", language]).output
          #expect(table.contains(language == "zh" ? "文件中的其他不同" : "everything else that differs"))
        }
      }
    }
  }
}
