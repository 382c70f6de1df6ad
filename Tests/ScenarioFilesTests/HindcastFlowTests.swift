import Foundation
import ScenarioFiles
import StockFlow
import Testing

private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// Where the original data may lie: `TALENT_DATA`, or a folder beside the repository.
private let originals: URL? = {
  let named = ProcessInfo.processInfo.environment["TALENT_DATA"].map { URL(fileURLWithPath: $0) }
  let folder = (named ?? package.deletingLastPathComponent().appendingPathComponent("shared/data"))
    .appendingPathComponent("england_teachers")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// The rows of an original file, none of which needs quotes.
private func original(_ name: String) throws -> [[String]] {
  let url = try #require(originals).appendingPathComponent(name)
  let lines = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
  return lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
}

/// 2011/12 is 2012.
private func year(_ academic: String) throws -> Year { try #require(Year(academic.prefix(4))) + 1 }

private func teachers() throws -> Scenario {
  let path = package.appendingPathComponent("Scenarios/hindcast/england-teachers.yaml").path
  return try #require(loadScenario(at: path).scenario)
}

@Suite(.enabled(if: originals != nil))
struct HindcastFlowTests {
  @Test func `stocks and pupils are those of the original`() throws {
    let scenario = try teachers()
    for row in try original("1_pupil_teacher_numbers.csv") {
      let (year, phase) = (try year(row[0]), row[4].lowercased())
      let category = try #require(scenario.categories.first { $0.id == phase })
      let driver = try #require(scenario.drivers.first { $0.id == phase + "_pupils" })
      #expect(driver.values.points.first { $0.year == year }?.figure.value == Double(row[1]))
      let stock = category.observations.first { $0.year == year }?.value.base
      guard row[3] == "No" else {
        #expect(stock == nil)
        continue
      }
      guard case .number(let figure) = stock else {
        Issue.record("no stock of \(phase) in \(year)")
        continue
      }
      // The two originals print the same number to sixteen and to seventeen digits.
      #expect(abs(figure.value - (Double(row[2]) ?? .nan)) < 1e-9 * figure.value)
    }
  }

  @Test(arguments: [
    ("Primary", ["Returners", "New to state-funded sector entrants"], ParameterAddress.Property.inMigration),
    ("Primary", ["Newly qualified entrants"], .training),
    ("Secondary", ["Returners", "New to state-funded sector entrants"], .inMigration),
    ("Secondary", ["Newly qualified entrants"], .training),
    ("Primary", ["Total leaver rate"], .attrition),
  ])
  func `flows are the sums of the original`(
    phase: String, types: [String], property: ParameterAddress.Property
  ) throws {
    let category = try #require(teachers().categories.first { $0.id == phase.lowercased() })
    let rows = try original("5_flow_trajectories_2026_publication.csv").filter {
      $0[0] == phase && types.contains($0[2]) && $0[6] == "Historic"
    }
    var sums: [Year: Double] = [:]
    for row in rows { try sums[year(row[3]), default: 0] += #require(Double(row[4])) }
    let history = try #require(category.parameters[property]).history
    #expect(history.map(\.year) == sums.keys.sorted())
    for point in history {
      // Persons are rounded to one, rates to a thousandth of a percent.
      let half = 0.5001 * point.figure.lastDigit
      #expect(abs(point.figure.value - (sums[point.year] ?? .nan)) <= half, "\(point.year)")
    }
  }
}
