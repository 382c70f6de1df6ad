import Foundation
import Testing

/// y = 100 + a + b + noise: variances 4, 1 and about 0.01·100²·…, so that the shares are known.
private let linear = """
  format: 1
  id: linear
  unit: 人
  years: {from: 2020, to: 2021}
  assumed: test
  categories:
    a: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}}
    b: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 1}}}
  measures: {sum: {sum: [a, b]}}
  targets: [{of: sum, year: 2021, at_least: 220}]

  """

private func answer(_ text: String, _ arguments: [String]) throws -> [String: Any] {
  try withTemporaryDirectory { directory in
    let file = directory.appendingPathComponent("plan.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let run = try talent(["sensitivity", file.path, "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
  }
}

private func indices(_ answer: [String: Any]) throws -> [String: [String: Any]] {
  let output = try #require((answer["outputs"] as? [[String: Any]])?.first)
  let all = try #require(output["indices"] as? [[String: Any]])
  return Dictionary(all.compactMap { index in (index["parameter"] as? String).map { ($0, index) } }) { first, _ in first
  }
}

struct SensitivityTests {
  @Test func `shares of a sum are those of its variances`() throws {
    let found = try answer(linear, ["--samples", "4096"])
    #expect(found["method"] as? String == "sobol")
    let all = try indices(found)
    #expect(Set(all.keys) == ["a.training", "b.training"])
    for (name, share) in [("a.training", 0.8), ("b.training", 0.2)] {
      for key in ["first", "total"] {
        let value = try #require(all[name]?[key] as? Double)
        // 4,096 scrambled Sobol' points of a linear function.
        #expect(abs(value - share) < 0.02)
        let interval = try #require(all[name]?[key + "_interval"] as? [Double])
        #expect(interval[0] <= value && value <= interval[1])
      }
    }
  }

  @Test func `noise is one more parameter, and indices describe the whole variance`() throws {
    let noisy = linear.replacing("training: {normal: {mean: 10, sd: 1}}", with: "training: 10, volatility: 0.01")
    let all = try indices(try answer(noisy, ["--samples", "4096"]))
    // Variances 4 and (110·0.01)².
    let share = 1.21 / 5.21
    #expect(abs(try #require(all["noise"]?["first"] as? Double) - share) < 0.02)
    #expect(abs(try #require(all["a.training"]?["first"] as? Double) - (1 - share)) < 0.02)
  }

  @Test(arguments: [("morris", "mu_star"), ("rank", "rank_correlation"), ("tornado", "low"), ("given-data", "first")])
  func `every method has its keys`(method: String, key: String) throws {
    let all = try indices(try answer(linear, ["--method", method, "--samples", "512"]))
    #expect(all["a.training"]?[key] is Double)
    if method == "tornado" {
      // The 10th percentile of a normal law lies 1.2816 standard deviations below its mean.
      #expect(abs(try #require(all["a.training"]?["low"] as? Double) - (220 - 2 * 1.2815515655)) < 1e-6)
    }
  }

  @Test func `correlated parameters are refused by sobol, with the way out, and handled by default`() throws {
    let correlated = linear + "correlations: [{between: [a.training, b.training], is: 0.5}]\n"
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try correlated.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["sensitivity", file.path, "--method", "sobol"])
      #expect(run.status == 65)
      #expect(run.errors.contains("--method given-data"))
    }
    #expect(try answer(correlated, ["--samples", "2048"])["method"] as? String == "given-data")
  }

  @Test func `threads change no byte`() throws {
    let one = try answer(linear, ["--samples", "256", "--threads", "1"]) as NSDictionary
    let many = try answer(linear, ["--samples", "256", "--threads", "5"]) as NSDictionary
    #expect(one == many)
  }
}
