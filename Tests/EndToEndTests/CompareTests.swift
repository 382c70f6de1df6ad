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

  /// The same plan with people counted in 万人.
  private static let tenThousands = """
    format: 1
    id: small
    unit: 万人
    years: {from: 2020, to: 2021}
    assumed: test
    categories:
      a: {stock: {2020: 0.01}, training: {normal: {mean: 0.001, sd: 0.0002}}, volatility: 0.02}
      b: {stock: {2020: 0.01}, training: {normal: {mean: 0.001, sd: 0.0002}}}
    targets:
      - {of: a, year: 2021, at_least: 0.0112}
      - {of: b, year: 2021, at_least: 0.0105}

    """

  @Test func `the second file is counted in the first one's unit, and each side judged by its own bound`() throws {
    let (run, found) = try compare([], second: Self.tenThousands)
    #expect(run.status == 0, "\(run.errors)")
    let all = try targets(found)
    #expect(all.compactMap { $0["year"] as? Int } == [2021, 2021])
    for target in all {
      // Sums of a few numbers near 100 in another unit: rounding.
      #expect(abs(try #require(target["difference"] as? Double)) < 1e-9)
    }
    #expect(all[1]["value"] as? [Double] == [110, 105])
    // Training has mean 10 and deviation 2: Φ(2.5) − Φ(0) = 0.4938, within five standard errors of 0.0035.
    #expect(abs(try #require(all[1]["probability_difference"] as? Double) - 0.4938) < 0.018)
    let comparison = try #require((found["comparisons"] as? [[String: Any]])?.first)
    #expect(comparison["differing"] as? [String] == ["unit", "targets.b@2021"])
    let first = try #require((comparison["changes"] as? [[String: Any]])?.first)
    #expect(first["from"] as? String == "人" && first["to"] as? String == "万人")
  }

  @Test func `units that cannot be converted are refused by name`() throws {
    let series = "drivers:\n  d: {values: {2020: 5}, unit: 个}\ntargets:\n  - {of: d, year: 2021, at_least: 5 个}\n"
    let first = scenario.replacing("targets:\n", with: series)
    try withTemporaryDirectory { directory in
      let files = ["first.yaml", "second.yaml"].map { directory.appendingPathComponent($0) }
      try first.write(to: files[0], atomically: true, encoding: .utf8)
      try first.replacing("unit: 个", with: "unit: 所").replacing("5 个", with: "5 所")
        .write(to: files[1], atomically: true, encoding: .utf8)
      let run = try talent(["compare"] + files.map(\.path))
      #expect(run.status == 65)
      #expect(run.errors.contains("个") && run.errors.contains("所"), "\(run.errors)")
    }
  }

  @Test func `a target whose series one file lacks is named`() throws {
    let (run, found) = try compare(
      [],
      second: scenario.replacing("  b: {", with: "  c: {")
        .replacing("{of: b,", with: "{of: c,").replacing("b.training", with: "c.training"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try targets(found).count == 1)
    let warnings = try #require(found["warnings"] as? [[String: Any]])
    let left = try #require(warnings.first { $0["code"] as? String == "targets-not-in-both" })
    let message = try #require(left["message"] as? String)
    #expect(message.contains("b@2021") && message.contains("c@2021"))
  }

  private static let rich = """
    format: 1
    id: rich
    unit: 人
    years: {from: 2020, to: 2022}
    assumed: test
    categories:
      a: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}, volatility: 0.02}
      b: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}}
    pipelines: {school: {intake: 20, duration: 1, enters: {a: 50%}}}
    drivers: {d: {values: {2020: 500}, growth: 1%, volatility: 0.01}}
    measures:
      all: {sum: {a: 1, b: 2}, unit: 人}
      density: {ratio: [all, d], scale: 1000}
    correlations: [{between: [a.training, b.training], is: 0.3}]
    targets: [{of: density, year: 2022, at_least: 700}]

    """

  @Test(arguments: [
    ("volatility: 0.02", "volatility: 0.05", "a.volatility", 0.02, 0.05),
    ("volatility: 0.01", "volatility: 0.03", "d.volatility", 0.01, 0.03),
    ("enters: {a: 50%}", "enters: {a: 80%}", "school.enters.a", 0.5, 0.8),
    ("duration: 1", "duration: 2", "school.duration", 1, 2),
    ("values: {2020: 500}", "values: {2020: 600}", "d.values", 500, 600),
    ("scale: 1000", "scale: 2000", "density.scale", 1000, 2000),
    ("b: 2}", "b: 3}", "all.sum.b", 2, 3),
    ("is: 0.3", "is: 0.5", "correlations.a.training~b.training", 0.3, 0.5),
    (
      "a: {stock: {2020: 100}, training: {normal: {mean: 10", "a: {stock: {2020: 100}, training: {normal: {mean: 12",
      "a.training", 10, 12
    ),
  ])
  func `every input that differs is told with both values`(
    old: String, new: String, name: String, from: Double, to: Double
  ) throws {
    try withTemporaryDirectory { directory in
      let files = ["first.yaml", "second.yaml"].map { directory.appendingPathComponent($0) }
      try Self.rich.write(to: files[0], atomically: true, encoding: .utf8)
      try Self.rich.replacing(old, with: new).write(to: files[1], atomically: true, encoding: .utf8)
      let arguments = ["compare"] + files.map(\.path) + ["--paths", "100"]
      let run = try talent(arguments + ["--format", "json"])
      let found = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      let comparison = try #require((found?["comparisons"] as? [[String: Any]])?.first, "\(run.errors)")
      #expect(comparison["differing"] as? [String] == [name])
      let change = try #require((comparison["changes"] as? [[String: Any]])?.first)
      #expect(change["from"] as? Double == from && change["to"] as? Double == to)
      let table = try talent(arguments).output.split { $0.isWhitespace }.joined(separator: " ")
      #expect(table.contains("What differs: \(name)"), "\(table)")
      #expect(table.contains("second.yaml against \(files[0].path)"))
    }
  }

  @Test(arguments: ["sobol", "latin"])
  func `the error of a randomised design is that of its independent replicates`(sampling: String) throws {
    func halfWidth(_ sampling: String) throws -> Double {
      let (_, found) = try compare(
        ["--sampling", sampling], second: scenario.replacing("mean: 10, sd: 2", with: "mean: 11, sd: 4"))
      let interval = try #require(targets(found)[1]["difference_interval"] as? [Double])
      return (interval[1] - interval[0]) / 2
    }
    // 1.96 · 2/√20000 = 0.028 by chance; the mean of a sum of normals is all but exact in both designs.
    #expect(try halfWidth("random") > 0.02)
    #expect(try halfWidth(sampling) < 0.003)
  }

  @Test func `too few paths have no interval, and no value is no zero`() throws {
    let (_, one) = try compare(["--variants", "more", "--paths", "1"])
    #expect(try targets(one)[1]["difference_interval"] is NSNull)
    #expect(try targets(one)[1]["difference"] is Double)
    let undefined = scenario.replacing(
      "targets:\n",
      with: """
        drivers: {zero: {values: {2020: 0}, unit: 个}}
        measures: {r: {ratio: [a, zero]}}
        targets:
          - {of: r, year: 2021, at_least: 1}

        """)
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try undefined.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["compare", file.path, "--variants", "more", "--paths", "100", "--format", "json"])
      let found = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let target = try #require(targets(found).first)
      #expect(target["difference"] is NSNull)
      #expect((target["mean"] as? [Any])?.allSatisfy { $0 is NSNull } == true)
      let warnings = try #require(found["warnings"] as? [[String: Any]])
      #expect(warnings.contains { $0["code"] as? String == "quotient-without-value" })
    }
  }

  @Test(arguments: [["--levels", "0.5"], ["--quantiles", "histogram"], ["--variants", "more,more"]])
  func `what has no effect is refused`(arguments: [String]) throws {
    #expect(
      try compare(arguments.contains("--variants") ? arguments : arguments + ["--variants", "more"]).run.status == 64)
  }
}
