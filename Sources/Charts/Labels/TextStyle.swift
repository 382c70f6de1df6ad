/// How a text looks.
package struct TextStyle: Equatable, Sendable {
  package enum Anchor: String, Sendable { case start, middle, end }

  package var size: Double
  package var isBold: Bool
  package var color: String
  package var anchor: Anchor

  package init(size: Double = 12, isBold: Bool = false, color: String = Palette.ink, anchor: Anchor = .start) {
    self.size = size
    self.isBold = isBold
    self.color = color
    self.anchor = anchor
  }

  /// From the top of one line to the top of the next: ascent and descent of the tallest system fonts.
  package var lineHeight: Double { size * (TextStyle.ascent + TextStyle.descent) }
  package static let ascent = 1.12
  package static let descent = 0.38

  package func width(_ text: String) -> Double { textWidth(text, size: size, isBold: isBold) }

  func anchored(_ anchor: Anchor) -> TextStyle {
    var style = self
    style.anchor = anchor
    return style
  }

  func colored(_ color: String) -> TextStyle {
    var style = self
    style.color = color
    return style
  }

  static let title = TextStyle(size: 15, isBold: true)
  static let label = TextStyle(size: 12)
  static let strong = TextStyle(size: 12, isBold: true)
  static let tick = TextStyle(size: 11, color: Palette.muted)
  static let small = TextStyle(size: 10, color: Palette.muted)
}
