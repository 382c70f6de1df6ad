import Charts
import Foundation
import Testing

private let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

/// The first line that differs, with its number.
private func difference(_ expected: String, _ actual: String) -> String? {
  let (old, new) = (expected.components(separatedBy: "\n"), actual.components(separatedBy: "\n"))
  for index in 0..<max(old.count, new.count) {
    let (left, right) = (index < old.count ? old[index] : "(end)", index < new.count ? new[index] : "(end)")
    if left != right { return "line \(index + 1): \(left.prefix(200)) became \(right.prefix(200))" }
  }
  return nil
}

/// Compares with the file, or writes it where CHARTS_WRITE_FIXTURES is set.
private func check(_ text: String, against name: String) throws {
  let file = fixtures.appending(path: name)
  if ProcessInfo.processInfo.environment["CHARTS_WRITE_FIXTURES"] != nil {
    try text.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  let difference = difference(expected, text)
  #expect(difference == nil, "\(name): \(difference ?? "")")
}

@Test(arguments: ["zh", "en"], [720.0, 360]) func `every chart is drawn as it was`(language: String, width: Double)
  throws
{
  for (name, chart) in SampleCharts(isChinese: language == "zh", width: width).all {
    try check(chart.svg(), against: "\(name)-\(language)-\(Int(width)).svg")
  }
}

@Test(arguments: ["zh", "en"]) func `every specification is written as it was`(language: String) throws {
  for (name, chart) in SampleCharts(isChinese: language == "zh", width: 720).all {
    try check(chart.vegaLite(), against: "\(name)-\(language).vl.json")
  }
}
