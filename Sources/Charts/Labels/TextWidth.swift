/// How wide a text is at most, estimated without any font.
///
/// Latin letters have the widths of the wider of two widespread system fonts (most are 5 to 12 % narrower), Chinese
/// characters one em, everything else what is usual for its script; the result is a little too wide on purpose.
///
/// - Complexity: O(n) in the length of the text.
package func textWidth(_ text: String, size: Double, isBold: Bool = false) -> Double {
  let thousandths = text.unicodeScalars.reduce(0) { $0 + width(of: $1, isBold: isBold) }
  return Double(thousandths) * size * 0.00103
}

/// In thousandths of an em.
private func width(of scalar: Unicode.Scalar, isBold: Bool) -> Int {
  let value = scalar.value
  if value >= 32, value < 127 { return latinWidths[Int(value) - 32] * (isBold ? 1120 : 1000) / 1000 }
  if isInvisible(scalar) { return 0 }
  return widthBeyondLatin(scalar) * (isBold ? 1060 : 1000) / 1000
}

private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: true
  default: false
  }
}

private func widthBeyondLatin(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x2070...0x209F, 0xB2, 0xB3, 0xB9: 450
  case 0xB7, 0x2018...0x201B, 0x2027: 400
  case 0x2013, 0x2212, 0x2264, 0x2265, 0xB1, 0xD7: 840
  case 0x2014, 0x2026, 0x2190...0x21FF: 1000
  case 0xA0: 318
  case 0xA1...0x24F, 0x1E00...0x1EFF: 790
  case 0x250...0x6FF: 800
  case 0xFDFA...0xFDFD: 12000
  case 0x700...0x10FF: 1000
  case 0x2000...0x206F: 1000
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFFEF: 1000
  case 0x20000...0x3FFFF: 1000
  case 0x12000...0x1254F: 2600
  default: 1400
  }
}

/// From space to tilde.
private let latinWidths = [
  318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
  636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556,
  1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787,
  667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685, 390, 337, 390, 838, 556,
  500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
  635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
]
