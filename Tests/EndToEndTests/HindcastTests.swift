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
