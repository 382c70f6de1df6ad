import Foundation
import Testing

private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private let hindcasts = ["england-teachers", "us-nurses", "china-rd"]

private func file(_ name: String) -> String { package.appendingPathComponent("Scenarios/hindcast/\(name).yaml").path }

private func object(_ text: String) throws -> [String: Any] {
  try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

/// Where the original data may lie: `TALENT_DATA`, or a folder beside the repository.
private let originals: URL? = {
  let named = ProcessInfo.processInfo.environment["TALENT_DATA"].map { URL(fileURLWithPath: $0) }
  let beside = package.deletingLastPathComponent().appendingPathComponent("shared/data")
  let folder = named ?? beside
  let path = folder.appendingPathComponent("workforce_series.csv").path
  return FileManager.default.fileExists(atPath: path) ? folder : nil
}()

private func rows(_ url: URL) throws -> [String] {
  try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
}

/// A scenario with every series of the original as a category whose growth is to be estimated.
private func allSeries(of csv: URL) throws -> String {
  var names: [[String]] = []
  for row in try rows(csv).dropFirst() {
    let name = Array(row.split(separator: ",").prefix(3).map(String.init))
    if !names.contains(name) { names.append(name) }
  }
  let categories = names.enumerated().map { index, name in
    """
      c\(index): {stock: {csv: \(csv.path), source: "\(name[0])", region: "\(name[1])", occupation: "\(name[2])"}, growth: fit}
    """
  }
  return """
    format: 1
    id: all
    unit: 人
    years: {from: 2024, to: 2026}
    categories:

    """ + categories.joined(separator: "\n") + "\n"
}

/// Real histories as scenario files.
struct HindcastTests {
  @Test(arguments: hindcasts)
  func `a real history loads without a problem, and its statements agree`(name: String) throws {
    let run = try talent(["check", file(name), "--strict", "--format", "json"])
    #expect(run.status == 0)
    #expect(try #require(object(run.output)["problems"] as? [Any]).isEmpty)
  }

  @Test(arguments: hindcasts)
  func `a real history is answered in both languages`(name: String) throws {
    for language in ["zh", "en"] {
      let run = try talent(["reach", file(name), "--paths", "2000", "--lang", language])
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
    }
  }

  @Test(arguments: hindcasts)
  func `a backtest has every key of the contract, and threads change no byte of it`(name: String) throws {
    let one = try talent(["backtest", file(name), "--paths", "2000", "--format", "json", "--threads", "1"])
    #expect(one.status == 0)
    let answer = try object(one.output)
    // Nine years of a province leave one origin, the longer histories three.
    #expect((answer["origins"] as? [Int])?.count == (name == "china-rd" ? 1 : 3))
    #expect(answer["paths"] as? Int == 2000 && answer["seed"] as? Int == 1 && answer["sampling"] as? String == "random")
    let scores = try #require(answer["scores"] as? [String: [String: Any]])
    #expect(
      Set(scores.keys) == ["talent", "last_value", "drift", "linear_trend", "gm11", "damped_holt"])
    for score in scores.values {
      for key in ["mape", "mase", "crps", "pinball", "coverage50", "coverage80", "coverage95"] {
        #expect(score[key] is Double)
      }
      #expect((score["pit"] as? [Int])?.reduce(0, +) == score["points"] as? Int)
    }
    let many = try talent(["backtest", file(name), "--paths", "2000", "--format", "json", "--threads", "5"])
    #expect(many.output == one.output)
  }

  /// What the scores are good for: the estimate beats the drift where histories can learn from each other.
  @Test func `provinces are forecast better together than by their own drifts`() throws {
    let answer = try object(talent(["backtest", file("china-rd"), "--paths", "2000", "--format", "json"]).output)
    let scores = try #require(answer["scores"] as? [String: [String: Any]])
    let own = try #require(scores["talent"]?["crps"] as? Double)
    let drift = try #require(scores["drift"]?["crps"] as? Double)
    #expect(own < 0.9 * drift)
  }

  @Test func `reach shows what the same method has shown in the past`() throws {
    let run = try talent(["reach", file("china-rd"), "--paths", "2000", "--lang", "en"])
    #expect(run.output.contains("this method missed by"))
    let answer = try object(talent(["reach", file("china-rd"), "--paths", "2000", "--format", "json"]).output)
    let backtest = try #require(answer["backtest"] as? [String: Any])
    #expect((backtest["coverage80"] as? Double).map { (0...1).contains($0) } == true)
  }

  /// The table of `reference/oracles.md`: what public methods score on 52 real series, three origins, up to five years
  /// ahead. Last value and drift come out to its last printed digit; so the program is measured by the same rule.
  @Test(.enabled(if: originals != nil))
  func `on 52 real series the simple methods score as published, and the program better`() throws {
    let csv = try #require(originals).appendingPathComponent("workforce_series.csv")
    let run = try withTemporaryDirectory { directory in
      let file = directory.appendingPathComponent("all.yaml")
      try allSeries(of: csv).write(to: file, atomically: true, encoding: .utf8)
      return try talent(["backtest", file.path, "--format", "json"])
    }
    #expect(run.status == 0)
    let scores = try #require(object(run.output)["scores"] as? [String: [String: Any]])
    func expect(_ method: String, _ published: [String: Double]) {
      for (key, value) in published {
        let half = value < 1 && key.hasPrefix("coverage") ? 0.00501 : key == "mape" ? 0.0000501 : 0.000501
        #expect(abs((scores[method]?[key] as? Double ?? .nan) - value) <= half, "\(method) \(key)")
      }
    }
    expect(
      "last_value",
      [
        "mape": 0.0757, "mase": 2.174, "pinball": 1.142, "coverage50": 0.43, "coverage80": 0.75, "coverage95": 0.94,
      ])
    expect(
      "drift",
      ["mape": 0.0637, "mase": 1.573, "pinball": 0.989, "coverage50": 0.58, "coverage80": 0.78, "coverage95": 0.89])
    let own = try #require(scores["talent"]?.compactMapValues { $0 as? Double })
    #expect(own["pinball", default: 9] <= 0.87)
    #expect((0.77...0.85).contains(own["coverage80", default: 0]))
    #expect((0.92...0.97).contains(own["coverage95", default: 0]))
  }

  @Test func `a history too short to test against is an error that says what to add`() throws {
    let run = try talent(["backtest", package.appendingPathComponent("Scenarios/company-reserve.yaml").path])
    #expect(run.status == 65)
    #expect(run.errors.contains("three observations"))
  }

  @Test func `the primary identity is recomputed in all fourteen years`() throws {
    let run = try talent(["check", file("england-teachers"), "--format", "json"])
    let statements = try #require(object(run.output)["statements"] as? [[String: Any]])
    #expect(statements.count > 40)
    #expect(statements.allSatisfy { $0["agrees"] as? Bool == true })
  }

  @Test(.enabled(if: originals != nil), arguments: ["us_nurses", "china_rd", "england_teachers"])
  func `the rows are those of the original`(name: String) throws {
    let original = try Set(rows(try #require(originals).appendingPathComponent("workforce_series.csv")))
    let copied = try rows(package.appendingPathComponent("Scenarios/hindcast/data/\(name).csv"))
    #expect(copied.count > 30)
    #expect(Set(copied).isSubset(of: original))
    let source = try #require(copied.last?.split(separator: ",").first)
    #expect(copied.count - 1 == original.count { $0.hasPrefix(source + ",") })
  }
}
