import ScenarioFiles
import StockFlow
import Testing

/// The codes of all problems with their places, and what remains of the text.
private func problems(_ text: String) -> [String] {
  tree(text).problems.map { "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.code)" }
}

private func helps(_ text: String) -> [String] {
  tree(text).problems.compactMap { $0.help?(.en) }
}

@Test func `full-width colons are all found, and the rest is read`() {
  let text = "format: 1\nname：示例\nunit: 万人\ncategories:\n  a：\n    attrition:3%\n  b:\n    stock：{2019: 1}\n"
  #expect(
    problems(text) == [
      "2:5 full-width-colon", "5:4 full-width-colon", "6:14 missing-space-after-colon", "8:10 full-width-colon",
    ])
  let root = tree(text).root
  #expect(root?["name"]?.text == "示例" && root?["categories"]?["a"]?["attrition"]?.text == "3%")
}

@Test func `a file of nothing but full-width colons is told line by line`() {
  #expect(
    problems("format：1\nid：x\nunit：万人") == ["1:7 full-width-colon", "2:3 full-width-colon", "3:5 full-width-colon"])
  #expect(tree("format：1\nid：x\nunit：万人").root?.shape == "{format:1,id:x,unit:万人}")
}

@Test func `colons inside braces`() {
  let text = "x: {zh：甲, en: X}\ny: {value:3, a: 1}\n"
  #expect(problems(text) == ["1:7 full-width-colon", "2:10 missing-space-after-colon"])
  #expect(tree(text).root?.shape == "{x:{zh:甲,en:X},y:{value:3,a:1}}")
  #expect(helps(text).last == "write value: 3")
}

@Test func `full-width commas between entries`() {
  let text = "name: {zh: 甲，en: X}\nyears: {from: 2019，to: 2025}\n"
  #expect(problems(text) == ["1:13 full-width-comma", "2:19 full-width-comma"])
  #expect(tree(text).root?.shape == "{name:{zh:甲,en:X},years:{from:2019,to:2025}}")
}

@Test func `separators beside brackets inside braces`() {
  let shape = "{a:{stock:{2019:5},training:3}}"
  for (text, expected) in [
    ("a: {stock：{2019: 5}, training: 3}\n", "1:10 full-width-colon"),
    ("a: {stock ： {2019: 5}, training: 3}\n", "1:11 full-width-colon"),
    ("a: {stock:{2019: 5}, training: 3}\n", "1:10 missing-space-after-colon"),
    ("a: {stock: {2019: 5}，training: 3}\n", "1:21 full-width-comma"),
    ("a: {stock: {2019: 5}，  training: 3}\n", "1:21 full-width-comma"),
  ] {
    #expect(problems(text) == [expected], "\(text)")
    #expect(tree(text).root?.shape == shape, "\(text)")
  }
  #expect(problems("a: {b：[1, 2]}\n") == ["1:6 full-width-colon"])
  #expect(problems("a: {b:[1, 2]}\n") == ["1:6 missing-space-after-colon"])
  #expect(helps("a: {stock:{2019: 5}}\n") == ["write stock: {…"])
}

@Test func `thousands commas and unquoted commas`() {
  let text = "stock: {2019: 1,234, 2020: 1,300, 2021: 2,300,000 人}\nname: {zh: 甲, 乙, en: X}\nz: {a, b: 1}\n"
  #expect(
    problems(text) == [
      "1:15 thousands-comma", "1:28 thousands-comma", "1:41 thousands-comma", "2:12 unquoted-comma",
      "3:5 key-without-value",
    ])
  #expect(helps(text).prefix(4) == ["write 1234", "write 1300", "write 2300000 人", "write \"甲, 乙\""])
}

@Test func `every duplicate key is reported, quoted or not`() {
  let text = "a: 1\nb: {x: 1, x: 2, \"x\": 3}\na: 2\n\"a\": 3\nc: {2019: 1, \"2019\": 2}\n'': 1\n"
  #expect(
    problems(text) == [
      "2:11 duplicate-key", "2:17 duplicate-key", "3:1 duplicate-key", "4:1 duplicate-key", "5:14 duplicate-key",
      "6:1 empty-key",
    ])
  #expect(tree(text).problems[2].message(.en) == "duplicate key a, first written at line 1")
  #expect(tree(text).root?.shape == "{a:1,b:{x:1},c:{2019:1}}")
}

@Test func `duplicate keys leave all other places and texts as they are`() {
  let text = "a: {k: 甲, k: 乙, z: 丙}\nnote: \"b, a: c\"\nmore: |\n  a: 1\n  a: 2\na: 2"
  let (root, found) = tree(text)
  #expect(found.map(\.code) == ["duplicate-key", "duplicate-key"])
  #expect(root?["a"]?["z"]?.place == SourcePlace(file: "a.yaml", line: 1, column: 20, length: 1))
  #expect(root?["note"]?.text == "b, a: c" && root?["more"]?.text == "a: 1\na: 2\n")
}

@Test func `characters that begin something else than a text`() {
  let text = "a: @x\nb: `y`\nc: %z\nd: &重要 x\ne: !important text\nf: >5%\ng: *重要*\ni: | abc\nk: *nope\n"
  #expect(
    problems(text) == [
      "1:4 reserved-character", "2:4 reserved-character", "3:4 reserved-character", "4:4 reserved-character",
      "5:4 unsupported-tag", "6:4 reserved-character", "7:4 reserved-character", "8:4 reserved-character",
      "9:4 unknown-anchor",
    ])
  #expect(tree(text).root?["a"]?.text == "@x" && tree(text).root?["f"]?.text == ">5%")
}

@Test(arguments: [
  ("a:\n\tb: 1\n\tc: 2\n", "2:1 tab-indentation"), ("a: \"C:\\dir\"\n", "1:7 unknown-escape"),
  ("a: {zh: 甲 #1, en: X}\n", "1:11 unquoted-hash"), ("c: [1, 2\nd: 1\n", "1:4 unclosed-bracket"),
  ("d: {x: 1\ne: 3\n", "1:4 unclosed-bracket"), ("a: 目标: 2025\n", "1:6 unquoted-colon"),
  ("b: {a: 1 b: 2}\n", "1:10 missing-comma"), ("c: {zh: \"甲\" 乙, en: X}\n", "1:13 text-after-quote"),
  ("name: \"示例\"十四五\"\"\nb: 1\n", "1:11 text-after-quote"), ("name: \"示例\nb: 1\n", "1:7 unclosed-quote"),
  ("a:\n    b: 1\n  c: 2\nd: 1\n", "3:3 indentation"), ("a: 1\n   b: 2\n", "2:4 indentation"),
  ("c:\n  - x\n - y\n", "3:2 indentation"), ("a: - x\n", "1:4 list-on-key-line"),
  ("a: ｛zh: 甲, en: X｝\n", "1:4 full-width-bracket"), ("b: [1, 2]]\n", "1:10 text-after-bracket"),
  ("c: [1, 2}\n", "1:9 stray-bracket"), ("a:\n　　b: 1\n", "2:1 wide-space"),
  ("categories\n  a: 1\n", "1:1 missing-colon"), ("%TAG ! x\na: 1\n", "1:1 yaml-syntax"),
  ("a: 1\n---\nb: 1\n", "2:1 several-documents"), ("a: [1,,2]\n", "1:7 missing-value"),
  ("*x : 3\n", "1:1 key-is-no-text"), ("{[1]: 2}\n", "1:2 key-is-no-text"), ("a: &a [*a]\n", "1:8 unknown-anchor"),
  ("a: {<<: 1}\n", "1:9 merge-key"), ("- 1\n- 2\n", "1:1 not-a-scenario"), ("hello", "1:1 not-a-scenario"),
  ("", "1:1 empty-file"), ("# x\n\n# y", "1:1 empty-file"), ("---\n", "1:1 empty-file"), ("null", "1:1 empty-file"),
])
func `each mistake has a diagnostic of its own`(text: String, expected: String) {
  #expect(problems(text) == [expected])
}

@Test func `a scalar where a mapping or a list belongs is explained by its punctuation`() throws {
  let file = SourceFile(path: "a.yaml", text: "a:\n  b：3%\nc: x，y\nd: x, y\ne: 见表\nf: \"g:1\"\nh: #1\n")
  let root = try #require(readTree(file).root)
  let codes = ["a", "c", "d", "e", "f"].map { root[$0].flatMap { explainScalar($0, in: file) }?.code }
  #expect(codes == ["full-width-colon", "full-width-comma", "list-without-brackets", nil, nil])
  let last = try #require(root.entries?.last)
  #expect(explainAbsent(last, in: file)?.code == "unquoted-hash")
}

@Test func `punctuation in texts is nobody's mistake`() {
  let text = """
    a: {zh: "甲，乙：丙", en: X}   # 注释：有，标点
    b: 说明：此处，可以有任何标点；[0, 1) 也可以
    c: [甲：乙, 丙]
    d: {note: 见表 5%, url: http://x.org/a, time: 12:30, empty: , none: null}
    e: 'it''s'
    f: |
      任意：文字，[{"
    g: >-
      folded
      text
    """
  #expect(problems(text) == [])
}

@Test func `all problems are worded in both languages`() {
  let text = "name：x\na: @x\nb: {a, b: 1}\nb: {zh：1}\nc: {d: 1，e: 2}\nf: [1\ng: 1\n"
  let found = tree(text).problems
  #expect(found.count >= 6)
  for problem in found {
    #expect(problem.message.zh?.isEmpty == false && problem.message.en?.isEmpty == false)
    #expect(problem.message.zh != problem.message.en && problem.sourceLine != nil)
  }
}
