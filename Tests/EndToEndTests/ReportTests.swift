import Foundation
import Testing

/// The package's folder, where the plans lie.
private let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func file(_ plan: String) -> String { package.appendingPathComponent("Scenarios/\(plan).yaml").path }

/// Names with everything that could be taken for markup, and a script written from right to left.
let hostileScenario = """
  format: 1
  id: hostile
  name: {zh: "<script>alert(1)</script>市", en: "\\"><img src=x onerror=alert(1)> & 'city'"}
  unit: 人
  years: {from: 2020, to: 2023}
  assumed: "because </td></table><script>alert(2)</script>"
  sources:
    plan: {title: "javascript:alert(3) <b>", url: "javascript:alert(4)"}
    page: {title: A page, url: "https://example.org/?a=1&b=\\"2\\""}
  categories:
    nurses:
      name: {zh: "护士👩‍⚕️ممرضة", en: "ممرضة </svg><script>alert(5)</script> 👩‍⚕️"}
      stock: {2020: 4200}
      training: {pert: {min: 150, mode: 220, max: 300}}
      attrition: {beta: {mean: 4%, sd: 1%}}
      volatility: 0.01
      note: "]]> --> <!--"
  targets:
    - {of: nurses, year: 2023, at_least: 4500, source: {of: plan, at: "<i>"}}
  """

/// A scenario in a file of its own, for as long as `body` runs.
func withScenario<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  try withTemporaryDirectory { directory in
    let path = directory.appendingPathComponent("scenario.yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try body(path)
  }
}

/// The page of a scenario with few paths.
func page(_ path: String, _ arguments: [String] = []) throws -> String {
  let run = try talent(["report", path, "--paths", "2000", "--format", "html", "-o", "-"] + arguments)
  #expect(run.status == 0, "\(run.errors)")
  return run.output
}

private func count(_ part: String, in text: String) -> Int { text.components(separatedBy: part).count - 1 }

struct ReportTests {
  @Test(arguments: plans)
  func `every plan has a report in both languages and forms`(plan: String) throws {
    try withTemporaryDirectory { directory in
      let html = directory.appendingPathComponent("report.html").path
      let run = try talent(["report", file(plan), "--paths", "2000", "--lang", "both", "-o", html])
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOfFile: html, encoding: .utf8)
      #expect(text.utf8.count <= 1_000_000)
      // Bullets, fan, probability, waterfall, tornado, stocks and flows; twice.
      #expect(count("<svg", in: text) >= 12)
      #expect(count("<svg", in: text) == count("</svg>", in: text))
      #expect(!text.contains(" style="))
      #expect(count("<script", in: text) == 1)
      #expect(text.contains("一、能实现吗？") && text.contains("1  Will we get there?"))
      let xlsx = directory.appendingPathComponent("report.xlsx").path
      #expect(try talent(["report", file(plan), "--paths", "2000", "-o", xlsx]).status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: xlsx)).starts(with: Data("PK\u{3}\u{4}".utf8)))
    }
  }

  @Test func `the command in the report makes the same report`() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appendingPathComponent("a plan.yaml").path
      try FileManager.default.copyItem(atPath: file("henan-social-work"), toPath: path)
      let arguments = [
        "--title", "It's <ours>", "--seed", "7", "--sampling", "sobol", "--lang", "zh", "--threads", "1",
      ]
      let first = try page(path, arguments)
      let start = try #require(first.range(of: "<code>talent report"))
      let end = try #require(first.range(of: "</code>", range: start.upperBound..<first.endIndex))
      let command = unescaped(String(first[start.upperBound..<end.lowerBound]))
      let again = try shell("cd '\(directory.path)' && \"$TALENT\" report\(command) && cat report.html")
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output == first)
    }
  }

  @Test func `the digest in the report is that of the file`() throws {
    let digest = try shell("sha256sum '\(file("guiyang"))'").output.prefix(64)
    #expect(digest.count == 64)
    #expect(try page(file("guiyang")).contains(">\(digest)</code>"))
  }

  @Test func `names are text, never markup`() throws {
    let text = try withScenario(hostileScenario) { try page($0, ["--lang", "both", "--title", "<u>&\"'"]) }
    #expect(!text.contains("<script>alert"))
    #expect(!text.contains("<img"))
    #expect(!text.contains("href=\"javascript"))
    #expect(!text.contains("<i>") && !text.contains("<u>") && !text.contains("<!--"))
    #expect(count("<script", in: text) == 1 && count("</script", in: text) == 1)
    #expect(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;市") || text.contains("&lt;u&gt;&amp;&quot;&#39;"))
    #expect(text.contains("<bdi>ممرضة"))
    #expect(text.contains("href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\""))
  }

  @Test(arguments: [[], ["-o", "report.pdf"], ["-o", "report"], ["-o", "-"], ["--format", "xlsx"]])
  func `a report without a form or a file is wrong usage`(arguments: [String]) throws {
    let run = try talent(["report", file("guiyang")] + arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("-o") || run.errors.contains(".html"))
  }

  @Test(arguments: ["/no/such/directory/x.html", "/tmp.html/x.html", "/dev/full"])
  func `a report that cannot be written ends with 73`(path: String) throws {
    for form in ["html", "xlsx"] {
      let run = try talent(["report", file("guiyang"), "--paths", "1000", "--format", form, "-o", path])
      #expect(run.status == 73)
      #expect(run.errors.contains(path))
    }
  }

  @Test func `a report takes its name only when it is complete`() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appendingPathComponent("r.html").path
      // No file may grow beyond 8 blocks of 512 bytes.
      let run = try shell("ulimit -f 8; \"$TALENT\" report '\(file("guiyang"))' --paths 1000 -o '\(path)'")
      #expect(run.status == 73)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    }
  }

  @Test func `a scenario without targets, levers and uncertainty has a report`() throws {
    let text = """
      format: 1
      id: plain
      unit: 人
      years: {from: 2020, to: 2022}
      categories:
        a: {stock: {2020: 10}, training: 3, attrition: 5%}
      """
    let written = try withScenario(text) { try page($0, ["--lang", "en"]) }
    #expect(written.contains("The scenario names no targets."))
    #expect(written.contains("names nothing that could be done (levers)"))
  }

  @Test func `a page that would be too large says what it leaves out`() throws {
    let categories = (0..<150).map {
      "  c\($0): {stock: {2020: \(100 + $0)}, training: 3, attrition: 5%, growth: 1%, out_migration: 1%, in_migration: 2}"
    }
    let text = """
      format: 1
      id: large
      unit: 人
      years: {from: 2020, to: 2050}
      categories:
      \(categories.joined(separator: "\n"))
      targets:
        - {of: c0, year: 2050, at_least: 100}
      """
    let written = try withScenario(text) { try page($0, ["--lang", "both"]) }
    #expect(written.utf8.count <= 1_000_000)
    #expect(written.contains("the workbook has all"))
  }

  @Test(arguments: [
    ("fan:total", "svg"), ("bullets", "svg"), ("probability", "svg"), ("waterfall:total", "svg"),
    ("tornado:total", "svg"), ("flows", "svg"), ("categories", "svg"), ("fan:total", "vega-lite"),
    ("tornado:total@2025", "vega-lite"),
  ])
  func `a single chart is drawn`(chart: String, form: String) throws {
    let run = try talent(
      ["plot", file("bijie"), "--chart", chart, "--format", form, "--paths", "2000", "--lang", "en"])
    #expect(run.status == 0, "\(run.errors)")
    if form == "svg" {
      #expect(run.output.hasPrefix("<svg") && run.output.hasSuffix("</svg>\n"))
      #expect(run.output.contains("<text"))
    } else {
      let specification = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      #expect((specification?["$schema"] as? String)?.contains("vega-lite") == true)
    }
  }

  @Test(arguments: ["svg", "vega-lite"])
  func `the corner in which a target is missed is drawn`(form: String) throws {
    let run = try talent([
      "plot", file("zhejiang"), "--chart", "corner", "--format", form, "--paths", "2000", "--lang", "en",
    ])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Growth of Professionals"))
  }

  @Test func `names in a chart are text, never markup`() throws {
    for chart in ["fan:nurses", "bullets", "flows", "waterfall:nurses", "tornado:nurses"] {
      let drawn = try withScenario(hostileScenario) {
        try talent(["plot", $0, "--chart", chart, "--paths", "1000", "--lang", "en"])
      }
      #expect(drawn.status == 0, "\(drawn.errors)")
      #expect(!drawn.output.contains("<script") && count("</svg>", in: drawn.output) == 1)
    }
  }

  @Test func `the report says what to watch and what would turn the verdict`() throws {
    let text = try page(file("zhejiang"), ["--lang", "both"])
    #expect(text.contains("What would turn the verdict") && text.contains("什么变化会改变判断"))
    #expect(text.contains("Where it is missed") && text.contains("id=\"en-corner-total-2025"))
    #expect(text.contains("What to watch in the next two years") && text.contains("今后两年看什么"))
    #expect(!text.contains("10.00 %") && !text.contains("10.00%"))
  }

  @Test func `a table for Excel starts with the byte-order mark also in a file`() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appendingPathComponent("t.csv").path
      let run = try talent(["project", file("guiyang"), "--format", "csv", "--excel", "-o", path])
      #expect(run.status == 0, "\(run.errors)")
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.count > 100)
    }
  }

  @Test(arguments: ["fan:nobody", "fan", "waterfall:nobody", "", "pie:total"])
  func `a chart that does not exist is wrong usage and the others are named`(chart: String) throws {
    let run = try talent(["plot", file("guiyang"), "--chart", chart, "--paths", "1000"])
    #expect(run.status == 64)
    #expect(run.errors.contains("fan:"))
  }
}

private func unescaped(_ text: String) -> String {
  [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
}
