extension KeyProblem {
  var english: Phrase {
    switch self {
    case .unknown(let key, let entry, let nearest, let known):
      Phrase(
        "unknown key `\(key)`; \(entry.english) has no such key",
        help: nearest.map { "write `\($0)`" } ?? "it has: \(listed(known, atMost: 30, ", "))")
    case .missing(let key, let entry, let example):
      Phrase("`\(key)` is missing; \(entry.english) needs it", help: "add `\(key): \(example)`")
    case .noneOf(let keys, let entry):
      Phrase("\(entry.english) needs one of: \(listed(keys, atMost: 20, ", "))", help: "write exactly one of them")
    case .together(let keys, let entry):
      Phrase(
        "\(quoted(keys, " and ")) exclude each other in \(entry.english)",
        help: "keep one and remove the rest")
    case .needs(let key, let others):
      Phrase(
        "`\(key)` needs \(quoted(others, " or ")) beside it",
        help: "add \(quoted(others, " or ")), or remove `\(key)`")
    case .nothingWritten(let key):
      Phrase("nothing is written after `\(key):`", help: "write a value, or remove the key")
    case .format(let found):
      Phrase("format \(found) is unknown; this program reads format 1", help: "write `format: 1`")
    }
  }

  var chinese: Phrase {
    switch self {
    case .unknown(let key, let entry, let nearest, let known):
      Phrase(
        "未知的键 `\(key)`；\(entry.chinese)没有这个键",
        help: nearest.map { "请写 `\($0)`" } ?? "可用的键：\(listed(known, atMost: 30, "、"))")
    case .missing(let key, let entry, let example):
      Phrase("缺少 `\(key)`；\(entry.chinese)必须有它", help: "请添加 `\(key): \(example)`")
    case .noneOf(let keys, let entry):
      Phrase("\(entry.chinese)需要以下各键之一：\(listed(keys, atMost: 20, "、"))", help: "请写且只写其中一个")
    case .together(let keys, let entry):
      Phrase("\(entry.chinese)中 \(quoted(keys, " 与 ")) 不能同时出现", help: "请只保留一个")
    case .needs(let key, let others):
      Phrase(
        "`\(key)` 须与 \(quoted(others, " 或 ")) 同时使用",
        help: "请添加 \(quoted(others, " 或 "))，或删去 `\(key)`")
    case .nothingWritten(let key):
      Phrase("`\(key):` 后面没有内容", help: "请写上数值，或删去这个键")
    case .format(let found):
      Phrase("未知的格式版本 \(found)；本程序读取格式 1", help: "请写 `format: 1`")
    }
  }

  private func quoted(_ keys: [String], _ separator: String) -> String {
    keys.map { "`\($0)`" }.joined(separator: separator)
  }
}
