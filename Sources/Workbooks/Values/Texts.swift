/// The text as a cell can hold it: characters that XML does not know replaced, line ends made one, cut where too long.
///
/// - Complexity: O(n).
func cellText(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  var afterReturn = false
  for scalar in text.unicodeScalars {
    if scalar == "\r" || !(scalar == "\n" && afterReturn) {
      scalars.append(scalar == "\r" ? "\n" : validInMarkup(scalar))
    }
    afterReturn = scalar == "\r"
  }
  let result = String(scalars)
  guard result.utf16.count > Limits.text else { return result }
  return cut(result, toUnits: Limits.text - 1) + "…"
}

/// The character itself or, where XML 1.0 (2.2) has none, U+FFFD.
func validInMarkup(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0x9, 0xA, 0xD: scalar
  case 0..<0x20, 0xFFFE, 0xFFFF: "\u{FFFD}"
  default: scalar
  }
}

/// As many whole user-perceived characters as fit into so many UTF-16 units.
func cut(_ text: String, toUnits limit: Int) -> String {
  var units = 0
  var end = text.startIndex
  while end < text.endIndex {
    units += text[end].utf16.count
    guard units <= limit else { break }
    text.formIndex(after: &end)
  }
  return String(text[..<end])
}

/// About how many digits of the same font the longest line takes: characters of East Asia and emoji count twice.
func widthOfText(_ text: String) -> Int {
  text.split(whereSeparator: \.isNewline).map { $0.reduce(0) { $0 + widthOfCharacter($1) } }.max() ?? 0
}

func widthOfCharacter(_ character: Character) -> Int {
  character.unicodeScalars.first.map { $0.value >= 0x2E80 } == true ? 2 : 1
}
