import StockFlow

extension TypeProblem {
  var english: Phrase {
    switch self {
    case .expected(let expectation, let key, let node):
      Phrase(
        "`\(key)` is \(described(node, english: true)), where \(expectation.english) is expected",
        help: expectation.englishHelp(key))
    case .notWhole(let key, let text, let bounds):
      Phrase(
        "`\(key)` is \(shortened(text)); a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is expected",
        help: isWhole(text)
          ? "write a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
          : "write it without decimals and without a unit")
    case .notAYear(let key, let text):
      Phrase("`\(shortened(text))` in `\(key)` is not a year", help: "write a year such as 2025")
    case .unknownWord(let key, let text, let nearest, let known):
      Phrase(
        "`\(key)` is `\(shortened(text))`, which means nothing here",
        help: nearest.map { "write `\($0)`" } ?? "write one of: \(known.joined(separator: ", "))")
    case .count(let key, let found, let least, let most):
      Phrase(
        "`\(key)` lists \(found); \(countWords(least, most)) expected",
        help: "write [\(Array(repeating: "…", count: least).joined(separator: ", "))]")
    case .appearsTwice(let key, let text):
      Phrase("`\(shortened(text))` stands twice in `\(key)`", help: "remove one of them")
    }
  }

  var chinese: Phrase {
    switch self {
    case .expected(let expectation, let key, let node):
      Phrase(
        "`\(key)` 是\(described(node, english: false))，此处应为\(expectation.chinese)", help: expectation.chineseHelp(key))
    case .notWhole(let key, let text, let bounds):
      Phrase(
        "`\(key)` 为 \(shortened(text))；应为 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
        help: isWhole(text) ? "请写 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数" : "请写不带小数和单位的整数")
    case .notAYear(let key, let text):
      Phrase("`\(key)` 中的 `\(shortened(text))` 不是年份", help: "请写年份，如 2025")
    case .unknownWord(let key, let text, let nearest, let known):
      Phrase(
        "`\(key)` 为 `\(shortened(text))`，此处没有这个选项",
        help: nearest.map { "请写 `\($0)`" } ?? "可选：\(known.joined(separator: "、"))")
    case .count(let key, let found, let least, let most):
      Phrase(
        "`\(key)` 列出了 \(found) 项；\(countWordsChinese(least, most))",
        help: "请写 [\(Array(repeating: "…", count: least).joined(separator: ", "))]")
    case .appearsTwice(let key, let text):
      Phrase("`\(shortened(text))` 在 `\(key)` 中出现两次", help: "请删去一个")
    }
  }

  private func isWhole(_ text: String) -> Bool { Double(text).map { $0 == $0.rounded() } ?? false }

  private func countWords(_ least: Int, _ most: Int?) -> String {
    if most == least { return least == 1 ? "exactly one is" : "exactly \(least) are" }
    return least == 1 ? "at least one is" : "at least \(least) are"
  }

  private func countWordsChinese(_ least: Int, _ most: Int?) -> String {
    most == least ? "应为 \(least) 项" : "至少 \(least) 项"
  }

  private func described(_ node: MarkedNode, english: Bool) -> String {
    if let text = node.text { return "`\(shortened(text))`" }
    return node.kind(english ? .en : .zh)
  }
}

/// A text cut to what a line can show.
func shortened(_ text: String) -> String {
  let head = text.unicodeScalars.prefix(61)
  guard head.count > 60 else { return text }
  var short = String.UnicodeScalarView()
  short.append(contentsOf: head.prefix(60))
  return String(short) + "…"
}

extension TypeProblem.Expectation {
  fileprivate var english: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .value: "a number, a distribution or a path by year"
    case .list: "a list"
    case .names: "a map of ids"
    case .years: "a map of years"
    case .parameters: "a map of parameters"
    case .truth: "true or false"
    case .entry(let name): "the map of \(name.english)"
    case .listOrWeights: "a list or a map of weights"
    }
  }

  fileprivate var chinese: String {
    switch self {
    case .text: "文字"
    case .number: "数字"
    case .value: "数字、分布或按年份的路径"
    case .list: "列表"
    case .names: "以名称为键的映射"
    case .years: "以年份为键的映射"
    case .parameters: "以参数为键的映射"
    case .truth: "true 或 false"
    case .entry(let name): "\(name.chinese)的映射"
    case .listOrWeights: "列表或带权重的映射"
    }
  }

  fileprivate func englishHelp(_ key: String) -> String? { sample(key, or: "or").map { "write it like `\($0)`" } }
  fileprivate func chineseHelp(_ key: String) -> String? { sample(key, or: "或").map { "写法如 `\($0)`" } }

  private func sample(_ key: String, or: String) -> String? {
    switch self {
    case .text: nil
    case .number: "\(key): 3.5"
    case .value: "\(key): 3%`, `{normal: {mean: 3%, sd: 1%}}` \(or) `{2020: 3%, 2025: 4%}"
    case .list: "[…, …]"
    case .names: "{name: {…}}"
    case .years: "{2019: 17.6, 2025: 20}"
    case .parameters: "{skilled.training: 2.5}"
    case .truth: "\(key): false"
    case .listOrWeights: "[skilled, professional]` \(or) `{skilled: 0.9, professional: 1}"
    case .entry(.source): "{of: plan, at: 专栏1}"
    case .entry(let name):
      name.table.keys.first(where: \.isRequired).map { "{\($0.name): \($0.shape.example), …}" }
    }
  }
}
