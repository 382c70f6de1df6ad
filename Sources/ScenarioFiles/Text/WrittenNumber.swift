/// A number as it stands in a file, with what was written behind it.
package struct WrittenNumber: Sendable, Equatable {
  /// The number before `%` or a unit is applied: 2.5 for `2.5%`.
  package let value: Double
  /// One unit of the last digit written: 0.01 for 15.00, 1 for 34500, 1000 for 1e3.
  package let lastDigit: Double
  /// What follows the number and its percent sign, trimmed; `nil` when nothing does.
  package let unitText: String?
  package let isPercent: Bool

  package init(value: Double, lastDigit: Double, unitText: String? = nil, isPercent: Bool = false) {
    self.value = value
    self.lastDigit = lastDigit
    self.unitText = unitText
    self.isPercent = isPercent
  }
}

/// Why a text is no number.
package enum NumberProblem: Error, Sendable, Equatable {
  /// Nothing that starts a number.
  case notANumber
  /// Digits grouped with commas, `,` or `，`; the number without them.
  case thousandsComma(plain: String)
  /// A comma where a decimal point belongs; the number with a point.
  case decimalComma(plain: String)
  /// Digits grouped with spaces, `'` or `_`; the number without them.
  case groupedDigits(plain: String)
  /// Larger than any number the program can hold.
  case tooLarge
  /// nan or infinity.
  case notFinite
  /// 0x…, 0o… or 0b….
  case notDecimal
  /// Two numbers with a dash between them.
  case range(low: String, high: String)
  /// 余, 多, 以上 and the like behind the digits, or 约 before them.
  case approximate(word: String)
  /// 三万 and the like.
  case chineseNumeral
  /// Something that continues the number without being a unit, as in 1.2.3.
  case trailing(String)
  /// More characters than any number needs.
  case tooLong(count: Int)
}
