/// Text as it may stand in an element or between double quotes in HTML.
///
/// Names come from a file that anybody may have written: nothing in them is markup.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  // A comparison sign is never parted from its number.
  return result.replacing("≥ ", with: "≥\u{A0}").replacing("≤ ", with: "≤\u{A0}")
}

/// The same, held apart from its surroundings where it is written from right to left.
func escapedName(_ text: String) -> String {
  text.unicodeScalars.contains(where: isRightToLeft) ? "<bdi>\(escaped(text))</bdi>" : escaped(text)
}

/// A sentence with minus signs as long as the plus, and without line breaks between a number and its unit; hyphens
/// within words, years and names stay.
func typeset(_ text: String) -> String {
  let characters = Array(text)
  return escaped(String(characters.indices.map { typeset(characters, $0) }))
}

private func typeset(_ characters: [Character], _ index: Int) -> Character {
  let next: Character? = index + 1 < characters.count ? characters[index + 1] : nil
  let previous: Character? = index > 0 ? characters[index - 1] : nil
  guard let next else { return characters[index] }
  switch characters[index] {
  case "-" where "0"..."9" ~= next && (previous.map { " (（～“".contains($0) } ?? true): return "\u{2212}"
  case " " where "%万亿人".contains(next) && (previous.map { "0"..."9" ~= $0 } ?? false): return "\u{00A0}"
  default: return characters[index]
  }
}

/// Hebrew, Arabic and the other scripts of these blocks.
private func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
  default: false
  }
}

/// Elements as text, each name written once.
func element(_ name: String, _ attributes: String = "", _ content: String) -> String {
  "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(content)</\(name)>"
}
