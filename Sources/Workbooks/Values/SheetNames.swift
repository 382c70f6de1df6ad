/// Names that every program accepts, one for each, in their order: at most 31 UTF-16 units, none of `[]:*?/\` or of the
/// control characters, neither empty nor `History`, no apostrophe at either end, no two that differ only in case.
///
/// - Complexity: O(n) names as long as few are the same.
package func validSheetNames(_ names: [String]) -> [String] {
  var taken: Set<String> = []
  var next: [String: Int] = [:]
  return names.map { name in
    let base = validName(name)
    var result = base
    // The search goes on where the last one for this name ended.
    var number = next[base.lowercased()] ?? 2
    while !taken.insert(result.lowercased()).inserted {
      let suffix = " (\(number))"
      result = trimmed(cut(base, toUnits: Limits.sheetName - suffix.utf16.count)) + suffix
      number += 1
    }
    next[base.lowercased()] = number
    return result
  }
}

private func validName(_ name: String) -> String {
  var scalars = String.UnicodeScalarView()
  for scalar in name.unicodeScalars { scalars.append(validInName(scalar)) }
  let result = trimmed(cut(trimmed(String(scalars)), toUnits: Limits.sheetName))
  if result.isEmpty { return "Sheet" }
  // Excel keeps this name for itself.
  return result.lowercased() == "history" ? result + "_" : result
}

private func validInName(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar {
  case "[", "]", ":", "*", "?", "/", "\\": return "-"
  default:
    return scalar.properties.generalCategory == .control ? " " : validInMarkup(scalar)
  }
}

private func trimmed(_ text: String) -> String {
  let isCut: (Character) -> Bool = { $0 == "'" || $0.isWhitespace }
  var rest = text.drop(while: isCut)
  while let last = rest.last, isCut(last) { rest.removeLast() }
  return String(rest)
}
