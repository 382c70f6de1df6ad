import Foundation
import Testing

private let corner = """
  format: 1
  id: corner
  unit: 人
  years: {from: 2020, to: 2021}
  assumed: test
  categories:
    a: {stock: {2020: 100}, training: {uniform: {min: 0, max: 10}}, attrition: {uniform: {min: 0, max: 10%}}}
    b: {stock: {2020: 100}, training: {uniform: {min: 0, max: 10}}}
  targets:
    - {of: a, year: 2021, at_least: 96}
    - {of: b, year: 2021, at_least: 0}

  """

struct DiscoverTests {
  private func answer(_ arguments: [String]) throws -> (run: ProgramRun, object: [String: Any]) {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try corner.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["discover", file.path, "--format", "json"] + arguments)
      let object = try? JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return (run, object ?? [:])
    }
  }

  @Test func `the corner in which a target is missed has the right sides and nothing else`() throws {
    // Missed where training − 100·attrition is below −4: little training, much attrition, whatever b does.
    let (run, found) = try answer(["--target", "a@2021", "--boxes", "1"])
    #expect(run.status == 0)
    #expect(found["target"] as? String == "a@2021")
    // A triangle of half of 6 by 6 out of 10 by 10.
    let share = Double(try #require(found["misses"] as? Int)) / Double(try #require(found["samples"] as? Int))
    #expect(abs(share - 0.18) < 0.01)
    let box = try #require((found["boxes"] as? [[String: Any]])?.first)
    let limits = try #require(box["limits"] as? [String: [Any]])
    #expect(Set(limits.keys) == ["a.training", "a.attrition"])
    #expect(limits["a.training"]?[0] is NSNull)
    #expect(limits["a.attrition"]?[1] is NSNull)
    #expect(try #require(box["density"] as? Double) > 0.7)
    for key in ["coverage", "mass"] { #expect((0...1).contains(try #require(box[key] as? Double))) }
    #expect(try #require(box["cases"] as? Int) > 0)
  }

  @Test func `a target that is never missed has no corner`() throws {
    let (run, found) = try answer(["--target", "b"])
    #expect(run.status == 0)
    #expect(found["misses"] as? Int == 0)
    #expect((found["boxes"] as? [Any])?.isEmpty == true)
  }

  @Test func `the target has to be named where there are several`() throws {
    let (run, _) = try answer([])
    #expect(run.status == 64)
    #expect(run.errors.contains("a@2021, b@2021"))
  }

  @Test func `a growth that moves from year to year is a dimension by its mean rate`() throws {
    let moving = """
      format: 1
      id: moving
      unit: 人
      years: {from: 2019, to: 2023}
      assumed: test
      categories:
        a: {stock: {2013: 800, 2015: 850, 2017: 980, 2019: 1000}, growth: fit}
        b: {stock: {2019: 100}, training: {uniform: {min: 0, max: 10}}}
      targets: [{of: a, year: 2022, at_least: 1100}]

      """
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try moving.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["discover", file.path, "--boxes", "1", "--density", "0.95", "--format", "json"])
      let found = try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      let box = try #require((found["boxes"] as? [[String: Any]])?.first)
      let limits = try #require(box["limits"] as? [String: [Any]])
      // Nothing else moves a: it is missed where 1,000 grows by less than a tenth in three years.
      #expect(Set(limits.keys) == ["a.growth"])
      #expect(abs(try #require(limits["a.growth"]?[1] as? Double) - (pow(1.1, 1.0 / 3) - 1)) < 0.005)
      #expect(try #require(box["density"] as? Double) > 0.95)
    }
  }

  private func run(_ plan: String, _ arguments: [String]) throws -> ProgramRun {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try plan.write(to: file, atomically: true, encoding: .utf8)
      return try talent(["discover", file.path] + arguments)
    }
  }

  private func cornersPlan(_ target: String) -> String {
    """
    format: 1
    id: corners
    unit: 人
    years: {from: 2019, to: 2020}
    assumed: test
    categories:
      a: {name: {zh: 甲, en: Alpha}, stock: {2019: 0}, training: {uniform: {min: 0, max: 1000}}}
      b: {name: {zh: 乙, en: Beta}, stock: {2019: 10}, in_migration: {normal: {mean: -10, sd: 5}}}
      c: {name: {zh: 丙, en: Gamma}, stock: {2019: 100}}
    measures:
      r: {name: {zh: 比, en: Ratio}, ratio: [c, b]}
    targets: [\(target)]

    """
  }

  @Test func `where most futures miss, the corner and the way out of it are told`() throws {
    let plan = cornersPlan("{of: a, year: 2020, at_least: 850}")
    let found = try #require(
      JSONSerialization.jsonObject(with: Data(try run(plan, ["--format", "json"]).output.utf8)) as? [String: Any])
    for (key, side, density) in [("boxes", 1, 1.0), ("reached_boxes", 0, 1.0)] {
      let box = try #require((found[key] as? [[String: Any]])?.first)
      #expect(box["density"] as? Double == density && box["coverage"] as? Double == 1)
      let limits = try #require(box["limits"] as? [String: [Any]])
      // A Latin hypercube of 10,000 has a future in each tenth of a person.
      #expect(abs(try #require(limits["a.training"]?[side] as? Double) - 850) < 0.2)
      let again = try #require(box["found_again"] as? [String: [String: Double]])
      #expect(again["a.training"] == ["at_coverage": 1, "at_density": 1])
      let step = try #require((box["trade_off"] as? [[String: Any]])?.last)
      #expect(Set(step.keys) == ["coverage", "density", "mass", "limits"])
    }
    let text = try run(plan, ["--lang", "en"]).output
    #expect(text.contains("Alpha in 2020 is missed in 85.0 %") && text.contains("92.5 % are sought instead of 80.0 %"))
    #expect(text.contains("training of Alpha is below 850") && text.contains("training of Alpha is above 850"))
    #expect(try run(plan, ["--lang", "zh"]).output.contains("2020 年甲"))
  }

  @Test func `misses below and above a range and without a value are sought apart`() throws {
    let range = try run(cornersPlan("{of: a, year: 2020, within: [300, 600]}"), ["--lang", "en"]).output
    #expect(range.contains("It is too low in 30.0 % and is too high in 40.0 %"), "\(range)")
    #expect(range.contains("training of Alpha is below 300") && range.contains("training of Alpha is above 600"))
    let ratio = try run(cornersPlan("{of: r, year: 2020, at_least: 15}"), ["--lang", "en"])
    #expect(ratio.output.contains("has no value in 100 % of the futures when in-migration of Beta is below"))
    #expect((ratio.output + ratio.errors).contains("division by 0"))
  }

  @Test func `what always, never or certainly happens is said so`() throws {
    for (target, words) in [
      ("{of: a, year: 2020, at_least: 1001}", "is always missed"),
      ("{of: a, year: 2020, at_least: 0}", "is never missed"),
    ] {
      let text = try run(cornersPlan(target), ["--lang", "en"]).output
      #expect(text.contains(words) && !text.contains("No corner of the assumptions"))
    }
    let certain = """
      format: 1
      id: certain
      unit: 人
      years: {from: 2019, to: 2020}
      assumed: test
      categories:
        a: {stock: {2019: 1000}, training: 100}
      targets: [{of: a, year: 2020, at_least: 1150}]

      """
    #expect(try run(certain, ["--lang", "en"]).output.contains("is missed with certainty"))
  }

  @Test func `a second corner counts the futures outside the first`() throws {
    // Missed where more than nobody is left of either: a fifth of the futures by a, a tenth of the others by b.
    let plan = """
      format: 1
      id: two
      unit: 人
      years: {from: 2020, to: 2021}
      assumed: test
      categories:
        a: {stock: {2020: 0}, training: {uniform: {min: -800, max: 200}}}
        b: {stock: {2020: 0}, training: {uniform: {min: -900, max: 100}}}
      measures:
        all: {sum: [a, b]}
      targets: [{of: all, year: 2021, at_most: 0}]

      """
    let text = try run(plan, ["--lang", "en"]).output
    #expect(text.contains("1. It is missed in"))
    #expect(text.contains("2. Outside corner 1, it is missed in"), "\(text)")
  }
}
