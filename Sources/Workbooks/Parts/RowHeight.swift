/// Heights in points: fonts of Chinese characters are higher than those of digits.
enum RowHeight {
  static let line = 16
  static let title = 22
  /// More than 409 no row may have.
  static let highest = 409
}

/// About how many lines of a width the text takes, broken at spaces and beside wide characters, or anywhere in a word
/// longer than a line.
///
/// - Complexity: O(n).
func linesOfText(_ text: String, width: Double) -> Int {
  text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reduce(0) { count, line in
    count + lineCount(ofParagraph: line, width: max(1, width))
  }
}

private func lineCount(ofParagraph text: Substring, width: Double) -> Int {
  var count = 1
  var used = 0.0
  // What would move to the next line with the character at hand.
  var word = 0.0
  for character in text {
    let own = Double(widthOfCharacter(character))
    used += own
    word = character.isWhitespace ? 0 : own > 1 ? own : word + own
    guard used > width, !character.isWhitespace else { continue }
    count += 1
    // A word as long as the line is broken where the line ends.
    if word >= used { word = own }
    used = word
  }
  return count
}
