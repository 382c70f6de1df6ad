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
        // 4,096 points of one scrambled Sobol' sequence on a sum: the root mean square error is 0.0007.
        #expect(abs(value - share) < 0.002)
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

  @Test(arguments: [
    ("morris", "mu_star"), ("rank", "rank_correlation"), ("tornado", "low"), ("given-data", "first"),
    ("shapley", "shapley"),
  ])
  func `every method has its keys`(method: String, key: String) throws {
    let samples = method == "tornado" ? [] : ["--samples", "512"]
    let all = try indices(try answer(linear, ["--method", method] + samples))
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

  @Test func `pairs explain what two parameters do only together`() throws {
    // In the second year y = 100(1 + g)² + T(2 + g): with Var(g) = 0.12 and Var(T) = 40,000/3 the interaction is
    // 1,600 of 74,248.5, g alone 19,315.2 and T alone 53,333.3.
    let product = """
      format: 1
      id: product
      unit: 人
      years: {from: 2020, to: 2022}
      assumed: test
      categories:
        a: {stock: {2020: 100}, growth: {uniform: {min: -60%, max: 60%}}, training: {uniform: {min: 0, max: 400}}}
      targets: [{of: a, year: 2022, at_least: 500}]

      """
    let found = try answer(product, ["--samples", "8192", "--second-order"])
    let output = try #require((found["outputs"] as? [[String: Any]])?.first)
    let pair = try #require((output["pairs"] as? [[String: Any]])?.first)
    #expect(pair["parameters"] as? [String] == ["a.growth", "a.training"])
    // One sequence of 8,192 points.
    #expect(abs(try #require(pair["second"] as? Double) - 1600 / 74_248.5) < 0.004)
    let interval = try #require(pair["second_interval"] as? [Double])
    #expect(interval[1] - interval[0] < 0.02)
    #expect(abs(try #require(indices(found)["a.growth"]?["first"] as? Double) - 19_315.2 / 74_248.5) < 0.01)
  }

  @Test(arguments: ["shapley", "given-data"])
  func `Shapley effects of correlated parameters are the known ones and add up`(method: String) throws {
    // Spearman's ½ is r = 2·sin(π/12) between the scores; for a sum of two normals the effects are
    // (σᵢ² + rσ₁σ₂ + r²(σⱼ² − σᵢ²)/2)/V (Owen and Prieur, SIAM/ASA J. UQ 5 (2017) 986–1002, section 4.1).
    let correlated = linear + "correlations: [{between: [a.training, b.training], is: 0.5}]\n"
    let all = try indices(try answer(correlated, ["--method", method]))
    let r = 2 * sin(Double.pi / 12)
    let variance = 5 + 4 * r
    var sum = 0.0
    for (name, own, other) in [("a.training", 4.0, 1.0), ("b.training", 1.0, 4.0)] {
      let effect = try #require(all[name]?["shapley"] as? Double)
      // The standard error of 4,096 permutations is 0.010.
      #expect(abs(effect - (own + 2 * r + r * r * (other - own) / 2) / variance) < 0.04)
      #expect(try #require(all[name]?["shapley_standard_error"] as? Double) < 0.02)
      sum += effect
    }
    #expect(abs(sum - 1) < 1e-12)
  }

  @Test func `noise has its indices beside correlated parameters`() throws {
    let noisy =
      linear.replacing(
        "training: {normal: {mean: 10, sd: 1}}}", with: "training: {normal: {mean: 10, sd: 1}}, volatility: 0.01}")
      + "correlations: [{between: [a.training, b.training], is: 0.5}]\n"
    let all = try indices(try answer(noisy, ["--method", "given-data"]))
    // (110·0.01)² beside the parameters' 5 + 4r.
    let share = 1.21 / (5 + 8 * sin(Double.pi / 12) + 1.21)
    for key in ["first", "total", "shapley"] {
      #expect(abs(try #require(all["noise"]?[key] as? Double) - share) < 0.02)
    }
    #expect(all["a.training"]?["total"] is NSNull)
  }

  @Test func `a target can be explained by its margin or its hit`() throws {
    let two = linear.replacing(
      "targets: [", with: "targets: [{of: sum, year: 2021, within: [210, 224]}, ")
    let margin = try #require(
      try answer(two, ["--samples", "4096", "--outcome", "margin"])["outputs"] as? [[String: Any]])
    #expect(margin.count == 2)
    #expect(margin.map { $0["comparison"] as? String } == ["within", "at_least"])
    // The mean of 220 + d less 220, and of min(10 + d, 4 − d) = 7 − |d + 3| with d normal, variance 5.
    #expect(abs(try #require(margin[1]["mean"] as? Double)) < 0.01)
    let spread = 5.0.squareRoot()
    let folded = spread * (2 / Double.pi).squareRoot() * exp(-9.0 / 10) + 3 * erf(3 / (10.0).squareRoot())
    #expect(abs(try #require(margin[0]["mean"] as? Double) - (7 - folded)) < 0.02)
    let hit = try #require(try answer(two, ["--samples", "4096", "--outcome", "hit"])["outputs"] as? [[String: Any]])
    let share = try #require(hit[1]["mean"] as? Double)
    #expect(abs(share - 0.5) < 0.01)
    #expect(abs(try #require(hit[1]["variance"] as? Double) - share * (1 - share)) < 1e-9)
  }

  @Test func `outputs without a value are counted and named, with the assumption that makes them fail`() throws {
    let dividing = """
      format: 1
      id: dividing
      unit: 人
      years: {from: 2020, to: 2021}
      assumed: test
      categories:
        a: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}}
        b: {stock: {2020: 100}, attrition: {discrete: {values: [50%, 100%], weights: [3, 1]}}}
      measures: {share: {ratio: [a, b]}}
      targets: [{of: share, year: 2021, at_least: 2}]

      """
    for method in ["sobol", "given-data", "shapley"] {
      let found = try answer(dividing, ["--method", method, "--samples", "1024"])
      let output = try #require((found["outputs"] as? [[String: Any]])?.first)
      let samples = try #require(found["samples"] as? Int)
      // A quarter of all; in some methods base points share their numbers.
      #expect(abs(Double(try #require(output["failed"] as? Int)) / Double(samples) - 0.25) < 0.05, "\(method)")
      let warning = try #require(
        (found["warnings"] as? [[String: Any]])?.first { $0["code"] as? String == "outputs-without-value" })
      let message = try #require(warning["message"] as? String)
      #expect(message.contains("share 2021") || message.contains("share in 2021"), "\(message)")
      #expect(message.contains("retirement and leaving of b is above 100 %"), "\(message)")
    }
  }

  @Test func `a ratio without a value misses its target, as reach counts it`() throws {
    let dividing = """
      format: 1
      id: dividing
      unit: 人
      years: {from: 2020, to: 2021}
      assumed: test
      categories:
        a: {stock: {2020: 100}, training: {normal: {mean: 10, sd: 2}}}
        b: {stock: {2020: 100}, attrition: {discrete: {values: [50%, 100%], weights: [3, 1]}}}
      measures: {share: {ratio: [a, b]}}
      targets: [{of: share, year: 2021, at_least: 2}]

      """
    let found = try answer(dividing, ["--samples", "1024", "--outcome", "hit"])
    let output = try #require((found["outputs"] as? [[String: Any]])?.first)
    #expect(output["failed"] as? Int == 0)
    // Three quarters of the futures have (100 + 10 ± 2)/50 ≥ 2.
    #expect(abs(try #require(output["mean"] as? Double) - 0.75) < 0.01)
  }

  @Test(arguments: ["morris", "tornado"])
  func `what does not move stays in the central projection`(method: String) throws {
    // Volatility and a skewed law: their medians lie far from their means.
    let skewed = """
      format: 1
      id: skewed
      unit: 人
      years: {from: 2020, to: 2021}
      assumed: test
      categories:
        a:
          stock: {2020: 100}
          training: {uniform: {min: 0, max: 20}}
          in_migration: {discrete: {values: [0, 100], weights: [9, 1]}}
          volatility: 0.5
      targets: [{of: a, year: 2021, at_least: 120}]

      """
    let found = try answer(skewed, ["--method", method])
    let output = try #require((found["outputs"] as? [[String: Any]])?.first)
    let all = try indices(found)
    if method == "tornado" {
      // 100 + 10 + 10 with the means; training alone from 2 to 18.
      #expect(abs(try #require(output["central"] as? Double) - 120) < 1e-9)
      #expect(abs(try #require(all["a.training"]?["low"] as? Double) - 112) < 1e-9)
      #expect(abs(try #require(all["a.training"]?["high"] as? Double) - 128) < 1e-9)
    } else {
      // The whole range of 20 a unit of probability, no factor exp(−σ²/2) in it.
      #expect(abs(try #require(all["a.training"]?["mu_star"] as? Double) - 20) < 1e-9)
    }
  }

  @Test func `noise alone may be correlated`() throws {
    let noisy =
      linear.replacing("sd: 2}}}", with: "sd: 2}}, volatility: 0.01}")
      .replacing("sd: 1}}}", with: "sd: 1}}, volatility: 0.01}")
      + "correlations: [{between: [a.volatility, b.volatility], is: 0.5}]\n"
    let found = try answer(noisy, ["--method", "sobol", "--samples", "4096"])
    // (110·0.01)²·(2 + 2r) beside 5.
    let noise = 1.21 * (2 + 4 * sin(Double.pi / 12))
    let share = noise / (5 + noise)
    #expect(abs(try #require(indices(found)["noise"]?["first"] as? Double) - share) < 0.005)
  }

  @Test(arguments: ["morris", "rank", "tornado", "given-data", "shapley"])
  func `a precision is asked of sobol alone`(method: String) throws {
    let run = try talent(["sensitivity", "none.yaml", "--method", method, "--precision", "0.01"])
    #expect(run.status == 64)
  }

  @Test func `what cannot be honoured is refused or told`() throws {
    #expect(try talent(["sensitivity", "none.yaml", "--method", "tornado", "--samples", "10"]).status == 64)
    let found = try answer(linear, ["--samples", "16", "--precision", "1e-9"])
    let codes = (found["warnings"] as? [[String: Any]])?.compactMap { $0["code"] as? String }
    #expect(codes?.contains("precision-not-reached") == true)
  }

  @Test(arguments: [
    ("tornado", "Sum in 2021 moves most with training of a: from"),
    ("morris", "moves most, on average, with training of a"),
    ("rank", "is tied most closely to training of a"), ("sobol", "of the spread of Sum in 2021: training of a"),
  ])
  func `the answer of every method begins with a sentence in the planner's words`(
    method: String, sentence: String
  ) throws {
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try linear.replacing("sum: {sum:", with: "sum: {name: {zh: 合计, en: Sum}, sum:")
        .write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["sensitivity", file.path, "--lang", "en", "--method", method])
      let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(sentence), "\(run.output)")
      #expect(!words.contains("a.training"))
      let chinese = try talent(["sensitivity", file.path, "--lang", "zh", "--method", method, "--groups"])
      #expect(chinese.output.contains("培养"))
    }
  }

  @Test func `pairs are a question for sobol`() throws {
    #expect(try talent(["sensitivity", "none.yaml", "--method", "morris", "--second-order"]).status == 64)
  }
}
