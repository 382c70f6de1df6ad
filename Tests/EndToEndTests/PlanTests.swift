import Foundation
import Testing

/// The package's folder, where the plans lie.
private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

let plans = [
  "bijie", "zhejiang", "liangping", "shaoyang", "qinghai-science", "henan-social-work", "guiyang", "liupanshui",
  "company-reserve",
]

private func file(_ plan: String) -> String { package.appendingPathComponent("Scenarios/\(plan).yaml").path }

private func object(_ text: String) throws -> [String: Any] {
  let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
  return try #require(value as? [String: Any])
}

/// What the nine plan files say, through the built program.
struct PlanTests {
  @Test(arguments: plans)
  func `a plan loads without a problem and every statement is recomputed`(plan: String) throws {
    let run = try talent(["check", file(plan), "--format", "json"])
    #expect(run.status == 0)
    let answer = try object(run.output)
    #expect(try #require(answer["problems"] as? [Any]).isEmpty)
    for statement in try #require(answer["statements"] as? [[String: Any]]) {
      #expect(statement["computed"] is NSNumber)
    }
  }

  @Test func `the nine plans hold well over forty statements`() throws {
    let run = try talent(["check"] + plans.map(file) + ["--format", "json"])
    let statements = try #require(object(run.output)["statements"] as? [[String: Any]])
    #expect(statements.count > 100)
    #expect(statements.filter { $0["agrees"] as? Bool == false }.count > 20)
  }

  /// The contradictions known from reading the documents, each by plan and the number it prints.
  @Test(arguments: [
    ("bijie", 0.1758), ("bijie", 27.29), ("bijie", 3.04), ("liangping", 172_400), ("liangping", 0.35),
    ("shaoyang", 11.9),
    ("zhejiang", 0.501),
  ])
  func `a known contradiction is found`(plan: String, stated: Double) throws {
    let run = try talent(["check", file(plan), "--format", "json"])
    let statements = try #require(object(run.output)["statements"] as? [[String: Any]])
    let failing = statements.filter { $0["agrees"] as? Bool == false }.compactMap { $0["stated"] as? Double }
    #expect(failing.contains { abs($0 - stated) < 1e-9 }, "\(failing)")
  }

  /// `independent-projections.json` was computed from the specification by a separate program in Python: the last year
  /// of every series. It knows the base estimator alone, so that is asked for. Sums of a few dozen products agree to 1e-9.
  @Test(arguments: plans)
  func `the central projection is that of an independent evaluator`(plan: String) throws {
    let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/independent-projections.json")
    let expected = try object(String(contentsOf: fixture, encoding: .utf8))
    let series = try #require(expected[plan] as? [String: Double])
    let text = try String(contentsOfFile: file(plan), encoding: .utf8)
    let run = try withTemporaryDirectory { directory in
      let copy = directory.appendingPathComponent("plan.yaml")
      try text.replacing("growth: fit\n", with: "growth: {fit: drift}\n").write(
        to: copy, atomically: true, encoding: .utf8)
      return try talent(["project", copy.path, "--format", "json"])
    }
    let found = try #require(object(run.output)["series"] as? [String: [Any]])
    #expect(Set(found.keys) == Set(series.keys))
    for (id, value) in series {
      let last = try #require(found[id]?.last as? Double)
      #expect(abs(last - value) <= 1e-9 * max(1, abs(value)), "\(id)")
    }
  }

  @Test(arguments: ["bijie", "company-reserve"])
  func `no byte depends on the threads`(plan: String) throws {
    for command in ["reach", "simulate"] {
      let one = try talent([command, file(plan), "--paths", "5000", "--format", "json", "--threads", "1"])
      let many = try talent([command, file(plan), "--paths", "5000", "--format", "json", "--threads", "5"])
      #expect(one.status == 0)
      #expect(one.output == many.output)
    }
  }

  @Test(arguments: plans)
  func `a plan is answered in both languages and every format`(plan: String) throws {
    for language in ["zh", "en"] {
      for format in ["table", "json", "csv"] {
        let run = try talent(["reach", file(plan), "--paths", "2000", "--lang", language, "--format", format])
        #expect(run.status == 0)
        #expect(!run.output.isEmpty)
        // What is not a number would not be JSON.
        if format == "json" { #expect(try object(run.output)["targets"] is [Any]) }
      }
    }
  }

  @Test func `contributions add up to central minus baseline in every plan`() throws {
    for plan in plans {
      let run = try talent(["reach", file(plan), "--paths", "1000", "--format", "json"])
      for target in try #require(object(run.output)["targets"] as? [[String: Any]]) {
        let baseline = try #require(target["baseline"] as? Double)
        let central = try #require(target["central"] as? Double)
        let sum = try #require(target["contributions"] as? [String: Double]).values.reduce(0, +)
        // A few hundred additions of numbers of this size.
        #expect(abs(sum - (central - baseline)) <= 1e-9 * max(1, abs(central)))
      }
    }
  }

  @Test func `a required probability that is missed ends with 1 and names the target`() throws {
    let run = try talent(["reach", file("bijie"), "--paths", "2000", "--require", "0.8"])
    #expect(run.status == 1)
    #expect(run.errors.contains("below the required 80"))
  }

  @Test func `strict checking ends with 1 where a statement does not agree`() throws {
    #expect(try talent(["check", file("bijie"), "--strict"]).status == 1)
    #expect(try talent(["check", file("henan-social-work"), "--strict"]).status == 0)
  }

  @Test func `an unknown variant is wrong usage and names those that exist`() throws {
    let run = try talent(["reach", file("bijie"), "--variant", "nonsense"])
    #expect(run.status == 64)
    #expect(run.errors.contains("implied_population"))
  }

  @Test func `a reader who leaves ends the program quietly`() throws {
    let run = try shell("\"$TALENT\" simulate '\(file("bijie"))' --paths 1000 --format json | head -1")
    #expect(run.output == "{\n")
    #expect(run.errors.isEmpty)
  }

  @Test func `a full disk is said and ends with 73`() throws {
    let run = try shell("\"$TALENT\" reach '\(file("henan-social-work"))' --paths 1000 > /dev/full")
    #expect(run.status == 73)
    #expect(!run.errors.isEmpty)
  }

  @Test func `a file that cannot be written is not left behind`() throws {
    let run = try talent(["reach", file("henan-social-work"), "--paths", "1000", "-o", "/no/such/directory/x.json"])
    #expect(run.status == 73)
  }
}

/// The README shows what a new user sees.
struct ReadmeTests {
  @Test func `the README's first command prints what the README shows`() throws {
    let readme = try String(contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
    let shown = try #require(readme.components(separatedBy: "```text\n").dropFirst().first)
    let expected = try #require(shown.components(separatedBy: "\n```").first)
    let run = try talent(["reach", file("bijie"), "--lang", "en"])
    #expect(run.output == expected + "\n")
  }

  @Test func `the README's ten lines are a scenario`() throws {
    let readme = try String(contentsOf: package.appendingPathComponent("README.md"), encoding: .utf8)
    let example = try #require(readme.components(separatedBy: "```yaml\n").dropFirst().first)
    let text = try #require(example.components(separatedBy: "```").first)
    try withTemporaryDirectory { directory in
      let mine = directory.appendingPathComponent("mine.yaml")
      try text.write(to: mine, atomically: true, encoding: .utf8)
      #expect(try talent(["check", mine.path, "--strict"]).status == 0)
    }
  }

  @Test func `a full-width comma in a list, and a variant that cannot be computed, are found by check`() throws {
    let text = """
      format: 1
      id: test
      unit: 人
      years: {from: 2019, to: 2025}
      assumed: test
      categories:
        a: {stock: {2019: 10}, attrition: 60%}
        b: {stock: {2019: 10}}
      """
    try withTemporaryDirectory { directory in
      let path = directory.appendingPathComponent("x.yaml")
      try (text + "\nmeasures:\n  all: {sum: [a，b]}\n").write(to: path, atomically: true, encoding: .utf8)
      let comma = try talent(["check", path.path])
      #expect(comma.status == 65)
      #expect(comma.output.contains(":10:15: error"), "\(comma.output)")
      try (text + "\nvariants:\n  worse: {set: {a.out_migration: 70%}}\n").write(
        to: path, atomically: true, encoding: .utf8)
      let variant = try talent(["check", path.path])
      #expect(variant.status == 65)
      #expect(variant.output.contains("variant worse"))
    }
  }
}
