/// A finite number as the shortest decimal digits that read back exactly: 0.d₁d₂d₃… × 10^`exponent`.
///
/// Rounding works on these digits, so that 2.675 becomes 2.68 here as it does in the tables.
struct Decimals: Equatable {
  private(set) var isNegative: Bool
  /// Neither the first nor the last is 0; empty for 0.
  private(set) var digits: [UInt8]
  private(set) var exponent: Int

  init(_ value: Double) {
    let parts = value.magnitude.description.split(separator: "e")
    let halves = (parts.first ?? "0").split(separator: ".")
    let whole = halves.first.map { Array($0.utf8) } ?? []
    let fraction = halves.count > 1 ? Array(halves[1].utf8) : []
    isNegative = value < 0
    digits = (whole + fraction).map { $0 &- 48 }
    exponent = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent = digits.isEmpty ? 0 : exponent - zeros
    isNegative = isNegative && !digits.isEmpty
  }

  /// Digits behind the point that the number has.
  var places: Int { max(0, digits.count - exponent) }

  var isZero: Bool { digits.isEmpty }

  /// The number divided by 10^`power`, exactly.
  func divided(byPowerOfTen power: Int) -> Decimals {
    var result = self
    if !isZero { result.exponent -= power }
    return result
  }

  /// Rounded half away from zero to so many digits behind the point.
  func rounded(places: Int) -> Decimals {
    var result = self
    let kept = exponent + places
    guard kept < digits.count else { return self }
    guard kept >= 0 else { return Decimals(0) }
    let roundsUp = digits[kept] >= 5
    result.digits = Array(digits[..<kept])
    if roundsUp { result.addOneToLast(count: kept) }
    result.trim()
    return result
  }

  private mutating func addOneToLast(count: Int) {
    var index = count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  /// The digits before the point, and those behind it, filled with zeros to `places`.
  func text(places: Int) -> (whole: String, fraction: String) {
    func digit(_ position: Int) -> Character {
      Character(Unicode.Scalar(48 + (digits.indices.contains(position) ? digits[position] : 0)))
    }
    let whole = exponent > 0 ? String((0..<exponent).map(digit)) : "0"
    return (whole, places > 0 ? String((exponent..<exponent + places).map(digit)) : "")
  }
}
