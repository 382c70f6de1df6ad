import Foundation
import Testing

private let scenario = """
  format: 1
  id: small
  unit: 人
  years: {from: 2020, to: 2021}
  assumed: test
  categories:
    a: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}, volatility: 0.02}
    b: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}}
  targets:
    - {of: a, year: 2021, at_least: 112}
    - {of: b, year: 2021, at_least: 110}
  variants:
    more: {set: {b.training: {normal: {mean: 11, sd: 2}}}}
    less: {set: {b.training: {normal: {mean: 9, sd: 2}}}}

  """

struct CompareTests {
  private func compare(_ arguments: [String], second: String? = nil) throws -> (run: ProgramRun, object: [String: Any])
  {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try scenario.write(to: file, atomically: true, encoding: .utf8)
      var files = [file.path]
      if let second {
        let other = directory.appendingPathComponent("other.yaml")
        try second.write(to: other, atomically: true, encoding: .utf8)
        files.append(other.path)
      }
      let run = try talent(["compare"] + files + ["--format", "json", "--paths", "20000"] + arguments)
      let object = try? JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return (run, object ?? [:])
    }
  }

  private func targets(_ object: [String: Any]) throws -> [[String: Any]] {
    let comparison = try #require((object["comparisons"] as? [[String: Any]])?.first)
    return try #require(comparison["targets"] as? [[String: Any]])
  }

  @Test func `what does not differ is exactly the same, and what does differs in every path`() throws {
    let (run, found) = try compare(["--variants", "more"])
    #expect(run.status == 0)
    #expect(found["reference"] is NSNull)
    let comparison = try #require((found["comparisons"] as? [[String: Any]])?.first)
    #expect(comparison["differing"] as? [String] == ["b.training"])
    let both = try targets(found)
    #expect(both[0]["difference"] as? Double == 0)
    #expect(both[0]["probability_difference_interval"] as? [Double] == [0, 0])
    // One person more in every path: nothing of the difference is left to chance.
    #expect(abs(try #require(both[1]["difference"] as? Double) - 1) < 1e-9)
    let interval = try #require(both[1]["difference_interval"] as? [Double])
    #expect(interval[1] - interval[0] < 1e-9)
    #expect(try #require(both[1]["variance_saved"] as? Double) > 0.999)
    // Φ(½) − Φ(0), within five standard errors.
    #expect(abs(try #require(both[1]["probability_difference"] as? Double) - 0.1915) < 5 * 0.0028)
  }

  @Test func `variants are held against the first, and files against each other`() throws {
    let (_, pair) = try compare(["--variants", "more,less"])
    #expect(pair["reference"] as? String == "more")
    #expect(abs(try #require(targets(pair)[1]["difference"] as? Double) + 2) < 1e-9)
    let (_, files) = try compare(
      [], second: scenario.replacing("b: {stock: {2020: 100}", with: "b: {stock: {2020: 105}"))
    #expect(abs(try #require(targets(files)[1]["difference"] as? Double) - 5) < 1e-9)
  }

  @Test func `threads change no byte`() throws {
    #expect(
      try compare(["--variants", "more", "--threads", "1"]).run.output
        == compare(["--variants", "more", "--threads", "5"]).run.output)
  }

  @Test(arguments: [[], ["--variants", "none"], ["--variants", "more", "--precision", "0.1"]])
  func `wrong usage is said`(arguments: [String]) throws {
    #expect(try compare(arguments).run.status == 64)
  }
}
