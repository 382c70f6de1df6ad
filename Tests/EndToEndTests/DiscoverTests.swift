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
}
