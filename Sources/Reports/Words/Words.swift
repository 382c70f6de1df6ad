package import StockFlow

/// Everything the reports say, in both languages side by side: a phrase cannot exist in one of them only.
///
/// The phrases of each report stand in an extension of their own.
package struct Words: Sendable, Equatable {
  package let language: Language

  package init(language: Language) { self.language = language }

  /// The phrase in the language of the report.
  func say(_ zh: @autoclosure () -> String, _ en: @autoclosure () -> String) -> String {
    switch language {
    case .zh: zh()
    case .en: en()
    }
  }
}

// Numbers in sentences and tables.
extension Words {
  /// Separates groups of three digits; Chinese tables write none.
  private var grouping: String { say("", ",") }

  package func number(_ value: Double, decimals: Int) -> String { fixed(value, decimals: decimals, grouping: grouping) }

  /// With its sign, also where it is positive.
  func signed(_ value: Double, decimals: Int) -> String {
    let text = number(value, decimals: decimals)
    return DecimalDigits(value).rounded(decimals: decimals).digits.isEmpty || value < 0 ? text : "+" + text
  }

  /// A whole number: 100,000 in English, 10 万 in Chinese.
  package func count(_ value: Int) -> String {
    if language == .zh, value >= 10_000, value % 10_000 == 0 { return "\(value / 10_000) 万" }
    return fixed(Double(value), decimals: 0, grouping: grouping)
  }

  /// A whole number with its Chinese measure word: 10 万条, 2000 条.
  func counted(_ value: Int, _ measure: String) -> String {
    let number = count(value)
    return number + (number.hasSuffix("万") ? "" : " ") + measure
  }

  /// A number and its unit: 22.5 万人, 35 %, 35%.
  func quantity(_ number: String, _ unit: ShownUnit) -> String {
    switch unit.kind {
    case .percent: say(number + "%", number + " %")
    case .plain: number
    case .named(let label): number + " " + label
    }
  }

  /// The same for a difference, which between percentages is counted in points.
  func difference(_ number: String, _ unit: ShownUnit) -> String {
    guard case .percent = unit.kind else { return quantity(number, unit) }
    return say("\(number) 个百分点", "\(number) percentage points")
  }

  func interval(_ low: String, _ high: String) -> String {
    let separator = low.hasPrefix("-") || high.hasPrefix("-") ? say("～", " to ") : say("～", "–")
    return low + separator + high
  }

  func list(_ items: some Sequence<String>) -> String { Array(items).joined(separator: say("、", ", ")) }

  /// With "and" before the last, in English.
  func enumeration(_ items: [String]) -> String {
    guard language == .en, items.count > 1, let last = items.last else { return list(items) }
    return list(items.dropLast()) + " and " + last
  }

  var year: String { say("年份", "Year") }

  func period(_ years: ClosedRange<Year>) -> String {
    years.count == 1 ? String(years.lowerBound) : "\(years.lowerBound)" + say("—", "–") + "\(years.upperBound)"
  }
}
