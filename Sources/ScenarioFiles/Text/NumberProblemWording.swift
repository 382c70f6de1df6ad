package import StockFlow

extension NumberProblem {
  /// A stable name in kebab-case.
  package var code: String {
    switch self {
    case .notANumber, .trailing: "not-a-number"
    case .thousandsComma: "thousands-comma"
    case .decimalComma: "decimal-comma"
    case .groupedDigits: "grouped-digits"
    case .tooLarge: "number-too-large"
    case .notFinite: "not-finite"
    case .notDecimal: "not-decimal"
    case .range: "range"
    case .approximate: "approximate-number"
    case .chineseNumeral: "chinese-numeral"
    case .tooLong: "number-too-long"
    }
  }

  /// What to tell the planner who wrote `text`.
  package func wording(for text: String) -> Wording {
    grouping(text) ?? vagueness(text) ?? form(text)
  }

  private func grouping(_ text: String) -> Wording? {
    switch self {
    case .thousandsComma(let plain):
      Wording(zh: "数字 \(shown(text)) 中有千位分隔逗号", en: "the number \(shown(text)) has a thousands comma")
        .helping(zh: "写成 \(plain)", en: "write \(plain)")
    case .decimalComma(let plain):
      Wording(zh: "数字 \(shown(text)) 用逗号作小数点", en: "the number \(shown(text)) has a comma for a decimal point")
        .helping(zh: "写成 \(plain)", en: "write \(plain)")
    case .groupedDigits(let plain):
      Wording(zh: "数字 \(shown(text)) 的数位之间有分隔", en: "the digits of \(shown(text)) are split into groups")
        .helping(zh: "写成 \(plain)", en: "write \(plain)")
    default: nil
    }
  }

  private func vagueness(_ text: String) -> Wording? {
    switch self {
    case .range(let low, let high):
      Wording(zh: "\(shown(text)) 是区间，不是一个数", en: "\(shown(text)) is a range, not a number")
        .helping(
          zh: "写成 {uniform: {min: \(shown(low)), max: \(shown(high))}}",
          en: "write {uniform: {min: \(shown(low)), max: \(shown(high))}}")
    case .approximate(let word):
      Wording(zh: "“\(shown(word))”不是数字的一部分", en: "\(shown(word)) is no part of a number")
        .helping(
          zh: "写数字本身，或写成到下一位数字为止的 {uniform: {min: …, max: …}}",
          en: "write the number alone, or {uniform: {min: …, max: …}} up to the next digit")
    case .chineseNumeral:
      Wording(zh: "\(shown(text)) 是中文数字", en: "\(shown(text)) is written in Chinese numerals")
        .helping(zh: "用阿拉伯数字，例如 3万人", en: "write digits, such as 3万人")
    default: nil
    }
  }

  private func form(_ text: String) -> Wording {
    switch self {
    case .tooLarge:
      Wording(zh: "数字 \(shown(text)) 太大", en: "the number \(shown(text)) is too large")
    case .notFinite:
      Wording(zh: "\(shown(text)) 不是有限的数", en: "\(shown(text)) is not a finite number")
        .helping(zh: "没有值就不写这一项", en: "leave out what has no value")
    case .notDecimal:
      Wording(zh: "\(shown(text)) 不是十进制数", en: "\(shown(text)) is not a decimal number")
        .helping(zh: "用十进制书写", en: "write it in decimal")
    case .tooLong(let count):
      Wording(zh: "数字有 \(count) 个字符", en: "this number has \(count) characters")
        .helping(zh: "有效数字最多 17 位", en: "17 digits are all a number can hold")
    case .trailing(let rest):
      Wording(
        zh: "\(shown(text)) 不是数字：多出 \(shown(rest))", en: "\(shown(text)) is not a number: \(shown(rest)) is too much")
    default:
      Wording(zh: "\(shown(text)) 不是数字", en: "\(shown(text)) is not a number")
    }
  }
}

/// The diagnostic for a scalar that should have been a number.
package func diagnostic(_ problem: NumberProblem, for node: MarkedNode, in file: SourceFile) -> Diagnostic {
  let wording = problem.wording(for: node.text ?? "")
  return Diagnostic(
    severity: .error, code: problem.code, message: wording.message, help: wording.help, place: node.place,
    sourceLine: file.line(node.place.line))
}
