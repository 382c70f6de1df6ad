/// Reads a number with its percent sign and unit.
///
/// Full-width digits, signs and spaces and the minus sign U+2212 are read as their plain forms. Numbers are decimal
/// (010 is 10) and correctly rounded; −0 is 0.
///
///     readNumber("34500 人")   // 34500, last digit 1, unit 人
///     readNumber("2.5%")      // 2.5, last digit 0.1, percent
///     readNumber("1,234")     // .thousandsComma(plain: "1234")
///
/// - Complexity: O(n) in the length of the text; texts of more than 1,000 characters are refused.
package func readNumber(_ text: String) -> Result<WrittenNumber, NumberProblem> {
  let length = text.unicodeScalars.count
  guard length <= 1000 else { return .failure(.tooLong(count: length)) }
  let plain = plainNumberText(text)
  if let problem = unlikelyNumber(plain) { return .failure(problem) }
  guard let numeral = Numeral(startOf: plain) else { return .failure(.notANumber) }
  let rest = String(plain.dropFirst(numeral.length))
  if let problem = problem(after: numeral, rest: rest) { return .failure(problem) }
  guard let value = Double(numeral.text), value.isFinite else { return .failure(.tooLarge) }
  let (isPercent, unit) = splitPercent(rest)
  return .success(
    WrittenNumber(
      value: value == 0 ? 0 : value, lastDigit: numeral.lastDigit, unitText: unit.isEmpty ? nil : unit,
      isPercent: isPercent))
}

/// The text with full-width forms made plain and its ends trimmed.
private func plainNumberText(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(plainForm(of: scalar)) }
  return trimmed(String(result))
}

private func plainForm(of scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  // U+FF10 … U+FF19 stand 0xFEE0 above their plain forms.
  case "０"..."９": Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  case "．": "."
  case "－", "\u{2212}": "-"
  case "＋": "+"
  case "％": "%"
  case "ｅ", "Ｅ": "e"
  case "／": "/"
  case _ where scalar.properties.isWhitespace: " "
  default: scalar
  }
}

func trimmed(_ text: String) -> String {
  let kept = text.drop(while: \.isWhitespace)
  let end = kept.lastIndex { !$0.isWhitespace }
  return end.map { String(kept[...$0]) } ?? ""
}

/// The digits at the start of a text.
private struct Numeral {
  /// Sign, digits, point and exponent in a form that `Double` reads.
  let text: String
  /// Characters taken from the original.
  let length: Int
  let lastDigit: Double

  init?(startOf text: String) {
    var scanner = DigitScanner(text)
    let sign = scanner.take { $0 == "-" || $0 == "+" }
    let whole = scanner.takeDigits()
    let hasPoint = scanner.takeOne(".")
    let decimals = hasPoint ? scanner.takeDigits() : ""
    guard !whole.isEmpty || !decimals.isEmpty else { return nil }
    let exponent = scanner.takeExponent()
    let fraction = decimals.isEmpty ? "" : "." + decimals
    self.text = sign + (whole.isEmpty ? "0" : whole) + fraction + "e" + String(exponent)
    self.length = scanner.position
    self.lastDigit = Double("1e\(exponent - decimals.count)") ?? 0
  }
}

private struct DigitScanner {
  private let characters: [Character]
  private(set) var position = 0

  init(_ text: String) {
    characters = Array(text)
  }

  mutating func take(_ isWanted: (Character) -> Bool) -> String {
    guard position < characters.count, isWanted(characters[position]) else { return "" }
    position += 1
    return String(characters[position - 1])
  }

  mutating func takeOne(_ character: Character) -> Bool {
    !take { $0 == character }.isEmpty
  }

  mutating func takeDigits() -> String {
    let digits = characters[position...].prefix { ("0"..."9").contains($0) }
    position += digits.count
    return String(digits)
  }

  /// The exponent, 0 where none is written; kept in a range in which sums with digit counts cannot overflow.
  mutating func takeExponent() -> Int {
    let start = position
    guard !take({ $0 == "e" || $0 == "E" }).isEmpty else { return 0 }
    let sign = take { $0 == "-" || $0 == "+" }
    let digits = takeDigits()
    guard !digits.isEmpty else {
      position = start
      return 0
    }
    let size = min(100_000, Int(digits) ?? 100_000)
    return sign == "-" ? -size : size
  }
}

/// Forms that other programs call numbers, recognised before reading.
private func unlikelyNumber(_ text: String) -> NumberProblem? {
  let lower = text.lowercased()
  let unsigned = lower.hasPrefix("-") || lower.hasPrefix("+") ? String(lower.dropFirst()) : lower
  if ["nan", ".nan", "inf", ".inf", "infinity", "∞"].contains(unsigned) { return .notFinite }
  if ["0x", "0o", "0b"].contains(where: unsigned.hasPrefix) { return .notDecimal }
  if let word = ["约", "近", "大约", "about ", "~"].first(where: lower.hasPrefix), unsigned.contains(where: \.isNumber) {
    return .approximate(word: trimmed(word))
  }
  return text.first.map("〇零一二两三四五六七八九十".contains) == true ? .chineseNumeral : nil
}

private func problem(after numeral: Numeral, rest: String) -> NumberProblem? {
  guard let next = rest.first else { return nil }
  let written = String(numeral.text.prefix { $0 != "e" })
  switch next {
  case ",", "，": return commaProblem(written, rest)
  case "_", "'", "’": return grouped(written, rest) ?? .trailing(rest)
  case ".", ":", "：", ";", "=": return .trailing(rest)
  case " " where grouped(written, rest) != nil: return grouped(written, rest)
  default: return problem(afterBlanks: trimmed(rest), written)
  }
}

private func problem(afterBlanks rest: String, _ written: String) -> NumberProblem? {
  guard let next = rest.first else { return nil }
  if "0123456789".contains(next) { return .trailing(rest) }
  if "-~～–—至到".contains(next) {
    let high = trimmed(String(rest.dropFirst()))
    return Numeral(startOf: high) == nil ? .trailing(rest) : .range(low: written, high: high)
  }
  let behindMultiple = rest.drop { "十百千万亿".contains($0) }
  let vague = ["余", "多", "以上", "左右", "以下", "+"]
  return vague.first { behindMultiple.hasPrefix($0) || rest.hasSuffix($0) }.map { .approximate(word: $0) }
}

private func commaProblem(_ written: String, _ rest: String) -> NumberProblem {
  if let grouped = grouped(written, rest), case .groupedDigits(let plain) = grouped {
    return .thousandsComma(plain: plain)
  }
  let digits = rest.dropFirst().prefix { ("0"..."9").contains($0) }
  let isDecimal = !digits.isEmpty && !written.contains(".") && digits.count == rest.count - 1
  return isDecimal ? .decimalComma(plain: written + "." + digits) : .trailing(rest)
}

/// Groups of three digits behind the first, each after the same separator.
private func grouped(_ written: String, _ rest: String) -> NumberProblem? {
  guard let separator = rest.first, !written.contains(".") else { return nil }
  var plain = written
  var remaining = Substring(rest)
  while remaining.first == separator {
    let digits = remaining.dropFirst().prefix { ("0"..."9").contains($0) }
    guard digits.count == 3 else { break }
    plain += digits
    remaining = remaining.dropFirst(4)
  }
  guard plain.count > written.count, remaining.first != separator || separator == " " else { return nil }
  let tail = remaining.first == "." ? remaining : Substring(trimmed(String(remaining)))
  return .groupedDigits(plain: plain + (tail.isEmpty || tail.first == "." ? "" : " ") + tail)
}

private func splitPercent(_ rest: String) -> (Bool, String) {
  let text = trimmed(rest)
  guard text.first == "%" else { return (false, text) }
  return (true, trimmed(String(text.dropFirst())))
}
