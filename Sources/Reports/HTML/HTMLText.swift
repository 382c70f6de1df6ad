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

/// A sentence with minus signs as long as the plus; hyphens within words, years and names stay.
func typeset(_ text: String) -> String {
  guard text.contains("-") else { return escaped(text) }
  let characters = Array(text)
  return escaped(
    String(
      characters.indices.map { index in
        guard characters[index] == "-", index + 1 < characters.count, "0"..."9" ~= characters[index + 1] else {
          return characters[index]
        }
        return index == 0 || " (（～“".contains(characters[index - 1]) ? "\u{2212}" : characters[index]
      }))
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
