/// The decimal digits of a number: 0.d₁d₂d₃… × 10^`exponent`, as few as read back exactly.
///
/// Rounding works on these digits, so 2.675 becomes 2.68 as on paper, and no locale takes part.
struct DecimalDigits: Equatable {
  let isNegative: Bool
  /// Without zeros at either end; empty for 0.
  let digits: [UInt8]
  let exponent: Int

  /// The digits of a finite number.
  init(_ value: Double) {
    let parts = value.magnitude.description.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1)
    let whole = mantissa[0].utf8.map { $0 - 48 }
    let fraction = mantissa.count > 1 ? mantissa[1].utf8.map { $0 - 48 } : []
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    self.init(isNegative: value < 0, digits: whole + fraction, exponent: whole.count + power)
  }

  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    let leading = digits.prefix { $0 == 0 }.count
    let kept = digits.dropFirst(leading)
    let end = kept.lastIndex { $0 != 0 }
    self.isNegative = isNegative && end != nil
    self.digits = end.map { Array(kept[...$0]) } ?? []
    self.exponent = end == nil ? 0 : exponent - leading
  }

  /// Digits behind the point that the number needs.
  var decimals: Int { max(0, digits.count - exponent) }

  /// Rounded half away from zero to so many digits behind the point (before it, where negative).
  func rounded(decimals: Int) -> DecimalDigits {
    let count = exponent + decimals
    guard count < digits.count else { return self }
    guard count >= 0 else { return DecimalDigits(isNegative: false, digits: [], exponent: 0) }
    var kept = [0] + digits.prefix(count)
    if digits[count] >= 5 { DecimalDigits.increment(&kept) }
    return DecimalDigits(isNegative: isNegative, digits: kept, exponent: exponent + 1)
  }

  /// Adds one to the last digit; the first digit is 0 and takes the carry.
  private static func increment(_ digits: inout [UInt8]) {
    var index = digits.count - 1
    while index > 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    digits[index] += 1
  }

  /// Whole part and decimals as text, filled with zeros to `decimals`.
  func parts(decimals: Int) -> (whole: String, fraction: String) {
    func digit(_ position: Int) -> Character {
      let value = digits.indices.contains(position) ? digits[position] : 0
      return Character(Unicode.Scalar(48 + value))
    }
    let whole = exponent > 0 ? String((0..<exponent).map(digit)) : "0"
    let fraction = decimals > 0 ? String((exponent..<(exponent + decimals)).map(digit)) : ""
    return (whole, fraction)
  }
}
