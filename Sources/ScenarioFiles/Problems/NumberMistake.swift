/// A text that is no number, with the key it stands behind.
struct NumberMistake: Problem {
  let problem: NumberProblem
  let key: String
  let text: String

  var code: String {
    switch problem {
    case .thousandsComma, .decimalComma: "thousands-comma"
    case .tooLarge, .notFinite, .tooLong: "number-too-large"
    default: "not-a-number"
    }
  }

  private var found: String { "`\(shortened(text))`" }

  var english: Phrase {
    switch problem {
    case .notANumber: Phrase("`\(key)` is \(found), which is not a number", help: "write a number, as 3.5 or 3%")
    case .thousandsComma(let plain):
      Phrase("\(found) has a comma between thousands", help: "write \(plain)")
    case .decimalComma(let plain): Phrase("\(found) has a comma where a point belongs", help: "write \(plain)")
    case .groupedDigits(let plain): Phrase("the digits of \(found) are in groups", help: "write \(plain)")
    case .tooLarge: Phrase("\(found) is too large a number")
    case .notFinite: Phrase("\(found) is not a finite number", help: "write a number")
    case .notDecimal: Phrase("\(found) is not decimal", help: "write the number with the digits 0 to 9")
    case .range(let low, let high):
      Phrase(
        "\(found) is a range", help: "write {uniform: {min: \(low), max: \(high)}} if anything between is as likely")
    case .approximate(let word):
      Phrase("\(found) is approximate (\(word))", help: "write the number alone, or a distribution such as uniform")
    case .chineseNumeral: Phrase("\(found) is written in characters", help: "write it with digits, as 3 万")
    case .trailing(let rest):
      Phrase("\(found) goes on after its number with `\(shortened(rest))`", help: "write one number and its unit")
    case .tooLong(let count): Phrase("`\(key)` has \(count) characters; no number needs so many")
    }
  }

  var chinese: Phrase {
    switch problem {
    case .notANumber: Phrase("`\(key)` 为 \(found)，不是数字", help: "请写数字，如 3.5 或 3%")
    case .thousandsComma(let plain): Phrase("\(found) 含千位分隔逗号", help: "请写 \(plain)")
    case .decimalComma(let plain): Phrase("\(found) 用逗号代替了小数点", help: "请写 \(plain)")
    case .groupedDigits(let plain): Phrase("\(found) 的数字被分组", help: "请写 \(plain)")
    case .tooLarge: Phrase("\(found) 过大")
    case .notFinite: Phrase("\(found) 不是有限的数", help: "请写数字")
    case .notDecimal: Phrase("\(found) 不是十进制数", help: "请用 0 到 9 书写")
    case .range(let low, let high):
      Phrase("\(found) 是一个范围", help: "若各值等可能，请写 {uniform: {min: \(low), max: \(high)}}")
    case .approximate(let word): Phrase("\(found) 是约数（\(word)）", help: "请只写数字，或写 uniform 等分布")
    case .chineseNumeral: Phrase("\(found) 是汉字数字", help: "请用阿拉伯数字，如 3 万")
    case .trailing(let rest): Phrase("\(found) 的数字之后还有 `\(shortened(rest))`", help: "请写一个数字及其单位")
    case .tooLong(let count): Phrase("`\(key)` 长达 \(count) 个字符，不是合理的数字")
    }
  }
}
