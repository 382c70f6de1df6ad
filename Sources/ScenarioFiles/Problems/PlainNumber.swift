/// A number in words: the shortest digits, without a trailing `.0`.
func plain(_ number: Double) -> String {
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A fraction in percent, without the dust of binary fractions.
func percent(_ fraction: Double) -> String { plain(shiftingDecimalPoint(rounded(fraction), by: 2)) }

/// A number with its digits beyond the twelfth dropped; they are never the planner's.
private func rounded(_ number: Double) -> Double {
  guard number.isFinite, number != 0, abs(number) < 1e6, abs(number) > 1e-6 else { return number }
  let text = (number * 1e12).rounded() / 1e12
  return text
}

/// Years or names as a list in a sentence.
func listed(_ words: [String], atMost limit: Int = 12, _ separator: String) -> String {
  let shown = words.prefix(limit).joined(separator: separator)
  return words.count > limit ? shown + separator + "…" : shown
}

/// The greatest number of two digits that is not above a positive one.
func twoDigits(below number: Double) -> Double {
  guard number.isFinite, number > 0 else { return number }
  var places = 0
  while shiftingDecimalPoint(number, by: places) < 10, places < 300 { places += 1 }
  while shiftingDecimalPoint(number, by: places) >= 100, places > -300 { places -= 1 }
  return shiftingDecimalPoint(shiftingDecimalPoint(number, by: places).rounded(.down), by: -places)
}
