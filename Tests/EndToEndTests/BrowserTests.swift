import Foundation
import Testing

private let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().appendingPathComponent("Scenarios")

/// A page on disk, for as long as `body` runs.
private func withPage<Result>(_ text: String, _ body: (URL) throws -> Result) throws -> Result {
  try withTemporaryDirectory { directory in
    let file = directory.appendingPathComponent("report.html")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try body(file)
  }
}

/// What the measuring script found, line by line; the first says how much it looked at.
private func findings(_ text: String, width: Int, _ browser: Browser) throws -> [String] {
  let output = try withPage(measured(text)) { page in
    let frame = page.deletingLastPathComponent().appendingPathComponent("frame.html")
    try framed(page.lastPathComponent, width: width).write(to: frame, atomically: true, encoding: .utf8)
    return try browser.open(frame, width: max(width, 800), ["--dump-dom"]).output
  }
  let start = try #require(output.range(of: "<pre id=\"measured\">"))
  let end = try #require(output.range(of: "</pre>", range: start.upperBound..<output.endIndex))
  return output[start.upperBound..<end.lowerBound].split(separator: "\n").map(String.init)
}

/// Reports opened in a real browser, where the machine has one.
@Suite(.serialized) struct BrowserTests {
  @Test func `without a browser these tests are skipped`() {
    if Browser.found == nil {
      print("skipped: no chromium, chromium-browser or google-chrome for the tests of reports")
    }
  }

  @Test(.enabled(if: Browser.found != nil), arguments: ["bijie", "zhejiang", "henan-social-work"])
  func `a report asks nothing of the network and has nothing to complain about`(plan: String) throws {
    let browser = try #require(Browser.found)
    let text = try page(scenarios.appendingPathComponent("\(plan).yaml").path, ["--lang", "both"])
    #expect(!text.contains("google"))
    let visit = try withPage(text) { try browser.open($0, width: 1280, ["--dump-dom"]) }
    #expect(!visit.log.contains("CONSOLE"), "\(visit.log)")
    #expect(visit.requests.isEmpty, "\(visit.requests)")
    #expect(visit.output.contains("hidden=\"\""), "the script shows one language")
  }

  @Test(.enabled(if: Browser.found != nil))
  func `the browser would tell of a style or request that the policy forbids`() throws {
    let browser = try #require(Browser.found)
    let text = try page(scenarios.appendingPathComponent("guiyang.yaml").path)
    let spoilt = text.replacingOccurrences(
      of: "</body>", with: "<p style=\"color: red\">x</p><img src=\"https://example.org/x.png\"></body>")
    let visit = try withPage(spoilt) { try browser.open($0, width: 1280, ["--dump-dom"]) }
    #expect(visit.log.contains("CONSOLE"))
    #expect(visit.requests.isEmpty, "the policy stops the request")
    let open = spoilt.replacingOccurrences(of: "http-equiv=\"Content-Security-Policy\"", with: "name=\"none\"")
    #expect(try !withPage(open) { try browser.open($0, width: 1280, ["--dump-dom"]) }.requests.isEmpty)
  }

  @Test(.enabled(if: Browser.found != nil), arguments: plans)
  func `no text lies over another and every chart stays in its box`(plan: String) throws {
    let browser = try #require(Browser.found)
    for language in ["zh", "en"] {
      let text = try page(scenarios.appendingPathComponent("\(plan).yaml").path, ["--lang", language])
      for width in [390, 794, 1280] {
        let found = try findings(text, width: width, browser)
        #expect(found.first?.hasSuffix(" charts at \(width)") == true && found.first?.hasPrefix("0 ") == false)
        #expect(found.count == 1, "\(plan) \(language) \(width): \(found)")
      }
    }
  }

  @Test(.enabled(if: Browser.found != nil))
  func `hostile names run nothing and spoil no chart`() throws {
    let browser = try #require(Browser.found)
    let text = try withScenario(hostileScenario) { try page($0, ["--lang", "en"]) }
    let visit = try withPage(text) { try browser.open($0, width: 1280, ["--dump-dom"]) }
    #expect(!visit.log.contains("CONSOLE"), "\(visit.log)")
    #expect(try findings(text, width: 1280, browser).count == 1)
  }

  @Test(.enabled(if: Browser.found != nil))
  func `a report prints as pages`() throws {
    let browser = try #require(Browser.found)
    let text = try page(scenarios.appendingPathComponent("bijie.yaml").path)
    try withTemporaryDirectory { directory in
      let pdf = directory.appendingPathComponent("report.pdf")
      _ = try withPage(text) {
        try browser.open($0, width: 794, ["--print-to-pdf=\(pdf.path)", "--no-pdf-header-footer"])
      }
      let bytes = try Data(contentsOf: pdf)
      #expect(bytes.starts(with: Data("%PDF-".utf8)))
      #expect(bytes.count > 50_000)
    }
  }
}
