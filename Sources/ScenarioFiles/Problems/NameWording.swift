extension NameProblem {
  var english: Phrase {
    switch self {
    case .invalid(let id):
      Phrase(
        "`\(shortened(id))` is no id", help: "use letters of any script, digits and _, not starting with a digit")
    case .taken(let id, let kind, let line):
      Phrase("`\(id)` is already the name of a \(kind.english) in line \(line)", help: "choose another id")
    case .nothing(let name, let expected, let nearest):
      Phrase(
        "there is no \(expected.english) `\(shortened(name))`",
        help: nearest.map { "write `\($0)`" } ?? "write the id of a \(expected.english), or add one of this name")
    case .wrongKind(let name, let kind, let expected):
      Phrase(
        "`\(name)` is \(withArticle(kind.english)); only a \(expected.english) can stand here",
        help: kind == .flow
          ? "a flow stands in `cumulative`, in targets and in statements" : "write the id of a \(expected.english)")
    case .noSource(let name, let nearest):
      Phrase(
        "there is no source `\(shortened(name))`",
        help: nearest.map { "write `\($0)`" } ?? "add it under `sources:`")
    case .noSuchFlow(let name, let owner, let nearest, let known):
      Phrase(
        "`\(shortened(name))` is no flow of a \(owner.english)",
        help: hint(nearest, known))
    case .notEntered(let pipeline, let category, let entered):
      Phrase(
        "`\(category)` is not entered by graduates of `\(pipeline)`",
        help: entered.isEmpty ? nil : "they enter: \(listed(entered, ", "))")
    default: englishParameter
    }
  }

  private var englishParameter: Phrase {
    switch self {
    case .notAParameter(let text):
      Phrase("`\(shortened(text))` names no parameter", help: "write it with its entry, as `skilled.training`")
    case .noSuchParameter(let name, let owner, let nearest, let known):
      Phrase(
        "`\(shortened(name))` is no parameter of a \(owner.english) that can stand here",
        help: hint(nearest, known))
    case .coverageOfNoSum(let measure):
      Phrase("`\(measure)` is no sum and has no coverage", help: "name a measure that has `sum`")
    case .growthOnly(let name): Phrase("`\(name)` cannot be replaced", help: "of a driver, growth can be replaced")
    default: Phrase("")
    }
  }

  var chinese: Phrase {
    switch self {
    case .invalid(let id):
      Phrase("`\(shortened(id))` 不能作名称", help: "请用文字、数字和 _，且不以数字开头")
    case .taken(let id, let kind, let line):
      Phrase("`\(id)` 已是第 \(line) 行\(kind.chinese)的名称", help: "请另取名称")
    case .nothing(let name, let expected, let nearest):
      Phrase(
        "没有名为 `\(shortened(name))` 的\(expected.chinese)",
        help: nearest.map { "请写 `\($0)`" } ?? "请写已有的\(expected.chinese)，或添加它")
    case .wrongKind(let name, let kind, let expected):
      Phrase(
        "`\(name)` 是\(kind.chinese)；此处只能写\(expected.chinese)",
        help: kind == .flow ? "流量用于 `cumulative`、目标和陈述" : "请写\(expected.chinese)的名称")
    case .noSource(let name, let nearest):
      Phrase("没有来源 `\(shortened(name))`", help: nearest.map { "请写 `\($0)`" } ?? "请在 `sources:` 下添加")
    case .noSuchFlow(let name, let owner, let nearest, let known):
      Phrase("`\(shortened(name))` 不是\(owner.chinese)的流量", help: chineseHint(nearest, known))
    case .notEntered(let pipeline, let category, let entered):
      Phrase(
        "`\(pipeline)` 的毕业生不进入 `\(category)`", help: entered.isEmpty ? nil : "他们进入：\(listed(entered, "、"))")
    default: chineseParameter
    }
  }

  private var chineseParameter: Phrase {
    switch self {
    case .notAParameter(let text): Phrase("`\(shortened(text))` 不是参数", help: "请连同所属写出，如 `skilled.training`")
    case .noSuchParameter(let name, let owner, let nearest, let known):
      Phrase(
        "`\(shortened(name))` 不是\(owner.chinese)可用于此处的参数",
        help: chineseHint(nearest, known))
    case .coverageOfNoSum(let measure): Phrase("`\(measure)` 不是求和指标，没有 coverage", help: "请写带 `sum` 的指标")
    case .growthOnly(let name): Phrase("`\(name)` 不能替换", help: "外部序列只能替换 growth")
    default: Phrase("")
    }
  }

  private func hint(_ nearest: String?, _ known: [String]) -> String? {
    nearest.map { "write `\($0)`" } ?? (known.isEmpty ? nil : "it has: \(listed(known, ", "))")
  }

  private func chineseHint(_ nearest: String?, _ known: [String]) -> String? {
    nearest.map { "请写 `\($0)`" } ?? (known.isEmpty ? nil : "可用：\(listed(known, "、"))")
  }
}
