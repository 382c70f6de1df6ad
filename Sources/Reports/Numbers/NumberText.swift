/// The shortest digits that read back exactly: `5`, `0.1`, `1e+21`, `5e-324`; −0 is `0`.
package func shortest(_ value: Double) -> String {
  if value == 0 { return "0" }
  let text = value.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A number with a fixed count of decimals; what is too large to be read digit by digit keeps its power of ten.
package func fixed(_ value: Double, decimals: Int, grouping: String = "") -> String {
  guard value.isFinite else { return "–" }
  guard value.magnitude < 1e15 else { return shortest(value) }
  let rounded = DecimalDigits(value).rounded(decimals: decimals)
  let (whole, fraction) = rounded.parts(decimals: decimals)
  let sign = rounded.isNegative ? "-" : ""
  return sign + grouped(whole, separator: grouping) + (fraction.isEmpty ? "" : "." + fraction)
}

/// Digits in groups of three from ten thousand on.
private func grouped(_ whole: String, separator: String) -> String {
  guard whole.count > 4, !separator.isEmpty else { return whole }
  var result = ""
  for (index, digit) in whole.enumerated() {
    if index > 0, (whole.count - index) % 3 == 0 { result += separator }
    result.append(digit)
  }
  return result
}

/// How many decimals a group of numbers is shown with: three to four significant digits of the largest, never more
/// than the numbers have.
///
///     decimals(for: [46.283, 3.1])   // 2
///     decimals(for: [3700, 3704])    // 0
///     decimals(for: [0.5512])        // 3
package func decimals(for values: [Double]) -> Int {
  let finite = values.filter(\.isFinite)
  let needed = finite.map { DecimalDigits($0).decimals }.max() ?? 0
  let exponent = finite.filter { $0 != 0 }.map { DecimalDigits($0).exponent }.max() ?? 1
  let wanted =
    switch exponent {
    case 4...: 0
    case 3: 1
    case 1...2: 2
    default: 3 - exponent
    }
  return min(needed, wanted, 12)
}
