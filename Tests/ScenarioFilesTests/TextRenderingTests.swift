import ScenarioFiles
import StockFlow
import Testing

private func diagnostic(_ line: String, column: Int, length: Int, number: Int = 14) -> Diagnostic {
  Diagnostic(
    severity: .error, code: "x", message: LocalizedText(zh: "错了", en: "wrong"), help: LocalizedText("12%"),
    place: SourcePlace(file: "a.yaml", line: number, column: column, length: length), sourceLine: line)
}

@Test func `the layout is that of the specification`() {
  let problem = Diagnostic(
    severity: .error, code: "rate-above-one",
    message: LocalizedText(
      zh: nil, en: "attrition is 120 %; a yearly rate lies between 0 % and 100 %"),
    help: LocalizedText(zh: nil, en: "write 12% if a tenth was meant"),
    place: SourcePlace(file: "Scenarios/bijie.yaml", line: 14, column: 16, length: 4),
    sourceLine: "    attrition: 120%")
  #expect(
    render(problem, language: .en, color: false) == """
      Scenarios/bijie.yaml:14:16: error: attrition is 120 %; a yearly rate lies between 0 % and 100 %
         14 |     attrition: 120%
            |                ^^^^
         help: write 12% if a tenth was meant
      """)
}

@Test func `carets stand under wide characters`() {
  #expect(
    render(diagnostic("名称: 技能, 数: 120%", column: 12, length: 4), language: .zh, color: false) == """
      a.yaml:14:12: 错误: 错了
         14 | 名称: 技能, 数: 120%
            |                 ^^^^
         建议: 12%
      """)
  #expect(
    render(diagnostic("a: 技能人才", column: 4, length: 4, number: 123456), language: .en, color: false) == """
      a.yaml:123456:4: error: wrong
      123456 | a: 技能人才
             |    ^^^^^^^^
         help: 12%
      """)
}

@Test func `tabs, combining marks and emoji keep the caret in place`() {
  #expect(
    render(diagnostic("\te\u{301}👨‍👩‍👧🇨🇳: x", column: 11, length: 1), language: .en, color: false) == """
      a.yaml:14:11: error: wrong
         14 |   e\u{301}👨‍👩‍👧🇨🇳: x
            |        ^
         help: 12%
      """)
}

@Test(arguments: [
  ("abc", 3), ("技能", 4), ("，：％", 6), ("e\u{301}", 1), ("👩‍🔬", 2), ("☀️", 2), ("☀", 1), ("🇨🇳", 2), ("한글", 4),
  ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{200B}", 0), ("“”", 2), ("𠀀", 2), ("ｱ", 1), ("", 0),
])
func `width is counted in terminal columns`(text: String, width: Int) {
  #expect(displayWidth(text) == width)
}

@Test func `a place behind the end of the line still gets a caret`() {
  #expect(render(diagnostic("a:", column: 3, length: 1), language: .en, color: false).contains("|   ^\n"))
  #expect(render(diagnostic("", column: 900, length: 9), language: .en, color: false).contains("| ^\n"))
}

@Test func `long lines are shown around the place`() {
  let line = String(repeating: "人", count: 400_000) + "120%" + String(repeating: "b", count: 400_000)
  let lines = render(diagnostic(line, column: 400_001, length: 4), language: .en, color: false).split(separator: "\n")
  #expect(lines[1].hasPrefix("   14 | …人人"))
  #expect(displayWidth(String(lines[1])) <= 8 + 122)
  let caret = displayWidth(String(lines[2].prefix { $0 != "^" }))
  let before = lines[1].dropFirst(8).prefix { $0 != "1" }
  #expect(caret == 8 + displayWidth(String(before)))
}

@Test func `an underline longer than the screen is cut`() {
  let line = String(repeating: "x", count: 5000)
  let text = render(diagnostic(line, column: 1, length: 5000), language: .en, color: false)
  #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 })
}

@Test func `nothing in a file steers the terminal`() {
  let text = render(diagnostic("a: \u{1B}[2J\u{202E}x", column: 4, length: 1), language: .en, color: false)
  #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" || $0 == "\n" })
}

@Test func `colour is added only when asked for`() {
  let problem = diagnostic("a: b", column: 4, length: 1)
  #expect(!render(problem, language: .en, color: false).contains("\u{1B}"))
  let coloured = render(problem, language: .en, color: true)
  #expect(coloured.contains("\u{1B}[1;31merror:\u{1B}[0m") && coloured.contains("\u{1B}[1;31m^\u{1B}[0m"))
}

@Test func `a diagnostic without a place is one line and help`() {
  let problem = Diagnostic(
    severity: .warning, code: "x", message: LocalizedText("m"), help: LocalizedText("h"))
  #expect(render(problem, language: .en, color: false) == "warning: m\n   help: h")
}
