/// The text with control characters and direction marks shown as symbols: a file must not steer the terminal.
package func visible(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: steersTerminal) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars { result.append(steersTerminal(scalar) ? symbol(for: scalar) : scalar) }
  return String(result)
}

private func steersTerminal(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E...0x200F, 0xFEFF: true
  default: false
  }
}

private func symbol(for scalar: Unicode.Scalar) -> Unicode.Scalar {
  // U+2400 … U+241F are the pictures of the control characters.
  if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) { return picture }
  return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
}
