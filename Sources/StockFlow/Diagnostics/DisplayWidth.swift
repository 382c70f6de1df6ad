/// How many columns of a terminal a text takes.
///
/// Wide and full-width characters take 2 (Unicode Standard Annex #11), emoji take 2, combining marks, joiners and
/// control characters none. A cluster such as a family emoji or a flag takes what its widest part takes.
///
/// - Complexity: O(n) in the length of the text.
package func displayWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// The columns one user-perceived character takes.
func displayWidth(of character: Character) -> Int {
  if let ascii = character.asciiValue { return (0x20..<0x7F).contains(ascii) ? 1 : 0 }
  let scalars = character.unicodeScalars
  // U+FE0F asks for the emoji form of a character that also has a text form, as in ☀️.
  if scalars.contains(where: { $0.value == 0xFE0F }) && scalars.first?.properties.isEmoji == true { return 2 }
  if scalars.count == 2, scalars.allSatisfy(isRegionalIndicator) { return 2 }
  return scalars.reduce(0) { max($0, displayWidth(of: $1)) }
}

private func displayWidth(of scalar: Unicode.Scalar) -> Int {
  if isZeroWidth(scalar) { return 0 }
  return isWide(scalar) ? 2 : 1
}

private func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
  (0x1F1E6...0x1F1FF).contains(scalar.value)
}

private func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
  // The second and third parts of decomposed Hangul syllables join the first.
  if (0x1160...0x11FF).contains(scalar.value) { return true }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return true
  default: return false
  }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x1100 { return false }
  return scalar.properties.isEmojiPresentation && !isRegionalIndicator(scalar)
    || wideRanges.contains { $0.contains(scalar.value) }
}

/// The blocks whose characters have East Asian Width W or F (EastAsianWidth.txt, Unicode 16), gaps of unassigned
/// characters filled; emoji are found by their property instead.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x4E00...0xA4CF, 0x3041...0x3247, 0x3250...0x4DFF, 0xFF01...0xFF60, 0x2E80...0x303E,
  0xAC00...0xD7A3, 0x1100...0x115F, 0x2329...0x232A, 0xA960...0xA97F, 0xF900...0xFAFF,
  0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF, 0x1D300...0x1D376,
  0x1F200...0x1F265, 0x20000...0x3FFFD,
]
