import Foundation
import Testing

struct SolveTests {
  private var scenarios: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Scenarios")
  }

  private func solve(_ file: String, _ arguments: [String] = []) throws -> (run: ProgramRun, object: [String: Any]) {
    let path = scenarios.appendingPathComponent(file).path
    let run = try talent(["solve", path, "--format", "json", "--quiet"] + arguments)
    return (run, try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any] ?? [:])
  }

  private func single(_ object: [String: Any], _ target: String) throws -> [String: Any] {
    let all = try #require(object["single"] as? [[String: Any]])
    return try #require(all.first { $0["target"] as? String == target })
  }

  @Test func `the intake of Dutch general practitioners is the published one`() throws {
    // NIVEL planning model: Human Resources for Health 2012, 10:21, table 7.
    let (run, found) = try solve("oracles/dutch-general-practitioners.yaml")
    #expect(run.status == 0)
    #expect(Int(try #require(try single(found, "fte@2019")["amount"] as? Double).rounded()) == 476)
    #expect(Int(try #require(try single(found, "fte_high@2019")["amount"] as? Double).rounded()) == 929)
    // Training takes three years: 929 from one cohort fewer would not do, 1,500 from three would.
    #expect(try single(found, "fte_high@2019")["last_year_to_act"] as? Int == 2013)
  }

  @Test func `the log-normal target needs the growth of its closed form`() throws {
    let (_, found) = try solve("oracles/log-normal-target.yaml", ["--probability", "0.9"])
    let amount = try #require(try single(found, "staff@2025")["amount"] as? Double)
    let logGrowth = log(1 + 0.05148137162212296 + amount) - 0.0002
    // Published: 0.0639354; one Monte Carlo error at 100,000 paths is 5e-5.
    #expect(abs(logGrowth - 0.0639354) < 2e-4)
  }

  @Test(arguments: [
    "bijie", "company-reserve", "guiyang", "henan-social-work", "liangping", "liupanshui", "qinghai-science",
    "shaoyang", "zhejiang",
  ])
  func `every plan is solved, with the keys of the contract`(plan: String) throws {
    let (run, found) = try solve("\(plan).yaml", ["--paths", "5000"])
    #expect(run.status == 0)
    #expect(found["probability"] as? Double == 0.8)
    for single in try #require(found["single"] as? [[String: Any]]) {
      for key in ["lever", "target", "amount", "feasible", "probability_at_limit", "cost", "last_year_to_act"] {
        #expect(single[key] != nil)
      }
    }
    let mix = try #require(found["mix"] as? [String: Any])
    for key in ["feasible", "amounts", "cost", "probability", "binding"] { #expect(mix[key] != nil) }
    // Verified by other draws: three errors of 5,000 paths.
    if try #require(mix["feasible"] as? Bool) { #expect(try #require(mix["probability"] as? Double) > 0.8 - 0.017) }
    let byYear = try #require(mix["cost_by_year"] as? [Double])
    let cost = try #require(mix["cost"] as? Double)
    // Sums over years and over levers round differently.
    #expect(abs(byYear.reduce(0, +) - cost) <= 1e-9 * max(1, cost))
  }

  @Test func `a scenario without levers is told what growth, training or retention it needs`() throws {
    let plan = """
      format: 1
      id: plan
      unit: 人
      years: {from: 2020, to: 2025}
      assumed: test
      categories:
        a:
          stock: {2018: 90, 2019: 95, 2020: 100}
          training: {uniform: {min: 0, max: 10}}
          attrition: 3%
      targets:
        - {of: a, year: 2025, at_least: 130}

      """
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try plan.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["solve", file.path, "--lang", "en"])
      #expect(run.status == 0)
      #expect(run.output.contains("just to meet the plan: 5.39 %"))
      #expect(run.output.contains("2018–2020 had 5.41 %"))
      #expect(run.output.contains("training of all of them: now 5.00 人 a year, needed"))
      let chinese = try talent(["solve", file.path, "--lang", "zh"])
      #expect(chinese.output.contains("恰好达到需要 5.39%"))
    }
  }

  @Test func `wrong questions are answered with what to write`() throws {
    let file = scenarios.appendingPathComponent("bijie.yaml").path
    let budget = try talent(["solve", file, "--budget", "much", "--lang", "en"])
    #expect(budget.status == 64 && budget.errors.contains("2000000 USD"))
    let currency = try talent(["solve", file, "--budget", "5 USD", "--lang", "en"])
    #expect(currency.status == 64 && currency.errors.contains("USD"))
    let target = try talent(["solve", file, "--target", "nobody", "--lang", "en"])
    #expect(target.status == 64 && target.errors.contains("total@2025"))
    let probability = try talent(["solve", file, "--probability", "1", "--lang", "en"])
    #expect(probability.status == 64)
    let variant = try talent(["solve", file, "--across", "nobody", "--lang", "en"])
    #expect(variant.status == 64)
  }

  @Test func `levers priced in two currencies are refused at their line`() throws {
    let plan = """
      format: 1
      id: plan
      unit: 人
      years: {from: 2020, to: 2021}
      assumed: test
      categories:
        a: {stock: {2020: 100}}
      targets:
        - {of: a, year: 2021, at_least: 130}
      levers:
        first: {raises: a.training, limits: {max: 10}, from: 2021, cost: {per_person: 5 元}}
        second: {raises: a.training, limits: {max: 10}, from: 2021, cost: {per_person: 5 USD}}

      """
    try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("plan.yaml")
      try plan.write(to: file, atomically: true, encoding: .utf8)
      let run = try talent(["solve", file.path, "--lang", "en"])
      #expect(run.status == 65)
      #expect(run.errors.contains("plan.yaml:12"))
    }
  }
}
