import Charts
import Testing

/// CIE 1976 lightness of an sRGB colour, 0…100, and its luminance (IEC 61966-2-1; CIE 15:2004).
private func luminance(_ color: String) -> Double {
  let value = UInt32(color.dropFirst(), radix: 16) ?? 0
  func linear(_ shift: UInt32) -> Double {
    let part = Double(value >> shift & 255) / 255
    if part <= 0.04045 { return part / 12.92 }
    let base = (part + 0.055) / 1.055
    // base^2.4 by square roots alone: 2.4 = 2 + 0.4, and 0.4 ≈ 0.25 + 0.125 + 0.015625 + 0.0078125.
    let fourth = base.squareRoot().squareRoot()
    let eighth = fourth.squareRoot()
    let sixtyFourth = eighth.squareRoot().squareRoot().squareRoot()
    return base * base * fourth * eighth * sixtyFourth * sixtyFourth.squareRoot()
  }
  return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
}

private func lightness(_ color: String) -> Double {
  let y = luminance(color)
  guard y > 0.008856 else { return 903.3 * y }
  var root = 0.5
  for _ in 0..<60 { root -= (root * root * root - y) / (3 * root * root) }
  return 116 * root - 16
}

@Test func `lightness is that of the standard`() {
  #expect(abs(lightness("#ffffff") - 100) < 0.01)
  // Okabe and Ito's blue has L* = 46.0.
  #expect(abs(lightness("#0072b2") - 46) < 0.3)
}

@Test func `colours that lie beside each other differ in grey`() {
  // Ten steps of lightness are told apart beside each other; lines that only cross need eight.
  for (first, second) in zip(Palette.bands, Palette.bands.dropFirst()) {
    #expect(lightness(second) - lightness(first) >= 9)
  }
  #expect(lightness(Palette.bands[0]) - lightness(Palette.median) >= 25)
  #expect(100 - lightness(Palette.bands[2]) >= 7)
  #expect(abs(lightness(Palette.increase) - lightness(Palette.decrease)) >= 25)
  #expect(abs(lightness(Palette.low) - lightness(Palette.high)) >= 25)
  let lines = Palette.lines.map(lightness).sorted()
  for (first, second) in zip(lines, lines.dropFirst()) { #expect(second - first >= 5) }
}

@Test func `texts are dark enough on paper`() {
  // WCAG 2.2, 1.4.3: a contrast of 4.5 to 1.
  for color in [Palette.ink, Palette.muted, Palette.median, Palette.target] {
    #expect(1.05 / (luminance(color) + 0.05) >= 4.5, "\(color)")
  }
}
