import Foundation
import Testing

private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
private let bijie = package.appendingPathComponent("Scenarios/bijie.yaml").path

private func scenarios() throws -> [String] {
  let directory = package.appendingPathComponent("Scenarios")
  return try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".yaml") }.sorted()
    .map { directory.appendingPathComponent($0).path }
}

private func object(_ run: ProgramRun) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
}

/// Columns of a line on a terminal, every character beyond Latin counted twice.
private func width(_ line: String) -> Int { line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) } }

struct FlipProgramTests {
  @Test func `every flip of a real plan turns what it says`() throws {
    let run = try talent(["flip", bijie, "--format", "json", "--paths", "4000"])
    #expect(run.status == 0)
    let targets = try #require(try object(run)["targets"] as? [[String: Any]])
    #expect(targets.count == 14)
    for target in targets {
      let before = try #require(target["probability"] as? Double)
      let flips = try #require(target["flips"] as? [[String: Any]])
      #expect(!flips.isEmpty)
      for flip in flips where flip["turn"] as? String != "central" {
        let after = try #require(flip["probability"] as? Double)
        switch flip["turn"] as? String {
        case "probability": #expect((before >= 0.5) != (after >= 0.5))
        case "better": #expect(after > before && flip["verdict"] as? String != target["verdict"] as? String)
        default: #expect(after < before && flip["verdict"] as? String != target["verdict"] as? String)
        }
        let (value, change) = (try #require(flip["value"] as? Double), try #require(flip["change"] as? Double))
        let new = try #require(flip["new_value"] as? Double)
        // Both are read from shortest digits by a reader that may be off in the last one.
        #expect(abs(new - (value + change)) <= 1e-12 * max(abs(value), abs(new)))
        let interval = try #require(flip["change_interval"] as? [Double])
        #expect(interval[0] <= change && change <= interval[1])
      }
    }
  }

  @Test func `threads change no byte`() throws {
    let runs = try ["1", "3"].map {
      try talent(["flip", bijie, "--format", "csv", "--paths", "2000", "--threads", $0])
    }
    #expect(runs[0].output == runs[1].output && runs[0].output.count > 1000)
  }

  @Test func `one target alone has the same flips as among all`() throws {
    let all = try talent(["flip", bijie, "--format", "csv", "--paths", "2000"])
    let one = try talent(["flip", bijie, "--format", "csv", "--paths", "2000", "--target", "rural@2025"])
    #expect(one.status == 0)
    let rows = all.output.components(separatedBy: "\r\n").filter { $0.hasPrefix("rural,2025,") }
    let alone = one.output.components(separatedBy: "\r\n").filter { $0.hasPrefix("rural,2025,") }
    #expect(alone == rows && !rows.isEmpty)
  }

  @Test func `every scenario has a readable answer in both languages`() throws {
    for file in try scenarios() {
      for language in ["zh", "en"] {
        let run = try talent(["flip", file, "--paths", "500", "--lang", language], seconds: 120)
        #expect(run.status == 0, "\(file)")
        #expect(run.output.split(separator: "\n").allSatisfy { width(String($0)) <= 122 }, "\(file)")
      }
    }
  }

  @Test func `an unknown target and bad numbers are wrong usage`() throws {
    #expect(try talent(["flip", bijie, "--target", "nobody"]).status == 64)
    #expect(try talent(["flip", bijie, "--paths", "10"]).status == 64)
    #expect(try talent(["flip", bijie, "--probability", "1.5"]).status == 64)
  }
}

struct SignpostProgramTests {
  @Test func `signposts of a real plan have rates that fit together`() throws {
    let run = try talent(["signposts", bijie, "--format", "json"])
    #expect(run.status == 0)
    let answer = try object(run)
    #expect(answer["observed_years"] as? [Int] == [2020, 2021])
    let targets = try #require(answer["targets"] as? [[String: Any]])
    #expect(targets.count == 14)
    for target in targets {
      let found = try #require(target["signposts"] as? [[String: Any]])
      #expect(found.isEmpty != (target["reason"] is NSNull))
      for signpost in found {
        let (falseAlarms, missed) = (
          try #require(signpost["false_alarm_rate"] as? Double),
          try #require(signpost["missed_alarm_rate"] as? Double)
        )
        #expect(abs(try #require(signpost["youden"] as? Double) - (1 - falseAlarms - missed)) < 1e-12)
        #expect(try #require(signpost["year"] as? Int) < 2025)
        let alarmed = try #require(signpost["probability_with_alarm"] as? Double)
        #expect(alarmed < (try #require(signpost["probability_without_alarm"] as? Double)))
        #expect(signpost["of"] as? String != "professional.growth", "a net growth cannot be counted")
      }
    }
  }

  @Test func `threads change no byte`() throws {
    let runs = try ["1", "3"].map {
      try talent(["signposts", bijie, "--format", "csv", "--paths", "3000", "--threads", $0])
    }
    #expect(runs[0].output == runs[1].output && runs[0].output.count > 1000)
  }

  @Test func `the years can be named`() throws {
    let run = try talent(["signposts", bijie, "--format", "json", "--years", "2022", "--paths", "2000"])
    #expect(try object(run)["observed_years"] as? [Int] == [2022])
    let outside = try talent(["signposts", bijie, "--years", "2019"])
    #expect(outside.status == 64 && outside.errors.contains("2019"))
    #expect(try talent(["signposts", bijie, "--years", "2020", "--within", "1"]).status == 64)
  }

  @Test func `every scenario has a readable answer in both languages`() throws {
    for file in try scenarios() {
      for language in ["zh", "en"] {
        let run = try talent(["signposts", file, "--paths", "1000", "--lang", language], seconds: 120)
        #expect(run.status == 0, "\(file)")
        #expect(run.output.split(separator: "\n").allSatisfy { width(String($0)) <= 122 }, "\(file)")
      }
    }
  }

  @Test func `without targets both say so`() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      let text = """
        format: 1
        id: none
        unit: 人
        years: {from: 2020, to: 2021}
        assumed: test
        categories:
          a: {stock: {2020: 100}, training: {uniform: {min: 0, max: 10}}}

        """
      try text.write(to: file, atomically: true, encoding: .utf8)
      for verb in ["flip", "signposts"] {
        let run = try talent([verb, file.path, "--lang", "en"])
        #expect(run.status == 0 && run.output.contains("names no targets"))
      }
    }
  }
}
