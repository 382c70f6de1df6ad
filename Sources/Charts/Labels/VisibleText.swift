/// The text without what no reader sees and no document may hold: control characters are dropped or become spaces,
/// and so are the marks that reverse the order of all that follows.
///
/// Texts end after 2,000 scalars; no name is longer in good faith.
func visible(_ text: String) -> String { cleaned(text.unicodeScalars.prefix(2000)) }

private func cleaned(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var result = String.UnicodeScalarView()
  for scalar in scalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: result.append(" ")
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: continue
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// The text with the five characters that mean something in XML written as references, of any
/// length.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in cleaned(text.unicodeScalars).unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Whether the text has letters that run from right to left.
func runsFromRight(_ text: String) -> Bool {
  text.unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }
}

/// A name that an id in XML may have: letters, digits, `-` and `_`, never starting with a digit.
func identifier(_ text: String) -> String {
  let kept = text.unicodeScalars.prefix(200).map { scalar -> Character in
    let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    return isPlain || scalar == "_" ? Character(scalar) : "-"
  }
  let name = String(kept)
  guard let first = name.first, first.isLetter else { return "c" + name }
  return name
}
