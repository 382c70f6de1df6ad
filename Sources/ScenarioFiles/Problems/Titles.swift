/// What an entry of the file is called in messages.
extension KeyTable.Name {
  var english: String {
    switch self {
    case .scenario: "the scenario"
    case .years: "`years`"
    case .localizedText: "a text"
    case .document: "a source document"
    case .source: "`source`"
    case .limits, .cost: "`\(rawValue)`"
    case .range: "a range"
    case .csv: "a history from a CSV file"
    case .value: "a value"
    case .distribution: "a distribution"
    case .category, .pipeline, .transition, .driver, .measure, .target, .fact, .statement, .correlation, .lever,
      .variant, .sweep:
      "a \(rawValue)"
    case .normal, .truncatedNormal, .lognormal, .uniform, .triangular, .pert, .beta, .gamma, .discrete, .quantiles,
      .rounded:
      "`\(rawValue)`"
    }
  }

  var chinese: String {
    switch self {
    case .scenario: "情景文件"
    case .years: "`years`"
    case .localizedText: "文字"
    case .document: "来源文件"
    case .range: "取值范围"
    case .csv: "CSV 历史数据"
    case .value: "数值"
    case .distribution: "分布"
    case .category: "人才类别"
    case .pipeline: "培养渠道"
    case .transition: "流转"
    case .driver: "外部序列"
    case .measure: "指标"
    case .target: "目标"
    case .fact: "事实数据"
    case .statement: "陈述"
    case .correlation: "相关关系"
    case .lever: "政策手段"
    case .variant: "方案"
    case .sweep: "参数扫描"
    default: "`\(rawValue)`"
    }
  }
}

extension EntryKind {
  var english: String { rawValue }

  var chinese: String {
    switch self {
    case .category: "类别"
    case .pipeline: "培养渠道"
    case .transition: "流转"
    case .driver: "外部序列"
    case .measure: "指标"
    case .fact: "事实数据"
    case .flow: "流量"
    }
  }
}

extension [EntryKind] {
  var english: String {
    guard let last else { return "" }
    return count == 1 ? last.english : dropLast().map(\.english).joined(separator: ", ") + " or " + last.english
  }

  var chinese: String { map(\.chinese).joined(separator: "、") }
}

/// An article that fits: a fact, an entry.
func withArticle(_ noun: String) -> String { "aeio".contains(noun.prefix(1)) ? "an \(noun)" : "a \(noun)" }

extension Shape {
  /// How something of this shape is written, for a hint.
  var example: String {
    switch self {
    case .text, .number, .value, .reference, .money: "…"
    case .localizedText: "{zh: …, en: …}"
    case .whole(let bounds): "\(bounds.lowerBound)"
    case .year: "2020"
    case .truth: "true"
    case .word(let words): words.first ?? "…"
    case .entry(.years): "{from: 2020, to: 2025}"
    case .entry(.limits): "{min: 0, max: …}"
    case .entry: "{…}"
    case .named: "{…: …}"
    case .addressed: "{skilled.training: …}"
    case .byYear, .byPeriod: "{2020: …}"
    case .list(let shape, let least, _):
      "[" + Array(repeating: shape.example, count: max(1, least)).joined(separator: ", ") + "]"
    case .either(let shapes): shapes.first?.example ?? "…"
    }
  }
}
