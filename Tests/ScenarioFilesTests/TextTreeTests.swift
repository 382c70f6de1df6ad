import ScenarioFiles
import StockFlow
import Testing

func tree(_ text: String) -> (root: MarkedNode?, problems: [Diagnostic]) {
  readTree(SourceFile(path: "a.yaml", text: text))
}

@Test func `the complete example reads without a problem`() throws {
  let (root, problems) = tree(completeExample)
  #expect(problems.isEmpty)
  let keys = try #require(root?.entries?.map(\.key))
  #expect(keys.prefix(4) == ["format", "id", "name", "unit"] && keys.contains("sweeps"))
  #expect(root?["name"]?["zh"]?.text == "示例市“十四五”人才发展")
  #expect(root?["categories"]?["high_skilled"]?["stock"]?["2019"]?.text == "34500 人")
}

@Test func `line breaks and the byte-order mark of other systems change nothing`() throws {
  let plain = try SourceFile(path: "a.yaml", bytes: Array(completeExample.utf8))
  let windows = completeExample.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
  let marked = try SourceFile(path: "a.yaml", bytes: [0xEF, 0xBB, 0xBF] + Array(windows.utf8))
  #expect(readTree(marked).root == readTree(plain).root)
  #expect(readTree(marked).problems.isEmpty)
  #expect(marked.lines.count == plain.lines.count)
}

@Test func `every scalar is text`() {
  let root = tree("a: 010\nb: yes\nc: 12:30\nd: 1e3\n2019: x\n\"2020\": 'y'\ne: 2019-01-01\n").root
  #expect(root?.entries?.map(\.key) == ["a", "b", "c", "d", "2019", "2020", "e"])
  #expect(root?.entries?.map { $0.value.text } == ["010", "yes", "12:30", "1e3", "x", "y", "2019-01-01"])
  #expect(root?["2020"]?.content == .scalar(text: "y", quoted: true))
}

@Test func `null, a tilde and nothing are absent, quoted they are text`() {
  let root = tree("a: null\nb: ~\nc:\nd: \"null\"\ne: ''\n").root
  #expect(root?["a"]?.isAbsent == true && root?["b"]?.isAbsent == true && root?["c"]?.isAbsent == true)
  #expect(root?["d"]?.text == "null" && root?["e"]?.text == "")
}

@Test func `places count characters, also behind Chinese text`() {
  let root = tree("名称: {技能: 甲, 数: 120%}\nb: [乙, \"丙 丁\", {e: 1}]\n").root
  let number = root?["名称"]?["数"]
  #expect(number?.place == SourcePlace(file: "a.yaml", line: 1, column: 16, length: 4))
  #expect(root?["名称"]?.place == SourcePlace(file: "a.yaml", line: 1, column: 5, length: 16))
  let items = root?["b"]?.items
  #expect(items?.map(\.place.column) == [5, 8, 15])
  #expect(items?.map(\.place.length) == [1, 5, 6])
  #expect(root?.entries?.first?.keyPlace == SourcePlace(file: "a.yaml", line: 1, column: 1, length: 2))
}

@Test func `an alias stands for its anchor, at its own place`() {
  let (root, problems) = tree("a: &x {p: 1, q: [1, 2]}\nb: *x\nc: [*x, 3]\n")
  #expect(problems.isEmpty)
  #expect(root?["b"]?.content == root?["a"]?.content)
  #expect(root?["b"]?.place == SourcePlace(file: "a.yaml", line: 2, column: 4, length: 2))
  #expect(root?["a"]?.place.column == 7)
}

@Test func `merge keys bring what is not written`() {
  let (root, problems) = tree("a: &a {p: 1, q: 2}\nb: &b {r: 3}\nc:\n  <<: [*a, *b]\n  q: 9\n")
  #expect(problems.isEmpty)
  #expect(root?["c"]?["p"]?.text == "1" && root?["c"]?["q"]?.text == "9" && root?["c"]?["r"]?.text == "3")
}

@Test func `texts keep their asterisks, colons and private characters`() {
  let text = "a: 2 * 3\nb: \"*x*\"\nc: |\n  * 一\n  * 二：三，四\nd: \u{F0000}\u{F002A}\u{10FFFD}\ne: http://x.org/*\n"
  let (root, problems) = tree(text)
  #expect(problems.isEmpty)
  #expect(root?["a"]?.text == "2 * 3" && root?["b"]?.text == "*x*" && root?["e"]?.text == "http://x.org/*")
  #expect(root?["c"]?.text == "* 一\n* 二：三，四\n")
  #expect(root?["d"]?.text == "\u{F0000}\u{F002A}\u{10FFFD}")
}

@Test func `extending merges key by key, replaces whole values and removes with null`() {
  let base = tree("a: {x: 1, y: {p: 1, q: 2}}\nstock: {2015: 1}\nlist: [1]\ngone: 1\n").root
  let over = tree("a: {y: {q: null, r: 3}, z: {s: null, t: 1}}\nstock: {2019: 2}\nlist: [2]\ngone: null\n").root
  guard let base, let over else { return #expect(Bool(false)) }
  let merged = merge(base, over) { $0 == ["stock"] }
  let expected = tree("a: {x: 1, y: {p: 1, r: 3}, z: {t: 1}}\nstock: {2019: 2}\nlist: [2]\n").root
  #expect(merged.shape == expected?.shape)
  #expect(merged["a"]?["x"]?.place == base["a"]?["x"]?.place)
}

extension MarkedNode {
  /// The tree without its places.
  var shape: String {
    switch content {
    case .scalar(let text, _): text
    case .absent: "~"
    case .sequence(let items): "[" + items.map(\.shape).joined(separator: ",") + "]"
    case .mapping(let entries): "{" + entries.map { $0.key + ":" + $0.value.shape }.joined(separator: ",") + "}"
    }
  }
}
